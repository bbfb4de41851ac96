"""What is typed to look for a woman, and the steps of an intake."""

from typing import Any

from django.forms.models import fields_for_model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from beneficiaries.intake.services.searching import Terms
from beneficiaries.intake.steps import Step
from beneficiaries.records.forms import supporters_field
from beneficiaries.records.models import Beneficiary
from persian.dates import FIRST_YEAR, LAST_YEAR
from persian.forms import MobileField, NationalIDField, PersianCharField, WholeNumberField
from screens.office_forms import name_empty_choices, office_formfield
from screens.step_form import StepForm


def _text() -> Any:
    return theme.UnfoldAdminTextInputWidget()


class SearchForm(StepForm):
    """Her number, or her name."""

    national_id = NationalIDField(label=_("National ID"), required=False, widget=_text())
    mobile = MobileField(label=_("Mobile"), required=False, widget=_text())
    first_name = PersianCharField(
        label=_("First name"), max_length=60, required=False, widget=_text()
    )
    last_name = PersianCharField(
        label=_("Last name"), max_length=60, required=False, widget=_text()
    )
    birth_year = WholeNumberField(
        label=_("Year of birth"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR - 1,
        widget=_text(),
    )  # fmt: skip

    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(
            national_id=data["national_id"] or "",
            mobile=data["mobile"] or "",
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_year=data["birth_year"],
        )


class IntakeForm(StepForm):
    """The fields of one step, as the record has them."""

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = fields_for_model(Beneficiary, fields=step.fields, formfield_callback=office_formfield)
        for name in step.fields:
            self.fields[name] = supporters_field() if name == "supporters" else own[name]
        self.fields_of = step.fields
        name_empty_choices(self.fields.values())


def typed(data: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    """What was typed into fields, as it is kept in an intake; fields that were not sent are left
    out, but for a list of boxes none of which is ticked."""
    found: dict[str, Any] = {}
    for name in fields:
        if name == "supporters":
            found[name] = [_plain(each) for each in data.getlist(name)]
        elif name in data:
            found[name] = _plain(data.get(name, "")).strip()
    return found


def _plain(text: str) -> str:
    """Without the sign that no text of the database holds."""
    return text.replace("\x00", "")


def as_sent(data: dict[str, Any], fields: tuple[str, ...]) -> Any:
    """What an intake keeps, as a form reads what is sent to it."""

    sent = QueryDict(mutable=True)
    for name in fields:
        value = data.get(name)
        if isinstance(value, list):
            sent.setlist(name, value)
        elif value is not None:
            sent[name] = value
    return sent
