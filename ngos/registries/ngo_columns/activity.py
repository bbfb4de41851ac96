"""What an NGO does, where, and how far that is known."""

from django.utils.translation import gettext_lazy as _

from imports.cleaning import Severity, choice, long_text, named_row, whole_number
from imports.columns import Column
from ngos.models.ngo import ActivityLevel, Status
from ngos.registries import cell_words
from ngos.registries.looking_up import counties, fields, label_of, level_fillers, provinces
from ngos.registries.ngo_columns.words import OF_PLACES
from ngos.registries.title_words import OF_NGO
from persian.personal_numbers import Takes

province = Column(
    _("Province"),
    "province__name",
    named_row(provinces, prefixes=("استان",), elsewhere=cell_words.provinces_elsewhere),
    synonyms=("استان",),
    about=("نام", *OF_PLACES),
    example="گیلان",
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
    synonyms=("شهرستان", "محل فعالیت"),
    about=("نام", *OF_PLACES),
    for_all=True,
    example="رشت",
)  # fmt: skip

field = Column(
    _("Field"),
    "field__name",
    named_row(fields, general=cell_words.FIELD_GENERAL, stems=True, several=True),
    required=True,
    rest="other_fields",
    on_error=Severity.WARNS,
    synonyms=("موضوع", "نوع فعالیت", "دسته فعالیت"),
    about=("نوع", "دسته", "فعالیت", "تخصص", "کار", *OF_NGO),
    for_all=True,
    example="خیریه",
)  # fmt: skip

activity_level = Column(
    _("Activity level"),
    "activity_level",
    choice(ActivityLevel, cell_words.LEVEL_WORDS, fillers=level_fillers),
    synonyms=("گستره", "سطح", "حوزه جغرافیایی"),
    about=("فعالیت", "جغرافیایی", "استانی", "پروانه", *OF_NGO),
    show=label_of(ActivityLevel),
    on_error=Severity.WARNS,
    for_all=True,
    example="شهرستانی",
)

status = Column(
    _("Status"),
    "status",
    choice(
        Status,
        cell_words.STATUS_WORDS,
        fillers=lambda province_id: cell_words.STATUS_FILLERS,
        questions=cell_words.STATUS_QUESTIONS,
        but=(Status.UNKNOWN,),
    ),
    synonyms=("وضعیت", "فعال/غیرفعال", "فعال"),
    about=("فعالیت", "فعال", "غیرفعال", *OF_NGO),
    show=label_of(Status),
    on_error=Severity.WARNS,
    for_all=True,
    example="فعال",
)

member_count = Column(
    _("Members"),
    "member_count",
    whole_number(),
    synonyms=("تعداد اعضا", "اعضا", "جمعیت اعضا"),
    about=("کل", *OF_NGO),
    on_error=Severity.WARNS,
    example="45",
)

notes = Column(
    _("Notes"),
    "notes",
    long_text(4000, Takes.ADDRESS),
    synonyms=("توضیحات",),
    about=("کارشناس", *OF_NGO),
    on_error=Severity.WARNS,
    example="",
)
