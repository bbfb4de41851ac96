"""Supervision: cases to hear and to decide, complaints, times that have run out; annual reports."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from councils.models.session import SessionState
from councils.services.members.reading import Act, bodies_for
from persian.numbers import persian_digits
from screens.worklist.duty import Duty, Item, Moment, address, never, past
from supervision.models import (
    AnnualReport,
    Measure,
    MeasureOnAgenda,
    MeasureProposal,
    SupervisionCase,
)
from supervision.models.case import ComplaintResult
from supervision.services.annual_reports.receiving import overdue
from supervision.services.cases.cases import suspensions_in_force
from supervision.services.cases.reading import deadlines_past
from supervision.workflow import ANNUAL_REPORT, SUPERVISION, CaseState, ProposalState

# -- cases -----------------------------------------------------------------------------------------


def _cases(step: str, state: str) -> Callable[[User, Moment], QuerySet[SupervisionCase]]:
    """The cases in a state on which a person may take a step."""

    def rows(actor: User, moment: Moment) -> QuerySet[SupervisionCase]:
        theirs = SUPERVISION.rows(SUPERVISION.step(step), actor)
        found = SupervisionCase.objects.filter(theirs, state=state).select_related("ngo")
        return found.order_by("opened_on", "pk")

    return rows


def _measures(condition: Callable[[Moment], Q]) -> Callable[..., QuerySet[Measure]]:
    def rows(actor: User, moment: Moment) -> QuerySet[Measure]:
        found = Measure.objects.filter(condition(moment)).select_related("case", "case__ngo")
        return found.order_by("pk")

    return rows


def _of_case(step: str, label: object) -> Callable[[Any, Moment], Item]:
    """How a case is shown whose next step is `step`."""

    def item(case: SupervisionCase, moment: Moment) -> Item:
        return Item(
            title=case.ngo.name,
            about=case.get_source_display(),
            since=case.opened_on,
            due_on=None,
            address=address("supervision_supervisioncase_detail", case.pk),
            step=str(label),
            step_address=address(f"supervision_supervisioncase_{step}", case.pk),
        )

    return item


def _of_measure(since: str, step: str, label: object) -> Callable[[Any, Moment], Item]:
    """How the case of a measure is shown that waits since the day in `since`."""

    def item(measure: Measure, moment: Moment) -> Item:
        case = measure.case
        return Item(
            title=case.ngo.name,
            about=measure.get_kind_display(),
            since=getattr(measure, since),
            due_on=None if since == "complained_on" else getattr(measure, since),
            address=address("supervision_supervisioncase_detail", case.pk),
            step=str(label),
            step_address=address(f"supervision_supervisioncase_{step}", case.pk),
        )

    return item


def _all(moment: Moment) -> Q:
    return Q()


def _without_agenda(actor: User, moment: Moment) -> QuerySet[MeasureProposal]:
    """Proposals that wait for the actor's council and stand on no agenda of a session to come."""
    planned = MeasureOnAgenda.objects.filter(
        proposal=OuterRef("pk"), session__state=SessionState.PLANNED
    )
    rows = MeasureProposal.objects.filter(
        ~Exists(planned), state=ProposalState.WAITING, council__in=bodies_for(actor, Act.PLAN)
    )
    return rows.select_related("case__ngo").order_by("proposed_on", "pk")


def _item_of_proposal(proposal: MeasureProposal, moment: Moment) -> Item:
    return Item(
        title=proposal.case.ngo.name,
        about=proposal.get_kind_display(),
        since=proposal.proposed_on,
        due_on=None,
        address=address("supervision_supervisioncase_detail", proposal.case_id),
    )


# -- annual reports --------------------------------------------------------------------------------


def _item_of_report(report: AnnualReport, moment: Moment) -> Item:
    return Item(
        title=report.ngo.name,
        about=persian_digits(report.fiscal_year),
        since=report.due_on,
        due_on=report.due_on,
        address=address("supervision_annualreport_detail", report.pk)
        or address("ngos_ngo_detail", report.ngo_id),
    )


def _overdue_reports(actor: User, moment: Moment) -> QuerySet[AnnualReport]:
    theirs = ANNUAL_REPORT.rows(ANNUAL_REPORT.step("receive"), actor)
    rows = AnnualReport.objects.filter(theirs & overdue(moment.today))
    return rows.select_related("ngo").order_by("due_on", "pk")


def _received_reports(actor: User, moment: Moment) -> QuerySet[AnnualReport]:
    theirs = ANNUAL_REPORT.rows(ANNUAL_REPORT.step("return"), actor)
    rows = AnnualReport.objects.filter(theirs).select_related("ngo")
    return rows.order_by("received_on", "pk")


def _item_of_received(report: AnnualReport, moment: Moment) -> Item:
    assert report.received_on is not None  # a constraint of the database holds it
    return Item(
        title=report.ngo.name,
        about=persian_digits(report.fiscal_year),
        since=report.received_on,
        due_on=None,
        address=address("supervision_annualreport_detail", report.pk),
    )


DUTIES = [
    Duty("hearings", _("Cases to hear"), "record_voice_over", "supervision.change_supervisioncase",
         _cases("hear", CaseState.OPEN), "opened_on", never,
         _of_case("hear", _("Record the hearing")),
         "supervision_supervisioncase_changelist?state=open"),
    Duty("decisions", _("Cases to decide"), "gavel", "supervision.decide_measure",
         _cases("decide", CaseState.HEARD), "opened_on", never,
         _of_case("decide", _("Decide on a measure")),
         "supervision_supervisioncase_changelist?state=heard"),
    Duty("measures_to_agenda", _("Measures to put on an agenda"), "playlist_add",
         "councils.add_session", _without_agenda, "proposed_on", never, _item_of_proposal,
         "supervision_supervisioncase_changelist?waiting=council"),
    Duty("complaints", _("Complaints to answer"), "campaign", "supervision.decide_measure",
         _measures(lambda moment: Q(
             complaint_result=ComplaintResult.PENDING, case__state=CaseState.COMPLAINED)),
         "complained_on", never, _of_measure("complained_on", "answer", _("Answer the complaint")),
         "supervision_supervisioncase_changelist?state=complained"),
    Duty("mending", _("Time to mend has passed"), "event_busy", "supervision.decide_measure",
         _measures(lambda moment: deadlines_past(moment.today)), "deadline_on", _all,
         _of_measure("deadline_on", "decide", _("Decide on a measure")),
         "supervision_supervisioncase_changelist?waiting=deadline"),
    Duty("suspensions", _("Suspensions that have run out"), "lock_clock",
         "supervision.decide_measure",
         _measures(lambda moment: Q(
             pk__in=suspensions_in_force().filter(to_on__lte=moment.today))), "to_on", _all,
         _of_measure("to_on", "reinstate", _("End the suspension")),
         "supervision_supervisioncase_changelist?waiting=over"),
    Duty("reports", _("Annual reports overdue"), "summarize", "supervision.change_annualreport",
         _overdue_reports, "due_on", past("due_on"), _item_of_report,
         "supervision_annualreport_changelist?state=overdue"),
    Duty("received", _("Annual reports to look at"), "fact_check",
         "supervision.accept_annualreport",
         _received_reports, "received_on", never, _item_of_received,
         "supervision_annualreport_changelist?state=received"),
]  # fmt: skip
