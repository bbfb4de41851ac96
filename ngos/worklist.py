"""The worklist (کارتابل): what waits for a person, since when, and what to do next.

Each duty is one entry of `DUTIES`: who has it, the rows that wait, and how one of them is shown.
Whoever adds a subject adds its entries. Every duty is counted in one query for all.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import decisions_on
from accounts.roles import Role
from accounts.scope import Kind as ScopeKind
from accounts.workflow import Step, Taker
from ngos.deadlines import Deadlines, day_of
from ngos.kinds import KINDS, TO_WORK, Kind
from ngos.models import AgendaItem, AnnualReport, Application, Inquiry, Licence, Session
from ngos.models.annual_report import ReportState
from ngos.models.inquiry import InquiryResult
from ngos.models.ngo import ActivityLevel
from ngos.models.session import FollowUp, SessionState
from ngos.policies.licences import LICENCE_AFTER_REGISTRATION, LICENCE_ALERT_DAYS
from ngos.services.councils.reading import councils_of
from ngos.services.sessions.rules import states_that_wait
from ngos.standing import Standing, licence_is
from ngos.workflow import APPLICATION, State
from screens.listing_cells import identifier


@dataclass(frozen=True)
class Item:
    """One row that waits: what it is, since when, until when, and the next step."""

    title: str
    about: str
    since: datetime.date
    due_on: datetime.date | None
    address: str
    step: str | Promise = ""
    step_address: str = ""


@dataclass(frozen=True)
class Duty:
    """One kind of work. `since` names the column with the day from which a row waits.

    `rows` are those that wait for one person; `overdue` says which of them wait for too long,
    `item` how one is shown. All are given the deadlines in force.
    """

    key: str
    title: str | Promise
    icon: str
    permission: str
    rows: Callable[[User, Deadlines], QuerySet[Any]]
    since: str
    overdue: Callable[[Deadlines], Q]
    item: Callable[[Any, Deadlines], Item]
    list_query: str = ""  # where all of them stand, where that is a list


@dataclass(frozen=True)
class Counted:
    """How many rows a duty has, how many of them are overdue, and since when the oldest waits."""

    duty: Duty
    count: int
    overdue: int
    oldest: datetime.date


def address(name: str, *args: Any) -> str:
    """The address of a page, or "" where the house has none of this name."""
    try:
        return reverse(f"admin:{name}", args=args)
    except NoReverseMatch:
        return ""


def _numbered(words: object, number: str) -> SafeString:
    """Words and a number that keeps its own direction."""
    return format_html("{} {}", words, identifier(number))


# -- applications ----------------------------------------------------------------------------------


def _kinds(**wanted: Any) -> list[str]:
    return [
        kind for kind, rules in KINDS.items()
        if all(bool(getattr(rules, name)) == value for name, value in wanted.items())
    ]  # fmt: skip


def waits_for(actor: User) -> Q:
    """The applications that wait for a step of this person's role, and of their own council."""
    found = Q(pk=None)
    for step in APPLICATION.steps:
        if step.awaited and actor.has_perm(APPLICATION.permission(step)):
            found |= _suiting(step, actor)
    return found


def _suiting(step: Step, actor: User) -> Q:
    """The applications that wait for a step, as `steps_open_to` and the step's service say it of
    one: of a kind that has the step, and before the actor's own council where councils act."""
    waiting = Q(state__in=step.sources)
    if step.by is Taker.SESSION:
        return waiting & _of_own_council(actor)
    if step.name == "complete":
        kinds = _kinds(licence=False)
        if not actor.has_perm("ngos.change_status"):
            kinds.remove(Kind.DISSOLUTION)
        return waiting & Q(kind__in=kinds)
    if step.name == "take_up":
        referred, appealed = Q(state=State.REFERRED), Q(state=State.APPEALED)
        return referred & _of_own_council(actor) | appealed & _of_council_below(actor)
    if step.name in ("hold_assembly", "introduce", "register"):
        waiting &= Q(kind__in=_kinds(registers=True))
    if step.name == "introduce":
        waiting &= _of_own_council(actor)
    if step.name == "sign_licence":
        waiting = Q(state=State.REGISTERED, kind__in=_kinds(licence=True, registers=True))
        waiting |= Q(state=State.APPROVED) & (
            Q(kind__in=_kinds(licence=True, registers=False))
            | Q(kind__in=_kinds(licence=True, registers=True)) & _licensed_before_registration()
        )
        waiting &= _of_own_council(actor)
    return waiting


def _of_own_council(actor: User, path: str = "") -> Q:
    """Rows of the council that a person works for, and of none that is known."""
    return Q(**{f"{path}council__in": councils_of(actor)}) | Q(**{f"{path}council": None})


