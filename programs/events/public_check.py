"""What anybody may know of a certificate whose code they hold."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.functions import callable_by
from licensing.public_papers import PublicPaper
from persian.dates import format_jalali
from programs.events.models.event import EventKind

callable_by("events_check_certificate(text)", scope.Kind.PUBLIC)


def certificate_of(code: str) -> PublicPaper | None:
    """The certificate of a code; whoever asks is a visitor here."""
    with scope.enter(scope.of(None)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM events_check_certificate(%s)", [code])
        row = cursor.fetchone()
    if row is None:
        return None
    name, event, kind, number, issued_on, withdrawn_on, county, province = row
    holds = withdrawn_on is None
    return PublicPaper(
        holds=holds,
        word=_("Genuine") if holds else _("Withdrawn"),
        sentence=_("This certificate is genuine.")
        if holds
        else _("This certificate was withdrawn and does not hold."),
        about=name,
        facts=(
            (EventKind(kind).label, event),
            (_("Number"), number),
            (_("Place"), f"{county}، {province}" if county else province),
            (_("Issued on"), format_jalali(issued_on, "text")),
        ),
    )
