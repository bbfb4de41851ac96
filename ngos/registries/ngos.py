"""The register of NGOs as offices keep it in files: its columns, for reading and for writing."""

from types import MappingProxyType
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import County, Province
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
    short_text,
    web_address,
    whole_number,
)
from imports.compounds import number_and_date, phones
from imports.policies import STRICT_POSTAL_CODE
from imports.registry import Column, Compound, Registry, register
from ngos.models import NGO, Field
from ngos.models.ngo import ActivityLevel, Issuer, Status, Type
from ngos.personal_data import PERMISSION
from ngos.registries.vocabulary import LEXICON, OF_NGO
from persian.dates import jalali_iso, today
from persian.identifiers import (
    clean_legal_id,
    clean_mobile,
    clean_postal_code,
    clean_sheba,
)
from persian.personal_numbers import Takes
from persian.text import fold

# The first words of an NGO's name, which tell its type where the register does not.
TYPE_WORDS: dict[str, tuple[str, ...]] = {
    Type.CHARITY: ("خیریه", "مؤسسه خیریه", "بنیاد خیریه", "مرکز نیکوکاری", "نیکوکاری"),
    Type.ASSOCIATION: ("انجمن",),
    Type.INSTITUTE: ("مؤسسه", "موسسه"),
    Type.SOCIETY: ("جمعیت",),
    Type.CENTRE: ("کانون", "مرکز"),
    Type.HOUSE: ("خانه",),
    Type.ASSEMBLY: ("مجمع",),
    Type.NETWORK: ("شبکه",),
    Type.FOUNDATION: ("بنیاد",),
}
LEVEL_WORDS = {
    ActivityLevel.NATIONAL: ("ملی", "کشوری", "سراسری", "ملی و فراملی"),
    ActivityLevel.PROVINCIAL: ("استانی", "استان", "فراشهرستانی"),
    ActivityLevel.COUNTY: ("شهرستانی", "شهرستان", "محلی", "شهری"),
}
ISSUER_WORDS = {
    Issuer.MOI: ("کشور", "وزارت کشور", "استانداری", "فرمانداری"),
    Issuer.YOUTH: ("ورزش و جوانان", "وزارت ورزش و جوانان", "جوانان", "ورزش"),
    Issuer.WELFARE: ("بهزیستی", "سازمان بهزیستی"),
    Issuer.POLICE: ("فراجا", "ناجا", "نیروی انتظامی", "پلیس"),
    Issuer.OTHER: ("سایر", "دیگر"),
}
STATUS_WORDS = {
    Status.APPLICANT: ("متقاضی", "در دست تأسیس", "در حال تأسیس"),
    Status.ACTIVE: ("فعال", "دایر"),
    Status.INACTIVE: ("غیرفعال", "راکد"),
    Status.SUSPENDED: ("تعلیق", "معلق"),
    Status.REVOKED: ("لغو", "لغو شده", "ابطال", "لغو پروانه"),
    Status.DISSOLVED: ("منحل", "انحلال", "منحل شده"),
}
_TYPE_BY_WORD = sorted(
    ((fold(word), type_) for type_, words in TYPE_WORDS.items() for word in words),
    key=lambda pair: -len(pair[0]),
)


_OF_OFFICES = ("دفتر", "مرکزی", "محل", "استقرار", *OF_NGO)
_OF_PLACES = ("فعالیت", *_OF_OFFICES)


# Of an NGO `e`; the database then keeps the name of the person in office, whatever a file says.
CEO_IN_OFFICE = """EXISTS (
    SELECT FROM ngos_term term WHERE term.ngo_id = e.id AND term.post = 'ceo'
    AND (now() AT TIME ZONE 'Asia/Tehran')::date
        BETWEEN term.start_on AND coalesce(term.end_on, 'infinity')
)"""