def _of_council_below(actor: User) -> Q:
    """The applications whose appeal goes to the council that a person works for."""
    of_county = Q(council__level=ActivityLevel.COUNTY)
    of_county |= Q(council=None, level=ActivityLevel.COUNTY)
    if actor.scope_kind == ScopeKind.PROVINCE:
        return of_county
    return ~of_county if actor.scope_kind == ScopeKind.NATIONAL else Q(pk=None)


def _licensed_before_registration() -> Q:
    """The applications of provinces whose policy has the licence come before the registration."""
    is_after = decisions_on(LICENCE_AFTER_REGISTRATION)
    others = [key for key, value in is_after.provinces.items() if value != is_after.country]
    elsewhere = Q(ngo__province__in=others)
    return elsewhere if is_after.country else ~elsewhere


def _applications(condition: Q) -> QuerySet[Application]:
    rows = Application.objects.filter(condition).select_related("ngo", "ngo__county")
    return rows.order_by("state_since", "pk")


def _item_of_application(
    application: Application, deadlines: Deadlines, step: Step | None = None
) -> Item:
    name = ""
    if step is not None:
        name = "sign" if step.name == "sign_licence" else step.name
    return Item(
        title=application.ngo.name,
        about=_numbered(application.get_kind_display(), application.tracking_code),
        since=day_of(application.state_since),
        due_on=deadlines.due_on(application),
        address=address("ngos_application_detail", application.pk),
        step=step.label if step else "",
        step_address=address(f"ngos_application_{name}", application.pk) if name else "",
    )


def _duty_of(step: Step) -> Duty:
    """What waits for a step that persons take."""
    return Duty(
        key=step.name,
        title=step.label,
        icon="assignment",
        permission=APPLICATION.permission(step),
        rows=lambda actor, deadlines: _applications(_suiting(step, actor)),
        since="state_since",
        overdue=lambda deadlines: deadlines.overdue(),
        item=lambda row, deadlines: _item_of_application(row, deadlines, step),
        list_query="&".join(f"state={state}" for state in step.sources),
    )


def _without_agenda(actor: User, deadlines: Deadlines) -> QuerySet[Application]:
    """Applications that wait for the actor's council and stand on no agenda of a session to
    come."""
    planned = AgendaItem.objects.filter(
        application=OuterRef("pk"), session__state=SessionState.PLANNED
    )
    waiting = Q(state__in=states_that_wait()) & _of_own_council(actor)
    return _applications(waiting).exclude(Exists(planned))


# -- inquiries -------------------------------------------------------------------------------------


def _item_of_inquiry(inquiry: Inquiry, deadlines: Deadlines) -> Item:
    application = inquiry.application
    return Item(
        title=application.ngo.name,
        about=_numbered(inquiry.get_authority_display(), inquiry.letter_no),
        since=inquiry.sent_on,
        due_on=inquiry.due_on,
        address=address("ngos_application_detail", application.pk),
        step=_("Record the answer"),
        step_address=address("ngos_application_inquiry_answer", application.pk, inquiry.pk),
    )


def _pending_inquiries(actor: User, deadlines: Deadlines) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.filter(
        result=InquiryResult.PENDING, application__state=State.INQUIRIES
    ).select_related("application", "application__ngo")
    return rows.order_by("due_on", "pk")


# -- councils, licences, reports -------------------------------------------------------------------


def _item_of_session(session: Session, deadlines: Deadlines) -> Item:
    return Item(
        title=session.council.name,
        about=identifier(f"{session.number}/{session.year}"),
        since=session.held_on,
        due_on=None,
        address=address("ngos_session_detail", session.pk),
    )


def _sessions_to_sign(actor: User, deadlines: Deadlines) -> QuerySet[Session]:
    held = Q(state=SessionState.PLANNED, held_on__lte=deadlines.today)
    rows = Session.objects.filter(held & _of_own_council(actor))
    return rows.select_related("council").order_by("held_on", "pk")


def _item_of_resolution(item: AgendaItem, deadlines: Deadlines) -> Item:
    ngo = item.application.ngo if item.application else None
    return Item(
        title=item.subject or (ngo.name if ngo else ""),
        about=item.owner or item.session.council.name,
        since=item.session.held_on,
        due_on=item.due_on,
        address=address("ngos_session_detail", item.session_id),
    )


def _resolutions(actor: User, deadlines: Deadlines) -> QuerySet[AgendaItem]:
    """Of a secretary the own council's, as `may_follow_up` says it of one."""
    rows = AgendaItem.objects.filter(follow_up=FollowUp.OPEN, session__state=SessionState.SIGNED)
    if actor.role == Role.COUNCIL_SECRETARY:
        rows = rows.filter(_of_own_council(actor, "session__"))
    found = rows.select_related("session", "session__council", "application", "application__ngo")
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def _item_of_licence(licence: Licence, deadlines: Deadlines) -> Item:
    return Item(
        title=licence.ngo.name,
        about=_numbered(licence.get_kind_display(), licence.number),
        since=licence.issued_on,
        due_on=licence.expires_on,
        address=address("ngos_ngo_detail", licence.ngo_id),
        step=_("Apply for renewal"),
        step_address=f"{address('ngos_application_add')}?ngo={licence.ngo_id}&kind=renewal",
    )


