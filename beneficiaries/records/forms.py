"""The forms of a record: what is known of her, her numbers, her case worker, her household."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import User
from accounts.roles import Role
from beneficiaries.records.models import Beneficiary, HouseholdMember
from beneficiaries.records.models.words import RecordState, Supporter
from beneficiaries.records.personal_data import HIDDEN_IN_HISTORY, MASKED
from persian.forms import PersianCharField
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.step_form import StepForm

OF_A_WOMAN = (
    "first_name", "last_name", "father_name", "booklet_no", "birth_date", "address",
    "headship_cause", "headship_since", "marital_status", "children", "dependents", "education",
    "disability", "housing", "insurance", "income", "job", "skills", "supporters", "relief_code",
    "welfare_code",
)  # fmt: skip
CONSTRAINT_FIELDS = {
    "woman_once_in_an_office": "national_id",
    "woman_has_a_name": "last_name",
    "woman_national_id_is_right": "national_id",
    "woman_mobile_is_right": "mobile",
    "woman_sheba_is_right": "sheba",
    "woman_words_are_known": "headship_cause",
    "woman_counts_are_possible": "children",
}


def supporters_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Supporters"), choices=Supporter.choices, required=False,
        widget=theme.UnfoldAdminCheckboxSelectMultipleWidget(),
    )  # fmt: skip


class WomanForm(Refusable, VersionedForm):
    """What is known of her, without the numbers that are masked."""

    constraint_fields = CONSTRAINT_FIELDS
    history_masked = HIDDEN_IN_HISTORY
    supporters = supporters_field()

    class Meta:
        model = Beneficiary
        fields = OF_A_WOMAN
        formfield_callback = office_formfield


class NumbersForm(Refusable, VersionedForm):
    """Her numbers: typed anew, never shown. What is left empty stays as it is."""

    constraint_fields = CONSTRAINT_FIELDS
    history_masked = HIDDEN_IN_HISTORY
    masked = MASKED

    class Meta:
        model = Beneficiary
        fields = MASKED
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MASKED:
            self.initial[name] = ""
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in MASKED:
            if not data.get(name) and name not in self.errors:
                data[name] = getattr(self.instance, name)
        return data


NUMBERS = {"national_id": _("National ID"), "mobile": _("Mobile"), "sheba": _("Sheba")}


class RevealForm(StepForm):
    """Which number is to be seen, and why."""

    number = forms.ChoiceField(
        label=_("Number"),
        choices=list(NUMBERS.items()),
        widget=theme.UnfoldAdminSelectWidget(),
    )  # fmt: skip
    reason = PersianCharField(
        label=_("Reason"), max_length=300, min_length=5, widget=theme.UnfoldAdminTextInputWidget(),
        help_text=_("It stands in the log of her record, which she may ask for."),
    )  # fmt: skip


class AssignForm(StepForm):
    """Whose caseload she is in."""

    case_worker = forms.ModelChoiceField(
        User.objects.none(), label=_("Case worker"), required=False,
        widget=theme.UnfoldAdminSelectWidget(),
        help_text=_("Without one she is in the caseload of everybody in her own office."),
    )  # fmt: skip

    def __init__(self, *args: Any, woman: Beneficiary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["case_worker"]
        field.queryset = _workers(woman)
        self.initial["case_worker"] = woman.case_worker_id


def _workers(woman: Beneficiary) -> Any:
    """Those of her own office: of her county or, without one, of the province's office."""
    own = User.objects.filter(province=woman.province_id, is_active=True)
    if woman.county_id is None:
        return own.filter(role=Role.PROVINCIAL_EXPERT)
    return own.filter(county=woman.county_id, role__in=[Role.CASE_WORKER, Role.COUNTY_EXPERT])


class CloseForm(StepForm):
    """Why a record is closed."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            (each.value, each.label) for each in (RecordState.CLOSED, RecordState.GRADUATED)
        ],
        widget=theme.UnfoldAdminSelectWidget(),
    )  # fmt: skip
    reason = PersianCharField(
        label=_("Why it is closed"), max_length=300, min_length=5,
        widget=theme.UnfoldAdminTextInputWidget(),
    )  # fmt: skip


class MemberForm(Refusable, VersionedForm):
    """A member of the household. A national ID that is stored is not shown again."""

    constraint_fields = {
        "household_member_once": "full_name",
        "household_member_has_a_name": "full_name",
        "household_member_national_id_is_right": "national_id",
    }
    history_masked = ("national_id", "birth_date")
    masked = ("national_id",)

    class Meta:
        model = HouseholdMember
        fields = (
            "relation", "full_name", "national_id", "birth_date", "gender", "education",
            "disability", "is_dependent", "left_on",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_adding:
            self.initial["national_id"] = ""

    def about(self, woman: Beneficiary) -> None:
        self.instance.province_id = woman.province_id

    def clean_national_id(self) -> Any:
        return self.cleaned_data.get("national_id") or self.instance.national_id
