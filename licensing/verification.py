"""What anybody may know of a licence whose code they hold: its live standing, nothing personal."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse

from accounts import scope
from accounts.functions import callable_by
from licensing.kinds import LicenceKind
from licensing.models import Licence
from ngos.models.ngo import ActivityLevel, Status
from ngos.standing import Standing, standing_on
from persian.numbers import ascii_digits

callable_by("licensing_verify_licence(text)", scope.Kind.PUBLIC)
LONGEST_CODE = 60  # with the spaces and dashes that people put into it


@dataclass(frozen=True)
class Verified:
    """A licence as the public page shows it."""

    standing: Standing
    ngo_name: str
    kind: str
    number: str
    level: str
    county: str | None
    province: str
    issued_on: datetime.date
    expires_on: datetime.date | None
    is_status_known: bool  # of the NGO


def verify(code: str) -> Verified | None:
    """The licence of a code, however it was typed; None where there is none.

    Whoever asks is a visitor here: the answer is the same for a signed-in official.
    """
    wanted = typed_code(code)
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM licensing_verify_licence(%s)", [wanted])
        names = [column.name for column in cursor.description]
        row = cursor.fetchone()
    if row is None:
        return None
    found = dict(zip(names, row, strict=True))
    return Verified(
        standing=standing_on(
            state=found["state"],
            ngo_status=found["ngo_status"],
            expires_on=found["expires_on"],
            alert_days=None,
        ),
        ngo_name=found["ngo_name"],
        kind=str(LicenceKind(found["kind"]).label),
        number=found["number"],
        level=str(ActivityLevel(found["level"]).label) if found["level"] else "",
        county=found["county"],
        province=found["province"],
        issued_on=found["issued_on"],
        expires_on=found["expires_on"],
        is_status_known=found["ngo_status"] != Status.UNKNOWN,
    )


def typed_code(text: str) -> str:
    """A code as it is stored: Latin digits, small letters, nothing between them."""
    plain = ascii_digits(text[:LONGEST_CODE]).lower()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())


def verification_address(request: HttpRequest, licence: Licence) -> str:
    """Where the QR code of a licence leads."""
    path = reverse("verify_licence", args=[licence.verification_code])
    return settings.PUBLIC_ADDRESS + path if settings.PUBLIC_ADDRESS else _here(request, path)


def _here(request: HttpRequest, path: str) -> str:
    return str(request.build_absolute_uri(path))
