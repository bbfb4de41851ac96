"""The number, the serial and the term of a licence that is being issued."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.policies import value_of
from accounts.refusals import Refusal
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.policies.licences import LICENCE_MONTHS, LICENCE_NUMBER_TEMPLATE
from ngos.models import NGO
from papers.models.counter import next_number
from persian.dates import add_jalali_months, to_jalali

SERIALS = "licence_serial"
MOST_TRIES = 200  # numbers in a row that were typed for old licences


def end_of_term(*, issued_on: datetime.date, province_id: int) -> datetime.date:
    """The day through which a licence issued on a day holds: the same day of the Jalali month,
    so many months later as the province's policy says."""
    return add_jalali_months(issued_on, value_of(LICENCE_MONTHS, province_id))


def store_numbered(*, licence: Licence, ngo: NGO, number: str = "") -> Licence:
    """Store a new licence under a number: the given one, or the next free one of its kind.

    Raises Refusal, at the field `number`, when the given number is taken.
    """
    licence.serial = next_number(province_id=ngo.province_id, series=SERIALS)
    if number:
        licence.number = number
        if not _is_stored(licence):
            raise number_taken()
        return licence
    template = value_of(LICENCE_NUMBER_TEMPLATE, ngo.province_id)
    for _try in range(MOST_TRIES):
        licence.number = _next_of(template, licence, ngo)
        if _is_stored(licence):
            return licence
    raise number_taken()


def number_taken() -> Refusal:
    return Refusal(
        "number_taken",
        _("This office has issued a licence of this kind and number already."),
        field="number",
    )


def broken_constraint(error: IntegrityError) -> str:
    """The name of the constraint that the database found broken."""
    return str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "")


def _is_stored(licence: Licence) -> bool:
    """Whether the number was free. The database alone knows: a county does not see its
    neighbours' licences."""
    try:
        with transaction.atomic():
            licence.save(force_insert=True)
    except IntegrityError as error:
        if broken_constraint(error) != "licence_number_once":
            raise
        return False
    return True


def _next_of(template: str, licence: Licence, ngo: NGO) -> str:
    """The next number by the office's template; where the year stands in it, counted anew each."""
    year = to_jalali(licence.issued_on).year
    number = next_number(
        province_id=ngo.province_id,
        series=f"licence:{licence.kind}",
        year=year if "{year}" in template else 0,
    )
    return template.format(
        number=number,
        year=year,
        province=ngo.province.name,
        county=ngo.county.name if ngo.county else ngo.province.name,
        kind=LicenceKind(licence.kind).label,
    )
