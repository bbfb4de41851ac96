"""The register of women who head households, as offices keep it in files."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from beneficiaries.records.models import Beneficiary, HouseholdMember
from beneficiaries.records.models.beneficiary import MOST_MEMBERS
from beneficiaries.records.models.words import (
    Disability,
    Education,
    HeadshipCause,
    Housing,
    Insurance,
    Marital,
)
from beneficiaries.records.personal_data import REVEAL
from beneficiaries.records.registries import cell_words
from beneficiaries.records.registries import children as of_children
from beneficiaries.records.registries.cleaning import first_and_last, supporters
from beneficiaries.records.registries.title_words import LEXICON, OF_WOMAN
from imports.binding import BoundColumn
from imports.cleaning import (
    Severity,
    choice,
    identifier,
    jalali_date,
    long_text,
    named_row,
    number_text,
    person_name,
    short_text,
    whole_number,
)
from imports.models import Run
from imports.money import money
from imports.registry import Column, Registry, Unstored, register
from imports.rows import CheckedRow
from ngos.registries import cell_words as ngo_words
from ngos.registries.looking_up import counties, label_of
from persian.dates import jalali_iso, today
from persian.identifiers import clean_mobile, clean_national_id, clean_sheba
from persian.personal_numbers import Takes

NAME_TITLES = ("نام و نام خانوادگی", "نام سرپرست خانوار", "نام مددجو", "اسامی")


@register
class BeneficiaryRegistry(Registry):
    """One row is one woman of the province; her children may stand in columns beside her."""

    kind = "beneficiaries"
    title = _("Women who head households")
    noun = _("woman")
    model = Beneficiary
    personal_permission = REVEAL
    needs = "records.add_beneficiary"
    stored_is_closed = True
    lexicon = LEXICON
    number = "national_id"
    number_is_of_office = True
    written_also = (HouseholdMember,)

    first_name = Column(
        _("First name"),
        "first_name",
        person_name(60),
        required=True,
        synonyms=("نام", "نام کوچک"),
        about=OF_WOMAN,
        example="مریم",
    )
    last_name = Column(
        _("Last name"),
        "last_name",
        person_name(60),
        required=True,
        synonyms=("نام خانوادگی",),
        about=OF_WOMAN,
        example="نمونه‌ای",
    )
    full_name = Unstored(
        _("First and last name"),
        person_name(120),
        into=("first_name", "last_name"),
        synonyms=NAME_TITLES,
        about=("نام", *OF_WOMAN),
        on_error=Severity.REFUSES,
    )
    national_id = Column(
        _("National ID"),
        "national_id",
        identifier(clean_national_id),
        required=True,
        synonyms=("کد ملی", "شماره ملی"),
        about=("شماره", *OF_WOMAN),
        personal=True,
        example="9991000011",
    )
    father_name = Column(
        _("Father's name"),
        "father_name",
        person_name(60),
        synonyms=("نام پدر",),
        about=OF_WOMAN,
        on_error=Severity.WARNS,
        example="احمد",
    )
    booklet_no = Column(
        _("Number of the identity booklet"),
        "booklet_no",
        number_text(12),
        synonyms=("شناسنامه", "شماره شناسنامه", "ش.ش"),
        about=OF_WOMAN,
        on_error=Severity.WARNS,
        example="125",
    )
    birth_date = Column(
        _("Birth date"),
        "birth_date",
        jalali_date(not_after=today),
        synonyms=("تاریخ تولد", "تولد"),
        about=OF_WOMAN,
        show=jalali_iso,
        personal=True,
        example="1355/03/12",
    )
    headship_cause = Column(
        _("Cause of headship"),
        "headship_cause",
        choice(HeadshipCause, cell_words.CAUSE_WORDS),
        synonyms=("علت سرپرستی", "علت سرپرست خانوار", "سرپرستی", "علت"),
        about=OF_WOMAN,
        show=label_of(HeadshipCause),
        on_error=Severity.WARNS,
        for_all=True,
        example="فوت همسر",
    )
    marital_status = Column(
        _("Marital status"),
        "marital_status",
        choice(Marital, cell_words.MARITAL_WORDS),
        synonyms=("تاهل", "وضعیت تاهل"),
        about=OF_WOMAN,
        show=label_of(Marital),
        on_error=Severity.WARNS,
        example="بیوه",
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
        synonyms=("شهرستان", "محل سکونت"),
        about=("نام", "محل", "سکونت", *OF_WOMAN),
        on_error=Severity.WARNS,
        for_all=True,
        example="رشت",
    )
    mobile = Column(
        _("Mobile"),
        "mobile",
        identifier(clean_mobile),
        synonyms=("موبایل", "تلفن", "تماس"),
        about=("شماره", "تماس", *OF_WOMAN),
        on_error=Severity.WARNS,
        personal=True,
        example="09700000001",
    )
    address = Column(
        _("Address"),
        "address",
        long_text(500, Takes.ADDRESS),
        synonyms=("نشانی",),
        about=("پستی", "سکونت", *OF_WOMAN),
        on_error=Severity.WARNS,
        personal=True,
        example="",
    )
    children = Column(
        _("Children"),
        "children",
        whole_number(0, MOST_MEMBERS),
        synonyms=("تعداد فرزند", "فرزند", "فرزندان"),
        about=("تعداد", *OF_WOMAN),
        on_error=Severity.WARNS,
        example="2",
    )
    dependents = Column(
        _("Dependents"),
        "dependents",
        whole_number(0, MOST_MEMBERS),
        synonyms=("تحت تکفل", "تعداد تحت تکفل"),
        about=("تعداد", "افراد", *OF_WOMAN),
        on_error=Severity.WARNS,
        example="3",
    )
    education = Column(
        _("Education"),
        "education",
        choice(Education, cell_words.EDUCATION_WORDS),
        synonyms=("تحصیلات", "میزان تحصیلات"),
        about=OF_WOMAN,
        show=label_of(Education),
        on_error=Severity.WARNS,
        example="ابتدایی",
    )
    disability = Column(
        _("Disability"),
        "disability",
        choice(Disability, cell_words.DISABILITY_WORDS),
        synonyms=("معلولیت",),
        about=("وضعیت", "نوع", *OF_WOMAN),
        show=label_of(Disability),
        on_error=Severity.WARNS,
        example="جسمی",
    )
    housing = Column(
        _("Housing"),
        "housing",
        choice(Housing, cell_words.HOUSING_WORDS),
        synonyms=("مسکن", "وضعیت مسکن"),
        about=("وضعیت", "نوع", *OF_WOMAN),
        show=label_of(Housing),
        on_error=Severity.WARNS,
        example="استیجاری",
    )
    insurance = Column(
        _("Insurance"),
        "insurance",
        choice(Insurance, cell_words.INSURANCE_WORDS),
        synonyms=("بیمه", "نوع بیمه"),
        about=("وضعیت", "نوع", *OF_WOMAN),
        show=label_of(Insurance),
        on_error=Severity.WARNS,
        example="سلامت",
    )
    supported_by = Unstored(
        _("Supporters"),
        supporters(),
        into=("supporters",),
        synonyms=("نهاد حمایتی", "تحت پوشش"),
        about=("نام", "نهاد", *OF_WOMAN),
        example="کمیته امداد",
    )
    job = Column(
        _("Job"),
        "job",
        short_text(80),
        synonyms=("شغل", "وضعیت شغل"),
        about=OF_WOMAN,
        on_error=Severity.WARNS,
        example="خیاط",
    )
    skills = Column(
        _("Skills"),
        "skills",
        short_text(200),
        synonyms=("مهارت",),
        about=OF_WOMAN,
        on_error=Severity.WARNS,
        example="خیاطی",
    )
    income = Column(
        _("Monthly income (rial)"),
        "income",
        money(),
        synonyms=("درآمد ماهانه", "درآمد", "میزان درآمد"),
        about=("ماه", "میزان", *OF_WOMAN),
        on_error=Severity.WARNS,
        example="25000000",
    )
    sheba = Column(
        _("Sheba"),
        "sheba",
        identifier(clean_sheba),
        synonyms=("شبا",),
        about=("شماره", "حساب", *OF_WOMAN),
        on_error=Severity.WARNS,
        personal=True,
        example="IR239990000000000000123456",
    )
    child_1, child_2, child_3 = of_children.column(1), of_children.column(2), of_children.column(3)
    child_4, child_5, child_6 = of_children.column(4), of_children.column(5), of_children.column(6)

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        return [("national_id",)]

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """First and last name of a whole one, and who supports her."""
        values: dict[str, Any] = row.values
        name = values.get("full_name")
        if name and not values.get("first_name") and not values.get("last_name"):
            first, last = first_and_last(name)
            values["last_name"] = last
            if first:
                values["first_name"] = first
        if values.get("supported_by") is not None:
            values["supporters"] = values.pop("supported_by")

    def write_also(self, run: Run) -> None:
        of_children.write(run)

    def take_back_also(self, run: Run) -> None:
        of_children.take_back(run)
