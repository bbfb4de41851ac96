"""The field in which one proves once more who one is, within the form of an act."""

from typing import Any

from django import template

from accounts.confirming import FIELD, needs_confirmation

register = template.Library()


@register.inclusion_tag("components/confirmation.html", takes_context=True)
def confirmation(context: dict[str, Any]) -> dict[str, object]:
    """Nothing, where the proof that was given lately still holds."""
    return {"is_needed": needs_confirmation(context["request"]), "name": FIELD}
