"""Issuing licences: at the end of an application, and as approvals in a council's session."""

import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from councils.models import AgendaItem
from licensing.decisions import APPROVE, APPROVE_CONDITIONALLY, APPROVE_INITIALLY, REJECT
from licensing.kinds import KINDS, TO_WORK, Kind, LicenceKind
from licensing.models import Application, Licence
from licensing.models.licence import IN_FORCE, LicenceState
from licensing.services.applications.moving import move
from licensing.services.applications.resolutions import resolutions_on
from licensing.services.licences import chain
from licensing.services.licences.numbering import end_of_term, store_numbered
from licensing.services.licences.recording import record_shown_licences
from ngos.models import NGO, Branch
from ngos.services.change_status import begin_work
from persian.dates import format_jalali, today

APPROVALS = (LicenceKind.INITIAL_APPROVAL, LicenceKind.PRINCIPLE_APPROVAL)
# Kinds of applications whose licence says at which level the NGO works.
_SETS_LEVEL = (Kind.ESTABLISHMENT, Kind.UPGRADE)


@transaction.atomic
def issue_licence(
    *,
    actor: User,
    application: Application,
    seen: str,
    issued_on: datetime.date,
    number: str = "",
    notes: str = "",
) -> Licence:
    """Sign the licence that an application asks for, and make it.

    `seen` is the application's state that the actor had before their eyes; `number` is empty for
    the office's next one. The licence that it renews is superseded, the NGO is active from that
    day, takes the level of an establishment or upgrade, and gets the branch of a branch permit.

    Raises what `move` raises, and Refusal where the NGO may not work, the day is to come or lies
    before the council's session, the registration or the licence before, or the number is taken.
    """
    current = Application.objects.get(pk=application.pk)
    move(actor=actor, application=current, step="sign_licence", seen=seen)
    ngo = chain.lock_ngo(current.ngo_id)
    chain.refuse_ngo_at_rest(ngo)
    resolution = _resolution_of(current)
    _check_day(current, resolution, issued_on)
    kind = KINDS[current.kind].licence
    if kind is None:  # `move` lets no application of such a kind take this step
        raise ValueError(current.kind)
    licence = Licence(
        ngo=ngo,
        kind=kind,
        issued_on=issued_on,
        expires_on=end_of_term(issued_on=issued_on, province_id=ngo.province_id),
        application=current,
        notes=notes,
        **_session_of(resolution),
    )
    licence.previous = _supersede_earlier(licence, current, ngo)
    _end_approvals_of(current, LicenceState.SUPERSEDED, issued_on, "")
    store_numbered(licence=licence, ngo=ngo, number=number)
    if kind in TO_WORK:
        begin_work(
            ngo=ngo,
            on=issued_on,
            level=current.level
            if current.kind in _SETS_LEVEL or not ngo.activity_level
            else ngo.activity_level,
        )
    if kind == LicenceKind.BRANCH:
        _permit_branch(current, licence)
    return licence


@transaction.atomic
def issue_approval(
    *, actor: User, item: AgendaItem, application: Application, kind: LicenceKind
) -> Licence:
    """Issue an approval that a resolution gives. An earlier one of the application is superseded.

    Raises PermissionDenied without the permission to sign sessions, Refusal where the NGO may not
    work or the session is still to come.
    """
    require(actor, "councils.sign_session")
    ngo = chain.lock_ngo(application.ngo_id)
    chain.refuse_ngo_at_rest(ngo)
    day = item.session.held_on
    if day > today():
        raise Refusal("future", _("The session is still to come; nothing is issued before it."))
    _end_approvals_of(application, LicenceState.SUPERSEDED, day, "")
    licence = Licence(
        ngo=ngo, kind=kind, issued_on=day, application=application, **_session_of(item)
    )
    return store_numbered(licence=licence, ngo=ngo)


@transaction.atomic
def approve_in_session(
    *, actor: User, item: AgendaItem, application: Application
) -> Licence | None:
    """What a resolution means for the approvals of an application, once its session is signed.

    An initial approval is issued where the council approves initially, an approval in principle
    where it approves what is still to be registered. A rejection ends the approvals. Returns what
    was issued. Raises as `issue_approval` does.
    """
    if KINDS[application.kind].licence is None:
        return None
    issue = partial(issue_approval, actor=actor, item=item, application=application)
    if item.decision == APPROVE_INITIALLY.key:
        return issue(kind=LicenceKind.INITIAL_APPROVAL)
    if item.decision == APPROVE.key and KINDS[application.kind].registers:
        return issue(kind=LicenceKind.PRINCIPLE_APPROVAL)
    if item.decision == REJECT.key:
        require(actor, "councils.sign_session")
        end_approvals(application=application, on=item.session.held_on, reason=item.reason)
    return None


@transaction.atomic
def end_approvals(*, application: Application, on: datetime.date, reason: str) -> int:
    """Revoke the approvals of an application that is rejected. Returns how many.

    A part of that step: who may take it has been asked there.
    """
    return _end_approvals_of(application, LicenceState.REVOKED, on, reason)


def _end_approvals_of(application: Application, state: str, on: datetime.date, reason: str) -> int:
    rows = application.licences.filter(kind__in=APPROVALS, state__in=IN_FORCE)
    return rows.update(
        state=state,
        state_since=on,
        suspended_until=None,
        state_reason=reason.strip()[: Licence._meta.get_field("state_reason").max_length],
    )


def _resolution_of(application: Application) -> AgendaItem | None:
    """The resolution of a signed session that approved the application, the last one."""
    approvals = resolutions_on(application).filter(
        decision__in=(APPROVE.key, APPROVE_CONDITIONALLY.key)
    )
    return approvals.select_related("session").order_by("session__held_on", "id").last()


def _session_of(item: AgendaItem | None) -> dict[str, object]:
    if item is None:
        return {}
    session = item.session
    return {"resolution": item, "session_no": str(session), "session_on": session.held_on}


def _check_day(
    application: Application, resolution: AgendaItem | None, issued_on: datetime.date
) -> None:
    check_day_has_come(issued_on, field="issued_on")
    if resolution is not None and issued_on < resolution.session.held_on:
        raise Refusal(
            "before_session",
            _("The council approved on %(date)s; no licence is issued before. Enter a later day."),
            field="issued_on",
            params={"date": format_jalali(resolution.session.held_on)},
        )
    if application.registered_on is not None and issued_on < application.registered_on:
        raise Refusal(
            "before_registration",
            _(
                "The NGO was registered on %(date)s; no licence is issued before. "
                "Enter a later day."
            ),
            field="issued_on",
            params={"date": format_jalali(application.registered_on)},
        )


def _supersede_earlier(licence: Licence, application: Application, ngo: NGO) -> Licence | None:
    """End what the new licence takes the place of; what the register alone shows is recorded
    first, so that the chain begins with it."""
    if licence.kind in TO_WORK:
        record_shown_licences(ngos=[ngo])
    earlier = chain.in_force(ngo, licence.kind)
    if licence.kind == LicenceKind.BRANCH:
        earlier = [
            each
            for each in earlier
            if each.application is not None
            and each.application.branch_county_id == application.branch_county_id
        ]
    return chain.supersede(earlier=earlier, by=licence)


def _permit_branch(application: Application, licence: Licence) -> None:
    """The open branch in that county works under this permit; where there is none, it opens."""
    county = application.branch_county
    branch = Branch.objects.filter(ngo=licence.ngo_id, county=county, closed_on=None).first()
    if branch is None:
        branch = Branch(ngo_id=licence.ngo_id, county=county, opened_on=licence.issued_on)
    branch.permit_no = licence.number
    branch.save()
