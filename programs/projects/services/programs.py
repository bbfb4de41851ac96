"""Programs: storing them, and the steps of their life."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import County, User
from accounts.refusals import Refusal, require
from persian.dates import today
from programs.projects.models import Program
from programs.projects.models.program import ProgramType
from programs.projects.parts import PROGRAM_PARTS
from programs.projects.workflow import ProgramState
from screens.history import Track
from screens.record_parts import tracks as tracks_of_parts
from screens.seen import Stamp, state_of
from screens.steps import check_day, lock_for_step, needed

ADD, CHANGE = "projects.add_program", "projects.change_program"


def tracks(pk: int) -> list[Track]:
    """What a program's time line is made of."""
    return [Track(Program, Q(pgh_obj_id=pk)), *tracks_of_parts(PROGRAM_PARTS, pk)]


STAMP = Stamp(of=state_of, tracks=lambda row: tracks(row.pk))


def closed(program: Program) -> Refusal | None:
    """Why a program takes no change any more."""
    if program.state == ProgramState.CLOSED:
        return Refusal("closed", _("This program is closed; nothing of it is changed."))
    return None


@transaction.atomic
def save_program(*, actor: User, program: Program, counties: Iterable[County] = ()) -> Program:
    """Store a new program, or what was changed of one that is not closed, with where it is done.

    Raises PermissionDenied without the permission, Refusal for a closed one.
    """
    require(actor, ADD if program._state.adding else CHANGE)
    refusal = closed(program)
    if refusal is not None:
        raise refusal
    program.save()
    program.counties.set(counties)
    return program


def _locked(actor: User, program: Program, step: str, seen: str) -> Program:
    return lock_for_step(program, actor=actor, step=step, seen=seen, stamp=STAMP)


def _stored(program: Program, state: str, *fields: str) -> Program:
    program.state = state
    program.save(update_fields=["state", *fields])
    return program


@transaction.atomic
def draft(*, actor: User, program: Program, seen: str) -> Program:
    """Say that the draft is ready. A comprehensive plan needs its summary by now."""
    program = _locked(actor, program, "draft", seen)
    if program.type == ProgramType.COMPREHENSIVE_PLAN and not program.summary:
        raise Refusal("no_summary", _("Write the summary of the plan first."))
    return _stored(program, ProgramState.DRAFTED)


@transaction.atomic
def send(*, actor: User, program: Program, seen: str, on: datetime.date, to: str) -> Program:
    """Record that it was sent upward: when, and to whom. Raises Refusal for a day to come."""
    program = _locked(actor, program, "send", seen)
    check_day(on, field="on")
    program.sent_to = needed(to, _("Write to whom it was sent."), field="to")
    program.sent_on, program.approved_on = on, None
    return _stored(program, ProgramState.SENT, "sent_on", "sent_to", "approved_on")


@transaction.atomic
def send_back(*, actor: User, program: Program, seen: str, reason: str) -> Program:
    """Record that it came back to be mended, and why."""
    program = _locked(actor, program, "return", seen)
    program.remarks = needed(reason, _("Write what is to be mended."), field="reason")
    return _stored(program, ProgramState.DRAFTED, "remarks")


@transaction.atomic
def approve(*, actor: User, program: Program, seen: str, on: datetime.date, number: str) -> Program:
    """Record the approval: when, and its number. Raises Refusal for a day to come or before it was
    sent."""
    program = _locked(actor, program, "approve", seen)
    after = program.sent_on if program.state == ProgramState.SENT else None
    check_day(on, field="on", after=after, what=_("the day on which it was sent"))
    if after is None:
        program.sent_on = None  # of an earlier round that came back
    program.approved_on, program.approval_no = on, number
    return _stored(program, ProgramState.APPROVED, "approved_on", "approval_no", "sent_on")


@transaction.atomic
def start(*, actor: User, program: Program, seen: str, on: datetime.date) -> Program:
    """Begin it. Raises Refusal for a day to come, and where it would end before."""
    program = _locked(actor, program, "start", seen)
    check_day(on, field="on")
    if program.ends_on is not None and on > program.ends_on:
        raise Refusal("ended", _("The program ends before this day. Change its end first."))
    program.starts_on = on
    return _stored(program, ProgramState.RUNNING, "starts_on")


@transaction.atomic
def suspend(*, actor: User, program: Program, seen: str, reason: str) -> Program:
    """Let it rest, and say why."""
    program = _locked(actor, program, "suspend", seen)
    program.remarks = needed(reason, _("Write why it is suspended."), field="reason")
    return _stored(program, ProgramState.SUSPENDED, "remarks")


@transaction.atomic
def resume(*, actor: User, program: Program, seen: str) -> Program:
    return _stored(_locked(actor, program, "resume", seen), ProgramState.RUNNING)


@transaction.atomic
def close(*, actor: User, program: Program, seen: str, reason: str) -> Program:
    """Close it, and say what came of it."""
    program = _locked(actor, program, "close", seen)
    program.remarks = needed(reason, _("Write what came of the program."), field="reason")
    program.closed_on = today()
    return _stored(program, ProgramState.CLOSED, "remarks", "closed_on")
