"""Forms of the steps that a case or an annual report takes."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from unfold import widgets as theme

from councils.models import AgendaItem, Council
from councils.models.session import SessionState
from ngos.models import NGO
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField, RialField, WholeNumberField
from persian.numbers import persian_digits
from persian.personal_numbers import Takes
from screens.step_form import StepForm
from screens.widgets import (
    OfficeJalaliDateWidget,
    OfficeNumberWidget,
    OfficeRialWidget,
)
from supervision.models.case import ComplaintResult, MeasureKind, Source
from supervision.models.proposal import BEFORE_COUNCIL

MOST_RESOLUTIONS = 60  # the latest ones, of which one may be chosen


def _day(label: Promise | str, **options: Any) -> JalaliDateField:
    return JalaliDateField(label=label, widget=OfficeJalaliDateWidget, **options)


def _text(label: Promise | str, rows: int = 4, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextareaWidget({"rows": rows})
    return PersianCharField(label=label, widget=widget, **options)


def _tick(label: StrPromise) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, widget=theme.UnfoldBooleanWidget)


class OpenCaseForm(StepForm):
    source = forms.ChoiceField(
        label=_("Source"), choices=[("", ""), *Source.choices], widget=theme.UnfoldAdminSelectWidget
    )
    opened_on = _day(_("Opened on"), initial=today)
    finding = _text(
        _("Finding"),
        help_text=_("What was found, where, and by whom."),
        takes=Takes.ANYTHING,
    )


class HearingForm(StepForm):
    on = _day(_("Day of the hearing"), initial=today)
    notes = _text(_("What the NGO said"), rows=6, takes=Takes.ANYTHING)


class _Resolutions(forms.ModelChoiceField):
    """Councils decide on the same subjects again and again: each is told with its session."""

    def label_from_instance(self, item: AgendaItem) -> str:
        return _("%(item)s (session %(number)s of %(year)s, %(council)s)") % {
            "item": item,
            "number": persian_digits(item.session.number),
            "year": persian_digits(item.session.year),
            "council": item.session.council,
        }


class MeasureForm(StepForm):
    kind = forms.ChoiceField(
        label=_("Measure"), choices=MeasureKind.choices, widget=theme.UnfoldAdminSelectWidget
    )
    decided_on = _day(_("Decided on"), initial=today)
    from_on = _day(
        _("From"), required=False, help_text=_("Empty where it begins on the day of decision.")
    )
    deadline_on = _day(
        _("To be mended by"),
        required=False,
        help_text=_("For notices and warnings; empty for the usual deadline."),
    )
    to_on = _day(
        _("Suspended until"),
        required=False,
        help_text=_("For a suspension alone: the first day on which the NGO works again."),
    )
    resolution = _Resolutions(
        label=_("Resolution"),
        queryset=AgendaItem.objects.none(),
        required=False,
        widget=theme.UnfoldAdminSelectWidget,
        help_text=_("Where a council decided."),
    )
    reason = _text(
        _("Reason"),
        help_text=_("Article and finding, as they will stand on paper."),
        takes=Takes.ANYTHING,
    )
    grave_reason = _text(
        _("Why a rung is skipped"),
        rows=2,
        required=False,
        takes=Takes.ANYTHING,
        help_text=_("Needed only where the measure comes earlier than the ladder has it."),
    )

    def __init__(
        self, *args: Any, ngo: NGO, next_kind: str, deadline: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = next_kind
        signed = AgendaItem.objects.filter(
            session__state=SessionState.SIGNED, province_id=ngo.province_id
        )
        latest = signed.order_by("-pk").values("pk")[:MOST_RESOLUTIONS]
        resolution: Any = self.fields["resolution"]
        resolution.queryset = AgendaItem.objects.filter(pk__in=latest).select_related(
            "session__council"
        )
        if not resolution.queryset.exists():
            del self.fields["resolution"]
        self.fields["deadline_on"].widget.attrs["placeholder"] = self.fields[
            "deadline_on"
        ].prepare_value(deadline)


class ProposeMeasureForm(StepForm):
    kind = forms.ChoiceField(
        label=_("Measure"),
        choices=[("", ""), *((kind.value, kind.label) for kind in BEFORE_COUNCIL)],
        widget=theme.UnfoldAdminSelectWidget,
    )
    council = forms.ModelChoiceField(
        label=_("Council"),
        queryset=Council.objects.none(),
        widget=theme.UnfoldAdminSelectWidget,
        empty_label=None,
        help_text=_("Its secretary puts the proposal on an agenda; its session decides."),
    )
    months = WholeNumberField(
        label=_("Months of the suspension"),
        widget=OfficeNumberWidget,
        required=False,
        min_value=1,
        max_value=24,
        help_text=_("For a suspension alone: so long from the day of the session."),
    )
    reason = _text(
        _("Reason"),
        help_text=_("Article and finding, as they will stand on paper."),
        takes=Takes.ANYTHING,
    )
    grave_reason = _text(
        _("Why a rung is skipped"),
        rows=2,
        required=False,
        takes=Takes.ANYTHING,
        help_text=_("Needed only where the measure comes earlier than the ladder has it."),
    )

    def __init__(self, *args: Any, councils: QuerySet[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        council: Any = self.fields["council"]
        council.queryset = councils
        council.initial = councils.first()


class WithdrawProposalForm(StepForm):
    reason = _text(_("Reason"), rows=3)


class ComplaintForm(StepForm):
    on = _day(_("Complained on"), initial=today)
    text = _text(_("Complaint of the NGO"), rows=6, takes=Takes.ANYTHING)


class AnswerForm(StepForm):
    result = forms.ChoiceField(
        label=_("Result of the complaint"),
        choices=[
            ("", ""),
            (ComplaintResult.UPHELD.value, ComplaintResult.UPHELD.label),
            (ComplaintResult.LIFTED.value, ComplaintResult.LIFTED.label),
        ],
        widget=theme.UnfoldAdminSelectWidget,
        help_text=_("A suspension or revocation that is lifted is taken back at once."),
    )
    on = _day(_("Answered on"), initial=today)
    reason = _text(_("Reason"), takes=Takes.ANYTHING)


class EndSuspensionForm(StepForm):
    on = _day(_("Suspended until"), initial=today)
    reason = _text(_("Reason"), rows=3)


class CloseCaseForm(StepForm):
    on = _day(_("Closed on"), initial=today)
    outcome = _text(_("Outcome"))


class ReceiveReportForm(StepForm):
    received_on = _day(_("Received on"), initial=today)
    activities = _text(
        _("Activities"), rows=6, required=False, help_text=_("A summary of the report.")
    )
    income = RialField(
        label=_("Income of the year (rial)"), required=False, widget=OfficeRialWidget, min_value=0
    )
    expense = RialField(
        label=_("Expense of the year (rial)"), required=False, widget=OfficeRialWidget, min_value=0
    )
    signed_by_ceo = _tick(_("Signed by the CEO"))
    signed_by_inspector = _tick(_("Signed by the inspector"))


class ReturnReportForm(StepForm):
    remarks = _text(_("What is to be completed"))


class FiscalYearForm(StepForm):
    fiscal_year = WholeNumberField(
        label=_("Fiscal year"), widget=OfficeNumberWidget, min_value=1300, max_value=1500
    )
