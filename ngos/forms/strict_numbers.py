"""Numbers that pass the database's rules and that an office may have decided to refuse.

Asked where somebody types one: what is recorded already does not stop a form from being saved.
"""

from typing import Any

from django import forms

from accounts.policies import value_of
from imports.policies import REJECT_REPEATED, STRICT_POSTAL_CODE
from persian.forms import NationalIDField, PostalCodeField


def typed_postal_code(form: forms.BaseForm, name: str, province_id: int | None) -> Any:
    """The cleaned postal code of a form. Raises ValidationError where the province refuses it."""
    code = form.cleaned_data[name]
    if code and name in form.changed_data:
        strict = value_of(STRICT_POSTAL_CODE, province_id)
        PostalCodeField(strict=strict).clean(code)
    return code


def typed_national_id(form: forms.BaseForm, name: str, province_id: int | None) -> Any:
    """The cleaned national ID of a form. Raises ValidationError where the province refuses it."""
    number = form.cleaned_data[name]
    if number and name in form.changed_data:
        reject_repeated = value_of(REJECT_REPEATED, province_id)
        NationalIDField(reject_repeated=reject_repeated).clean(number)
    return number
