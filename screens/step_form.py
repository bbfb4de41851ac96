"""The form of one step of a workflow."""

from typing import Any

from django import forms

from screens.office_forms import name_empty_choices
from screens.refusable import Refusable


class StepForm(Refusable, forms.Form):
    """A step's form: it carries how the record stood when it was shown."""

    def __init__(self, *args: Any, seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, initial=seen)
        name_empty_choices(self.fields.values())
