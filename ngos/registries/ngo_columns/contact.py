"""Who speaks for an NGO, and how it is reached."""

from django.utils.translation import gettext_lazy as _

from imports import cleaning, compounds
from imports.cleaning import (
    Severity,
    identifier,
    long_text,
    person_name,
    phone_text,
    web_address,
)
from imports.columns import Column, Compound
from imports.policies import STRICT_POSTAL_CODE
from ngos.registries.ngo_columns.words import IN_USE, OF_OFFICES, OF_PLACES
from ngos.registries.title_words import OF_NGO
from persian.identifiers import clean_mobile, clean_postal_code, clean_sheba
from persian.personal_numbers import Takes

ceo_name = Column(
    _("CEO"),
    "ceo_name",
    person_name(120),
    on_error=Severity.WARNS,
    synonyms=("مدیرعامل", "نام مدیرعامل"),
    about=("نام", "نام و نام خانوادگی", "رئیس", *OF_NGO),
    not_beside=("نام خانوادگی", "نام خانوادگی مدیرعامل"),
    example="مریم نمونه‌ای",
)

mobile = Column(
    _("Mobile"),
    "mobile",
    identifier(clean_mobile),
    synonyms=("موبایل", "تماس"),
    about=("شماره", "تماس", "مدیرعامل", *IN_USE, *OF_NGO),
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
    about=("شماره", "ثابت", "تماس", "مدیرعامل", "فعالیت", *IN_USE, *OF_OFFICES),
    on_error=Severity.WARNS,
    example="01300000000",
)

address = Column(
    _("Address"),
    "address",
    long_text(1000, Takes.ADDRESS),
    synonyms=("نشانی", "محل دفتر"),
    about=("پستی", "کار", "فعالیت", *OF_OFFICES),
    on_error=Severity.WARNS,
    example="رشت، خیابان نمونه، شمارهٔ ۵",
)

postal_code = Column(
    _("Postal code"),
    "postal_code",
    identifier(clean_postal_code, strict=STRICT_POSTAL_CODE),
    synonyms=("کد پستی",),
    about=OF_PLACES,
    on_error=Severity.WARNS,
    example="4133312345",
)

email = Column(
    _("E-mail"),
    "email",
    cleaning.email(254),
    synonyms=("ایمیل",),
    about=("نشانی", *IN_USE, *OF_NGO),
    on_error=Severity.WARNS,
    example="office@example.com",
)

website = Column(
    _("Website"),
    "website",
    web_address(200),
    synonyms=("وب‌سایت",),
    about=("نشانی", *IN_USE, *OF_NGO),
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

address_and_phones = Compound(
    _("Address and phone"),
    (address, mobile, phone),
    compounds.address_and_phones,
    synonyms=("نشانی و تلفن", "نشانی و تماس", "نشانی و تلفن و موبایل"),
    about=("شماره", "پستی", "ثابت", *OF_OFFICES),
)

phones = Compound(
    _("Phone and mobile"),
    (mobile, phone),
    compounds.phones,
    synonyms=("تلفن", "تماس", "تلفن و موبایل", "تلفن ثابت و همراه", "تماس ثابت و همراه"),
    about=("شماره", "تماس", "مدیرعامل", *IN_USE, *OF_OFFICES),
)  # fmt: skip
