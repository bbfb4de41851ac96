"""The dashboard: its figures are those of the rows behind its links, and of one's own office."""

import datetime
import re
from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from imports.models import Run, State
from ngos.models import Field
from persian.dates import format_jalali, today
from reports.dashboard import dashboard
from tests.cast import make_ngo, make_person, make_user, province, signed_in


def seen_by(user: User) -> dict:
    """What the dashboard shows a person, through the screen."""
    answer = signed_in(user).get(reverse("admin:index"))
    assert answer.status_code == 200
    return answer.context


def page(user: User) -> str:
    return signed_in(user).get(reverse("admin:index")).content.decode()


def rows_behind(user: User, link: str) -> list[Any]:
    answer = signed_in(user).get(link)
    assert answer.status_code == 200, link
    if "groups" in answer.context:  # the worklist
        return [item for group in answer.context["groups"] for item in group["items"]]
    with scope.enter(scope.of(user)):
        return list(answer.context["cl"].queryset)


def in_days(days: int) -> datetime.date:
    return today() + datetime.timedelta(days)


@pytest.fixture
def register(cast):
    """NGOs of each status, state of licence, field and county that the dashboard tells apart."""
    with scope.system():
        culture = Field.objects.get(name="فرهنگی و مذهبی")
        health = Field.objects.get(name="سلامت و درمان")
    make_ngo(licence_expires_on=in_days(-3), is_charity=True, member_count=40)
    make_ngo(licence_expires_on=in_days(-300), field=culture, member_count=2)
    make_ngo(licence_expires_on=in_days(-9), status="revoked")
    make_ngo("انجمن گل‌های شب‌بو", licence_expires_on=in_days(12), ceo_name="پروانه سروستانی‌فر")
    make_ngo(licence_expires_on=in_days(60), field=health, at="گیلان/لاهیجان")
    make_ngo(licence_expires_on=in_days(61), status="inactive", at="گیلان/لاهیجان")
    make_ngo(status="applicant", at="گیلان")
    both = make_ngo(field=culture, at="گیلان/فومن")
    with scope.system():
        both.other_fields.add(health, culture)
    return cast


PEOPLE = ("national_expert", "gilan_director", "rasht_expert")


@pytest.mark.parametrize("person", PEOPLE)
def test_every_figure_equals_the_rows_behind_its_link(register, person):
    user = getattr(register, person)
    shown = seen_by(user)
    figures = [*shown["figures"]]
    members = figures.pop()
    for chart in shown["charts"]:
        figures += chart.figures
    for figure in figures:
        assert figure.value == len(rows_behind(user, figure.link)), figure.link
    assert members.value == sum(ngo.member_count for ngo in rows_behind(user, members.link))
    for each in shown["waiting"]:
        assert each.count == len(rows_behind(user, each.link)), each.link


def test_the_number_of_ngos_divides_into_charities_and_others_and_by_status(register):
    total, charities, others, active, inactive, rest, _members = (
        figure.value for figure in seen_by(register.gilan_director)["figures"]
    )
    assert charities + others == total == 10
    assert active + inactive + rest == total


def test_counties_and_those_without_one_add_up_to_the_whole(register):
    shown = seen_by(register.gilan_director)
    assert sum(figure.value for figure in shown["charts"][1].figures) == shown["figures"][0].value


def test_beyond_the_largest_bars_the_rest_is_one_bar(register):
    for name in ("آستارا", "تالش", "رودبار", "رودسر", "شفت"):
        make_ngo(at=f"گیلان/{name}")
    user = register.gilan_director
    figures = seen_by(user)["charts"][1].figures
    rest = next(figure for figure in figures if figure.label == "سایر شهرستان‌ها")
    assert rest.value == len(rows_behind(user, rest.link))
    assert sum(figure.value for figure in figures) == 15


def test_a_county_expert_sees_the_countys_figures_alone(register):
    total = seen_by(register.rasht_expert)["figures"][0]
    assert total.value == 5
    rasht = register.rasht_expert.county_id
    assert {ngo.county_id for ngo in rows_behind(register.rasht_expert, total.link)} == {rasht}


