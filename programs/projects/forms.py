"""The forms of programs, agreements and the catalogue, and of the steps of a program's life."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import County, User
from councils.models import Council
from letters.models import Counterpart
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField
from persian.personal_numbers import Takes
from programs.projects.models import Agreement, Harm, Program, UpperDocument
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.step_form import StepForm
from screens.widgets import OfficeJalaliDateWidget


class OfAnOfficeForm(Refusable, VersionedForm):
    """A form of a row of an office: whose it is is asked where the person has several."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if user.province is not None and self.is_adding:
            self.instance.province = user.province
        if user.county is not None and self.is_adding:
            self.instance.county = user.county
        if user.province is not None or not self.is_adding:
            del self.fields["province"]
        counties = County.objects.all()
        if self.instance.province_id is not None:
            counties = counties.filter(province=self.instance.province_id)
        if user.county is not None:
            del self.fields["county"]
        else:
            fields["county"].queryset = counties
        self._counties = counties

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        county, province = data.get("county"), data.get("province") or self.instance.province_id
        if county is not None and county.province_id != getattr(province, "pk", province):
            self.add_error("county", _("This county is not in the chosen province."))
        return data


class ProgramForm(OfAnOfficeForm):
    """A program: what it is, for whom, where, with what, and from when to when."""

    constraint_fields = {
        "program_has_a_title": "title",
        "program_ends_after_it_begins": "ends_on",
        "program_once_in_an_office": "title",
    }

    class Meta:
        model = Program
        fields = (
            "province", "title", "type", "harm", "target_group", "upper_document", "lead_agency",
            "body", "county", "counties", "budget", "starts_on", "ends_on", "is_first_time",
            "summary",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        place = self.instance.province_id
        fields["harm"].queryset = _in_use(Harm, self.instance.harm_id)
        fields["upper_document"].queryset = _in_use(UpperDocument, self.instance.upper_document_id)
        agencies = Counterpart.objects.filter(is_active=True)
        bodies = Council.objects.filter(is_active=True)
        if place is not None:
            agencies, bodies = agencies.filter(province=place), bodies.filter(province=place)
        fields["lead_agency"].queryset = agencies
        fields["body"].queryset = bodies
        fields["counties"].queryset = self._counties
        fields["counties"].widget = theme.UnfoldAdminSelectMultipleWidget(
            choices=fields["counties"].choices
        )
        fields["counties"].help_text = _("Hold the Ctrl key to choose several.")


def _in_use(model: Any, kept: int | None) -> Any:
    return model._default_manager.filter(is_active=True) | model._default_manager.filter(pk=kept)


class AgreementForm(OfAnOfficeForm):
    """An agreement: about what, from when to when, for how much."""

    constraint_fields = {
        "agreement_has_a_subject": "title",
        "agreement_ends_after_it_begins": "ends_on",
    }

    class Meta:
        model = Agreement
        fields = (
            "province", "title", "number", "program", "county", "signed_on", "starts_on",
            "ends_on", "amount", "terms", "ended_on",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        programs = Program.objects.order_by("title")
        if self.instance.province_id is not None:
            programs = programs.filter(province=self.instance.province_id)
        fields["program"].queryset = programs
        if self.is_adding:
            del self.fields["ended_on"]


class HarmForm(VersionedForm):
    constraint_fields = {"harm_once": "name", "harm_has_a_name": "name"}

    class Meta:
        model = Harm
        exclude = ()


class UpperDocumentForm(VersionedForm):
    constraint_fields = {"upper_document_once": "title", "upper_document_has_a_title": "title"}

    class Meta:
        model = UpperDocument
        exclude = ()


# -- steps -----------------------------------------------------------------------------------------


def _text(label: Any, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextareaWidget({"rows": 4})
    return PersianCharField(label=label, widget=widget, **options)


def _line(label: Any, **options: Any) -> PersianCharField:
    return PersianCharField(label=label, widget=theme.UnfoldAdminTextInputWidget, **options)


def _day(label: Any) -> JalaliDateField:
    return JalaliDateField(label=label, widget=OfficeJalaliDateWidget, initial=today)


class NothingMoreForm(StepForm):
    """A step that asks for nothing more."""


class SendForm(StepForm):
    on = _day(_("Sent on"))
    to = _line(_("Sent to"), max_length=160, help_text=_("For example: the ministry in Tehran."))


class ApproveForm(StepForm):
    on = _day(_("Approved on"))
    number = _line(
        _("Number of the approval"), max_length=60, required=False, takes=Takes.LONG_NUMBER
    )


class StartForm(StepForm):
    on = _day(_("Begins on"))


class ReasonForm(StepForm):
    reason = _text(_("Reason"))


class CloseForm(StepForm):
    reason = _text(_("What came of the program"))
