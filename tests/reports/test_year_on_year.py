"""A year beside the year before: equal parts of both, ratio and growth, and how they are shown."""

import datetime

import jdatetime
import pytest
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from letters.models import Counterpart
from licensing.models import Licence
from persian.dates import to_gregorian, to_jalali, today
from persian.numbers import format_number
from programs.events.models import Event, Participant
from programs.money.models import Allocation, Priority
from reports.periods import periods
from screens.yearly import Growth, counted
from tests.cast import make_ngo, make_user, province, signed_in


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
    def counted_for(person):
        with scope.enter(scope.of(person)):
            lines = counted(person, *periods(to_jalali(today()).year, today()))
        return {str(line.label): line.count for line in lines}

    of_gilan = counted_for(licences.gilan_expert)
    assert of_gilan["پروانه‌های فعالیت و اعتبارنامه‌ها"] == 2
    assert of_gilan["موافقت‌ها"] == 1
    assert set(counted_for(licences.isfahan_expert).values()) == {0}


@pytest.mark.parametrize("person", ["national_expert", "gilan_director", "rasht_expert"])
def test_every_figure_leads_to_the_rows_that_it_counts(licences, person):
    client = signed_in(getattr(licences, person))
    lines = client.get(reverse("admin:index")).context["year"]["lines"]
    assert lines
    for line in lines:
        listed = client.get(line.link)
        assert listed.status_code == 200
        if line.write is not format_number or "نفر" in str(line.label):
            continue  # a sum: its rows sum to it
        with scope.enter(scope.of(getattr(licences, person))):
            assert listed.context["cl"].queryset.count() == line.count, line.label


def test_whoever_may_see_none_of_what_is_counted_is_shown_no_year(licences):
    page = signed_in(licences.rasht_case_worker).get(reverse("admin:index"))
    assert page.context["year"]["lines"] == []
    assert "year-table" not in page.content.decode()


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


def total_shown(page):
    """The totals above a narrowed list, by their words."""
    shown = page.context["list_totals"]
    return {str(each["label"]): each["written"] for each in shown}


@pytest.fixture
def held(cast):
    """Twelve events of 1401 against five of 1400, a course of each year, one that was cancelled."""
    with scope.system():
        gilan = province("گیلان")

        def hold(number, year, kind="conference", state="held", persons=None):
            return Event.objects.create(
                province=gilan, kind=kind, title=f"رویداد {number}", state=state,
                persons=persons, starts_on=to_gregorian(year, 1 + number % 12, 1),
            )  # fmt: skip

        for number in range(11):
            hold(number, 1401)
        for number in range(4):
            hold(number, 1400)
        course = hold(50, 1401, "course", persons=900)
        hold(51, 1400, "course", persons=40)
        hold(52, 1401, "course", "cancelled", persons=70)
        hold(53, 1401, "exhibition")
        for number in range(250):
            Participant.objects.create(
                event=course, province=gilan, full_name=f"شرکت‌کننده {number}"
            )
    return cast


def lines_of(person, year):
    page = signed_in(person).get(reverse("admin:index"), {"year": str(year)})
    return {str(line.label): line for line in page.context["year"]["lines"]}


def test_twelve_events_stand_against_five_and_open_as_twelve_rows(held):
    line = lines_of(held.gilan_director, 1401)["همایش‌ها، نشست‌ها و دوره‌ها"]
    assert (line.count, line.before, line.ratio, line.percent) == (12, 5, 2.4, 140)
    listed = signed_in(held.gilan_director).get(line.link)
    assert listed.context["cl"].result_count == 12


def test_persons_trained_are_those_registered_or_else_reported_and_their_list_sums_to_them(held):
    line = lines_of(held.gilan_director, 1401)["نفر آموزش‌دیده در دوره‌ها"]
    assert (line.count, line.before) == (250, 40)
    listed = signed_in(held.gilan_director).get(line.link)
    assert total_shown(listed) == {"نفرات": "۲۵۰"}
    assert "۲۵۰" in listed.content.decode()


def test_the_money_of_a_year_is_told_in_milliards_and_its_list_sums_to_the_rial(cast):
    """«۲٫۸ میلیارد تومان» of 1401 against one milliard rial, which is paid in part."""
    with scope.system():
        source = {"priority": Priority.objects.earliest("pk"), "province": province("قزوین")}
        for year, amount, spent in ((1401, 28 * 10**9, 27_950_000_001), (1400, 10**9, 0)):
            agency = Counterpart.objects.create(province=source["province"], name=f"اداره {year}")
            Allocation.objects.create(
                **source, counterpart=agency, year=year, amount=amount, opening_spent=spent,
                state="listed", listed_as=str(year),
            )  # fmt: skip
    expert = make_user(Role.PROVINCIAL_EXPERT, at="قزوین")
    lines = lines_of(expert, 1401)
    allocated = lines["تخصیص از اعتبار سال (همهٔ سال)"]
    assert (allocated.written, allocated.written_before) == ("۲۸ میلیارد ریال", "۱ میلیارد ریال")
    assert allocated.ratio == 28.0
    paid = lines["پرداخت از اعتبار سال (همهٔ سال)"]
    assert (paid.written, paid.exact) == ("۲۷٫۹ میلیارد ریال", "۲۷٬۹۵۰٬۰۰۰٬۰۰۱ ریال")
    totals = total_shown(signed_in(expert).get(paid.link))
    assert totals["پرداخت‌شده"] == "۲۷٬۹۵۰٬۰۰۰٬۰۰۱ ریال"
    assert totals["تخصیص‌یافته"] == "۲۸٬۰۰۰٬۰۰۰٬۰۰۰ ریال"


def test_another_office_counts_none_of_it(held):
    lines = lines_of(held.isfahan_expert, 1401).values()
    assert {line.count for line in lines} == {0}


def test_a_whole_list_is_not_summed_up_each_time_it_is_opened(held):
    page = signed_in(held.gilan_director).get(reverse("admin:events_event_changelist"))
    assert page.context["list_totals"] == []
