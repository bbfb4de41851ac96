"""Forms that show what a service refuses, at the field that it speaks of."""

from typing import Any

from django import forms

from accounts.refusals import Refusal


class Refusable:
    """Mixin of forms. `refused_at` is the field that takes refusals that name no field of it."""

    refused_at: str | None = None

    def values(self: Any) -> dict[str, Any]:
        """What the service is given."""
        found: dict[str, Any] = self.cleaned_data
        return found

    def add_refusal(self: Any, refusal: Refusal) -> None:
        """Show a refusal where a person can mend it, else above the form."""
        field = refusal.field if refusal.field in self.fields else self.refused_at
        self.add_error(field, forms.ValidationError(str(refusal), code=refusal.code))
