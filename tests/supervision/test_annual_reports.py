"""Annual reports: due with the year's end, received, checked, accepted, or pursued by a case."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import PERMISSIONS, Role
from jobs.daily import jobs
from ngos.models import NGO
from persian.dates import format_jalali, to_gregorian, today
from supervision.models import AnnualReport, SupervisionCase
from supervision.services.annual_reports.pursue import pursue_report
from supervision.services.annual_reports.raise_due import (
    due_on,
    last_fiscal_year,
    raise_due_reports,
)
from supervision.services.annual_reports.receiving import (
    accept_report,
    await_report,
    is_overdue,
    receive_report,
    return_report,
)
from supervision.workflow import ANNUAL_REPORT, ReportState
from tests.cast import make_ngo, make_user, signed_in

STAFF = [role for role in Role if role != Role.NGO_OFFICER]
AT = {
    Role.NATIONAL_EXPERT: None,
    Role.COUNTY_EXPERT: "گیلان/رشت",
    Role.CASE_WORKER: "گیلان/رشت",
}
WHOLE = {
    "received_on": today(),
    "activities": "اردوی تابستانی",
    "income": 2_800_000_000,
    "expense": 1_900_000_000,
    "signed_by_ceo": True,
    "signed_by_inspector": True,
}


def awaited(ngo, year=1402) -> AnnualReport:
    with scope.system():
        return AnnualReport.objects.create(ngo=ngo, fiscal_year=year, due_on=due_on(year))


def take(step, who, report, *, seen=None, **facts):
    with scope.enter(scope.of(who)):
        known = {"actor": who, "report": report, "seen": seen or fresh(report).state}
        match step:
            case "receive":
                return receive_report(**known, **{**WHOLE, **facts})
            case "return":
                return return_report(**known, remarks="امضای بازرس نیست.")
            case "accept":
                return accept_report(**known)


def fresh(report) -> AnnualReport:
    with scope.system():
        return AnnualReport.objects.get(pk=report.pk)


def in_state(who, state) -> AnnualReport:
    report = awaited(make_ngo())
    for step in {"due": [], "received": ["receive"], "returned": ["receive", "return"]}.get(
        state, ["receive", "accept"]
    ):
        take(step, who, report)
    return report


@pytest.mark.parametrize(
    ("year", "last_day"), [(1402, (1403, 2, 31)), (1403, (1404, 2, 31)), (1399, (1400, 2, 31))]
)
def test_a_report_is_due_two_whole_months_after_the_year_also_a_leap_year(
    everything, year, last_day
):
    assert due_on(year) == to_gregorian(*last_day)


def test_the_year_s_reports_are_raised_for_those_at_work_and_once(cast):
    licensed = {"licence_no": "12", "licence_issued_on": "1402/05/05"}
    owes = [make_ngo(**licensed), make_ngo(at="اصفهان/کاشان", licence_no="13")]
    make_ngo()
    make_ngo(status="dissolved", **licensed)
    make_ngo(licence_no="14", licence_issued_on="1403/01/01")
    with scope.system():
        NGO.objects.update(created_at="2020-01-01T00:00Z")
        assert raise_due_reports(fiscal_year=1402) == 2
        assert raise_due_reports(fiscal_year=1402) == 0
        assert {report.ngo for report in AnnualReport.objects.all()} == set(owes)
        assert raise_due_reports(fiscal_year=1403) == 3
        assert AnnualReport.objects.model.events.rel.related_model.objects.count() == 5


def test_an_expert_raises_the_reports_of_their_own_office(cast):
    with scope.system():
        NGO.objects.update(licence_no="12")
    who = cast.gilan_expert
    with scope.enter(scope.of(who)):
        assert raise_due_reports(fiscal_year=1402, actor=who) == 2
    with scope.enter(scope.of(cast.gilan_auditor)), pytest.raises(PermissionDenied):
        raise_due_reports(fiscal_year=1402, actor=cast.gilan_auditor)


def test_the_clock_asks_no_report_of_a_year_before_an_ngo_came_into_the_register(cast):
    with scope.system():
        NGO.objects.update(licence_no="12")
        assert jobs()["raise_due_reports"](today()) == 0
        assert raise_due_reports(fiscal_year=last_fiscal_year()) == NGO.objects.count()


def test_an_expert_enters_the_reports_of_a_year_on_the_screen(cast):
    with scope.system():
        NGO.objects.update(licence_no="12")
    client = signed_in(cast.gilan_expert)
    page = reverse("admin:supervision_annualreport_raise_due")
    assert "۱۴۰" in client.get(page).content.decode()
    answer = client.post(page, {"seen": "new", "fiscal_year": "۱۴۰۲"}, follow=True)
    assert [str(each) for each in answer.context["messages"]] == [
        "۲ گزارش اکنون در انتظار دریافت است."
    ]
    refused = client.post(page, {"seen": "new", "fiscal_year": str(last_fiscal_year() + 1)})
    assert "پایان نیافته است" in refused.content.decode()
    assert signed_in(cast.gilan_auditor).post(page, {"fiscal_year": "1402"}).status_code == 403


def test_a_year_that_lasts_raises_nothing(everything, cast):
    with pytest.raises(Refusal) as refusal:
        raise_due_reports(fiscal_year=last_fiscal_year() + 1)
    assert refusal.value.code == "year_lasts"


@pytest.mark.parametrize("step", ANNUAL_REPORT.steps, ids=lambda step: step.name)
@pytest.mark.parametrize("state", ANNUAL_REPORT.states)
def test_a_step_is_taken_from_its_states_and_from_no_other(cast, step, state):
    report = in_state(cast.gilan_expert, state)
    if state in step.sources:
        take(step.name, cast.gilan_expert, report)
        assert fresh(report).state == step.target
    else:
        with pytest.raises(Refusal) as refusal:
            take(step.name, cast.gilan_expert, report)
        assert refusal.value.code == "not_allowed"


@pytest.mark.parametrize("step", ANNUAL_REPORT.steps, ids=lambda step: step.name)
@pytest.mark.parametrize("role", STAFF)
def test_a_step_is_its_roles_and_nobody_else_s(cast, step, role):
    report = in_state(cast.gilan_expert, step.sources[0])
    who = make_user(role, at=AT.get(role, "گیلان"))
    if role in PERMISSIONS[ANNUAL_REPORT.permission(step)]:
        take(step.name, who, report)
        assert fresh(report).state == step.target
    else:
        with pytest.raises(PermissionDenied):
            take(step.name, who, report, seen=step.sources[0])


@pytest.mark.parametrize(
    "lacking",
    [
        {"activities": " "}, {"income": None}, {"expense": None}, {"signed_by_ceo": False},
        {"signed_by_inspector": False},
    ],
    ids=lambda lacking: next(iter(lacking)),
)  # fmt: skip
def test_a_report_that_lacks_something_is_not_accepted_by_service_or_database(cast, lacking):
    report = awaited(cast.rasht_ngo)
    take("receive", cast.gilan_expert, report, **lacking)
    with pytest.raises(Refusal) as refusal:
        take("accept", cast.gilan_expert, report)
    assert refusal.value.code == "incomplete"
    with scope.system(), pytest.raises(DatabaseError), transaction.atomic():
        AnnualReport.objects.filter(pk=report.pk).update(state=ReportState.ACCEPTED)


def test_days_and_amounts_out_of_bounds_are_refused(cast):
    report = awaited(cast.rasht_ngo)
    for facts, code in (
        ({"received_on": to_gregorian(1402, 12, 29)}, "too_early"),
        ({"received_on": today() + datetime.timedelta(days=1)}, "future"),
        ({"income": -1}, "negative"),
    ):
        with pytest.raises(Refusal) as refusal:
            take("receive", cast.gilan_expert, report, **facts)
        assert refusal.value.code == code


def test_the_second_of_two_is_told_who_was_faster(cast):
    report = in_state(cast.gilan_expert, "received")
    take("accept", cast.gilan_expert, report)
    with pytest.raises(Refusal) as refusal:
        take("return", cast.gilan_expert, report, seen="received")
    assert refusal.value.code == "overtaken"


def test_an_overdue_report_opens_one_case(cast):
    report = awaited(cast.rasht_ngo)
    assert is_overdue(report)
    who = cast.rasht_expert
    with scope.enter(scope.of(who)):
        case = pursue_report(actor=who, report=report)
        assert (case.source, case.state, case.annual_report) == ("annual_report", "open", report)
        with pytest.raises(Refusal) as refusal:
            pursue_report(actor=who, report=report)
    assert refusal.value.code == "pursued_already"
    received = in_state(cast.gilan_expert, "received")
    with scope.enter(scope.of(who)), pytest.raises(Refusal) as refusal:
        pursue_report(actor=who, report=received)
    assert refusal.value.code == "not_overdue"


def test_cases_are_opened_for_chosen_reports_at_once_and_the_others_are_told_of(cast):
    late = [awaited(cast.rasht_ngo), awaited(cast.anzali_ngo)]
    received = in_state(cast.gilan_expert, "received")
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:supervision_annualreport_changelist")
    chosen = {"action": "open_cases", "_selected_action": [r.pk for r in [*late, received]]}
    assert client.post(address, chosen).status_code == 200
    answer = client.post(address, chosen | {"confirmed": "1"}, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert "۲" in told[0] or "2" in told[0]
    assert received.ngo.name in told[1]
    with scope.system():
        assert SupervisionCase.objects.filter(source="annual_report").count() == 2


def test_money_is_typed_with_persian_digits_and_separators(cast):
    report = awaited(cast.rasht_ngo)
    client = signed_in(cast.rasht_expert)
    typed = {
        "seen": "due", "received_on": format_jalali(today()), "activities": "کلاس سوادآموزی",
        "income": "۲٬۸۰۰٬۰۰۰٬۰۰۰", "expense": "1,900,000,000 ریال",
    }  # fmt: skip
    answer = client.post(
        reverse("admin:supervision_annualreport_receive", args=[report.pk]), typed, follow=True
    )
    stored = fresh(report)
    assert (stored.income, stored.expense) == (2_800_000_000, 1_900_000_000)
    page = answer.content.decode()
    assert "۲٬۸۰۰٬۰۰۰٬۰۰۰ ریال" in page
    assert "دو میلیارد" in page


def test_a_report_of_a_year_is_added_by_hand_once(cast):
    who = cast.rasht_expert
    with scope.enter(scope.of(who)):
        report = await_report(actor=who, ngo=cast.rasht_ngo, fiscal_year=1400)
        assert report.due_on == to_gregorian(1401, 2, 31)
        for year, code in ((1400, "there_already"), (last_fiscal_year() + 1, "year_lasts")):
            with pytest.raises(Refusal) as refusal:
                await_report(actor=who, ngo=cast.rasht_ngo, fiscal_year=year)
            assert refusal.value.code == code


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("national_expert", 2), ("gilan_expert", 1), ("rasht_expert", 1), ("isfahan_expert", 1),
        ("qazvin_director", 0), ("rasht_ngo_officer", 1),
    ],
)  # fmt: skip
def test_raw_sql_sees_the_reports_of_its_scope(cast, person, sees):
    awaited(cast.rasht_ngo)
    awaited(cast.isfahan_ngo)
    with scope.enter(scope.of(getattr(cast, person))), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM supervision_annualreport")
        assert cursor.fetchone() == (sees,)


def test_the_page_of_an_ngo_warns_of_its_overdue_report(cast):
    awaited(cast.rasht_ngo)
    page = signed_in(cast.rasht_expert).get(
        reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk])
    )
    assert "report_overdue" in [alert.code for alert in page.context["alerts"]]
