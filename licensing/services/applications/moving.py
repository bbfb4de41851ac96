"""Taking a step of an application: the one place where its state changes."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, require
from accounts.workflow import Step, Taker
from licensing.kinds import KINDS, Kind
from licensing.models import Application, ApplicationStep
from licensing.policies.licences import LICENCE_AFTER_REGISTRATION
from licensing.workflow import APPLICATION, State
from persian.dates import format_jalali_datetime


def suits_kind(step: Step, application: Application) -> bool:
    """Whether a step is one of this kind of application's: some end in a licence, some do not."""
    rules = KINDS[application.kind]
    if step.name == "complete":
        return rules.licence is None
    if step.name in ("hold_assembly", "introduce", "register"):
        return rules.registers
    if step.name == "sign_licence":
        if rules.licence is None:
            return False
        if application.state != State.APPROVED:
            return rules.registers
        # Where the licence comes before the registration, it follows from the approval.
        province = application.ngo.province_id
        return not rules.registers or not value_of(LICENCE_AFTER_REGISTRATION, province)
    return True


def steps_open_to(actor: User, application: Application) -> list[Step]:
    """The steps that this person may take with this application now, as buttons show them."""
    steps = APPLICATION.open_to(actor, application.state)
    return [
        step
        for step in steps
        if suits_kind(step, application)
        # A dissolution is carried out by whoever may change the NGO's status.
        and (
            step.name != "complete"
            or application.kind != Kind.DISSOLUTION
            or actor.has_perm("ngos.change_status")
        )
    ]


def hold(application: Application, *, seen: str, step: str = "") -> Application:
    """The application as it is stored, which nobody else changes until the transaction ends.

    Raises Application.DoesNotExist outside the scope, and Refusal, telling who was faster, where it
    is no longer in the state that the actor saw, or in one that allows no such `step`.
    """
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if locked.state != seen:
        raise _overtaken(locked)
    if step:
        chosen = APPLICATION.step(step)
        if locked.state not in chosen.sources or not suits_kind(chosen, locked):
            raise Refusal(
                "not_allowed",
                _("“%(step)s” is not a step from “%(state)s”. Look at the application again."),
                params={"step": chosen.label, "state": locked.get_state_display()},
            )
    return locked


def begin(actor: User, application: Application, *, seen: str, step: str) -> Application:
    """What every service of a step begins with: the permission, and `hold`."""
    require(actor, APPLICATION.permission(APPLICATION.step(step)))
    return hold(application, seen=seen, step=step)


@transaction.atomic
def move(
    *,
    actor: User | None,
    application: Application,
    step: str,
    seen: str,
    reason: str = "",
    by: Taker = Taker.PERSON,
    also: Iterable[str] = (),
) -> Application:
    """Take one step. `seen` is the state that the actor had before their eyes.

    `also` names fields of the given application that are stored with the new state. Steps that a
    session or a deadline takes are asked for with `by`; for a deadline there is no actor.
    Raises PermissionDenied without the permission, Application.DoesNotExist outside the scope, and
    Refusal where another was faster, the state allows no such step, or a reason is missing.
    """
    chosen = APPLICATION.step(step)
    if chosen.by is not by:
        raise PermissionDenied(_("Your role does not allow this."))
    if actor is not None:
        require(actor, APPLICATION.permission(chosen))
    elif by is not Taker.CLOCK:
        raise PermissionDenied(_("Your role does not allow this."))
    hold(application, seen=seen, step=step)
    reason = reason.strip()
    if chosen.needs_reason and not reason:
        raise Refusal("reason_missing", _("Write the reason of this step."), field="reason")
    now = timezone.now()
    application.state, application.state_since = chosen.target, now
    application.save(update_fields=["state", "state_since", *also])
    ApplicationStep.objects.create(
        application=application,
        step=chosen.name,
        source=seen,
        target=chosen.target,
        reason=reason,
        taken_by=actor,
        taken_by_name=str(actor) if actor else "",
        taken_at=now,
    )
    return application


def _overtaken(application: Application) -> Refusal:
    """Somebody took a step meanwhile: who, and when."""
    last = application.steps.last()
    if last is None:
        return Refusal("overtaken", _("The application has changed. Look at it again."))
    return Refusal(
        "overtaken",
        _(
            "%(who)s has taken the step “%(step)s” on %(when)s; the application is now "
            "“%(state)s”. Look at it again."
        ),
        params={
            "who": last.taken_by_name or _("The deadline"),
            "step": APPLICATION.step(last.step).label,
            "when": format_jalali_datetime(last.taken_at),
            "state": application.get_state_display(),
        },
    )
