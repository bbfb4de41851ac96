"""Programs that wait for a step, milestones that passed, agreements that end."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.projects.models import Agreement, Milestone, Program
from programs.projects.services.agreements import expiring
from programs.projects.workflow import PROGRAM, ProgramState
from screens.worklist.duty import Duty, Item, Moment, address, never


def _to_approve(actor: User, moment: Moment) -> QuerySet[Program]:
    theirs = PROGRAM.rows(PROGRAM.step("approve"), actor)
    return Program.objects.filter(theirs, state=ProgramState.SENT).order_by("sent_on", "pk")


def _item_of_program(program: Program, moment: Moment) -> Item:
    return Item(
        title=program.title,
        about=program.get_type_display(),
        since=program.sent_on or moment.today,
        due_on=None,
        address=address("projects_program_detail", program.pk),
        step=_("Record the approval"),
        step_address=address("projects_program_approve", program.pk),
    )


def _late_milestones(actor: User, moment: Moment) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(
        reached_on=None, due_on__lt=moment.today,
        program__state__in=(ProgramState.APPROVED, ProgramState.RUNNING),
    )  # fmt: skip
    return rows.select_related("program").order_by("due_on", "pk")


def _item_of_milestone(milestone: Milestone, moment: Moment) -> Item:
    return Item(
        title=milestone.title,
        about=f"{milestone.program} · {milestone.owner}",
        since=milestone.due_on,
        due_on=milestone.due_on,
        address=address("projects_program_detail", milestone.program_id),
    )


def _ending(actor: User, moment: Moment) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(expiring(actor.province_id, moment.today))
    return rows.order_by("ends_on", "pk")


def _item_of_agreement(agreement: Agreement, moment: Moment) -> Item:
    return Item(
        title=agreement.title,
        about=agreement.number,
        since=agreement.starts_on,
        due_on=agreement.ends_on,
        address=address("projects_agreement_detail", agreement.pk),
    )


def _all(moment: Moment) -> Q:
    return Q()


DUTIES = [
    Duty("approvals", _("Programs to approve"), "outbox", "projects.approve_program",
         _to_approve, "sent_on", never, _item_of_program, "projects_program_changelist?state=sent"),
    Duty("milestones", _("Milestones that have passed"), "flag", "projects.change_program",
         _late_milestones, "due_on", _all, _item_of_milestone),
    Duty("agreements", _("Agreements that end soon"), "handshake", "projects.change_agreement",
         _ending, "ends_on", never, _item_of_agreement,
         "projects_agreement_changelist?state=expiring"),
]  # fmt: skip
