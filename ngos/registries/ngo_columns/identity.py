"""What an NGO is called, and under which numbers it is known."""

from django.utils.translation import gettext_lazy as _

from imports.cleaning import (
    Severity,
    choice,
    identifier,
    jalali_date,
    long_text,
    number_text,
    short_text,
)
from imports.columns import Column, Compound
from imports.compounds import number_and_date
from ngos.models.ngo import Type
from ngos.registries import cell_words
from ngos.registries.looking_up import begins_like_a_name, label_of
from ngos.registries.ngo_names import name_of_an_ngo
from ngos.registries.title_words import OF_NGO
from persian.dates import jalali_iso, today
from persian.identifiers import clean_legal_id
from persian.personal_numbers import Takes

name = Column(
    _("Name"),
    "name",
    name_of_an_ngo(200),
    required=True,
    synonyms=("نام", "سازمان"),
    about=("نام", "ثبت", "دارنده", *OF_NGO),
    not_beside=("نام خانوادگی", "نام پدر"),
    known_by=begins_like_a_name,
    example="انجمن یاری مهر",
)  # fmt: skip

former_names = Column(
    _("Former names"),
    "former_names",
    long_text(2000),
    synonyms=("نام قبلی",),
    about=OF_NGO,
    on_error=Severity.WARNS,
    example="انجمن یاری",
)

ngo_type = Column(
    _("Type"),
    "ngo_type",
    choice(
        Type,
        cell_words.TYPE_WORDS,
        fillers=lambda province_id: cell_words.TYPE_FILLERS,
        silent=cell_words.ANY_NGO,
        head_first=True,
    ),
    synonyms=("نوع", "قالب", "قالب فعالیت"),
    about=("نوع", "حقوقی", *OF_NGO),
    show=label_of(Type),
    on_error=Severity.WARNS,
    for_all=True,
    example="انجمن",
)

legal_id = Column(
    _("Legal ID"),
    "legal_id",
    identifier(clean_legal_id),
    synonyms=("شناسه ملی", "شناسه", "کد ملی سازمان", "کد ملی خیریه"),
    about=("شماره", "کد", *OF_NGO),
    example="99900001010",
)

external_ref = Column(
    _("Ministry portal code"),
    "external_ref",
    number_text(60, Takes.LONG_NUMBER),
    synonyms=("کد رهگیری", "شماره رهگیری", "کد سامانه", "شناسه سامانه"),
    about=("سامانه", "وزارت کشور", *OF_NGO),
    on_error=Severity.WARNS,
    example="",
)

registration_no = Column(
    _("Registration number"),
    "registration_no",
    number_text(30),
    synonyms=("شماره ثبت", "ثبت"),
    about=("اداره ثبت", *OF_NGO),
    on_error=Severity.WARNS,
    example="4521",
)

registration_office = Column(
    _("Registration office"),
    "registration_office",
    short_text(100),
    synonyms=("اداره ثبت", "مرجع ثبت", "محل ثبت", "شهر ثبت"),
    about=("نام", "شهر", "محل", *OF_NGO),
    on_error=Severity.WARNS,
    example="رشت",
)

founded_on = Column(
    _("Founded on"),
    "founded_on",
    jalali_date(not_after=today, may_be_rough=True),
    synonyms=("تاریخ تأسیس", "تأسیس", "تاریخ ثبت", "تاریخ تشکیل"),
    about=("ثبت", "اداره ثبت", *OF_NGO),
    show=jalali_iso,
    example="1395/06/09",
)

registration_no_and_date = Compound(
    _("Registration number and date"),
    (registration_no, founded_on),
    number_and_date,
    synonyms=("شماره و تاریخ ثبت",),
    about=("ثبت", *OF_NGO),
)
