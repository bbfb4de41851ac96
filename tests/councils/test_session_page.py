"""The page of a session: written and signed in a browser, by those who may."""

import io
import re

import pytest
from django.urls import reverse

from accounts import scope
from councils.models import AgendaItem, Session
from councils.services.sessions import agenda
from licensing.models import Application
from licensing.workflow import State
from persian.numbers import persian_digits
from tests.browser import sign_in
from tests.cast import make_ngo, signed_in
from tests.councils.factory import attend, make_application, make_council, plan, put_on, sign


@pytest.fixture
def rasht(cast):
    return make_council("گیلان/رشت")


@pytest.fixture
def session(cast, rasht):
    planned = plan(cast.rasht_secretary, rasht)
    attend(cast.rasht_secretary, planned)
    return planned


def address(name, session, *more):
    return reverse(f"admin:councils_session_{name}", args=[session.pk, *more])


def page_of(user, session):
    return signed_in(user).get(address("detail", session)).content.decode()


def test_a_session_is_planned_in_the_form_with_its_number_by_itself(cast, rasht):
    client = signed_in(cast.rasht_secretary)
    response = client.post(reverse("admin:councils_session_add"), {"held_on": "۱۴۰۳/۱۲/۳۰"})
    with scope.system():
        session = Session.objects.get()
    assert response["Location"] == address("detail", session)
    assert (session.year, session.number) == (1403, 1)
    page = page_of(cast.rasht_secretary, session)
    assert "پنجشنبه ۳۰ اسفند ۱۴۰۳" in page


def test_the_page_offers_to_write_to_the_secretary_and_to_sign_to_the_chair(cast, session):
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    record, signing = "items/", address("sign", session)
    shown = {
        name: (record in page, signing in page)
        for name in ("rasht_secretary", "rasht_chair", "rasht_expert", "gilan_secretary")
        for page in [page_of(getattr(cast, name), session)]
    }
    assert shown == {
        "rasht_secretary": (True, False),
        "rasht_chair": (False, True),
        "rasht_expert": (False, False),
        "gilan_secretary": (False, False),
    }


def test_a_refusal_is_told_on_the_page(cast, session):
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    response = signed_in(cast.rasht_chair).post(
        address("sign", session), {"seen": "1.2.3"}, follow=True
    )
    told = response.content.decode()
    assert "زودتر اقدام کرد" in told
    assert persian_digits(cast.rasht_secretary) in told


def test_a_resolution_is_followed_up_with_what_was_done(cast, session):
    item = put_on(
        cast.rasht_secretary, session, make_application(), decision="approve_initially",
        owner="دبیرخانه",
    )  # fmt: skip
    sign(cast.rasht_chair, session)
    place = reverse("admin:councils_agendaitem_detail", args=[item.pk])
    client = signed_in(cast.rasht_expert)
    sent = {"state": "done", "seen": "open", "owner": "دبیرخانه", "notes": ""}
    assert "بنویسید چه کاری انجام شد" in client.post(place, sent).content.decode()
    client.post(place, {**sent, "notes": "نامه فرستاده شد."})
    with scope.system():
        assert AgendaItem.objects.get(pk=item.pk).follow_up == "done"
    again = client.post(place, {**sent, "notes": "دوباره"}).content.decode()
    assert f"{persian_digits(cast.rasht_expert)} در" in again  # who was faster
    listed = client.get(reverse("admin:councils_agendaitem_changelist") + "?follow_up=done")
    assert "دبیرخانه" in listed.content.decode()


def test_conditions_and_another_council_are_asked_for_where_they_can_be_decided(cast, session):
    final = put_on(cast.rasht_secretary, session, make_application(State.FINAL_REVIEW))
    first = put_on(cast.rasht_secretary, session, make_application())
    with scope.enter(scope.of(cast.rasht_secretary)):
        other = agenda.add_subject(actor=cast.rasht_secretary, session=session, subject="گزارش")
    client = signed_in(cast.rasht_secretary)
    asked = {
        item.pk: ('name="conditions"' in page, 'name="refer_to"' in page)
        for item in (final, first, other)
        for page in [client.get(address("detail", session), {"item": item.pk}).content.decode()]
    }
    assert asked == {final.pk: (True, True), first.pk: (False, False), other.pk: (False, False)}


def test_the_minutes_are_a_pdf(cast, session):
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    response = signed_in(cast.rasht_expert).get(address("minutes", session))
    assert response["Content-Type"] == "application/pdf"
    assert io.BytesIO(response.content).read(5) == b"%PDF-"


