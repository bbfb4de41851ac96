"""A year beside the year before: equal parts of both, ratio and growth, and how they are shown."""

import datetime

import jdatetime
import pytest
from django.urls import reverse

from accounts import scope
from ngos.models import Licence
from persian.dates import today
from reports.year_on_year import Growth, periods, year_on_year
from tests.cast import make_ngo, signed_in


def day(text: str) -> datetime.date:
    return jdatetime.date(*map(int, text.split("/"))).togregorian()


def test_a_past_year_is_set_whole_beside_the_whole_year_before():
    now, before = periods(1401, day("1404/05/05"))
    assert (now.first, now.last) == (day("1401/01/01"), day("1401/12/29"))
    assert (before.first, before.last) == (day("1400/01/01"), day("1400/12/29"))


def test_of_this_year_the_part_until_today_is_set_beside_the_same_part():
    now, before = periods(1401, day("1401/06/09"))
    assert now.last == day("1401/06/09")
    assert before.last == day("1400/06/09")


def test_the_last_day_of_a_leap_year_stands_beside_the_last_of_a_common_one():
    now, before = periods(1403, day("1403/12/30"))
    assert now.last == day("1403/12/30")
    assert before.last == day("1402/12/29")


def test_the_last_day_but_one_of_a_leap_year_is_no_whole_year():
    now, before = periods(1403, day("1403/12/29"))
    assert (now.last, before.last) == (day("1403/12/29"), day("1402/12/29"))


def test_a_common_year_stands_whole_beside_a_leap_year():
    assert periods(1404, day("1404/12/29"))[1].last == day("1403/12/30")


@pytest.mark.parametrize(
    ("count", "before", "ratio", "percent"),
    [
        (12, 5, 2.4, 140),
        (32, 8, 4.0, 300),
        (5, 10, 0.5, -50),
        (3, 0, None, None),
        (0, 4, 0.0, -100),
    ],
)
def test_ratio_and_growth_are_told_apart(count, before, ratio, percent):
    growth = Growth("پروانه", count, before)
    assert (growth.ratio, growth.percent) == (ratio, percent)


@pytest.fixture
def licences(cast):
    """Of the present year two licences and an approval, of the year before one licence."""
    with scope.system():
        for number, (kind, issued_on) in enumerate(
            [
                ("activity_licence", today()),
                ("credential", today()),
                ("initial_approval", today()),
                ("activity_licence", today() - datetime.timedelta(400)),
                ("branch_permit", today()),
            ]
        ):
            ngo = make_ngo(at="گیلان/رشت")
            Licence.objects.create(ngo=ngo, kind=kind, number=str(number), issued_on=issued_on)
    return cast


def test_licences_and_approvals_of_ones_own_office_are_counted(licences):
    now, before = periods(jdatetime.date.fromgregorian(date=today()).year, today())
    with scope.enter(scope.of(licences.gilan_expert)):
        lines = {str(line.label): (line.count, line.before) for line in year_on_year(now, before)}
    assert lines["پروانه‌های فعالیت و اعتبارنامه‌ها"][0] == 2
    assert lines["موافقت‌ها"][0] == 1
    with scope.enter(scope.of(licences.isfahan_expert)):
        assert {line.count for line in year_on_year(now, before)} == {0}


def test_every_figure_leads_to_the_rows_that_it_counts(licences):
    client = signed_in(licences.gilan_director)
    for line in client.get(reverse("admin:index")).context["year"]["lines"]:
        listed = client.get(line.link)
        assert listed.status_code == 200
        with scope.enter(scope.of(licences.gilan_director)):
            assert listed.context["cl"].queryset.count() == line.count, line.label


def test_the_dashboard_shows_the_year_that_was_asked_for(licences):
    client = signed_in(licences.gilan_director)
    this_year = jdatetime.date.fromgregorian(date=today()).year
    page = client.get(reverse("admin:index")).context["year"]
    assert (page["now"].year, page["is_whole"], page["later"]) == (this_year, False, None)
    page = client.get(reverse("admin:index"), {"year": str(this_year - 1)}).context["year"]
    assert (page["now"].year, page["is_whole"], page["later"]) == (this_year - 1, True, this_year)
    for odd in ("۱۴", "9999", "x", "-1", "٢²"):
        page = client.get(reverse("admin:index"), {"year": odd}).context["year"]
        assert page["now"].year == this_year
