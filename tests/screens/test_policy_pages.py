"""The pages of policies: what each role sees and may do there."""

import re

import pytest

from accounts import scope
from accounts.models import PolicySetting
from accounts.policies import all_policies, value_of
from accounts.services.set_policy import set_policy
from licensing.policies.licences import LICENCE_MONTHS, LICENCE_NUMBER_TEMPLATE
from persian.numbers import persian_digits
from tests.browser import sign_in
from tests.cast import province, signed_in

LIST = "/office/accounts/policysetting/"
MONTHS = f"{LIST}licence_months/"


def decided(actor, value, *, policy=LICENCE_MONTHS, at=None):
    with scope.system():
        home = province(at) if at else None
    with scope.enter(scope.of(actor)):
        set_policy(actor=actor, policy=policy, province=home, value=value)


def lines(client):
    found = client.get(LIST).context["groups"]
    return {line.policy.name: line for group in found for line in group.lines}


def in_force(name, at=None):
    with scope.system():
        return value_of(all_policies()[name], province(at).pk if at else None)


@pytest.mark.parametrize(
    "person",
    ["national_expert", "gilan_director", "gilan_expert", "rasht_expert", "national_auditor"],
)
def test_staff_see_every_policy_with_value_source_and_effect(cast, person):
    client = signed_in(getattr(cast, person))
    page = client.get(LIST).content.decode()
    assert set(lines(client)) == set(all_policies())
    assert "۲۴ ماه" in page
    assert "آیین‌نامهٔ ۱۳۸۴، مادهٔ ۲۲" in page
    assert str(LICENCE_MONTHS.effect) in page


@pytest.mark.parametrize("person", ["rasht_case_worker", "rasht_ngo_officer"])
def test_others_do_not_reach_the_pages(cast, person):
    client = signed_in(getattr(cast, person))
    for address in (LIST, MONTHS, f"{MONTHS}history/"):
        assert client.get(address, follow=True).status_code == 403


@pytest.mark.parametrize(
    "person", ["gilan_expert", "rasht_expert", "gilan_auditor", "national_auditor"]
)
def test_who_only_reads_is_offered_no_change_and_refused_one(cast, person):
    client = signed_in(getattr(cast, person))
    assert not any(line.may_decide for line in lines(client).values())
    assert client.get(MONTHS).status_code == 403
    assert client.post(MONTHS, {"value": "12", "version": ""}).status_code == 403
    assert in_force("licence_months", "گیلان") == 24


def test_a_director_decides_for_the_own_province_whatever_the_address_says(cast):
    client = signed_in(cast.gilan_director)
    with scope.system():
        other = province("قزوین").pk
    answer = client.post(f"{MONTHS}?province={other}", {"value": "۳۰", "version": ""}, follow=True)
    assert "۳۰ ماه" in answer.content.decode()
    assert (in_force("licence_months", "گیلان"), in_force("licence_months", "قزوین")) == (30, 24)
    line = lines(client)["licence_months"]
    assert (line.value, line.default) == ("۳۰ ماه", "۲۴ ماه")
    assert "تصمیم استان" in line.origin
    assert line.changed_by == cast.gilan_director.get_full_name()
    assert line.changed_at


def test_a_director_is_offered_what_is_left_to_provinces_and_refused_the_rest(cast):
    client = signed_in(cast.gilan_director)
    offered = {name for name, line in lines(client).items() if line.may_decide}
    assert offered == {policy.name for policy in all_policies().values() if policy.per_province}
    answer = client.post(f"{LIST}founders_min/", {"value": "3", "version": ""})
    assert answer.status_code == 403
    assert "وزارت برای سراسر کشور" in answer.content.decode()


def test_a_national_expert_decides_for_the_country_or_for_a_province(cast):
    client = signed_in(cast.national_expert)
    assert client.post(MONTHS, {"value": "36", "version": ""}).status_code == 302
    with scope.system():
        gilan = province("گیلان").pk
    chosen = f"{MONTHS}?province={gilan}"
    assert "گیلان" in client.get(chosen).context["place"]
    assert client.post(chosen, {"value": "12", "version": ""}).status_code == 302
    assert (in_force("licence_months"), in_force("licence_months", "گیلان")) == (36, 12)
    line = lines(client)["licence_months"]
    assert line.value == "۳۶ ماه"
    assert "تصمیم وزارت" in line.origin
    assert [(str(own.province), own.value) for own in line.own_values] == [("گیلان", "۱۲ ماه")]
    assert client.get(f"{MONTHS}?province=999999").status_code == 404
    assert client.get(f"{MONTHS}?province=x").status_code == 404


def test_a_province_does_not_see_what_another_has_decided(cast):
    decided(cast.qazvin_director, 12, at="قزوین")
    client = signed_in(cast.gilan_director)
    line = lines(client)["licence_months"]
    assert (line.value, line.own_values, line.changed_by) == ("۲۴ ماه", [], "")
    assert "قزوین" not in client.get(f"{MONTHS}history/").content.decode()