@pytest.mark.browser
def test_a_session_is_written_and_signed_in_the_browser(page, cast, rasht):
    session = plan(cast.rasht_secretary, rasht)
    attend(cast.rasht_secretary, session, 2)
    application = make_application(ngo=make_ngo("انجمن باران گیل"))
    with scope.enter(scope.of(cast.rasht_secretary)):
        agenda.add_subject(actor=cast.rasht_secretary, session=session, subject="گزارش دبیرخانه")
    sign_in(page, cast.rasht_secretary)
    page.goto(address("detail", session))
    page.get_by_role("button", name="عضو آزمونی").nth(2).click()
    page.get_by_text("از ۵ عضو دارای رأی ۳ نفر حاضرند").wait_for()
    page.get_by_role("button", name=re.compile("افزودن «.*انجمن باران گیل» به دستور کار")).click()
    page.locator(".decision-choices label", has_text="موافقت اولیه").click()
    page.get_by_role("button", name="همهٔ حاضران موافق").click()
    page.locator(".agenda-card.is-chosen .badge", has_text="موافقت اولیه").wait_for()
    page.locator("textarea[name=minutes]").fill("جلسه با یاد خدا آغاز شد.")
    page.locator(".minutes-form [data-told]", has_text="ذخیره شد").wait_for()
    # The agenda by drag: the second card before the first.
    cards = page.locator(".agenda-card")
    cards.nth(1).drag_to(cards.nth(0), target_position={"x": 40, "y": 4})
    page.locator("[data-told=agenda]", has_text="ذخیره شد").wait_for()
    # And by the keyboard.
    page.locator(".agenda-card").nth(1).locator("a").first.click()
    page.locator(".decision-choices label", has_text="تصویب شد").click()
    page.get_by_role("button", name="موافق: یکی بیشتر", exact=True).press("Enter")
    page.locator(".agenda-card.is-chosen .badge", has_text="تصویب شد").wait_for()
    sign_in(page, cast.rasht_chair)
    page.goto(address("detail", session))
    page.get_by_role("button", name="امضا و ابلاغ").click()
    page.get_by_text("جلسه امضا و تصمیم‌های آن ابلاغ شد.").wait_for()
    with scope.system():
        assert Application.objects.get(pk=application.pk).state == "initial_approved"
        assert Session.objects.get().minutes == "جلسه با یاد خدا آغاز شد."
        order = [item.subject for item in session.agenda.all()]
    assert order == ["تأسیس، انجمن باران گیل", "گزارش دبیرخانه"]


@pytest.mark.browser
def test_clicks_that_follow_each_other_at_once_are_all_stored(page, cast, rasht):
    session = plan(cast.rasht_secretary, rasht)
    sign_in(page, cast.rasht_secretary)
    page.goto(address("detail", session))
    page.locator("[name=subject]").fill("گزارش دبیرخانه")
    page.evaluate("""() => {
        const members = document.querySelectorAll("button.session-member");
        for (const place of [0, 1, 2, 2, 3, 2]) members[place].click();
        document.querySelector(".agenda-subject button").click();
    }""")
    page.locator(".agenda-card", has_text="گزارش دبیرخانه").wait_for()
    page.get_by_text("از ۵ عضو دارای رأی ۴ نفر حاضرند").wait_for()
    pressed = page.locator("button.session-member").evaluate_all(
        "buttons => buttons.map((button) => button.ariaPressed)"
    )
    assert pressed[:5] == ["true", "true", "true", "true", "false"]
    with scope.system():
        assert session.attendance.filter(is_present=True).count() == 4


@pytest.mark.browser
def test_a_mark_that_is_refused_is_taken_back_on_the_page(page, cast, session):
    sign_in(page, cast.rasht_secretary)
    page.goto(address("detail", session))
    with scope.system():
        Session.objects.filter(pk=session.pk).update(state="cancelled")
    member = page.locator("button.session-member").first
    member.click()
    page.locator("#attendance [data-told]", has_text="لغو شد").wait_for()
    assert member.get_attribute("aria-pressed") == "true"


@pytest.mark.browser
def test_the_button_of_a_decision_asks_for_it_and_loses_nothing_typed(page, cast, session):
    put_on(cast.rasht_secretary, session, make_application())
    sign_in(page, cast.rasht_secretary)
    page.goto(address("detail", session))
    page.locator("[name=reason]").fill("با رأی همهٔ حاضران")
    page.get_by_role("button", name="ثبت تصمیم").click()
    page.locator(".decision [data-told]", has_text="نخست تصمیم را انتخاب کنید.").wait_for()
    assert page.locator("[name=reason]").input_value() == "با رأی همهٔ حاضران"
    page.locator(".decision-choices label", has_text="موافقت اولیه").click()
    page.get_by_role("button", name="ثبت تصمیم").click()
    page.locator(".decision [data-told]", has_text="ذخیره شد").wait_for()
    assert page.locator("[name=reason]").input_value() == "با رأی همهٔ حاضران"
    with scope.system():
        item = AgendaItem.objects.get()
    assert (item.decision, item.reason) == ("approve_initially", "با رأی همهٔ حاضران")


@pytest.mark.browser
def test_the_page_fits_a_phone(phone, cast, session):
    put_on(cast.rasht_secretary, session, make_application(), decision="approve_initially")
    sign_in(phone, cast.rasht_secretary)
    phone.goto(address("detail", session))
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.get_by_role("button", name="موافق: یکی بیشتر", exact=True).tap()
    phone.locator(".decision [data-told]", has_text="ذخیره شد").wait_for()
