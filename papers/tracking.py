"""Tracking codes (کد رهگیری): what an applicant is told, and asks by."""

from accounts.models import Province
from papers.models.counter import next_number
from persian.dates import to_jalali, today


def tracking_code(*, province: Province, series: str) -> str:
    """The next code of an office's series: year, code of the province, number («1404-27-00018»)."""
    year = to_jalali(today()).year
    number = next_number(province_id=province.pk, series=series, year=year)
    return f"{year}-{province.code}-{number:05}"
