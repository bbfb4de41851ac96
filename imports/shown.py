"""Rows of a run as people read them: cells as they were sent, reasons, changes, the way there."""

import datetime
import re
from dataclasses import dataclass, field

from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from persian.dates import jalali_iso, parse_any
from persian.errors import PersianValueError

LONGEST_WORD = 30
DAY_OF_A_WORKBOOK = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]00:00:00)?").fullmatch


@dataclass(frozen=True)
class ShownCell:
    text: str
    problem: str = ""  # the severity of what is wrong with it
    taken: str = ""  # what it was taken for, where the text does not say the same

    @property
    def is_word(self) -> bool:
        """Whether the text is one short piece, such as a number, that no line may break."""
        return len(self.text) <= LONGEST_WORD and " " not in self.text.strip()


@dataclass(frozen=True)
class Reason:
    place: str
    message: str
    severity: str


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownRow:
    number: int
    cells: list[ShownCell]
    reasons: list[Reason] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    name: str = ""  # of the registered row that it meets
    link: str = ""
    verdict: str = ""  # what becomes of it, where the rows of several tiles are shown


def cell_text(value: object, *, in_workbook: bool) -> str:
    """A cell as it stands in the file; the days of a workbook, which have no look, are Jalali.

    A day whose year is a Jalali one already was typed so.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        value = value.date()
    if in_workbook and isinstance(value, str) and (match := DAY_OF_A_WORKBOOK(value)):
        value = parse_date(match[1]) or value
    if isinstance(value, datetime.date):
        try:
            return jalali_iso(parse_any(value))
        except PersianValueError:
            return f"{value:%Y/%m/%d}"
    return str(value)


def address_of(model: type[models.Model], pk: int) -> str:
    """The page of a registered row: its own where its model has one, its form otherwise; "" where
    it has neither."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    for page in ("detail", "change"):
        try:
            return reverse(f"{name}_{page}", args=(pk,))
        except NoReverseMatch:
            continue
    return ""
