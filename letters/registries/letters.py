"""The register of letters as offices keep it in files: the book of letters in and out."""

from collections.abc import Mapping

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imports.binding import BoundColumn
from imports.cleaning import (
    Severity,
    choice,
    jalali_date,
    named_row,
    number_text,
    short_text,
)
from imports.models import Run
from imports.registry import Column, Parent, Registry, Unstored, register
from imports.rows import CheckedRow
from imports.staging import report
from letters.models import Letter
from letters.models.letter import Direction, LetterKind
from letters.registries.cell_words import (
    DIRECTION_FILLERS,
    DIRECTION_WORDS,
    KIND_FILLERS,
    KIND_WORDS,
)
from letters.registries.counterparts import CounterpartRegistry
from letters.registries.title_words import LEXICON
from ngos.personal_data import PERMISSION
from ngos.registries import cell_words
from ngos.registries.looking_up import counties, label_of
from persian.dates import jalali_iso, to_jalali, today
from persian.personal_numbers import Takes
from persian.text import fold

_OF_LETTERS = ("نامه", "ثبت", "صدور", "وارده", "ارسال")
ONCE_A_YEAR = next(
    rule for rule in Letter._meta.constraints if rule.name == "letter_number_once_a_year"
)


@register
class LetterRegistry(Registry):
    """One row is one letter. Bodies that the register lacks are brought in.

    A letter is known by its number, its direction and its day: two bodies may send letters of one
    number. Numbers of outgoing letters are the office's own, and stand once in a year.
    """

    kind = "letters"
    title = _("Letters")
    noun = _("letter")
    model = Letter
    personal_permission = PERMISSION
    lexicon = LEXICON
    number = "number"
    number_with = ("direction", "written_on")
    derived = ("year",)
    parent = Parent("counterpart", CounterpartRegistry, title=_("New counterparts"))

    letter_no = Column(
        _("Number"),
        "number",
        number_text(60, Takes.LONG_NUMBER),
        required=True,
        synonyms=("شماره نامه", "شماره", "شماره ثبت نامه", "اندیکاتور", "شماره اندیکاتور"),
        about=("شماره", *_OF_LETTERS),
        example="1401/125",
    )
    written_on = Column(
        _("Date"),
        "written_on",
        jalali_date(not_after=today),
        required=True,
        synonyms=("تاریخ", "تاریخ نامه", "تاریخ ثبت"),
        about=_OF_LETTERS,
        show=jalali_iso,
        example="1401/02/13",
    )
    direction = Column(
        _("Direction"),
        "direction",
        choice(Direction, DIRECTION_WORDS, fillers=lambda province_id: DIRECTION_FILLERS),
        required=True,
        synonyms=("صادره/وارده", "صادره وارده", "وارده/صادره", "جهت نامه", "ارسالی/دریافتی"),
        about=("نوع", *_OF_LETTERS),
        show=label_of(Direction),
        for_all=True,
        example="صادره",
    )
    letter_kind = Column(
        _("Kind"),
        "kind",
        choice(LetterKind, KIND_WORDS, fillers=lambda province_id: KIND_FILLERS),
        required=True,
        synonyms=("نوع", "نوع نامه", "گونه"),
        about=("نامه",),
        show=label_of(LetterKind),
        for_all=True,
        example="حمایتی",
    )
    counterpart = parent.column(
        "name",
        label=_("Counterpart"),
        required=False,
        synonyms=("گیرنده", "طرف مکاتبه", "سازمان", "مرجع", "نام سازمان", "سازمان گیرنده"),
        about=("نام", "نامه", "طرف", "مرجع"),
    )
    subject = Column(
        _("Subject"),
        "subject",
        short_text(300),
        required=True,
        synonyms=("موضوع", "عنوان", "شرح"),
        about=("نامه", "عنوان", "شرح"),
        example="حمایت از سازمان مردم‌نهاد",
    )
    enclosures = Column(
        _("Enclosures"),
        "enclosures",
        short_text(60),
        on_error=Severity.WARNS,
        synonyms=("پیوست", "پیوست نامه", "تعداد پیوست"),
        about=("نامه", "تعداد"),
        example="۲ برگ",
    )
    reply_due_on = Column(
        _("Reply expected by"),
        "reply_due_on",
        jalali_date(),
        on_error=Severity.WARNS,
        synonyms=("مهلت پاسخ", "سررسید پاسخ"),
        about=("تاریخ", "نامه"),
        show=jalali_iso,
        example="1401/03/01",
    )
    county = Column(
        _("County"),
        "county__name",
        named_row(
            counties,
            prefixes=("شهرستان", "شهر"),
            general=cell_words.COUNTY_GENERAL,
            wider=cell_words.all_counties,
            one_of=True,
            elsewhere=cell_words.counties_elsewhere,
        ),
        on_error=Severity.WARNS,
        synonyms=("شهرستان",),
        example="رشت",
    )
    sender = Unstored(
        _("Sender"),
        short_text(160),
        into=("counterpart_id",),
        synonyms=("فرستنده", "سازمان فرستنده"),
        about=("نام", "نامه", "سازمان"),
    )

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        """A list of incoming letters may name senders alone."""
        *groups, parents = super().told_apart_by()
        return [*groups, (*parents, "sender")]

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """The year of a letter, and which of two that a row names is the other side."""
        values = row.values
        if (day := values.get("written_on")) is not None:
            row.assumed["year"] = int(to_jalali(day).year)
        is_other_side = "counterpart" not in columns or (
            values.get("direction") == Direction.INCOMING
        )
        if (sender := values.get("sender")) is not None and is_other_side:
            name = self.parent.staged("name")
            values[name], values[f"{name}_key"] = sender, fold(sender)

    def settle(self, run: Run, columns: Mapping[str, BoundColumn]) -> None:
        """New outgoing letters whose number the office has given to another one of that year."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                WITH new AS MATERIALIZED (
                    SELECT id, number AS line, part, values->>'number' AS number,
                        (values->>'year')::int AS year
                    FROM imports_row WHERE run_id = %(run)s AND verdict = 'created'
                    AND values->>'direction' = 'outgoing'
                )
                SELECT n.id FROM new n WHERE EXISTS (
                    SELECT FROM letters_letter e WHERE e.province_id = %(province)s
                    AND e.direction = 'outgoing' AND e.year = n.year AND e.number = n.number
                ) OR EXISTS (
                    SELECT FROM new other WHERE (other.number, other.year) = (n.number, n.year)
                    AND (other.line, other.part) < (n.line, n.part)
                )
                """,
                {"run": run.pk, "province": run.province_id},
            )
            rows = [row for (row,) in cursor.fetchall()]
        if rows:
            message = str(ONCE_A_YEAR.violation_error_message)
            report(rows, columns.get("letter_no"), ONCE_A_YEAR.name, message)