# Of an NGO `e`; the register then shows the licence in force, whatever a file says.
LICENSED = """EXISTS (
    SELECT FROM ngos_licence licence
    WHERE licence.ngo_id = e.id AND licence.kind IN ('activity_licence', 'credential')
)"""
_OF_LICENCES = ("licence_no", "licence_issued_on", "licence_expires_on")


def type_from_name(name_key: str) -> str:
    """The type that the first words of a folded name tell, or "" when they tell none."""
    return next((type_ for word, type_ in _TYPE_BY_WORD if name_key.startswith(word)), "")


def _label_of(choices: Any) -> Any:
    return lambda value: str(choices(value).label) if value else ""


def _places(province_id: int | None) -> Any:
    return County.objects.filter(**({} if province_id is None else {"province_id": province_id}))


def _fields(province_id: int | None) -> Any:
    return Field.objects.all()


def _provinces(province_id: int | None) -> Any:
    return Province.objects.filter(**({} if province_id is None else {"pk": province_id}))


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
    derived = ("ngo_type", "is_charity")
    only_new = ("status",)
    kept = MappingProxyType({"ceo_name": CEO_IN_OFFICE, **dict.fromkeys(_OF_LICENCES, LICENSED)})

    name = Column(
        _("Name"),
        "name",
        short_text(200),
        required=True,
        synonyms=("نام", "سازمان"),
        about=("نام", *OF_NGO),
        not_beside=("نام خانوادگی", "نام پدر"),
        example="انجمن یاری مهر",
    )  # fmt: skip
    legal_id = Column(
        _("Legal ID"),
        "legal_id",
        identifier(clean_legal_id),
        synonyms=("شناسه ملی", "شناسه"),
        about=OF_NGO,
        example="99900001010",
    )
    registration_no = Column(
        _("Registration number"),
        "registration_no",
        number_text(30),
        synonyms=("شماره ثبت", "ثبت"),
        about=OF_NGO,
        on_error=Severity.WARNS,
        example="4521",
    )
    province = Column(
        _("Province"),
        "province__name",
        named_row(_provinces, prefixes=("استان",)),
        synonyms=("استان",),
        about=("نام", *_OF_PLACES),
        example="گیلان",
    )
    county = Column(
        _("County"),
        "county__name",
        named_row(_places, prefixes=("شهرستان", "شهر")),
        synonyms=("شهرستان", "محل فعالیت"),
        about=("نام", *_OF_PLACES),
        example="رشت",
    )  # fmt: skip
    field = Column(
        _("Field"),
        "field__name",
        named_row(_fields),
        required=True,
        synonyms=("موضوع", "نوع فعالیت"),
        about=("فعالیت", "تخصص", *OF_NGO),
        example="خیریه",
    )  # fmt: skip
    activity_level = Column(
        _("Activity level"),
        "activity_level",
        choice(ActivityLevel, LEVEL_WORDS),
        synonyms=("گستره", "سطح", "حوزه جغرافیایی"),
        about=("فعالیت", "جغرافیایی", "استانی", *OF_NGO),
        show=_label_of(ActivityLevel),
        on_error=Severity.WARNS,
        example="شهرستانی",
    )
    ngo_type = Column(
        _("Type"),
        "ngo_type",
        choice(Type, TYPE_WORDS),
        synonyms=("نوع",),
        about=OF_NGO,
        show=_label_of(Type),
        on_error=Severity.WARNS,
        example="انجمن",
    )
    issuer = Column(
        _("Issuer"),
        "issuer",
        choice(Issuer, ISSUER_WORDS),
        synonyms=("مرجع", "صادرکننده"),
        about=("مرجع", "صدور", "صادرکننده", "پروانه", "فعالیت", *OF_NGO),
        show=_label_of(Issuer),
        on_error=Severity.WARNS,
        example="وزارت کشور",
    )
    status = Column(
        _("Status"),
        "status",
        choice(Status, STATUS_WORDS),
        synonyms=("وضعیت", "فعال/غیرفعال", "فعال"),
        about=("فعالیت", "فعال", "غیرفعال", *OF_NGO),
        show=_label_of(Status),
        on_error=Severity.WARNS,
        example="فعال",
    )
    founded_on = Column(
        _("Founded on"),
        "founded_on",
        jalali_date(not_after=today),
        synonyms=("تاریخ تأسیس", "سال تأسیس", "تأسیس", "تاریخ ثبت"),
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
        about=("شماره", "مدیرعامل", *OF_NGO),
        not_beside=("نام خانوادگی",),
        on_error=Severity.WARNS,
        example="09700000001",
        personal=True,
    )
    phone = Column(
        _("Phone"),
        "phone",
        number_text(60, Takes.PHONE),
        synonyms=("تلفن",),
        about=("شماره", "ثابت", "مدیرعامل", *_OF_OFFICES),
        on_error=Severity.WARNS,
        example="01300000000",
    )
    licence_no = Column(
        _("Licence number"),
        "licence_no",
        number_text(60),
        synonyms=("شماره پروانه", "کد پروانه", "پروانه"),
        about=("فعالیت", "صدور", *OF_NGO),
        on_error=Severity.WARNS,
        example="1401/125",
    )
    licence_issued_on = Column(
        _("Licence issued on"),
        "licence_issued_on",
        jalali_date(),
        synonyms=("تاریخ صدور", "تاریخ پروانه", "سال صدور پروانه", "تاریخ شروع اعتبار"),
        about=("پروانه", "فعالیت", "صدور", *OF_NGO),
        show=jalali_iso,
        example="1401/02/13",
    )
    licence_expires_on = Column(
        _("Licence expires on"),
        "licence_expires_on",
        jalali_date(),
        synonyms=(
            "تاریخ اعتبار",
            "انقضا",
            "اعتبار",
            "پایان اعتبار",
            "تاریخ پایان پروانه",
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
    phones = Compound(
        _("Phone and mobile"),
        (mobile, phone),
        phones,
        synonyms=("تلفن", "تماس", "تلفن و موبایل", "تلفن ثابت و همراه"),
        about=("شماره", "مدیرعامل", *_OF_OFFICES),
    )  # fmt: skip
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
        about=_OF_OFFICES,
        on_error=Severity.WARNS,
        example="4133312345",
    )
    email = Column(
        _("E-mail"),
        "email",
        email(254),
        synonyms=("ایمیل",),
        about=("نشانی", *OF_NGO),
        on_error=Severity.WARNS,
        example="office@example.com",
    )
    website = Column(
        _("Website"),
        "website",
        web_address(200),
        synonyms=("وب‌سایت",),
        about=("نشانی", *OF_NGO),
        on_error=Severity.WARNS,
        example="https://example.com/",
    )
    sheba = Column(
        _("Sheba"),
        "sheba",
        identifier(clean_sheba),
        synonyms=("شبا",),
        about=("شماره", "حساب", "بانک", *OF_NGO),
        on_error=Severity.WARNS,
        example="IR239990000000000000123456",
        personal=True,
    )
    external_ref = Column(
        _("Ministry portal code"),
        "external_ref",
        number_text(60, Takes.LONG_NUMBER),
        synonyms=("کد رهگیری", "شماره رهگیری", "کد سامانه"),
        about=("سامانه", *OF_NGO),
        on_error=Severity.WARNS,
        example="",
    )
    registration_office = Column(
        _("Registration office"),
        "registration_office",
        short_text(100),
        synonyms=("اداره ثبت", "مرجع ثبت", "محل ثبت"),
        about=OF_NGO,
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

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._charitable = set(
            Field.objects.filter(Q(is_charitable=True)).values_list("pk", flat=True)
        )

    def initial(self, values: dict[str, Any]) -> dict[str, Any]:
        """A new NGO's type follows from its name, and whether it is a charity from its field."""
        return {
            "ngo_type": type_from_name(values.get("name_key", "")),
            "is_charity": values.get("field_id") in self._charitable,
        }
