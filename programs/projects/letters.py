"""Programs and agreements as what letters are about, and the fields of templates that they fill."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from letters.about import Subject, row_of
from letters.fields import LetterField
from letters.models import Letter
from persian.dates import format_jalali
from programs.projects.models import Agreement, Program

PROGRAM, AGREEMENT = "program", "agreement"


def _program(letter: Letter) -> str | None:
    program = row_of(letter, PROGRAM)
    return program.title if program else None


def _begins(letter: Letter) -> str | None:
    program = row_of(letter, PROGRAM)
    return format_jalali(program.starts_on) if program and program.starts_on else None


def _ends(letter: Letter) -> str | None:
    program = row_of(letter, PROGRAM)
    return format_jalali(program.ends_on) if program and program.ends_on else None


def _agreement(letter: Letter) -> str | None:
    agreement = row_of(letter, AGREEMENT)
    return agreement.title if agreement else None


def _agreement_ends(letter: Letter) -> str | None:
    agreement = row_of(letter, AGREEMENT)
    return format_jalali(agreement.ends_on) if agreement and agreement.ends_on else None


SUBJECTS = (
    Subject(
        PROGRAM, _("Program"), Program, "projects.view_program", lambda program: program.title
    ),
    Subject(
        AGREEMENT, _("Agreement"), Agreement, "projects.view_agreement",
        lambda agreement: agreement.title,
    ),
)  # fmt: skip
FIELDS = (
    LetterField("program", pgettext_lazy("field of a letter", "program"), _program),
    LetterField(
        "program_begins_on", pgettext_lazy("field of a letter", "first day of the program"), _begins
    ),
    LetterField(
        "program_ends_on", pgettext_lazy("field of a letter", "last day of the program"), _ends
    ),
    LetterField("agreement", pgettext_lazy("field of a letter", "agreement"), _agreement),
    LetterField(
        "agreement_ends_on",
        pgettext_lazy("field of a letter", "last day of the agreement"),
        _agreement_ends,
    ),
)
