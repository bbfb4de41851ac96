"""The events of an office as it keeps them in files."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imports.binding import BoundColumn
from imports.cleaning import (
    Severity,
    choice,
    jalali_date,
    long_text,
    named_row,
    short_text,
    whole_number,
)
from imports.registry import Column, Registry, register
from imports.rows import CheckedRow
from ngos.personal_data import PERMISSION
from ngos.registries import cell_words as ngo_words
from ngos.registries.looking_up import counties, label_of
from persian.dates import jalali_iso, today
from persian.text import fold
from programs.events.models import Event
from programs.events.models.event import EventKind, EventLevel, EventState, identity_of
from programs.events.registries import cell_words
from programs.events.registries.cleaning import hours, kind_of_title
from programs.events.registries.title_words import LEXICON, OF_EVENT

MOST_PERSONS = 1_000_000  # more are a number of something else


@register
class EventRegistry(Registry):
    """One row is one event. Title, kind, county and first day tell it apart."""

    kind = "events"
    title = _("Events")
    noun = _("event")
    model = Event
    personal_permission = PERMISSION
    lexicon = LEXICON
    number = "identity"
    derived = ("kind", "state")

    event_title = Column(
        _("Title"),
        "title",
        short_text(200),
        required=True,
        synonyms=("عنوان", "نام", "موضوع", "رویداد", "عنوان دوره", "شرح"),
        about=(*OF_EVENT, "نام", "برگزاری", "عنوان"),
        example="همایش کارآفرینی خانگی",
    )
    event_kind = Column(
        _("Kind"),
        "kind",
        choice(
            EventKind,
            cell_words.KIND_WORDS,
            fillers=lambda province_id: cell_words.KIND_FILLERS,
            head_first=True,
        ),
        required=True,
        synonyms=("نوع", "قالب", "نوع رویداد", "شکل برگزاری"),
        about=(*OF_EVENT, "برگزاری"),
        show=label_of(EventKind),
        for_all=True,
        example="همایش",
    )
    starts_on = Column(
        _("Begins on"),
        "starts_on",
        jalali_date(),
        required=True,
        synonyms=("تاریخ", "تاریخ برگزاری", "تاریخ شروع", "تاریخ اجرا", "زمان برگزاری"),
        about=("برگزاری", "شروع", *OF_EVENT),
        show=jalali_iso,
        example="1401/05/30",
    )
    ends_on = Column(
        _("Ends on"),
        "ends_on",
        jalali_date(),
        synonyms=("تاریخ پایان", "پایان", "تاریخ خاتمه"),
        about=("تاریخ", "برگزاری", *OF_EVENT),
        show=jalali_iso,
        on_error=Severity.WARNS,
        example="1401/05/31",
    )
    county = Column(
        _("County"),
        "county__name",
        named_row(
            counties,
            prefixes=("شهرستان", "شهر"),
            general=ngo_words.COUNTY_GENERAL,
            wider=ngo_words.all_counties,
            one_of=True,
            elsewhere=ngo_words.counties_elsewhere,
        ),
        synonyms=("شهرستان", "شهرستان برگزاری"),
        about=("نام", "محل", "برگزاری", *OF_EVENT),
        for_all=True,
        example="رشت",
    )
    level = Column(
        _("Level"),
        "level",
        choice(EventLevel, cell_words.LEVEL_WORDS),
        synonyms=("سطح", "گستره", "سطح برگزاری"),
        about=("برگزاری", *OF_EVENT),
        show=label_of(EventLevel),
        on_error=Severity.WARNS,
        for_all=True,
        example="استانی",
    )
    place = Column(
        _("Place"),
        "place",
        short_text(160),
        synonyms=("محل", "محل برگزاری", "مکان", "سالن"),
        about=("نام", "نشانی", "برگزاری", *OF_EVENT),
        on_error=Severity.WARNS,
        example="سالن اجتماعات",
    )
    hours = Column(
        _("Hours"),
        "hours",
        hours(),
        synonyms=("ساعت", "مدت", "تعداد ساعت", "مدت دوره", "مدت برگزاری", "مدت به ساعت"),
        about=("مدت", "برگزاری", "تعداد", "کل", *OF_EVENT),
        on_error=Severity.WARNS,
        example="4",
    )
    persons = Column(
        _("Number of persons"),
        "persons",
        whole_number(0, MOST_PERSONS),
        synonyms=(
            "تعداد شرکت کننده", "تعداد", "شرکت کننده", "تعداد افراد", "تعداد نفرات", "جمعیت",
        ),
        about=("کل", "تعداد", "افراد", *OF_EVENT),
        on_error=Severity.WARNS,
        example="60",
    )  # fmt: skip
    target_group = Column(
        _("Target group"),
        "target_group",
        short_text(160),
        synonyms=("گروه هدف", "مخاطب", "جامعه هدف", "مخاطبان"),
        about=OF_EVENT,
        on_error=Severity.WARNS,
        example="زنان سرپرست خانوار",
    )
    organiser = Column(
        _("Organiser"),
        "organiser",
        short_text(160),
        synonyms=("برگزارکننده", "دستگاه", "دستگاه برگزارکننده", "مسئول برگزاری"),
        about=("نام", "دستگاه", *OF_EVENT),
        on_error=Severity.WARNS,
        example="استانداری",
    )
    state = Column(
        _("State"),
        "state",
        choice(EventState, cell_words.STATE_WORDS),
        synonyms=("وضعیت", "وضعیت برگزاری", "نتیجه"),
        about=("برگزاری", *OF_EVENT),
        show=label_of(EventState),
        on_error=Severity.WARNS,
        example="برگزار شده",
    )
    notes = Column(
        _("Notes"),
        "notes",
        long_text(2000),
        synonyms=("توضیحات",),
        about=OF_EVENT,
        on_error=Severity.WARNS,
        example="",
    )

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        return [("event_title",), ("starts_on",)]

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """The kind where the title tells it, what the row is known by, and how it stands."""
        values: dict[str, Any] = row.values
        title, day = values.get("title"), values.get("starts_on")
        kind = values.get("kind") or row.assumed.get("kind")
        if kind is None and title is not None:
            found = kind_of_title(title)
            kind = found.value if found else None
        if kind is not None:
            values["kind"] = kind
        ends_on = values.get("ends_on")
        if day is not None and ends_on is not None and ends_on < day:
            del values["ends_on"]
            message = gettext("The event ends before it begins; its last day was left out.")
            row.report(columns.get("ends_on"), "ends_before", message, Severity.WARNS)
        if title is None or kind is None or day is None:
            return
        county = values.get("county_id") or row.assumed.get("county_id")
        values["identity"] = identity_of(fold(title), kind, county, day)
        if "state" not in values:
            row.assumed["state"] = EventState.HELD if day <= today() else EventState.PLANNED
