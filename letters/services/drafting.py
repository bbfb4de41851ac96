"""What a letter begins with: a template's text, filled with what is known of its subject."""

from letters.fields import fill
from letters.models import Counterpart, LetterTemplate
from licensing.models import Application
from ngos.models import NGO
from persian.dates import format_jalali
from persian.numbers import persian_digits


def known_values(
    *,
    ngo: NGO | None = None,
    application: Application | None = None,
    counterpart: Counterpart | None = None,
) -> dict[str, str | None]:
    """The values of a template's fields; None for those that are not known.

    No personal data: a field for it does not exist.
    """
    values: dict[str, str | None] = {}
    if ngo is not None:
        expires_on = ngo.licence_expires_on
        values |= {
            "ngo": ngo.name,
            "legal_id": persian_digits(ngo.legal_id) if ngo.legal_id else None,
            "licence_no": persian_digits(ngo.licence_no) if ngo.licence_no else None,
            "licence_expires_on": format_jalali(expires_on) if expires_on else None,
            "county": ngo.county.name if ngo.county else None,
            "province": ngo.province.name,
        }
    if application is not None:
        values["tracking_code"] = persian_digits(application.tracking_code)
        values["council"] = str(application.council) if application.council else None
    if counterpart is not None or ngo is not None:
        values["counterpart"] = str(counterpart or ngo)
    return values


def draft(template: LetterTemplate, values: dict[str, str | None]) -> tuple[str, str]:
    """The subject and the body of a letter from a template."""
    return fill(template.subject, values), fill(template.body, values)
