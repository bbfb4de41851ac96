"""The list of NGOs: what it shows to whom, what narrows it, and what it costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import scope
from ngos.completeness import PARTS
from ngos.filters.ngo import NGOFilter
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import today
from tests.cast import county, field, legal_id, make_ngo, signed_in

LIST = "/office/ngos/ngo/"


def names(response) -> list[str]:
    """The names that a page of the list shows, in its order."""
    return [ngo.name for ngo in response.context["cl"].result_list]


def show(user, **filters) -> list[str]:
    response = signed_in(user).get(LIST, filters)
    assert response.status_code == 200
    assert response.context["cl"].problems == []
    return names(response)


def in_days(days: int) -> datetime.date:
    return today() + datetime.timedelta(days=days)


# -- who sees what -----------------------------------------------------------------------------


def test_each_office_lists_its_own_ngos(cast):
    assert set(show(cast.gilan_expert)) == {cast.rasht_ngo.name, cast.anzali_ngo.name}
    assert show(cast.rasht_expert) == [cast.rasht_ngo.name]
    assert show(cast.isfahan_expert) == [cast.isfahan_ngo.name]
    assert len(show(cast.national_expert)) == 4


def test_ngo_officers_and_visitors_do_not_reach_the_list(cast):
    for user in (cast.rasht_ngo_officer, cast.visitor):
        response = signed_in(user).get(LIST)
        assert response.status_code in (302, 403)


def test_a_row_shows_level_field_county_states_contact_and_completeness(cast):
    make_ngo("کانون باران", at="گیلان/رشت", ceo_name="علی راد", phone="01333330000",
             member_count=45, licence_no="۱۲/الف", status="inactive",
             licence_expires_on=in_days(12))  # fmt: skip
    page = signed_in(cast.gilan_expert).get(LIST, {"q": "باران"}).content.decode()
    for text in ("کانون باران", "خیریه", "رشت", "علی راد", "۰۱۳۳۳۳۳۰۰۰۰", "۴۵", "badge-warning",
                 "badge-past", "schedule", "meter-70"):  # fmt: skip
        assert text in page


def test_a_mobile_number_is_masked_in_the_list_and_shown_on_the_page_to_those_who_may(cast):
    ngo = make_ngo("کانون باران", at="گیلان/رشت", mobile="09700000123")
    own = reverse("admin:ngos_ngo_detail", args=[ngo.pk])
    for user, is_seen in ((cast.gilan_expert, True), (cast.gilan_auditor, False)):
        client = signed_in(user)
        assert "۰۹۷۰۰۰۰۰۱۲۳" not in client.get(LIST, {"q": "باران"}).content.decode()
        assert ("۰۹۷۰۰۰۰۰۱۲۳" in client.get(own).content.decode()) is is_seen


# -- order -------------------------------------------------------------------------------------


def test_the_list_follows_the_persian_alphabet(cast):
    for name in ("گل‌های گیلان", "پیشگامان", "آوای مهر", "چشمهٔ نور", "ژرف‌اندیشان", "کانون یاس"):
        make_ngo(name, at="گیلان/رشت")
    assert show(cast.rasht_expert) == [
        "آوای مهر", "انجمن یاری رشت", "پیشگامان", "چشمهٔ نور", "ژرف‌اندیشان", "کانون یاس",
        "گل‌های گیلان",
    ]  # fmt: skip


def test_empty_values_stand_last_in_both_directions(cast):
    make_ngo("الف", at="گیلان/رشت", member_count=5)
    make_ngo("ب", at="گیلان/رشت", member_count=9)
    columns = signed_in(cast.rasht_expert).get(LIST).context["cl"].list_display
    members = columns.index("members")
    assert show(cast.rasht_expert, o=str(members)) == ["الف", "ب", cast.rasht_ngo.name]
    assert show(cast.rasht_expert, o=f"-{members}") == ["ب", "الف", cast.rasht_ngo.name]


# -- filters -----------------------------------------------------------------------------------


def test_licences_are_valid_expiring_expired_or_of_unknown_date(cast):
    for name, days in (("معتبر", 61), ("پایان", 60), ("امروز", 0), ("دیروز", -1)):
        make_ngo(name, at="گیلان/رشت", licence_expires_on=in_days(days))
    user = cast.rasht_expert
    assert show(user, licence="valid") == ["معتبر"]
    assert set(show(user, licence="expiring")) == {"پایان", "امروز"}
    assert show(user, licence="expired") == ["دیروز"]
    assert show(user, licence="unknown") == [cast.rasht_ngo.name]
    assert len(show(user, licence=["valid", "expired"])) == 2


def test_a_field_is_found_as_main_and_as_other_field(cast):
    with scope.system():
        women, health = field("زنان و خانواده"), field("سلامت و درمان")
    main = make_ngo("یک", at="گیلان/رشت", field=women)
    other = make_ngo("دو", at="گیلان/رشت", field=health)
    with scope.system():
        other.other_fields.add(women)
    assert set(show(cast.rasht_expert, field=women.pk)) == {main.name, other.name}
    assert show(cast.rasht_expert, field=health.pk) == [other.name]


def test_dates_are_typed_and_kept_in_the_address_as_jalali(cast):
    make_ngo("کهن", at="گیلان/رشت", founded_on="1380/05/01")
    make_ngo("نو", at="گیلان/رشت", founded_on="1395/05/01")
    user = cast.rasht_expert
    assert show(user, founded_on_after="1390/01/01") == ["نو"]
    assert show(user, founded_on_before="۱۳۸۰/۰۵/۰۱") == ["کهن"]
    assert show(user, founded_year="1395") == ["نو"]
    chips = signed_in(user).get(LIST, {"founded_on_after": "1390/01/01"}).context["cl"].chips
    assert [chip.text.endswith("۱۳۹۰/۰۱/۰۱") for chip in chips] == [True]


def test_a_jalali_year_holds_its_first_and_last_day(cast):
    for name, day in (("پیش", "1398/12/29"), ("آغاز", "1399/01/01"), ("کبیسه", "1399/12/30"),
                      ("پس", "1400/01/01")):  # fmt: skip
        make_ngo(name, at="گیلان/رشت", founded_on=day)
    assert set(show(cast.rasht_expert, founded_year="1399")) == {"آغاز", "کبیسه"}


def test_members_status_charity_level_type_and_issuer_narrow_the_list(cast):
    make_ngo("بزرگ", at="گیلان/رشت", member_count=500, status="inactive", is_charity=True,
             activity_level="national", ngo_type="institute", issuer="welfare")  # fmt: skip
    user = cast.rasht_expert
    for filters in (
        {"members_min": "۵۰۰"}, {"members_min": "100", "members_max": "500"},
        {"status": "inactive"}, {"is_charity": "yes"}, {"activity_level": "national"},
        {"ngo_type": "institute"}, {"issuer": "welfare"},
    ):  # fmt: skip
        assert show(user, **filters) == ["بزرگ"]
    assert show(user, is_charity="no") == [cast.rasht_ngo.name]


def test_what_lacks_a_fact_is_found_by_it(cast):
    complete = {
        "registration_no": "12", "founded_on": "1390/01/01", "ceo_name": "علی راد",
        "mobile": "09700000001", "address": "رشت", "member_count": 3, "licence_no": "7",
        "licence_expires_on": in_days(400),
    }  # fmt: skip
    make_ngo("کامل", at="گیلان/رشت", **complete)
    make_ngo("بی‌شهرستان", at="گیلان", **{**complete, "registration_no": "13"})
    user = cast.gilan_expert
    assert show(user, lacking="county") == ["بی‌شهرستان"]
    assert "کامل" not in show(user, lacking="any")
    usual = ("field", "status", "activity_level", "issuer", "legal_id")
    for part in PARTS[1:]:
        expected = set() if part.code in usual else {cast.rasht_ngo.name, cast.anzali_ngo.name}
        assert set(show(user, lacking=part.code)) == expected


def test_a_province_offers_its_own_counties_and_no_choice_of_province(cast):
    page = signed_in(cast.gilan_expert).get(LIST)
    form = page.context["cl"].filterset_filter.form
    offered = {label for _value, label in form.fields["county"].choices}
    assert "رشت" in offered
    assert "کاشان" not in offered
    assert "province" not in form.fields


def test_a_county_office_is_offered_no_county(cast):
    form = signed_in(cast.rasht_expert).get(LIST).context["cl"].filterset_filter.form
    assert not {"county", "province"} & set(form.fields)


def test_the_nation_narrows_by_province_and_is_offered_the_counties_of_it(cast):
    gilan = cast.rasht_ngo.province_id
    response = signed_in(cast.national_expert).get(LIST, {"province": gilan})
    assert set(names(response)) == {cast.rasht_ngo.name, cast.anzali_ngo.name}
    widget = response.context["cl"].filterset_filter.form.fields["county"].widget
    offered = [label for _value, label in widget.choices]
    assert offered
    assert all(label.endswith("(گیلان)") for label in offered)


def test_one_declaration_serves_commands_too(cast):
    with scope.enter(scope.of(cast.gilan_expert)):
        rasht = county("رشت")
        filterset = NGOFilter({"county": [str(rasht.pk)]}, NGO.objects.all())
        assert filterset.is_valid()
        assert [ngo.name for ngo in filterset.qs] == [cast.rasht_ngo.name]


def test_a_legal_id_is_found_in_persian_digits(cast):
    number = legal_id(4321)
    make_ngo("شماره‌دار", at="گیلان/رشت", legal_id=number)
    persian = number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert show(cast.gilan_expert, q=persian) == ["شماره‌دار"]
    assert show(cast.gilan_expert, q=number[2:9]) == ["شماره‌دار"]


# -- what cannot be understood -----------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        {"county": "999999"},
        {"county": "رشت"},
        {"licence": "soon"},
        {"founded_on_after": "yesterday"},
        {"founded_on_after": "1400/01/01", "founded_on_before": "1390/01/01"},
        {"founded_year": "20000000000"},
        {"members_min": "-1"},
        {"members_min": "many"},
        {"no_such_filter": "1"},
        {"county__province__name": "گیلان"},
        {"created_by__password__startswith": "a"},
    ],
)
def test_a_filter_that_cannot_be_understood_is_said_and_shows_no_row(cast, query):
    response = signed_in(cast.gilan_expert).get(LIST, query)
    assert response.status_code == 200
    assert response.context["cl"].problems
    assert names(response) == []
    assert 'role="alert"' in response.content.decode()


def test_another_provinces_county_is_not_a_choice(cast):
    response = signed_in(cast.gilan_expert).get(LIST, {"county": cast.isfahan_ngo.county_id})
    assert response.context["cl"].problems
    assert names(response) == []


@pytest.mark.parametrize("query", [{"o": "99.x"}, {"p": "99"}, {"p": "x"}, {"p": "-3"}, {"p": "0"}])
def test_an_order_or_a_page_that_is_not_there_does_no_harm(cast, query):
    assert len(names(signed_in(cast.gilan_expert).get(LIST, query))) == 2


def test_each_chip_takes_one_filter_away(cast):
    query = {"status": ["active", "inactive"], "licence": "unknown", "q": "یاری", "p": "1"}
    chips = signed_in(cast.gilan_expert).get(LIST, query).context["cl"].chips
    assert len(chips) == 4
    assert all("p=" not in chip.address for chip in chips)
    for chip in chips:
        narrower = signed_in(cast.gilan_expert).get(LIST + chip.address)
        assert len(narrower.context["cl"].chips) == 3


# -- what it costs -----------------------------------------------------------------------------


def test_the_list_costs_the_same_number_of_queries_however_long_it_is(cast):
    client = signed_in(cast.gilan_expert)
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(LIST, {"q": "انجمن", "status": "active"})
    for _ in range(30):
        make_ngo(at="گیلان/رشت", status=Status.ACTIVE)
    with CaptureQueriesContext(connection) as many:
        response = client.get(LIST, {"q": "انجمن", "status": "active"})
    assert len(names(response)) == 31
    assert len(few) == len(many) <= 13
    of_ngos = [each["sql"] for each in many if 'FROM "ngos_ngo"' in each["sql"]]
    assert len(of_ngos) == 3  # a bounded count, a page, and the badge of likely duplicates
    assert sum("LIMIT 10001" in sql for sql in of_ngos) == 1
    assert not any('"search_text",' in sql or '"notes"' in sql for sql in of_ngos)


def test_a_row_costs_little_of_a_slow_line(cast):
    """What fifty rows add to a page: their words, and hardly anything around them."""
    client = signed_in(cast.rasht_expert)
    short = client.get(LIST)
    for number in range(49):
        make_ngo(f"انجمن {number}", at="گیلان/رشت", ceo_name="علی راد", phone="01333330000")
    long = client.get(LIST)
    assert len(names(long)) == 50
    added = len(long.content) - len(short.content)
    assert added <= 49 * 2_300
    assert len(long.content) <= 180_000


def test_what_stands_in_a_row_is_text_and_links_keep_the_way_back(cast):
    ngo = make_ngo("<b>باران</b> & 'دیگران'", at="گیلان/رشت", ceo_name='علی "راد"')
    own = reverse("admin:ngos_ngo_detail", args=[ngo.pk])
    page = signed_in(cast.rasht_expert).get(LIST, {"q": "باران", "_popup": "1"}).content.decode()
    assert "<b>باران" not in page
    assert "&lt;b&gt;باران&lt;/b&gt; &amp; &#x27;دیگران&#x27;" in page
    assert "علی &quot;راد&quot;" in page
    assert f'<a href="{own}?_changelist_filters=q%3D' in page
    assert 'data-popup-opener="' in page


def test_counting_stops_at_a_bound_and_the_list_says_so(cast, monkeypatch):
    for _ in range(7):
        make_ngo(at="گیلان/رشت")
    monkeypatch.setattr("screens.listing.MOST_COUNTED", 5)
    monkeypatch.setattr("ngos.admin.ngo.NGOAdmin.list_per_page", 2)
    client = signed_in(cast.rasht_expert)
    changelist = client.get(LIST, {"p": "3"}).context["cl"]
    assert changelist.result_count == 5
    assert changelist.count_text != "۵"
    assert changelist.next_link == ""
    assert len(changelist.result_list) == 1
