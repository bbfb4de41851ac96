"""Applications that wait for a person's step, or for an agenda."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import decisions_on
from accounts.scope import Kind as ScopeKind
from accounts.workflow import Step, Taker
from councils.models.session import SessionState
from councils.services.members.reading import of_own_council
from licensing.deadlines import Deadlines
from licensing.kinds import KINDS, Kind
from licensing.models import Application, ApplicationOnAgenda
from licensing.policies.licences import LICENCE_AFTER_REGISTRATION
from licensing.services.applications.matter import states_that_wait
from licensing.workflow import APPLICATION, State
from ngos.models.ngo import ActivityLevel
from persian.dates import day_of_moment
from screens.worklist.duty import Duty, Item, Moment, address, numbered


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
        return waiting & of_own_council(actor)
    if step.name == "complete":
        kinds = _kinds(licence=False)
        if not actor.has_perm("ngos.change_status"):
            kinds.remove(Kind.DISSOLUTION)
        return waiting & Q(kind__in=kinds)
    if step.name == "take_up":
        referred, appealed = Q(state=State.REFERRED), Q(state=State.APPEALED)
        return referred & of_own_council(actor) | appealed & _of_council_below(actor)
    if step.name in ("hold_assembly", "introduce", "register"):
        waiting &= Q(kind__in=_kinds(registers=True))
    if step.name == "introduce":
        waiting &= of_own_council(actor)
    if step.name == "sign_licence":
        waiting = Q(state=State.REGISTERED, kind__in=_kinds(licence=True, registers=True))
        waiting |= Q(state=State.APPROVED) & (
            Q(kind__in=_kinds(licence=True, registers=False))
            | Q(kind__in=_kinds(licence=True, registers=True)) & _licensed_before_registration()
        )
        waiting &= of_own_council(actor)
    return waiting


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


def _overdue(moment: Moment) -> Q:
    return moment.once(Deadlines).overdue()


def _item_of_application(
    application: Application, moment: Moment, step: Step | None = None
) -> Item:
    name = ""
    if step is not None:
        name = "sign" if step.name == "sign_licence" else step.name
    return Item(
        title=application.ngo.name,
        about=numbered(application.get_kind_display(), application.tracking_code),
        since=day_of_moment(application.state_since),
        due_on=moment.once(Deadlines).due_on(application),
        address=address("licensing_application_detail", application.pk),
        step=step.label if step else "",
        step_address=address(f"licensing_application_{name}", application.pk) if name else "",
    )


def _duty_of(step: Step) -> Duty:
    """What waits for a step that persons take."""
    return Duty(
        key=step.name,
        title=step.label,
        icon="assignment",
        permission=APPLICATION.permission(step),
        rows=lambda actor, moment: _applications(_suiting(step, actor)),
        since="state_since",
        overdue=_overdue,
        item=lambda row, moment: _item_of_application(row, moment, step),
        listed="licensing_application_changelist?"
        + "&".join(f"state={each}" for each in step.sources),
    )


def _without_agenda(actor: User, moment: Moment) -> QuerySet[Application]:
    """Applications that wait for the actor's council and stand on no agenda of a session to
    come."""
    planned = ApplicationOnAgenda.objects.filter(
        application=OuterRef("pk"), session__state=SessionState.PLANNED
    )
    waiting = Q(state__in=states_that_wait()) & of_own_council(actor)
    return _applications(waiting).exclude(Exists(planned))


DUTIES = [
    *(
        _duty_of(step)
        for step in APPLICATION.steps
        if step.by is Taker.PERSON and step.awaited and step.name != "return"
    ),
    Duty("to_agenda", _("Put on an agenda"), "playlist_add", "councils.add_session",
         _without_agenda, "state_since", _overdue,
         _item_of_application),
]  # fmt: skip
