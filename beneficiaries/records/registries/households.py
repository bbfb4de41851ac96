"""The members of households, one below the other; whose household by the woman's national ID."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beneficiaries.records.models import HouseholdMember
from beneficiaries.records.models.words import Disability, Education, Relation
from beneficiaries.records.personal_data import REVEAL
from beneficiaries.records.registries import cell_words
from beneficiaries.records.registries.of_a_woman import OfAWoman
from beneficiaries.records.registries.title_words import LEXICON
from imports.binding import BoundColumn
from imports.cleaning import Severity, choice, identifier, jalali_date, person_name
from imports.registry import Column, Unstored, register
from imports.rows import CheckedRow
from ngos.models.person import Gender
from ngos.registries.looking_up import label_of
from persian.dates import jalali_iso, today
from persian.identifiers import clean_national_id
from persian.text import fold

_OF_MEMBER = ("خانوار", "شخص")
GENDER_WORDS = {Gender.FEMALE: ("زن", "دختر", "مونث"), Gender.MALE: ("مرد", "پسر", "مذکر")}


@register
class HouseholdRegistry(OfAWoman):
    """One row is one member of the household of a woman whom the office has."""

    kind = "households"
    stored_is_closed = True
    title = _("Households")
    noun = _("member of a household")
    model = HouseholdMember
    personal_permission = REVEAL
    needs = "records.change_beneficiary"
    lexicon = LEXICON
    number = "name_key"
    number_with = ("beneficiary_id",)
    derived = ("beneficiary_id",)

    head = Unstored(
        _("National ID of the head"),
        identifier(clean_national_id),
        synonyms=("کد ملی سرپرست", "کد ملی سرپرست خانوار", "کد ملی مادر"),
        about=("شماره",),
        on_error=Severity.REFUSES,
        personal=True,
        example="9991000011",
    )
    full_name = Column(
        _("Name"),
        "full_name",
        person_name(120),
        required=True,
        synonyms=("نام عضو", "نام و نام خانوادگی", "نام"),
        about=("نام", *_OF_MEMBER),
        example="سارا نمونه‌ای",
    )
    relation = Column(
        _("Relation"),
        "relation",
        choice(Relation, cell_words.RELATION_WORDS),
        required=True,
        synonyms=("نسبت", "نسبت با سرپرست"),
        about=("سرپرست خانوار", *_OF_MEMBER),
        show=label_of(Relation),
        for_all=True,
        example="فرزند",
    )
    national_id = Column(
        _("National ID"),
        "national_id",
        identifier(clean_national_id),
        synonyms=("کد ملی", "کد ملی عضو"),
        about=("شماره", *_OF_MEMBER),
        on_error=Severity.WARNS,
        personal=True,
        example="9992000023",
    )
    birth_date = Column(
        _("Birth date"),
        "birth_date",
        jalali_date(not_after=today),
        synonyms=("تاریخ تولد", "تولد"),
        about=_OF_MEMBER,
        show=jalali_iso,
        on_error=Severity.WARNS,
        personal=True,
        example="1390/05/06",
    )
    gender = Column(
        _("Gender"),
        "gender",
        choice(Gender, GENDER_WORDS),
        synonyms=("جنسیت",),
        about=_OF_MEMBER,
        show=label_of(Gender),
        on_error=Severity.WARNS,
        example="زن",
    )
    education = Column(
        _("Education"),
        "education",
        choice(Education, cell_words.EDUCATION_WORDS),
        synonyms=("تحصیلات",),
        about=_OF_MEMBER,
        show=label_of(Education),
        on_error=Severity.WARNS,
        example="ابتدایی",
    )
    disability = Column(
        _("Disability"),
        "disability",
        choice(Disability, cell_words.DISABILITY_WORDS),
        synonyms=("معلولیت",),
        about=("نوع", "وضعیت", *_OF_MEMBER),
        show=label_of(Disability),
        on_error=Severity.WARNS,
        example="جسمی",
    )

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        return [("head",), ("full_name",)]

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """Whose household it is; a woman whom the office has not refuses the row."""
        values: dict[str, Any] = row.values
        name = values.get("full_name")
        if name is not None:
            values["name_key"] = fold(name)
        missing = gettext("Whose household it is stands nowhere in this row.")
        self.bind_to_woman(row, "head", columns.get("head"), missing=("no_head", missing))
