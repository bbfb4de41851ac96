"""The register of NGOs as offices keep it in files: its columns, for reading and for writing."""

from collections import ChainMap
from functools import cached_property
from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.policies import value_of
from imports.cleaning import (
    Severity,
    choice,
    email,
    identifier,
    jalali_date,
    long_text,
    named_row,
    number_text,
    person_name,
    phone_text,
    short_text,
    web_address,
    whole_number,
)
from imports.compounds import address_and_phones, number_and_date, phones
from imports.durations import ENDLESS
from imports.policies import STRICT_POSTAL_CODE
from imports.registry import Column, Compound, Registry, register
from ngos.kept import CONDITIONS
from ngos.models import NGO, Field
from ngos.models.ngo import ActivityLevel, Issuer, Status, Type
from ngos.personal_data import PERMISSION
from ngos.policies.registers import FIELD_MAY_BE_UNKNOWN, STATUS_UNTOLD
from ngos.registries import cell_words
from ngos.registries.looking_up import (
    begins_like_a_name,
    counties,
    field_not_known,
    fields,
    issuer_fillers,
    label_of,
    level_fillers,
    provinces,
    type_from_name,
)
from ngos.registries.ngo_names import name_of_an_ngo
from ngos.registries.title_words import LEXICON, OF_NGO
from persian.dates import jalali_iso, today
from persian.identifiers import (
    clean_legal_id,
    clean_mobile,
    clean_postal_code,
    clean_sheba,
)
from persian.personal_numbers import Takes

_IN_USE = ("فعال", "اعتبار")  # «موبایل فعال», «ایمیل معتبر»
_OF_OFFICES = ("دفتر", "مرکزی", "محل", "استقرار", *OF_NGO)
_OF_PLACES = ("فعالیت", "متبوع", *_OF_OFFICES)


# Of an NGO `e`: a status that is known changes on its page, with its reason.
STATUS_KNOWN = "e.status <> 'unknown'"


