"""Forms of sources and of the steps that an allocation takes."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import Province
from letters.models import Counterpart
from ngos.models import NGO
from papers.scans import ScanField
from persian.dates import jalali_iso, today
from persian.forms import JalaliDateField, PersianCharField, RialField, WholeNumberField
from persian.numbers import format_rial, persian_digits
from persian.personal_numbers import Takes
from programs.money.models import Allocation, Entry, Priority, Source, Stage
from programs.money.services.deciding import MOST_STAGES
from programs.money.services.reading import in_force, unpaid, unverified
from programs.projects.models import Program
from screens.step_form import StepForm
from screens.widgets import (
    OfficeAutocompleteSelect,
    OfficeJalaliDateWidget,
    OfficeNumberWidget,
    OfficeRialWidget,
)


def _day(label: Any, **options: Any) -> JalaliDateField:
    return JalaliDateField(label=label, widget=OfficeJalaliDateWidget, **options)


def _rial(label: Any, **options: Any) -> RialField:
    return RialField(label=label, widget=OfficeRialWidget, min_value=1, **options)


def _text(label: Any, rows: int = 3, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextareaWidget({"rows": rows})
    return PersianCharField(label=label, widget=widget, **options)


def _line(label: Any, length: int, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextInputWidget
    return PersianCharField(label=label, max_length=length, widget=widget, **options)


def _number(label: Any, least: int, most: int, **options: Any) -> WholeNumberField:
    return WholeNumberField(
        label=label, min_value=least, max_value=most, widget=OfficeNumberWidget, **options
    )


def _reason() -> PersianCharField:
    return _text(_("Reason"))


def _document(required: bool = False) -> PersianCharField:
    return _line(_("Document number"), 60, required=required, takes=Takes.PAPER_NUMBER)


class SourceForm(StepForm):
    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Province.objects.all(), widget=theme.UnfoldAdminSelectWidget
    )
    year = _number(_("Year"), 1300, 1500)
    priority = forms.ModelChoiceField(
        label=_("Priority"),
        queryset=Priority.objects.filter(is_active=True),
        widget=theme.UnfoldAdminSelectWidget,
    )
    title = _line(_("Title"), 160)
    amount = _rial(_("Amount"))
    reference = _line(_("Number of the notification"), 60, required=False, takes=Takes.PAPER_NUMBER)
    notes = _text(_("Notes"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = int(jalali_iso(today())[:4])
        if user.province_id is not None:
            del self.fields["province"]


class ChangeSourceForm(StepForm):
    title = _line(_("Title"), 160)
    amount = _rial(_("Amount"))
    reference = _line(_("Number of the notification"), 60, required=False, takes=Takes.PAPER_NUMBER)
    notes = _text(_("Notes"), required=False)


class SourceField(forms.ModelChoiceField):
    def label_from_instance(self, source: Source) -> str:
        return _("%(title)s %(year)s, %(priority)s: %(left)s left") % {
            "title": source.title,
            "year": persian_digits(source.year),
            "priority": source.priority,
            "left": format_rial(source.left),
        }


class AskForm(StepForm):
    source = SourceField(
        label=_("Source of funding"),
        queryset=Source.objects.none(),
        widget=theme.UnfoldAdminSelectWidget,
    )
    counterpart = forms.ModelChoiceField(
        label=_("Agency"), queryset=Counterpart.objects.all(), required=False
    )
    ngo = forms.ModelChoiceField(label=_("NGO"), queryset=NGO.objects.all(), required=False)
    program = forms.ModelChoiceField(
        label=_("Program"),
        queryset=Program.objects.all(),
        required=False,
        help_text=_("What is spent then lies within its dates."),
    )
    amount = _rial(_("Amount asked"))
    purpose = _text(_("Purpose"))
    document_no = _document()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["source"].queryset = Source.objects.filter(
            is_listed=False, allocated__lt=F("amount")
        ).select_related("priority")
        for name in ("counterpart", "ngo", "program"):
            field = fields[name]
            column = Allocation._meta.get_field(name)
            field.widget = OfficeAutocompleteSelect(column, admin.site)
            field.widget.choices = field.choices
            field.help_text = field.help_text or _(
                "Type a part of the name. An agency or an NGO, one of the two."
            )


class ApproveForm(StepForm):
    amount = _rial(_("Amount allocated"))
    stages = _number(_("Stages of payment"), 1, MOST_STAGES, initial=1)
    first_due_on = _day(_("First stage to be paid on"), initial=today)
    months = _number(_("Months between stages"), 1, 24, initial=1)
    note = _text(_("Description"), required=False)


class ReasonForm(StepForm):
    reason = _reason()


class _Stages(forms.ModelChoiceField):
    def label_from_instance(self, stage: Stage) -> str:
        return _("Stage %(number)s, %(left)s, due on %(date)s") % {
            "number": persian_digits(stage.number),
            "left": format_rial(stage.amount - stage.paid),
            "date": persian_digits(jalali_iso(stage.due_on)),
        }


class PayForm(StepForm):
    stage = _Stages(
        label=_("Stage of payment"),
        queryset=Stage.objects.none(),
        required=False,
        widget=theme.UnfoldAdminSelectWidget,
        help_text=_("Empty for the next one."),
    )
    amount = _rial(_("Amount"))
    made_on = _day(_("Date"), initial=today)
    document_no = _document()
    note = _text(_("Description"), required=False)

    def __init__(self, *args: Any, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = unpaid(allocation.stages.all()).order_by("number")
        field: Any = self.fields["stage"]
        field.queryset = stages
        following = stages.first()
        left = allocation.allocated - allocation.paid
        if following is not None:
            left = min(left, following.amount - following.paid)
            field.initial = following
        else:
            del self.fields["stage"]
        self.fields["amount"].initial = left


class SpendForm(StepForm):
    amount = _rial(_("Amount"))
    made_on = _day(_("Date"), initial=today)
    document_no = _document(required=True)
    note = _text(_("What it was spent on"), required=False)
    file = ScanField(required=True)

    def __init__(self, *args: Any, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = allocation.paid - allocation.spent
        file: Any = self.fields["file"]
        file.describe(Entry())

    def values(self) -> dict[str, Any]:
        found = dict(super().values())
        found["upload"] = found.pop("file")
        return found


class _Entries(forms.ModelChoiceField):
    def label_from_instance(self, entry: Entry) -> str:
        document = f" · {entry.document_no}" if entry.document_no else ""
        return (
            f"{persian_digits(entry.number)}: {entry.get_kind_display()} · "
            f"{format_rial(entry.amount)} · {persian_digits(jalali_iso(entry.made_on))}{document}"
        )


class VerifyForm(StepForm):
    entry = _Entries(
        label=_("Expenditure"),
        queryset=Entry.objects.none(),
        widget=theme.UnfoldAdminSelectWidget,
    )
    note = _text(_("What was looked at"), required=False)

    def __init__(self, *args: Any, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["entry"]
        field.queryset = unverified(allocation.entries.all()).order_by("number")


class ReverseForm(StepForm):
    entry = _Entries(
        label=_("Entry"), queryset=Entry.objects.none(), widget=theme.UnfoldAdminSelectWidget
    )
    reason = _reason()

    def __init__(self, *args: Any, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["entry"]
        field.queryset = in_force(allocation.entries.all()).order_by("-number")


class TakeBackForm(StepForm):
    amount = _rial(_("Amount"))
    reason = _reason()

    def __init__(self, *args: Any, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = allocation.allocated - allocation.paid
