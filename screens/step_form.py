"""The form of one step of a workflow."""

from typing import Any

from django import forms

from screens.office_forms import name_empty_choices
from screens.refusable import Refusable
from screens.seen import FIELD


def carry(form: forms.BaseForm, seen: str) -> None:
    """Have a form carry how the row stood as it was shown (`screens.seen`)."""
    form.fields[FIELD] = forms.CharField(widget=forms.HiddenInput, initial=seen)


class StepForm(Refusable, forms.Form):
    """A step's form: it carries how the row stood when it was shown; nothing, of a new one."""

    def __init__(self, *args: Any, seen: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seen is not None:
            carry(self, seen)
        name_empty_choices(self.fields.values())