@register
class NGORegistry(Registry):
    """One row is one NGO of the province."""

    kind = "ngos"
    title = _("NGOs")
    noun = _("NGO")
    model = NGO
    personal_permission = PERMISSION
    lexicon = LEXICON
    number = "legal_id"
    likeness = ("name_key", "county_id")
    folded_from = "name"
    derived = ("ngo_type", "is_charity", "status", "field_id")
    kept = ChainMap({"status": STATUS_KNOWN}, cast("dict[str, str]", CONDITIONS))

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
    legal_id = Column(
        _("Legal ID"),
        "legal_id",
        identifier(clean_legal_id),
        synonyms=("شناسه ملی", "شناسه", "کد ملی سازمان", "کد ملی خیریه"),
        about=("شماره", "کد", *OF_NGO),
        example="99900001010",
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
    province = Column(
        _("Province"),
        "province__name",
        named_row(provinces, prefixes=("استان",), elsewhere=cell_words.provinces_elsewhere),
        synonyms=("استان",),
        about=("نام", *_OF_PLACES),
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
        about=("نام", *_OF_PLACES),
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
    issuer = Column(
        _("Issuer"),
        "issuer",
        choice(
            Issuer, cell_words.ISSUER_WORDS, alone=cell_words.ISSUER_ALONE, fillers=issuer_fillers
        ),
        synonyms=("مرجع", "صادرکننده"),
        about=("نام", "مرجع", "صدور", "صادرکننده", "پروانه", "فعالیت", *OF_NGO),
        show=label_of(Issuer),
        on_error=Severity.WARNS,
        for_all=True,
        example="وزارت کشور",
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
    founded_on = Column(
        _("Founded on"),
        "founded_on",
        jalali_date(not_after=today, may_be_rough=True),
        synonyms=("تاریخ تأسیس", "تأسیس", "تاریخ ثبت", "تاریخ تشکیل"),
        about=("ثبت", "اداره ثبت", *OF_NGO),
        show=jalali_iso,
        example="1395/06/09",
    )
    ceo_name = Column(
        _("CEO"),
        "ceo_name",
        person_name(120),
        on_error=Severity.WARNS,
        synonyms=("مدیرعامل", "نام مدیرعامل"),
        about=("نام", "نام و نام خانوادگی", *OF_NGO),
        not_beside=("نام خانوادگی", "نام خانوادگی مدیرعامل"),
        example="مریم نمونه‌ای",
    )
    mobile = Column(
        _("Mobile"),
        "mobile",
        identifier(clean_mobile),
        synonyms=("موبایل", "تماس"),
        about=("شماره", "تماس", "مدیرعامل", *_IN_USE, *OF_NGO),
        not_beside=("نام خانوادگی",),
        on_error=Severity.WARNS,
        example="09700000001",
        personal=True,
    )
    phone = Column(
        _("Phone"),
        "phone",
        phone_text(60),
        synonyms=("تلفن",),
        about=("شماره", "ثابت", "تماس", "مدیرعامل", "فعالیت", *_IN_USE, *_OF_OFFICES),
        on_error=Severity.WARNS,
        example="01300000000",
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
    member_count = Column(
        _("Members"),
        "member_count",
        whole_number(),
        synonyms=("تعداد اعضا", "اعضا", "جمعیت اعضا"),
        about=("کل", *OF_NGO),
        on_error=Severity.WARNS,
        example="45",
    )
    address = Column(
        _("Address"),
        "address",
        long_text(1000, Takes.ADDRESS),
        synonyms=("نشانی", "محل دفتر"),
        about=("پستی", "کار", "فعالیت", *_OF_OFFICES),
        on_error=Severity.WARNS,
        example="رشت، خیابان نمونه، شمارهٔ ۵",
    )
    postal_code = Column(
        _("Postal code"),
        "postal_code",
        identifier(clean_postal_code, strict=STRICT_POSTAL_CODE),
        synonyms=("کد پستی",),
        about=_OF_PLACES,
        on_error=Severity.WARNS,
        example="4133312345",
    )
    email = Column(
        _("E-mail"),
        "email",
        email(254),
        synonyms=("ایمیل",),
        about=("نشانی", *_IN_USE, *OF_NGO),
        on_error=Severity.WARNS,
        example="office@example.com",
    )
    website = Column(
        _("Website"),
        "website",
        web_address(200),
        synonyms=("وب‌سایت",),
        about=("نشانی", *_IN_USE, *OF_NGO),
        on_error=Severity.WARNS,
        example="https://example.com/",
    )
    sheba = Column(
        _("Sheba"),
        "sheba",
        identifier(clean_sheba),
        synonyms=("شبا",),
        about=("شماره", "کد", "حساب", "بانک", *OF_NGO),
        on_error=Severity.WARNS,
        example="IR239990000000000000123456",
        personal=True,
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
    registration_office = Column(
        _("Registration office"),
        "registration_office",
        short_text(100),
        synonyms=("اداره ثبت", "مرجع ثبت", "محل ثبت", "شهر ثبت"),
        about=("نام", "شهر", "محل", *OF_NGO),
        on_error=Severity.WARNS,
        example="رشت",
    )
    former_names = Column(
        _("Former names"),
        "former_names",
        long_text(2000),
        synonyms=("نام قبلی",),
        about=OF_NGO,
        on_error=Severity.WARNS,
        example="انجمن یاری",
    )
    notes = Column(
        _("Notes"),
        "notes",
        long_text(4000, Takes.ADDRESS),
        synonyms=("توضیحات",),
        about=OF_NGO,
        on_error=Severity.WARNS,
        example="",
    )

    licence_no_and_date = Compound(
        _("Licence number and date"),
        (licence_no, licence_issued_on),
        number_and_date,
        synonyms=("شماره و تاریخ پروانه", "شماره و تاریخ صدور"),
        about=("پروانه", "فعالیت", "صدور", *OF_NGO),
    )  # fmt: skip
    registration_no_and_date = Compound(
        _("Registration number and date"),
        (registration_no, founded_on),
        number_and_date,
        synonyms=("شماره و تاریخ ثبت",),
        about=("ثبت", *OF_NGO),
    )
    address_and_phones = Compound(
        _("Address and phone"),
        (address, mobile, phone),
        address_and_phones,
        synonyms=("نشانی و تلفن", "نشانی و تماس", "نشانی و تلفن و موبایل"),
        about=("شماره", "پستی", "ثابت", *_OF_OFFICES),
    )
    phones = Compound(
        _("Phone and mobile"),
        (mobile, phone),
        phones,
        synonyms=("تلفن", "تماس", "تلفن و موبایل", "تلفن ثابت و همراه", "تماس ثابت و همراه"),
        about=("شماره", "تماس", "مدیرعامل", *_IN_USE, *_OF_OFFICES),
    )  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._charitable = set(
            Field.objects.filter(Q(is_charitable=True)).values_list("pk", flat=True)
        )

    def initial(self, values: dict[str, Any]) -> dict[str, object]:
        """A new NGO's type follows from its name, whether it is a charity from its field or, where
        that is not known, from its name; of the status a list says what the office has decided."""
        told = type_from_name(values.get("name_key", ""))
        field = values.get("field_id")
        return {
            "ngo_type": told,
            "is_charity": told == Type.CHARITY if field is None else field in self._charitable,
            "status": self._untold,
        }

    @cached_property
    def _untold(self) -> str:
        return value_of(STATUS_UNTOLD, self.province_id)

    def supplied(self) -> dict[str, object]:
        """An old list need not tell the field of an NGO, where the office has decided so."""
        if not value_of(FIELD_MAY_BE_UNKNOWN, self.province_id):
            return {}
        return {"field": field_not_known()}