def _expiring_licences(actor: User, deadlines: Deadlines) -> QuerySet[Licence]:
    """Licences to work under that are about to run out or did, by the alert period of each
    province, of NGOs that may work and have no open application for renewal."""
    alert_days = decisions_on(LICENCE_ALERT_DAYS)
    ending = licence_is(Standing.EXPIRED, deadlines.today) | licence_is(
        Standing.EXPIRING, deadlines.today, alert_days=alert_days
    )
    renewals = Application.objects.filter(ngo=OuterRef("ngo"), kind=Kind.RENEWAL).exclude(
        state__in=[*APPLICATION.closed, State.REJECTED]
    )
    rows = Licence.objects.filter(ending, ~Exists(renewals), kind__in=TO_WORK)
    return rows.select_related("ngo").order_by("expires_on", "pk")


def _item_of_report(report: AnnualReport, deadlines: Deadlines) -> Item:
    return Item(
        title=report.ngo.name,
        about=str(report.fiscal_year),
        since=report.due_on,
        due_on=report.due_on,
        address=address("ngos_annualreport_detail", report.pk)
        or address("ngos_ngo_detail", report.ngo_id),
    )


def _overdue_reports(actor: User, deadlines: Deadlines) -> QuerySet[AnnualReport]:
    rows = AnnualReport.objects.filter(state=ReportState.DUE, due_on__lt=deadlines.today)
    return rows.select_related("ngo").order_by("due_on", "pk")


def _past(column: str) -> Callable[[Deadlines], Q]:
    return lambda deadlines: Q(**{f"{column}__lt": deadlines.today})


def _never(deadlines: Deadlines) -> Q:
    return Q(pk=None)


DUTIES: list[Duty] = [
    *(
        _duty_of(step)
        for step in APPLICATION.steps
        if step.by is Taker.PERSON and step.awaited and step.name != "return"
    ),
    Duty("to_agenda", _("Put on an agenda"), "playlist_add", "ngos.add_session",
         _without_agenda, "state_since", lambda deadlines: deadlines.overdue(),
         _item_of_application),
    Duty("answers", _("Answers of authorities"), "contact_support", "ngos.change_inquiry",
         _pending_inquiries, "sent_on", _past("due_on"), _item_of_inquiry),
    Duty("sessions", _("Sessions to sign"), "draw", "ngos.sign_session",
         _sessions_to_sign, "held_on", _never, _item_of_session),
    Duty("resolutions", _("Resolutions to follow up"), "rule", "ngos.follow_up_resolution",
         _resolutions, "session__held_on", _past("due_on"), _item_of_resolution),
    Duty("expiring", _("Licences about to expire"), "schedule", "ngos.add_application",
         _expiring_licences, "issued_on", _past("expires_on"), _item_of_licence),
    Duty("reports", _("Annual reports overdue"), "summarize", "ngos.change_annualreport",
         _overdue_reports, "due_on", _past("due_on"), _item_of_report),
]  # fmt: skip


# -- what a person sees ----------------------------------------------------------------------------


def duties_of(user: User) -> list[Duty]:
    return [duty for duty in DUTIES if user.has_perm(duty.permission)]


def counted(user: User, deadlines: Deadlines) -> list[Counted]:
    """The duties that have something waiting for this person, in their order.

    One query for all, one for the deadlines, and one for each policy that bounds a duty.
    """
    duties = {duty.key: duty for duty in duties_of(user)}
    parts = [_count(duty, user, deadlines) for duty in duties.values()]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    found = {row["duty"]: row for row in rows}
    return [
        Counted(duty, found[key]["count"], found[key]["late"], found[key]["oldest"])
        for key, duty in duties.items()
        if key in found and found[key]["count"]
    ]


def _count(duty: Duty, user: User, deadlines: Deadlines) -> QuerySet[Any, dict[str, Any]]:
    rows = duty.rows(user, deadlines).order_by().select_related(None)
    return rows.values(duty=Value(duty.key)).annotate(
        count=Count("pk"),
        late=Count("pk", filter=duty.overdue(deadlines)),
        oldest=Cast(Min(duty.since), DateField()),
    )


def items_of(duty: Duty, user: User, deadlines: Deadlines, most: int) -> Iterator[Item]:
    """The rows that wait longest. One query."""
    for row in duty.rows(user, deadlines)[:most]:
        yield duty.item(row, deadlines)
