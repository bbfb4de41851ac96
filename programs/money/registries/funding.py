"""Lists of funding as offices keep them: what an agency was allocated, and what of it was spent."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from files.exporting.columns import ExportColumn
from imports.binding import BoundColumn
from imports.cleaning import Severity, long_text, named_row, number_text, whole_number
from imports.money import money
from imports.registry import Column, Parent, Registry, register
from imports.rows import CheckedRow
from letters.registries.counterparts import CounterpartRegistry
from ngos.personal_data import PERMISSION
from persian.numbers import format_rial
from persian.text import fold
from programs.money.models import Allocation, Priority
from programs.money.registries.title_words import LEXICON
from programs.money.workflow import AllocationState

LONGEST_KEY = 400


def priorities(province_id: int | None) -> Any:
    return Priority.objects.all()


@register
class FundingRegistry(Registry):
    """One row is one allocation to an agency in one year for one priority, with what was spent.

    A row is known by its agency, year, priority and the number of its document; where it has no
    such number, by its amount. What is in the register stays: a list does not edit money.
    """

    kind = "funding"
    title = _("Funding")
    noun = _("allocation")
    model = Allocation
    personal_permission = PERMISSION
    lexicon = LEXICON
    number = "listed_as"
    derived = ("listed_as", "state")
    only_new = ("amount", "opening_spent", "purpose")
    parent = Parent("counterpart", CounterpartRegistry, title=_("New agencies"))

    agency = parent.column(
        "name",
        label=_("Agency"),
        synonyms=("دستگاه", "نام دستگاه", "گیرنده", "دستگاه اجرایی", "عنوان دستگاه"),
        about=("نام", "عنوان", "دستگاه", "گیرنده", "اعتبار"),
    )
    year = Column(
        _("Year"),
        "year",
        whole_number(1300, 1500),
        required=True,
        synonyms=("سال", "سال مالی"),
        about=("اعتبارات", "سند", "بودجه"),
        for_all=True,
        example="1401",
    )
    priority = Column(
        _("Priority"),
        "priority__name",
        named_row(priorities, general=("اولویت", "حوزه"), stems=True),
        required=True,
        synonyms=("اولویت", "محور", "موضوع"),
        about=("تخصیص", "اعتبارات", "موضوع"),
        for_all=True,
        example="خانواده",
    )
    allocated = Column(
        _("Amount allocated (rial)"),
        "amount",
        money(1),
        required=True,
        synonyms=("مبلغ تخصیص", "تخصیص", "اعتبار", "مبلغ اعتبار", "مبلغ", "اعتبارات"),
        about=("مبلغ", "تخصیص", "اعتبار", "اعتبارات", "پول", "دستگاه"),
        example="6860000000",
    )
    spent = Column(
        _("Amount spent (rial)"),
        "opening_spent",
        money(0),
        synonyms=("هزینه‌کرد", "مبلغ هزینه‌کرد", "هزینه شده", "مبلغ هزینه شده"),
        about=("مبلغ", "اعتبار", "پول", "هزینه کرد"),
        example="5145000000",
    )
    document_no = Column(
        _("Document number"),
        "document_no",
        number_text(60),
        on_error=Severity.WARNS,
        synonyms=("شماره سند", "سند", "شماره حواله"),
        about=("شماره", "مالی"),
        example="547/1401",
    )
    purpose = Column(
        _("Purpose"),
        "purpose",
        long_text(2000),
        on_error=Severity.WARNS,
        synonyms=("شرح", "توضیحات", "بابت"),
        example="",
    )

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        """A list needs its agencies, years, priorities and amounts; documents it may lack."""
        return [("agency",), ("year",), ("priority",), ("allocated",)]

    @classmethod
    def export_columns(cls) -> tuple[ExportColumn, ...]:
        """As stored, but for what was spent: all of it, not what a list told alone."""
        return tuple(
            ExportColumn("spent", column.label) if column.value == "opening_spent" else column
            for column in super().export_columns()
        )

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """What tells the row apart; more spent than allocated is refused."""
        values = row.values
        amount, spent = values.get("amount"), values.get("opening_spent")
        if amount is not None and spent is not None and spent > amount:
            message = gettext(
                "%(spent)s is spent of %(amount)s: more than was allocated. Correct one of the two."
            ) % {"spent": format_rial(spent), "amount": format_rial(amount)}
            row.report(columns["spent"], "overspent", message, Severity.REFUSES)
        row.assumed["state"] = AllocationState.LISTED.value
        document = values.get("document_no")
        parts = (
            values.get(f"{self.parent.staged('name')}_key", ""),
            values.get("year", ""),
            values.get("priority_id", ""),
            f"#{fold(document)}" if document else amount or "",
        )
        values["listed_as"] = "|".join(map(str, parts))[:LONGEST_KEY]
