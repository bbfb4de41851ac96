"""The forms of what is done for a woman."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts import scope
from accounts.models import User
from beneficiaries.care.models import (
    CaseNote,
    Enrolment,
    Goal,
    IncomeCheck,
    Outcome,
    Service,
)
from beneficiaries.care.models.outcome import GraduationReason
from beneficiaries.care.models.referral import Shared
from beneficiaries.care.services import enrolling
from beneficiaries.care.services.referring import consents_to_referral
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Consent
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.step_form import StepForm
from screens.widgets import OfficeAutocompleteSelect


class GoalForm(Refusable, VersionedForm):
    constraint_fields = {
        "goal_is_known": "title",
        "goal_is_due_after_it_is_set": "due_on",
        "goal_ends_on_a_day": "closed_on",
    }

    class Meta:
        model = Goal
        fields = ("domain", "title", "due_on", "state", "closed_on", "result")
        formfield_callback = office_formfield


class ServiceForm(Refusable, VersionedForm):
    constraint_fields = {
        "service_once": "title",
        "service_is_known": "title",
        "service_value_is_whole": "value",
        "service_ends_after_it_begins": "until",
        "service_names_its_provider": "provider",
    }

    class Meta:
        model = Service
        fields = (
            "kind", "title", "value", "given_on", "until", "provider", "ngo", "provider_name",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ngo"]
        field.widget = OfficeAutocompleteSelect(Service._meta.get_field("ngo"), admin.site)
        field.widget.choices = field.choices

    def about(self, woman: Beneficiary) -> None:
        self.instance.province_id = woman.province_id


class EnrolmentForm(Refusable, VersionedForm):
    """What she takes part in is chosen once; later its state alone changes."""

    constraint_fields = {
        "enrolled_once_in_program": "program",
        "enrolled_once_in_participant": "participant",
        "enrolled_once_in_loan": "loan",
        "enrolled_in_one_thing": "program",
        "enrolment_ends_on_a_day": "ended_on",
    }

    class Meta:
        model = Enrolment
        fields = ("program", "participant", "loan", "began_on", "state", "ended_on")
        formfield_callback = office_formfield

    def about(self, woman: Beneficiary) -> None:
        if not self.is_adding:
            for name in ("program", "participant", "loan"):
                del self.fields[name]
            return
        found = {
            "program": enrolling.programs()[: enrolling.MOST],
            "participant": enrolling.participations(woman),
            "loan": enrolling.loans(woman),
        }
        for name, rows in found.items():
            field: Any = self.fields[name]
            keys = [row.pk for row in rows[: enrolling.MOST]]
            field.queryset = rows.model._default_manager.filter(pk__in=keys)
            field.label_from_instance = enrolling.title_of
        self.fields["participant"].label = _("Course or event, by her number in its list")
        self.fields["loan"].label = _("Loan, by her number among the members of a fund")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if self.is_adding:
            chosen = next(
                (data[name] for name in ("program", "participant", "loan") if data.get(name)), None
            )
            self.instance.title = enrolling.title_of(chosen) if chosen is not None else ""
        return data


class CaseNoteForm(Refusable, VersionedForm):
    constraint_fields = {"case_note_is_whole": "text", "case_note_by_today": "on"}

    class Meta:
        model = CaseNote
        fields = ("kind", "on", "text")
        formfield_callback = office_formfield

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if self.is_adding:
            place = scope.current()
            author = User.objects.filter(pk=place.user or 0).first() if place else None
            self.instance.author_name = author.get_full_name() if author else ""
        return data


class OutcomeForm(Refusable, VersionedForm):
    constraint_fields = {
        "outcome_is_known": "title",
        "outcome_ends_after_it_begins": "ended_on",
    }

    class Meta:
        model = Outcome
        fields = ("kind", "title", "started_on", "income", "ended_on")
        formfield_callback = office_formfield


class IncomeCheckForm(Refusable, VersionedForm):
    constraint_fields = {"income_checked_once": "months", "income_check_is_possible": "income"}

    class Meta:
        model = IncomeCheck
        fields = ("outcome", "months", "on", "is_working", "income")
        formfield_callback = office_formfield

    def about(self, woman: Beneficiary) -> None:
        field: Any = self.fields["outcome"]
        field.queryset = Outcome.objects.filter(beneficiary=woman)


def _line(label: Any, *, required: bool = True) -> PersianCharField:
    return PersianCharField(
        label=label, max_length=300, required=required, widget=theme.UnfoldAdminTextInputWidget()
    )


def _boxes(label: Any, choices: Any, *, required: bool) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required,
        widget=theme.UnfoldAdminCheckboxSelectMultipleWidget(),
    )  # fmt: skip


class ReferForm(StepForm):
    """To whom, by which consent, what is asked, and what the recipient is told."""

    consent = forms.ModelChoiceField(
        Consent.objects.none(), label=_("Recipient, by her consent"),
        widget=theme.UnfoldAdminSelectWidget(),
        help_text=_("Only recipients stand here whom she has agreed to be referred to today."),
    )  # fmt: skip
    reason = _line(_("What is asked of the recipient"))
    shares = _boxes(
        _("What the recipient is told besides her name"), Shared.choices, required=False
    )

    def __init__(self, *args: Any, woman: Beneficiary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["consent"]
        field.queryset = consents_to_referral(woman)
        field.label_from_instance = lambda consent: str(consent.ngo or consent.recipient_name)


def _day() -> JalaliDateField:
    return JalaliDateField(label=_("On"), initial=today, widget=theme.UnfoldAdminTextInputWidget())


class ReferralAnswerForm(StepForm):
    """What the recipient said."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=[("", _("Choose")), ("yes", _("It accepts her")), ("no", _("It declines"))],
        widget=theme.UnfoldAdminSelectWidget(),
    )
    on = _day()
    words = _line(_("Remarks; of who declines, why"), required=False)


class ResultForm(StepForm):
    """What came of a referral."""

    on = _day()
    words = _line(_("Result"))


class ComplaintForm(StepForm):
    about = _line(_("What she complains of"))


class WordsForm(StepForm):
    """An answer, an appeal, a decision."""

    words = _line(_("In words"))


class GraduateForm(StepForm):
    """Why she needs the program no longer."""

    reasons = _boxes(_("Reasons"), GraduationReason.choices, required=True)
    remarks = _line(_("What has changed"))
