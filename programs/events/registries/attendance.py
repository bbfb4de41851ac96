"""Who came to a course, as its organiser keeps them in files."""

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imports.binding import BoundColumn
from imports.cleaning import (
    Severity,
    choice,
    identifier,
    jalali_date,
    named_row,
    person_name,
    short_text,
)
from imports.models import Run, Verdict
from imports.registry import Brought, Column, Naming, Registry, Unstored, register
from imports.rows import CheckedRow
from imports.staging import report
from ngos.personal_data import PERMISSION
from ngos.registries import cell_words as ngo_words
from ngos.registries.looking_up import counties, label_of
from persian.dates import format_jalali, today
from persian.identifiers import clean_mobile, clean_national_id
from persian.numbers import format_number, persian_digits
from persian.text import fold
from programs.events.models import Attendance, Participant
from programs.events.models.people import ParticipantRole, new_code
from programs.events.registries import cell_words, marks
from programs.events.registries.cleaning import cohort_number, course_of, presence
from programs.events.registries.courses import BESIDES, Courses
from programs.events.registries.title_words import LEXICON


@register
class AttendanceRegistry(Registry):
    """One row is one participant of a course, with whether they were there on a day.

    Its course, cohorts, sessions and centres are brought in where the register has none.
    """

    kind = "attendance"
    title = _("Attendance")
    noun = _("participant")
    model = Participant
    personal_permission = PERMISSION
    lexicon = LEXICON
    number = "identity"
    number_with = ("event_id",)
    derived = ("event_id", "cohort_id", "centre_id", "code")
    besides = BESIDES
    written_also = (Attendance,)

    full_name = Column(
        _("First and last name"),
        "full_name",
        person_name(120),
        required=True,
        synonyms=("نام و نام خانوادگی", "نام", "شرکت کننده", "اسامی"),
        about=("نام", "شرکت کننده", "شخص"),
        not_beside=("نام خانوادگی",),
        example="مریم نمونه‌ای",
    )
    first_name = Unstored(
        _("First name"),
        person_name(60),
        into=("full_name",),
        synonyms=("نام", "نام کوچک", "اسم"),
        about=("شرکت کننده", "شخص"),
        on_error=Severity.REFUSES,
    )
    last_name = Unstored(
        _("Last name"),
        person_name(80),
        into=("full_name",),
        synonyms=("نام خانوادگی",),
        about=("شرکت کننده", "شخص"),
        on_error=Severity.REFUSES,
    )
    national_id = Column(
        _("National ID"),
        "national_id",
        identifier(clean_national_id),
        synonyms=("کد ملی", "شماره ملی"),
        about=("شماره", "شرکت کننده", "شخص"),
        personal=True,
        example="9991000011",
    )
    mobile = Column(
        _("Mobile"),
        "mobile",
        identifier(clean_mobile),
        synonyms=("موبایل", "تماس", "تلفن"),
        about=("شماره", "تماس", "شرکت کننده", "شخص"),
        on_error=Severity.WARNS,
        personal=True,
        example="09700000001",
    )
    role = Column(
        _("Role"),
        "role",
        choice(
            ParticipantRole,
            cell_words.ROLE_WORDS,
            fillers=lambda province_id: cell_words.ROLE_FILLERS,
        ),
        synonyms=("سمت", "نقش", "عنوان شغلی", "پست", "مسئولیت"),
        about=("مرکز", "شرکت کننده", "شخص", "نوع", "عنوان"),
        show=label_of(ParticipantRole),
        on_error=Severity.WARNS,
        for_all=True,
        example="تسهیلگر",
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
        synonyms=("شهرستان", "محل خدمت شهرستان"),
        about=("نام", "محل", "سکونت", "مرکز", "شرکت کننده"),
        on_error=Severity.WARNS,
        for_all=True,
        example="رشت",
    )
    centre = Naming(
        _("Centre"),
        "centre__name",
        short_text(160),
        synonyms=("مرکز", "نام مرکز", "پایگاه", "مرکز مثبت زندگی", "محل خدمت"),
        about=("نام", "عنوان", "محل"),
        on_error=Severity.WARNS,
        example="مرکز مثبت زندگی یاس",
    )
    course = Naming(
        _("Course"),
        "event__title",
        short_text(200),
        synonyms=("عنوان دوره", "دوره آموزشی", "نام دوره", "رویداد", "عنوان رویداد"),
        about=("عنوان", "نام", "موضوع", "دوره"),
        for_all=True,
        example="آموزش برنامه‌های اجتماع‌محور",
    )
    cohort = Naming(
        _("Cohort"),
        "cohort__number",
        cohort_number(),
        synonyms=("گروه", "شماره گروه", "شماره دوره", "دوره", "کلاس"),
        about=("شماره", "دوره", "نام"),
        for_all=True,
        example="1",
    )
    date = Unstored(
        _("Date"),
        jalali_date(),
        synonyms=("تاریخ", "تاریخ برگزاری", "تاریخ دوره", "تاریخ جلسه", "تاریخ حضور"),
        about=("برگزاری", "دوره", "جلسه", "حضور", "گروه"),
        on_error=Severity.REFUSES,
        example="1400/10/24",
    )
    present = Unstored(
        _("Present"),
        presence(),
        synonyms=("حضور", "حضور و غیاب", "وضعیت حضور", "حاضر", "غیبت"),
        about=("وضعیت", "شرکت کننده", "جلسه"),
        on_error=Severity.REFUSES,
        example="حاضر",
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # The cohort in which this file has each person of each course.
        self._cohort_of: dict[tuple[int, str], int | None] = {}

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        return [("full_name", "last_name", "national_id")]

    # -- a row ---------------------------------------------------------------------------------

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """Whose row it is and of what: name, centre, course, cohort, session, and its identity."""
        values = row.values
        self._name(values)
        told = {**row.assumed, **values}
        self._place(row, told)
        self._sit(row, told, columns)
        name = values.get("full_name")
        if values.get("national_id"):
            values["identity"] = values["national_id"]
        elif name is not None:
            county, centre = told.get("county_id") or "", values.get("centre_id") or ""
            values["identity"] = f"{fold(name)}/{county}/{centre}"
        row.assumed["code"] = new_code()
        if "identity" in values and "event_id" in values:
            self._one_cohort(row, columns)

    @staticmethod
    def _name(values: dict[str, Any]) -> None:
        parts = [values.get(part) for part in ("first_name", "last_name")]
        if "full_name" not in values and any(parts):
            values["full_name"] = " ".join(part for part in parts if part)

    def _place(self, row: CheckedRow, told: Mapping[str, Any]) -> None:
        name = told.get("centre")
        if name is not None:
            row.values["centre_id"] = self._known.centre(name, told.get("county_id"))

    def _sit(
        self, row: CheckedRow, told: Mapping[str, Any], columns: Mapping[str, BoundColumn]
    ) -> None:
        """The course, cohort and session of a row."""
        title = told.get("course") or self._title
        day: datetime.date | None = told.get("date")
        values = row.values
        values["course"] = title
        event, why = self._known.event(title, day)
        values["event_id"] = event
        if why:
            row.report(columns.get("date"), "outside_the_event", why, Severity.REFUSES)
        number = told.get("cohort")
        if number is not None:
            values["cohort_id"] = self._known.cohort(event, number)
        if day is None or row.verdict is Verdict.REJECTED:
            return
        is_told = values.get("present") is not None
        if is_told and day > today():
            message = gettext("On %(day)s nobody can have been there yet: it is still to come.")
            message %= {"day": format_jalali(day)}
            row.report(columns.get("date"), "future_date", message, Severity.REFUSES)
            return
        session = self._known.session(event, values.get("cohort_id"), day)
        if session is None:
            message = gettext("The session of %(day)s is cancelled.") % {"day": format_jalali(day)}
            row.report(columns.get("date"), "cancelled", message, Severity.REFUSES)
        else:
            values["session_id"] = session

    def _one_cohort(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """Nobody is in two cohorts of one course: the first row of a file counts."""
        values = row.values
        if row.verdict is Verdict.REJECTED:
            return
        who = (values["event_id"], values["identity"])
        cohort = values.get("cohort_id")
        first = self._cohort_of.setdefault(who, cohort)
        if first != cohort and cohort is not None and first is not None:
            self._refuse_cohort(row, columns, first)

    def _refuse_cohort(
        self, row: CheckedRow, columns: Mapping[str, BoundColumn], first: int
    ) -> None:
        message = _in_another(self._known.number_of(first))
        row.report(columns.get("cohort"), "another_cohort", message, Severity.REFUSES)

    @cached_property
    def _known(self) -> Courses:
        assert self.province_id is not None  # of every run
        return Courses(self.province_id, Brought())

    @cached_property
    def _title(self) -> str:
        """What the course of the whole file is called, where its rows do not say."""
        run = self.run
        assert run is not None  # while rows are checked
        if run.completes_id is not None:  # a file of corrections has no line above its titles
            first = run.completes.rows.filter(values__has_key="course").first()  # type: ignore[union-attr]
            if first is not None:
                return str(first.values["course"])
        found = course_of(self.above) or course_of((run.sheet or "",))
        stem = run.file_name.rpartition(".")[0] or run.file_name
        return found or course_of((stem.replace("_", " "),)) or stem[:200] or str(self.title)

    # -- all rows ------------------------------------------------------------------------------

    def settle(self, run: Run, columns: Mapping[str, BoundColumn]) -> None:
        """Refuse whoever the register has in another cohort; stage what is brought in."""
        moved: dict[int, list[int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, (before->>'cohort_id')::bigint FROM imports_row WHERE run_id = %s "
                "AND verdict = 'updated' AND before->>'cohort_id' IS NOT NULL",
                [run.pk],
            )
            for row, cohort in cursor.fetchall():
                moved.setdefault(cohort, []).append(row)
        for cohort, rows in moved.items():
            message = _in_another(self._known.number_of(cohort))
            report(rows, columns.get("cohort"), "another_cohort", message)
        self._known.settle(run)
        self._known.brought.stage(run, self.besides)

    def write_also(self, run: Run) -> None:
        marks.write(run)

    def take_back_also(self, run: Run) -> None:
        marks.take_back(run)

    def more_to_write(self, run: Run) -> str:
        count = marks.to_write(run)
        words = {"count": format_number(count)}
        return gettext("Record %(count)s presences and absences") % words if count else ""


def _in_another(number: int | None) -> str:
    return gettext(
        "This person is in cohort %(number)s of this course already; nobody is in two."
    ) % {"number": persian_digits(number) if number else "—"}