def test_a_decision_is_taken_back_with_a_button_that_says_what_then_holds(cast):
    decided(cast.national_expert, 36)
    decided(cast.gilan_director, 30, at="گیلان")
    client = signed_in(cast.gilan_director)
    page = client.get(MONTHS)
    assert "پیروی از کشور: ۳۶ ماه" in page.content.decode()
    version = page.context["form"]["version"].value()
    assert client.post(MONTHS, {"reset": "1", "version": version}).status_code == 302
    assert in_force("licence_months", "گیلان") == 36
    assert "پیروی از کشور" not in client.get(MONTHS).content.decode()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("licence_months", "500", "باید از ۱ تا ۱۲۰ ماه باشد"),
        ("licence_months", "دو سال", "عدد"),
        ("licence_number_template", "{شماره}/{شهر}", "{شهر}"),
        ("silence_is_consent", "شاید", ""),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_the_field(cast, name, value, told):
    client = signed_in(cast.national_expert)
    answer = client.post(f"{LIST}{name}/", {"value": value, "version": ""})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["value"]
    assert told in str(answer.context["form"].errors["value"])
    assert in_force(name) == all_policies()[name].default


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("silence_is_consent", "no", False),
        ("date_order", "dmy", "dmy"),
        ("year_pivot", "۰", 0),
        ("licence_number_template", "{سال}-{شماره}", "{year}-{number}"),
    ],
)
def test_every_kind_of_value_is_typed_and_stands_in_the_form_again(cast, name, typed, stored):
    client = signed_in(cast.national_expert)
    assert client.post(f"{LIST}{name}/", {"value": typed, "version": ""}).status_code == 302
    assert in_force(name) == stored
    page = client.get(f"{LIST}{name}/")
    assert page.status_code == 200
    history = client.get(f"{LIST}{name}/history/").content.decode()
    assert all_policies()[name].shown(stored) in history


def test_who_comes_second_sees_what_the_first_has_changed_and_decides_again(cast):
    client = signed_in(cast.national_expert)
    seen = client.get(MONTHS).context["form"]["version"].value()
    decided(cast.national_expert, 36)
    answer = client.post(MONTHS, {"value": "12", "version": seen})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "۳۶ ماه" in text
    assert in_force("licence_months") == 36
    form = answer.context["form"]
    assert form["value"].value() == "12"
    again = client.post(MONTHS, {"value": "12", "version": form["version"].value()})
    assert again.status_code == 302
    assert in_force("licence_months") == 12


def test_the_history_tells_who_decided_what_for_which_place(cast):
    decided(cast.national_expert, 36)
    decided(cast.gilan_director, 30, at="گیلان")
    client = signed_in(cast.gilan_director)
    version = client.get(MONTHS).context["form"]["version"].value()
    client.post(MONTHS, {"reset": "1", "version": version})
    text = client.get(f"{MONTHS}history/").content.decode()
    for told in ("سراسر کشور، ۳۶ ماه", "گیلان، ۳۰ ماه", persian_digits(cast.gilan_director)):
        assert told in text
    assert "licence_months" not in re.sub(r"<[^>]+>", "", text)


def test_a_policy_that_nobody_declared_is_absent(cast):
    client = signed_in(cast.national_expert)
    assert client.get(f"{LIST}no_such_policy/").status_code == 404
    assert client.get(f"{LIST}no_such_policy/history/").status_code == 404


def test_the_page_takes_as_few_queries_for_many_decisions_as_for_none(
    cast, django_assert_max_num_queries
):
    for at in ("گیلان", "قزوین", "اصفهان"):
        decided(cast.national_expert, 30, at=at)
        decided(cast.national_expert, "{number}", policy=LICENCE_NUMBER_TEMPLATE, at=at)
    client = signed_in(cast.national_expert)
    with django_assert_max_num_queries(10):
        client.get(LIST)
    with scope.system():
        assert PolicySetting.objects.count() == 6


@pytest.mark.browser
def test_a_policy_is_decided_on_a_wide_screen(page, cast):
    _decide_in(page, cast)


@pytest.mark.browser
def test_a_policy_is_decided_on_a_phone(phone, cast):
    _decide_in(phone, cast)


def _decide_in(browser, cast):
    """Nothing on the way is wider than the screen."""
    decided(cast.national_expert, 12, at="قزوین")
    sign_in(browser, cast.national_expert)
    browser.goto(LIST)
    _fits(browser)
    browser.locator("#licence_months a").first.click()
    browser.wait_for_url("**/licence_months/")
    browser.fill("[name=value]", "۳۶")
    _fits(browser)
    browser.locator(".policy-button-main").click()
    browser.wait_for_url("**/policysetting/#licence_months")
    assert "۳۶ ماه" in browser.locator("#licence_months").inner_text()
    _fits(browser)
    browser.locator("#licence_months a").last.click()
    browser.wait_for_url("**/history/")
    _fits(browser)


def _fits(browser):
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert browser.evaluate(wide)
