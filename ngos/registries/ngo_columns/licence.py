"""The licence of an NGO, as its list tells of it."""

from django.utils.translation import gettext_lazy as _

from imports.cleaning import Severity, choice, jalali_date, number_text
from imports.columns import Column, Compound
from imports.compounds import number_and_date
from imports.durations import ENDLESS
from ngos.models.ngo import Issuer
from ngos.registries import cell_words
from ngos.registries.looking_up import issuer_fillers, label_of
from ngos.registries.title_words import OF_NGO
from persian.dates import jalali_iso

issuer = Column(
    _("Issuer"),
    "issuer",
    choice(Issuer, cell_words.ISSUER_WORDS, alone=cell_words.ISSUER_ALONE, fillers=issuer_fillers),
    synonyms=("مرجع", "صادرکننده"),
    about=("نام", "مرجع", "صدور", "صادرکننده", "پروانه", "فعالیت", *OF_NGO),
    show=label_of(Issuer),
    on_error=Severity.WARNS,
    for_all=True,
    example="وزارت کشور",
)

licence_no = Column(
    _("Licence number"),
    "licence_no",
    number_text(60),
    synonyms=(
        "شماره پروانه",
        "کد پروانه",
        "پروانه",
        "شماره صدور پروانه",
        "کد صدور پروانه",
        "شماره صدور اعتبارنامه",
        "شماره اعتبارنامه",
        "اعتبارنامه",
    ),
    about=("فعالیت", *OF_NGO),
    on_error=Severity.WARNS,
    example="1401/125",
)

licence_issued_on = Column(
    _("Licence issued on"),
    "licence_issued_on",
    jalali_date(),
    synonyms=(
        "تاریخ صدور",
        "تاریخ پروانه",
        "سال صدور پروانه",
        "تاریخ شروع اعتبار",
        "تاریخ شروع پروانه",
        "تاریخ صدور اعتبارنامه",
        "تاریخ اعتبارنامه",
    ),
    about=("پروانه", "فعالیت", "صدور", *OF_NGO),
    show=jalali_iso,
    example="1401/02/13",
)

licence_expires_on = Column(
    _("Licence expires on"),
    "licence_expires_on",
    jalali_date(endless=ENDLESS),
    synonyms=(
        "تاریخ اعتبار",
        "انقضا",
        "اعتبار",
        "پایان اعتبار",
        "تاریخ پایان پروانه",
        "تاریخ انقضای اعتبارنامه",
        "تاریخ پایان اعتبارنامه",
    ),
    about=("تاریخ", "اعتبار", "پروانه", "فعالیت", *OF_NGO),
    show=jalali_iso,
    example="1403/02/13",
)

licence_no_and_date = Compound(
    _("Licence number and date"),
    (licence_no, licence_issued_on),
    number_and_date,
    synonyms=("شماره و تاریخ پروانه", "شماره و تاریخ صدور"),
    about=("پروانه", "فعالیت", "صدور", *OF_NGO),
)  # fmt: skip
