"""What women are given, as offices keep it in files; whom by her national ID."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beneficiaries.care.models import Service
from beneficiaries.care.models.service import Provider
from beneficiaries.records.personal_data import REVEAL
from beneficiaries.records.registries.of_a_woman import OfAWoman
from beneficiaries.records.registries.title_words import LEXICON
from beneficiaries.safeguards.benefits import Benefit
from imports.binding import BoundColumn
from imports.cleaning import Severity, choice, identifier, jalali_date, short_text
from imports.money import money
from imports.registry import Column, Unstored, register
from imports.rows import CheckedRow
from ngos.registries.looking_up import label_of
from persian.dates import jalali_iso, today
from persian.identifiers import clean_national_id
from persian.text import fold

KIND_WORDS = {
    Benefit.CASH: ("نقدی", "کمک نقدی", "مستمری", "وجه نقد"),
    Benefit.GOODS: ("غیرنقدی", "سبد کالا", "کالا", "بسته معیشتی", "سبد غذایی", "جهیزیه"),
    Benefit.LOAN: ("وام", "تسهیلات", "وام اشتغال", "قرض‌الحسنه"),
    Benefit.TRAINING: ("آموزش", "دوره", "کارگاه", "مهارت‌آموزی"),
    Benefit.COUNSELLING: ("مشاوره", "مددکاری", "روان‌شناسی"),
    Benefit.HEALTH: ("درمان", "سلامت", "دارو", "بیمه"),
    Benefit.LEGAL: ("حقوقی", "وکالت", "معاضدت حقوقی"),
    Benefit.HOUSING: ("مسکن", "ودیعه مسکن", "اجاره", "تعمیر مسکن"),
}


@register
class ServiceRegistry(OfAWoman):
    """One row is one service to a woman whom the office has."""

    kind = "services"
    stored_is_closed = True
    title = _("Services to women")
    noun = _("service")
    model = Service
    personal_permission = REVEAL
    needs = "records.change_beneficiary"
    lexicon = LEXICON
    number = "identity"
    number_with = ("beneficiary_id",)
    derived = ("beneficiary_id", "provider")

    woman = Unstored(
        _("National ID of the woman"),
        identifier(clean_national_id),
        synonyms=("کد ملی", "کد ملی سرپرست", "کد ملی مددجو", "شماره ملی"),
        about=("شماره", "سرپرست خانوار", "شخص"),
        on_error=Severity.REFUSES,
        personal=True,
        example="9991000011",
    )
    kind_of = Column(
        _("Kind of service"),
        "kind",
        choice(Benefit, KIND_WORDS),
        required=True,
        synonyms=("نوع خدمت", "نوع کمک", "نوع حمایت"),
        about=("نوع", "خدمت"),
        show=label_of(Benefit),
        for_all=True,
        example="نقدی",
    )
    title_of = Column(
        _("What it is"),
        "title",
        short_text(120),
        required=True,
        synonyms=("شرح خدمت", "عنوان خدمت", "خدمت", "شرح کمک", "شرح"),
        about=("عنوان", "شرح", "خدمت"),
        example="کمک‌هزینهٔ نوروز",
    )
    value = Column(
        _("Value (rial)"),
        "value",
        money(),
        synonyms=("مبلغ", "ارزش", "مبلغ خدمت", "ارزش خدمت"),
        about=("خدمت",),
        on_error=Severity.WARNS,
        example="20000000",
    )
    given_on = Column(
        _("Given on"),
        "given_on",
        jalali_date(not_after=today),
        required=True,
        synonyms=("تاریخ خدمت", "تاریخ پرداخت", "تاریخ ارائه", "تاریخ"),
        about=("خدمت",),
        show=jalali_iso,
        for_all=True,
        example="1403/12/20",
    )
    until = Column(
        _("Goes on until"),
        "until",
        jalali_date(),
        synonyms=("تا تاریخ", "پایان خدمت", "ادامه تا"),
        about=("خدمت",),
        show=jalali_iso,
        on_error=Severity.WARNS,
        example="",
    )
    provider_name = Column(
        _("Name of the provider"),
        "provider_name",
        short_text(120),
        synonyms=("ارائه‌دهنده", "محل تأمین", "نهاد ارائه دهنده", "خیر"),
        about=("نام", "خدمت"),
        on_error=Severity.WARNS,
        for_all=True,
        example="کمیته امداد",
    )

    @classmethod
    def told_apart_by(cls) -> list[tuple[str, ...]]:
        return [("woman",), ("kind_of",), ("title_of",), ("given_on",)]

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """Whom it was given to; a woman whom the office has not refuses the row."""
        values: dict[str, Any] = row.values
        kind, day, title = (values.get(name) for name in ("kind", "given_on", "title"))
        if kind and day and title:
            values["identity"] = _identity(kind, day, title)
        row.assumed["provider"] = (
            Provider.AGENCY if values.get("provider_name") else Provider.OFFICE
        ).value
        missing = gettext("Whom it was given to stands nowhere in this row.")
        self.bind_to_woman(row, "woman", columns.get("woman"), missing=("no_woman", missing))


def _identity(kind: str, given_on: Any, title: str) -> str:
    """As `Service.identity` of the database."""
    day = given_on if isinstance(given_on, datetime.date) else datetime.date.fromisoformat(given_on)
    return f"{kind}/{(day - datetime.date(1970, 1, 1)).days}/{fold(title)}"
