"""Certificates of having taken part: who has earned one, issuing, withdrawing, printing."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, require
from papers.models.counter import next_number
from papers.stationery import office_of, signatories_of
from persian.dates import to_jalali, today
from programs.events.certificate_sheet import CertificateSheet, print_sheets
from programs.events.models import Certificate, Event, Participant, Session
from programs.events.models.event import EventState
from programs.events.policies import CERTIFICATE_NUMBER_TEMPLATE, CERTIFICATE_PERCENT

SERIES = "event_certificate"
MOST_PRINTED = 500  # in one file


def earned(event: Event) -> QuerySet[Participant]:
    """Who was at enough of the sessions of their cohort and has no certificate yet, each with the
    `hours` of the sessions at which they were."""
    percent = value_of(CERTIFICATE_PERCENT, event.province_id)
    held = (
        Session.objects.filter(event=event)
        .exclude(state=EventState.CANCELLED)
        .filter(Q(cohort=None) | Q(cohort=OuterRef("cohort")))
        .order_by()
        .values("event")
    )
    return (
        Participant.objects.filter(event=event, certificate=None)
        .annotate(
            there=Count("attendance", filter=Q(attendance__is_present=True)),
            hours=Sum("attendance__session__hours", filter=Q(attendance__is_present=True)),
            held=Subquery(held.annotate(n=Count("pk")).values("n")),
        )
        .filter(held__gt=0, there__gt=0, there__gte=F("held") * percent / 100.0)
        .order_by("cohort__number", "name_key", "pk")
    )


def valid_of(event: Event) -> QuerySet[Certificate]:
    """The certificates of an event that were not withdrawn."""
    rows = Certificate.objects.filter(participant__event=event, withdrawn_on=None)
    related = ("participant__event__county", "participant__cohort", "province")
    return rows.select_related(*related).order_by("participant__name_key", "pk")


@transaction.atomic
def issue_all(*, actor: User, event: Event) -> list[Certificate]:
    """Issue a certificate to everybody who has earned one. Raises Refusal where nobody has."""
    require(actor, "events.issue_certificate")
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    people = list(earned(event))
    if not people:
        percent = value_of(CERTIFICATE_PERCENT, event.province_id)
        raise Refusal(
            "nobody",
            _(
                "Nobody without a certificate was at %(percent)s percent of the sessions or more. "
                "Take attendance first."
            ),
            params={"percent": percent},
        )
    return [_issued(actor, event, each) for each in people]


def _issued(actor: User, event: Event, participant: Participant) -> Certificate:
    day = today()
    year = int(to_jalali(day).year)
    counted = next_number(province_id=event.province_id, series=SERIES, year=year)
    template = value_of(CERTIFICATE_NUMBER_TEMPLATE, event.province_id)
    hours = getattr(participant, "hours", None) or event.hours
    return Certificate.objects.create(
        participant=participant, province_id=event.province_id,
        number=template.format(number=counted, year=year), issued_on=day, hours=hours,
        issued_by=actor, issued_by_name=actor.get_full_name(),
    )  # fmt: skip


@transaction.atomic
def withdraw(*, actor: User, certificate: Certificate, reason: str) -> Certificate:
    """Withdraw a certificate; the public check says so. Raises Refusal where it is so already."""
    require(actor, "events.issue_certificate")
    locked = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if locked.withdrawn_on is not None:
        raise Refusal("withdrawn", _("This certificate was withdrawn already."))
    locked.withdrawn_on, locked.withdrawn_because = today(), reason
    locked.save(update_fields=["withdrawn_on", "withdrawn_because"])
    return locked


def print_certificates(
    *, actor: User, certificates: Sequence[Certificate], address: Callable[[Certificate], str]
) -> bytes:
    """One PDF, a page for each. Raises PermissionDenied, Refusal and PrintingError."""
    require(actor, "events.issue_certificate")
    if not certificates:
        raise Refusal("none", _("There is no certificate to print."))
    if len(certificates) > MOST_PRINTED:
        text = _("At most %(count)s certificates fit into one file. Print cohort by cohort.")
        raise Refusal("too_many", text, params={"count": MOST_PRINTED})
    province = certificates[0].province
    office, signatories = office_of(province), signatories_of(province)
    return print_sheets(
        [
            CertificateSheet(
                office=office, signatories=signatories, name=each.participant.full_name,
                event=each.participant.event.title,
                kind=each.participant.event.get_kind_display(),
                cohort=str(each.participant.cohort or ""),
                county=str(each.participant.event.county or ""),
                starts_on=each.participant.event.starts_on,
                ends_on=each.participant.event.ends_on,
                hours=each.hours, number=each.number, issued_on=each.issued_on,
                verification_url=address(each), verification_code=each.verification_code,
            )
            for each in certificates
        ]
    )  # fmt: skip
