"""The forms of applications, of their steps, and of inquiries."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import County
from accounts.workflow import Step
from licensing.kinds import Kind
from licensing.models import Application, Inquiry
from licensing.models.inquiry import Authority, InquiryResult
from licensing.requirements import kinds_open_to
from licensing.services.applications.moving import STAMP
from ngos.forms.ngo import NGOForm
from ngos.models import NGO
from ngos.models.ngo import ActivityLevel
from persian.dates import today
from persian.forms import JalaliDateField, LegalIDField, PersianCharField
from persian.personal_numbers import Takes
from screens import step_form
from screens.office_forms import name_empty_choices, office_formfield
from screens.refusable import Refusable
from screens.step_form import carry
from screens.typed_fields import choices_of
from screens.widgets import OfficeIdentifierWidget, OfficeJalaliDateWidget


class ServiceForm(Refusable, forms.Form):
    """A form whose values go to a service, which may refuse them."""


def _text(label: Promise | str, length: int = 60, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextInputWidget
    return PersianCharField(label=label, max_length=length, widget=widget, **options)


def _day(label: Promise | str, **options: Any) -> JalaliDateField:
    return JalaliDateField(label=label, widget=OfficeJalaliDateWidget, **options)


def _long_text(label: Promise | str, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextareaWidget({"rows": 3})
    return PersianCharField(label=label, widget=widget, max_length=4000, **options)


class StepForm(step_form.StepForm):
    """One step: the state that the person saw, and the reason where one is needed or wished."""

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = _long_text(
            _("Reason") if step.needs_reason else _("Remark"), required=step.needs_reason
        )


class AssemblyForm(StepForm):
    on = _day(_("Day of the assembly"), initial=today)


class RegistrationForm(StepForm):
    registration_no = _text(_("Registration number"), 30, takes=Takes.PAPER_NUMBER)
    on = _day(_("Registered on"), initial=today)
    gazette_no = _text(_("Official Gazette number"), takes=Takes.PAPER_NUMBER)
    legal_id = LegalIDField(label=_("Legal ID"), required=False, widget=OfficeIdentifierWidget)
    registration_office = _text(_("Registration office"), 100, required=False)


class LettersForm(StepForm):
    """The letters to the authorities: those with a number are sent."""

    on = _day(_("Day of the letters"), initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for authority in Authority:
            field = _text(
                _("Number of the letter to: %(who)s") % {"who": authority.label},
                required=False,
                takes=Takes.LONG_NUMBER,
            )
            self.fields[f"letter_{authority}"] = field
        self.order_fields([name for name in self.fields if name != "reason"])
        self.fields["on"].help_text = _("Leave the number empty where nobody is asked.")

    def values(self) -> dict[str, Any]:
        letters = {
            authority: self.cleaned_data[f"letter_{authority}"]
            for authority in Authority
            if self.cleaned_data[f"letter_{authority}"]
        }
        kept = {name: self.cleaned_data[name] for name in ("on", "reason", "seen")}
        return {**kept, "letters": letters}


class ApplicationForm(ServiceForm):
    """What an NGO of the register asks for."""

    kind = forms.ChoiceField(label=_("Kind"), widget=theme.UnfoldAdminSelectWidget)
    level = forms.ChoiceField(
        label=_("Activity level"), widget=theme.UnfoldAdminSelectWidget,
        choices=ActivityLevel.choices,
        help_text=_("Another one than the NGO's where a higher level is asked for."),
    )  # fmt: skip
    branch_county = forms.ModelChoiceField(
        label=_("County of the branch"), queryset=County.objects.none(), required=False,
        widget=theme.UnfoldAdminSelectWidget, help_text=_("For a branch alone."),
    )  # fmt: skip
    subject = _long_text(
        _("What is asked for"), required=False,
        help_text=_("The changes, the decision appealed against, or the reason."),
    )  # fmt: skip
    external_ref = _text(_("Ministry portal code"), required=False, takes=Takes.LONG_NUMBER)

    def __init__(
        self, *args: Any, ngo: NGO, application: Application | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if application is not None:
            carry(self, STAMP.of(application))
            del fields["kind"]
        else:
            fields["kind"].choices = [
                (kind, Kind(kind).label)
                for kind in kinds_open_to(ngo)
                if kind != Kind.ESTABLISHMENT or ngo.status == "applicant"
            ]
        fields["branch_county"].queryset = _counties(ngo)
        name_empty_choices([fields["branch_county"]])
        if application is not None and application.kind != Kind.BRANCH:
            del fields["branch_county"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Kind.BRANCH and not data.get("branch_county"):
            self.add_error("branch_county", _("Choose the county in which the branch is to be."))
        return data


def _counties(ngo: NGO) -> Any:
    counties = County.objects.all()
    if ngo.activity_level != ActivityLevel.NATIONAL:
        counties = counties.filter(province=ngo.province_id)
    return counties


class FoundingForm(NGOForm):
    """An NGO that is being founded, and what is asked for it."""

    class Meta(NGOForm.Meta):
        fields = (  # type: ignore[assignment]
            "name", "ngo_type", "field", "is_charity", "activity_level", "province", "county",
            "address", "phone", "mobile", "notes",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "activity_level": ActivityLevel.COUNTY,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)
        self.fields["activity_level"].required = True
        user: Any = self.request.user
        if user.province_id:
            del self.fields["province"]
        if user.county_id:
            del self.fields["county"]


class InquiryForm(ServiceForm):
    """One more authority that is asked."""

    authority = forms.ChoiceField(
        label=_("Authority"), choices=Authority.choices, widget=theme.UnfoldAdminSelectWidget
    )
    letter_no = _text(_("Letter number"), takes=Takes.LONG_NUMBER)
    on = _day(_("Sent on"), initial=today)


class AnswerForm(ServiceForm):
    """An authority's answer: its result alone. The reasons behind it are not recorded."""

    result = forms.ChoiceField(
        label=_("Result"), widget=theme.UnfoldAdminSelectWidget,
        choices=[("", "")] + [
            (each.value, each.label) for each in (InquiryResult.POSITIVE, InquiryResult.NEGATIVE)
        ],
        help_text=_("The result alone; reasons are not recorded anywhere."),
    )  # fmt: skip
    on = _day(_("Answered on"), initial=today)
    number = _text(_("Number of the answer"), required=False, takes=Takes.LONG_NUMBER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_empty_choices(self.fields.values())


class CorrectionForm(ServiceForm):
    """What was recorded wrongly of an inquiry."""

    letter_no = _text(_("Letter number"), takes=Takes.LONG_NUMBER)
    sent_on = _day(_("Sent on"))
    result = forms.ChoiceField(label=_("Result"), widget=theme.UnfoldAdminSelectWidget)
    on = _day(_("Answered on"), required=False)
    number = _text(_("Number of the answer"), required=False, takes=Takes.LONG_NUMBER)

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "letter_no": inquiry.letter_no, "sent_on": inquiry.sent_on, "result": inquiry.result,
            "on": inquiry.answered_on, "number": inquiry.answer_no,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        choices_of(self, "result").choices = [
            (each.value, each.label)
            for each in InquiryResult
            if each != InquiryResult.SILENT_CONSENT or inquiry.result == each
        ]


STEP_FORMS: dict[str, type[StepForm]] = {
    "hold_assembly": AssemblyForm,
    "register": RegistrationForm,
    "send_inquiries": LettersForm,
}
