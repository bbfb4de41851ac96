"""The hidden fields of every form: Django's against forgery, and the key with which it is stored
once (`screens.posted_once`)."""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from screens.posted_once import FIELD, new_key

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: template.Context) -> SafeString:
    """In place of Django's tag of this name, so that forms of other people's templates carry the
    key as ours do. A visitor's form carries none."""
    against_forgery: Any = CsrfTokenNode().render(context)
    request: Any = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return against_forgery
    return format_html(
        '{}<input type="hidden" name="{}" value="{}">', against_forgery, FIELD, new_key()
    )
