"""Files as offices might send them, and the steps of an import in one call."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from accounts.models import User
from imports import services
from imports.models import Row, Run
from tests import cast

# Titles of columns as a file of an office has them, by field of the register.
TITLES = {
    "name": "نام سازمان",
    "legal_id": "شناسه ملی",
    "registration_no": "شماره ثبت",
    "province": "استان",
    "county": "شهرستان",
    "field": "موضوع فعالیت",
    "activity_level": "سطح فعالیت",
    "ngo_type": "نوع تشکل",
    "status": "وضعیت",
    "founded_on": "تاریخ تأسیس",
    "ceo_name": "مدیرعامل",
    "mobile": "تلفن همراه",
    "phone": "تلفن ثابت",
    "licence_no": "شماره پروانه",
    "licence_issued_on": "تاریخ صدور پروانه",
    "licence_expires_on": "تاریخ انقضا",
    "member_count": "تعداد اعضا",
    "address": "نشانی",
    "postal_code": "کد پستی",
    "email": "رایانامه",
    "website": "وب‌سایت",
    "notes": "ملاحظات",
}


def ngo_row(number: int = 1, **cells: Any) -> dict[str, Any]:
    """The cells of an NGO that nothing is wrong with, but for what `cells` say."""
    usual = {
        "name": f"انجمن نمونهٔ {number}",
        "legal_id": cast.legal_id(500_000 + number),
        "county": "رشت",
        "field": "خیریه",
    }
    return {**usual, **cells}


def table(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Titles and cells of these rows; a row lacks what only others have."""
    fields = list(dict.fromkeys(field for row in rows for field in row))
    return [
        [TITLES[field] for field in fields],
        *([row.get(field) for field in fields] for row in rows),
    ]


def as_csv(lines: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def as_workbook(lines: Iterable[Sequence[Any]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(lines):
            sheet.write_row(number, 0, cells)
    return file.getvalue()


LICENCE_TITLES = ("نام سازمان", "شناسه ملی", "شهرستان", "نوع مجوز", "شماره", "تاریخ صدور")
WIDE_TITLES = ("نام موسسه", "شناسه ملی", "پروانه ۱۴۰۰", "پروانه ۱۴۰۱", "تمدید تا")


def licence_row(number: int = 1, /, **cells: Any) -> list[Any]:
    """The cells of a licence that nothing is wrong with, of an NGO that no register has, but for
    what `cells` say."""
    usual = {
        "name": f"انجمن دارندهٔ {number}",
        "legal_id": cast.legal_id(600_000 + number),
        "county": "رشت",
        "kind": "پروانه فعالیت",
        "number": f"{number}/1401",
        "issued_on": "1401/02/13",
    }
    return list({**usual, **cells}.values())


def licences(*rows: Sequence[Any], titles: Sequence[str] = LICENCE_TITLES, **options: Any) -> Run:
    """An applied import of licences."""
    return imported(as_csv([titles, *rows]), kind="licences", **options)


def ngo_file(*rows: Mapping[str, Any]) -> bytes:
    return as_csv(table(rows))


def sent(
    content: bytes,
    *,
    actor: User | None = None,
    province: str = "گیلان",
    name: str = "list.csv",
    kind: str = "ngos",
    completes: Run | None = None,
) -> Run:
    """A run whose file has been read."""
    return services.upload(
        actor=actor,
        kind=kind,
        province=cast.province(province),
        file=io.BytesIO(content),
        file_name=name,
        completes=completes,
    )


def checked(content: bytes, **options: Any) -> Run:
    run = sent(content, **options)
    return services.check_run(actor=options.get("actor"), run=run)


def imported(content: bytes, **options: Any) -> Run:
    run = checked(content, **options)
    return services.apply_run(actor=options.get("actor"), run=run)


def problems(run: Run) -> list[dict[str, Any]]:
    rows = Row.objects.filter(run=run).order_by("number", "part")
    return [problem for listed in rows.values_list("problems", flat=True) for problem in listed]


def codes(run: Run) -> list[tuple[int, str | None, str]]:
    """(row, field, code) of each problem."""
    return [(problem["row"], problem["field"], problem["code"]) for problem in problems(run)]


def totals(run: Run) -> dict[str, int]:
    """The run's totals that are not zero."""
    names = (
        "read", "created", "updated", "unchanged", "repeated", "rejected", "warned", "brought",
    )  # fmt: skip
    return {name: getattr(run, name) for name in names if getattr(run, name)}
