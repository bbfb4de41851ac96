"""What of supervision waits on whose worklist, and the way from there to what is to be done."""

import datetime

import pytest
from django.urls import reverse

from accounts import scope
from letters import worklist as letters
from letters.models import Letter
from letters.services.saving import save_letter
from persian.dates import today
from screens.worklist import Moment, counted
from supervision import worklist as supervision
from supervision.models import AnnualReport, Measure
from tests.cast import make_ngo, signed_in
from tests.licensing.licences.paths import make_licence
from tests.supervision.cases import complained, days_ago, decided, heard, opened, suspended

DUTIES = [*supervision.DUTIES, *letters.DUTIES]
OURS = {duty.key for duty in DUTIES}


def waiting(who) -> dict[str, tuple[int, int]]:
    with scope.enter(scope.of(who)):
        found = counted(who, Moment(today()))
    return {e.duty.key: (e.count, e.overdue) for e in found if e.duty.key in OURS}


def test_a_case_waits_for_its_hearing_then_for_a_decision(cast):
    case = opened(cast.gilan_expert, cast.rasht_ngo)
    assert waiting(cast.rasht_expert) == waiting(cast.gilan_expert) == {"hearings": (1, 0)}
    heard(cast.gilan_expert, case)
    assert waiting(cast.gilan_expert) == {"decisions": (1, 0)}
    decided(cast.gilan_expert, case, "oral_notice")
    assert waiting(cast.gilan_expert) == {}


def test_a_complaint_waits_for_those_who_decide_until_it_is_answered(cast):
    ngo = make_ngo()
    make_licence(ngo)
    complained(cast.gilan_expert, suspended(cast.gilan_expert, ngo))
    assert waiting(cast.gilan_expert)["complaints"] == (1, 0)
    assert waiting(cast.gilan_auditor) == waiting(cast.isfahan_expert) == {}


def test_a_time_to_mend_and_a_suspension_that_have_run_out_are_overdue(cast):
    case = heard(cast.gilan_expert, opened(cast.gilan_expert, cast.rasht_ngo))
    decided(cast.gilan_expert, case, "oral_notice", on=days_ago(60), deadline_on=days_ago(5))
    suspended(cast.gilan_expert, cast.anzali_ngo, on=days_ago(80))
    assert waiting(cast.gilan_expert) == {"mending": (1, 1), "suspensions": (1, 1)}
    with scope.system():
        Measure.objects.update(deadline_on=today(), to_on=today() + datetime.timedelta(1))
    assert waiting(cast.gilan_expert) == {}


def test_a_report_that_came_waits_to_be_looked_at(cast):
    with scope.system():
        report = AnnualReport.objects.create(
            ngo=cast.rasht_ngo, fiscal_year=1402, due_on=days_ago(90)
        )
        assert waiting(cast.gilan_expert) == {"reports": (1, 1)}
        AnnualReport.objects.filter(pk=report.pk).update(state="received", received_on=days_ago(3))
    assert waiting(cast.gilan_expert) == {"received": (1, 0)}


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.key)
def test_the_list_of_a_duty_understands_its_filter(cast, duty):
    name, _mark, query = duty.listed.partition("?")
    page = signed_in(cast.gilan_expert).get(f"{reverse(f'admin:{name}')}?{query}")
    assert page.status_code == 200
    assert page.context["cl"].problems == []


def test_a_letter_whose_answer_did_not_come_is_named(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        letter = Letter(
            province=cast.gilan_expert.province, ngo=cast.rasht_ngo, direction="outgoing",
            kind="notice", subject="تذکر", body="با سلام", written_on=days_ago(9),
            reply_due_on=days_ago(2),
        )  # fmt: skip
        save_letter(actor=cast.gilan_expert, letter=letter)
    assert waiting(cast.gilan_expert) == {"replies": (1, 1)}
    page = signed_in(cast.gilan_expert).get(reverse("admin:worklist"))
    assert reverse("admin:letters_letter_detail", args=[letter.pk]) in page.content.decode()