def test_the_nation_sees_provinces_side_by_side(register):
    chart = seen_by(register.national_expert)["charts"][1]
    assert {figure.label: figure.value for figure in chart.figures} == {
        "گیلان": 10, "اصفهان": 1, "قزوین": 1,
    }  # fmt: skip


def test_licences_that_end_soon_stand_first_to_last_with_ceo_and_days_left(register):
    shown = [ngo.licence_expires_on for ngo in seen_by(register.gilan_director)["expiring"]]
    assert shown == [in_days(12), in_days(60)]
    html = page(register.gilan_director)
    for text in (
        "انجمن گل‌های شب‌بو",
        "پروانه سروستانی‌فر",
        "۱۲ روز مانده",
        format_jalali(in_days(12)),
    ):
        assert text in html


def test_an_import_that_was_checked_and_not_applied_waits_for_the_province(register):
    with scope.system():
        for state in (State.CHECKED, State.APPLIED):
            Run.objects.create(
                kind="ngos", province=province("گیلان"), file_name="a.csv", state=state,
                checked_at=datetime.datetime.now(datetime.UTC),
            )  # fmt: skip
    first = seen_by(register.gilan_expert)["waiting"][1]  # after the worklist
    assert first.count == len(rows_behind(register.gilan_expert, first.link)) == 1
    assert first.icon == "upload_file"
    assert seen_by(register.isfahan_expert)["waiting"][1].count == 0
    assert all(each.icon != "upload_file" for each in seen_by(register.rasht_expert)["waiting"])


def test_what_changed_tells_who_did_what_and_leads_to_the_ngo(cast):
    with scope.system(), pghistory.context(name="مریم آزمونی", path="/office/x/"):
        cast.rasht_ngo.phone = "01300000001"
        cast.rasht_ngo.save()
    first = seen_by(cast.gilan_director)["changes"][0]
    assert (first.who, first.what) == ("مریم آزمونی", cast.rasht_ngo.name)
    assert first.link == reverse("admin:ngos_ngo_change", args=[cast.rasht_ngo.pk])
    assert all(change.who != "مریم آزمونی" for change in seen_by(cast.isfahan_expert)["changes"])


def test_rows_changed_at_one_go_are_told_together(cast):
    with scope.system(), pghistory.context(name="ورود گروهی"):
        for _number in range(7):
            make_ngo()
    told = [
        change for change in seen_by(cast.gilan_director)["changes"] if change.who == "ورود گروهی"
    ]
    assert len(told) == 1
    assert told[0].what.startswith("۷ ")


def test_a_case_worker_is_not_told_of_persons(cast):
    person = str(make_person(at="گیلان/رشت"))
    assert person in [change.what for change in seen_by(cast.gilan_director)["changes"]]
    assert person not in [change.what for change in seen_by(cast.rasht_case_worker)["changes"]]


def test_an_empty_register_says_how_to_begin(db):
    expert = make_user(Role.PROVINCIAL_EXPERT, at="مازندران")
    html = page(expert)
    assert reverse("admin:imports_run_add") in html
    assert reverse("admin:ngos_ngo_add") in html
    auditor = make_user(Role.AUDITOR, at="مازندران")
    assert reverse("admin:ngos_ngo_add") not in page(auditor)


def test_the_dashboard_takes_as_few_queries_for_many_ngos_as_for_few(register):
    user = register.gilan_director
    few = _queries(user)
    for number in range(20):
        make_ngo(licence_expires_on=in_days(number))
    assert _queries(user) == few <= 15  # two ask for policies: of agreements, of the made-up room


def _queries(user: User) -> int:
    with scope.enter(scope.of(user)), CaptureQueriesContext(connection) as captured:
        shown = dashboard(user)
        list(shown["expiring"])
    return len(captured)


def test_no_latin_digit_and_no_english_word_is_shown(register):
    html = re.search(r"<main.*?</main>", page(register.gilan_director), re.DOTALL)[0]
    text = re.sub(r'<span class="material-symbols-outlined[^<]*</span>|<[^>]+>', " ", html)
    assert not re.search(r"[0-9A-Za-z]", text), re.findall(r"\S*[0-9A-Za-z]\S*", text)
