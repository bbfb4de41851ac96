"""Fields of a form as what they are: Django's `fields` knows them by their names alone."""

from typing import Any

from django import forms


def choices_of(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field with choices of its own. Raises TypeError for any other."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} has no choices")
    return field


def rows_of(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Any]":
    """A field with which a row is chosen, or several. Raises TypeError for any other."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} chooses no row")
    return field
