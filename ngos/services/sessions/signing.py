"""Signing a session: all that it decided is carried out, or none of it."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.workflow import Taker
from ngos.models import AgendaItem, Application, Attendance, Council, Session
from ngos.models.session import Decision, SessionState
from ngos.services.applications.moving import move
from ngos.services.licences.issuing import approve_in_session
from ngos.services.refusal import Refusal
from ngos.services.sessions.obstacles import Standing, about_item
from ngos.services.sessions.opening import opened, version_of_session
from persian.dates import format_jalali
from persian.numbers import format_number


@transaction.atomic
def sign_session(*, actor: User, session: Session, seen: str, states: Mapping[int, str]) -> Session:
    """Sign a session that was held, and take the step that it decided on each application.

    `seen` is the version of the session that the chair had before their eyes
    (`version_of_session`), `states` the state of each application on it, by its id.
    Raises PermissionDenied for whoever does not chair this council, and Refusal, with nothing
    changed, where anything has changed since, stands in the way (`obstacles`), or an application
    cannot take its step; the item is named.
    """
    session = opened(actor, session, "ngos.sign_session")
    if seen != version_of_session(session):
        raise Refusal(
            "overtaken",
            gettext_lazy(
                "Somebody changed this session while you were looking at it. "
                "Read it again, then sign."
            ),
        )
    # Nobody joins or leaves the council meanwhile.
    Council.objects.select_for_update(of=("self",)).get(pk=session.council_id)
    applications = _lock_applications(session)
    standing = Standing.of(session)
    for item in standing.items:
        _check_state(item, states)
    for obstacle in standing.obstacles():
        raise obstacle.refusal()
    _complete_attendance(standing)
    for item in standing.items:
        if item.application is not None:
            _carry_out(actor, session, item, applications[item.application.pk])
    session.state = SessionState.SIGNED
    session.signed_at, session.signed_by, session.signed_by_name = timezone.now(), actor, str(actor)
    session.quorum_percent = standing.quorum_percent
    session.majority_percent = standing.majority_percent
    session.save()
    return session


def reason_of(session: Session, item: AgendaItem) -> str:
    """What the steps of applications name as their reason: the session, and what it said."""
    text = _("Session %(number)s of %(day)s, %(council)s") % {
        "number": format_number(session.number),
        "day": format_jalali(session.held_on),
        "council": session.council,
    }
    return f"{text}: {item.reason}" if item.reason else text


def _lock_applications(session: Session) -> dict[int, Application]:
    """The applications on the agenda, locked in the order of their ids, so that two sessions or a
    session and a clerk wait for each other and never for ever."""
    found = Application.objects.select_for_update(of=("self",)).filter(
        agenda_items__session=session
    )
    return {application.pk: application for application in found.order_by("pk")}


def _check_state(item: AgendaItem, states: Mapping[int, str]) -> None:
    """Raises Refusal, naming the item, where the application is not in the state that was shown."""
    application = item.application
    if application is None or states.get(application.pk) == application.state:
        return
    last = application.steps.last()
    raise about_item(
        item,
        Refusal(
            "overtaken",
            gettext_lazy("the application is now “%(state)s” (%(who)s). Read it again, then sign."),
            params={
                "state": application.get_state_display(),
                "who": (last.taken_by_name if last else "") or gettext_lazy("The deadline"),
            },
        ),
    )


def _complete_attendance(standing: Standing) -> None:
    """The list of a signed session names every member in office, the absent too."""
    listed = set(standing.session.attendance.values_list("member", flat=True))
    Attendance.objects.bulk_create(
        Attendance(session=standing.session, member=member)
        for member in standing.members
        if member.pk not in listed
    )


def _carry_out(actor: User, session: Session, item: AgendaItem, application: Application) -> None:
    """Take the step that was decided on an application, and issue or end the approvals that it
    means; a postponed one waits on."""
    if item.decision == Decision.POSTPONE:
        return
    also = []
    if item.decision == Decision.APPROVE_CONDITIONALLY:
        application.conditions = item.conditions
        also.append("conditions")
    if item.decision == Decision.REFER:
        application.council = item.refer_to
        also.append("council")
    try:
        move(
            actor=actor,
            application=application,
            step=item.decision,
            seen=application.state,
            reason=reason_of(session, item),
            by=Taker.SESSION,
            also=also,
        )
        approve_in_session(actor=actor, item=item)
    except Refusal as refusal:
        raise about_item(item, refusal) from refusal
    except Application.DoesNotExist as error:
        raise PermissionDenied(_("Your role does not allow this.")) from error
