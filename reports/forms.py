"""What a reader says of a report: its days, its place, by what its rows are told apart."""

import datetime
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from accounts import scope
from accounts.models import County, Province
from accounts.scope import Kind
from persian.dates import MONTHS, to_jalali
from persian.forms import JalaliDateField
from persian.numbers import persian_digits
from reports.periods import (
    MONTHS_OF_A_SEASON,
    SEASONS,
    Beside,
    Periods,
    of_days,
    of_months,
    of_year,
)
from reports.report import Asked
from screens.typed_fields import choices_of, rows_of
from screens.widgets import OfficeJalaliDateWidget

YEARS_BACK = 15
WHOLE, RANGE = "year", "range"


class Offers(Protocol):
    """What a reader may choose of a report."""

    @property
    def has_period(self) -> bool: ...

    @property
    def compares(self) -> bool: ...

    @property
    def ways(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class AllReports:
    """What may be chosen of the document that holds them all."""

    has_period: bool = True
    compares: bool = True

    @property
    def ways(self) -> dict[str, str]:
        return {}


class ReportForm(forms.Form):
    """Bound to an address: what it does not say is the present year, whole, everywhere."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    part = forms.ChoiceField(label=_("Part"), required=False)
    first = JalaliDateField(label=_("From"), required=False, widget=OfficeJalaliDateWidget)
    last = JalaliDateField(label=_("Until"), required=False, widget=OfficeJalaliDateWidget)
    beside = forms.ChoiceField(label=_("Beside"), choices=Beside.choices, required=False)
    province = forms.ModelChoiceField(
        Province.objects.none(), label=_("Province"), required=False, empty_label=_("All")
    )
    county = forms.ModelChoiceField(
        County.objects.none(), label=_("County"), required=False, empty_label=_("All")
    )
    by = forms.ChoiceField(label=_("Told apart by"), required=False)

    def __init__(self, data: Any, *, report: Offers, today: datetime.date) -> None:
        super().__init__(data)
        self.report, self.today = report, today
        this_year = to_jalali(today).year
        choices_of(self, "year").choices = [
            (year, persian_digits(year)) for year in range(this_year, this_year - YEARS_BACK, -1)
        ]
        choices_of(self, "part").choices = [
            (WHOLE, _("Whole year")),
            (_("Season"), [(f"s{n}", name) for n, name in enumerate(SEASONS, 1)]),
            (_("Month"), [(f"m{n}", name) for n, name in enumerate(MONTHS, 1)]),
            (RANGE, _("Days that I choose")),
        ]
        choices_of(self, "by").choices = list(report.ways.items())
        self._leave_out()
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                widget = UnfoldAdminSelectWidget()
                widget.choices = field.widget.choices
                field.widget = widget

    def _leave_out(self) -> None:
        """What this report, or the scope of its reader, has nothing to choose of."""
        current = scope.current()
        is_national = current is None or current.kind in (Kind.NATIONAL, Kind.SYSTEM)
        if is_national:
            rows_of(self, "province").queryset = Province.objects.all()
            chosen = self.data.get("province", "")
            if chosen.isdecimal() and len(chosen) < 10:
                counties = County.objects.filter(province=int(chosen))
            else:
                counties = County.objects.none()
        else:
            del self.fields["province"]
            counties = County.objects.filter(province=current.province if current else None)
        if current is not None and current.kind == Kind.COUNTY:
            del self.fields["county"]
        else:
            rows_of(self, "county").queryset = counties
        if not self.report.has_period:
            for name in ("year", "part", "first", "last"):
                del self.fields[name]
        if not self.report.compares:
            del self.fields["beside"]
        if not self.report.ways:
            del self.fields["by"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("first"), values.get("last")
        if values.get("part") == RANGE:
            if not (first and last) and not self.errors:
                raise forms.ValidationError(_("Say both the first and the last day."))
            if first and last and first > last:
                self.add_error("last", _("The last day is before the first one."))
        return dict(values)

    def asked(self) -> Asked:
        """What was asked for; of a form with errors the present year, everywhere."""
        values = self.cleaned_data if self.is_valid() else {}
        return Asked(
            self._periods(values), values.get("province"), values.get("county"),
            values.get("by", ""),
        )  # fmt: skip

    def _periods(self, values: dict[str, Any]) -> Periods:
        year = values.get("year") or to_jalali(self.today).year
        part, beside = values.get("part") or WHOLE, values.get("beside") or Beside.SAME
        if part == RANGE:
            return of_days(values["first"], values["last"], self.today, beside)
        if part[0] == "m":
            month = int(part[1:])
            return of_months(year, month, month, self.today, beside)
        if part[0] == "s":
            last = int(part[1:]) * MONTHS_OF_A_SEASON
            return of_months(year, last - MONTHS_OF_A_SEASON + 1, last, self.today, beside)
        return of_year(year, self.today, beside)
