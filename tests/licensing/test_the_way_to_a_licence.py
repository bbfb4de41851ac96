"""The office's whole work in a browser: from a draft to a printed licence, its check, its renewal.

Each person begins at their worklist, which names what comes next.
"""

import datetime
import re

import pytest
from django.urls import reverse

from accounts import scope
from licensing.models import Application, Licence
from ngos.models import NGO
from persian.dates import format_jalali, to_jalali, today
from supervision.models import AnnualReport
from tests.browser import sign_in
from tests.cast import PASSWORD
from tests.councils.factory import make_council
from tests.licensing.applications.cases import add_documents, add_founders

NAME = "انجمن باران گیل"
WORKLIST = reverse("admin:worklist")
STORED = re.compile("/record/$")  # the page stores a decision while it is being written
MEMBER = re.compile("عضو آزمونی")


def the_application() -> Application:
    with scope.system():
        return Application.objects.select_related("ngo").latest("pk")


def go_to_what_waits(page, user, step: str, *, is_proven: bool = True) -> None:
    """Sign in, open the worklist, and take the step that it offers for this NGO."""
    sign_in(page, user, is_proven=is_proven)
    page.goto(WORKLIST)
    page.locator("tr", has_text=NAME).get_by_role("link", name=step, exact=True).click()


def prove(page) -> None:
    """The password once more, before what cannot be taken back."""
    page.locator("[name=confirmation]").fill(PASSWORD)


def take(page, user, step: str, **typed: str) -> None:
    go_to_what_waits(page, user, step)
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("button.page-button-main").click()
    page.get_by_role("heading", name="مسیر درخواست").wait_for()


def decide_in_session(page, cast, decision: str) -> None:
    """The secretary plans a session and writes it; the chair signs it."""
    sign_in(page, cast.rasht_secretary)
    page.goto(reverse("admin:councils_session_add"))
    page.locator("[name=held_on]").fill(format_jalali(today()))
    page.locator("button.page-button-main").click()
    page.get_by_role("heading", name="حضور و غیاب").wait_for()
    for number in range(4):
        page.get_by_role("button", name=MEMBER).nth(number).click()
        page.locator(".session-member[aria-pressed=true]").nth(number).wait_for()
    page.get_by_role("button", name=re.compile(f"افزودن «.*{NAME}» به دستور کار")).click()
    with page.expect_response(STORED):
        page.locator(".decision-choices label", has_text=decision).first.click()
    with page.expect_response(STORED):
        page.get_by_role("button", name="همهٔ حاضران موافق").click()
    page.wait_for_load_state("networkidle")
    page.locator(".agenda-card .badge", has_text=decision).first.wait_for()
    place = page.url.partition("#")[0]  # a fragment alone would open nothing anew
    sign_in(page, cast.rasht_chair, is_proven=False)
    page.goto(place)
    prove(page)
    page.get_by_role("button", name="امضا و ابلاغ").click()
    page.get_by_text("جلسه امضا و تصمیم‌های آن ابلاغ شد.").wait_for()


def answer_inquiries(page, user, count: int) -> None:
    for _number in range(count):
        sign_in(page, user)
        page.goto(reverse("admin:licensing_application_detail", args=[the_application().pk]))
        page.get_by_role("link", name="ثبت پاسخ").first.click()
        page.locator("[name=result]").select_option("positive")
        page.locator("[name=number]").fill("پ/۷۷")
        page.locator("button.page-button-main").click()
        page.get_by_role("heading", name="مسیر درخواست").wait_for()


@pytest.mark.browser
def test_from_draft_to_printed_licence_and_its_renewal(page, cast):
    make_council("گیلان/رشت")
    expert, secretary, chair = cast.rasht_expert, cast.rasht_secretary, cast.rasht_chair

    # The applicants come to the county's office.
    sign_in(page, expert)
    page.goto(reverse("admin:licensing_application_establish"))
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=field]").select_option(label="خیریه")
    page.locator("button.page-button-main").click()
    page.get_by_role("heading", name="مسیر درخواست").wait_for()
    application = the_application()
    assert application.ngo.status == "applicant"
    # What is lacking is named, and handing in is refused.
    assert page.locator(".requirement.is-unmet").count() > 3
    go_to_what_waits(page, expert, "ارسال درخواست")
    page.locator("button.page-button-main").click()
    page.get_by_text("اساسنامه").first.wait_for()
    assert the_application().state == "draft"
    add_documents(application.ngo, "establishment")
    add_founders(application.ngo)

    take(page, expert, "ارسال درخواست")
    take(page, expert, "ارسال به شورا")
    decide_in_session(page, cast, "موافقت اولیه")
    take(
        page, expert, "ارسال استعلام‌ها", letter_judiciary="۱۲/الف", letter_intelligence="۱۳/الف",
        letter_police="۱۴/الف", letter_specialist="۱۵/الف",
    )  # fmt: skip
    answer_inquiries(page, expert, 4)
    assert the_application().state == "final_review"
    decide_in_session(page, cast, "موافقت")
    take(page, expert, "ثبت مجمع مؤسس")
    take(page, secretary, "معرفی به ثبت شرکت‌ها")
    take(page, expert, "ثبت شمارهٔ ثبت", registration_no="۵۱۵", gazette_no="۲۲۳۳۴")
    go_to_what_waits(page, chair, "امضای پروانه", is_proven=False)
    page.locator("button.page-button-main").click()
    page.get_by_text("گذرواژهٔ خود یا کدی از عامل دوم را بنویسید").wait_for()
    prove(page)
    page.locator("button.page-button-main").click()
    page.get_by_role("heading", name="پروانهٔ فعالیت").first.wait_for()

    with scope.system():
        licence = Licence.objects.get(kind="activity_licence")
        assert (licence.state, licence.ngo.status) == ("valid", "active")
        assert NGO.objects.get(pk=licence.ngo_id).licence_no == licence.number
    printed = page.request.get(reverse("admin:licensing_licence_print", args=[licence.pk]))
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body()[:5] == b"%PDF-"

    # Anybody sees its state, and a suspension at once.
    check = reverse("verify_licence", args=[licence.verification_code])
    page.context.clear_cookies()
    page.goto(check)
    page.get_by_text("معتبر").first.wait_for()
    page.get_by_text(NAME).first.wait_for()
    sign_in(page, cast.gilan_expert)
    page.goto(reverse("admin:licensing_licence_change", args=[licence.pk]))
    page.get_by_role("link", name="تعلیق پروانه").click()
    page.locator("[name=reason]").fill("رأی شمارهٔ ۸")
    page.locator("button[type=submit].page-button-danger, button.page-button-main").first.click()
    page.get_by_role("link", name="رفع تعلیق").wait_for()
    page.context.clear_cookies()
    page.goto(check)
    page.get_by_text("تعلیق").first.wait_for()
    sign_in(page, cast.gilan_expert)
    page.goto(reverse("admin:licensing_licence_change", args=[licence.pk]))
    page.get_by_role("link", name="رفع تعلیق").click()
    page.locator("[name=reason]").fill("رأی شمارهٔ ۹")
    page.locator("button.page-button-main").click()
    page.get_by_role("link", name="تعلیق پروانه").wait_for()

    renew(page, cast, licence)


def renew(page, cast, licence: Licence) -> None:
    """Near its end, the licence is on the worklist; its renewal closes the chain."""
    with scope.system():
        Licence.objects.filter(pk=licence.pk).update(
            issued_on=today() - datetime.timedelta(700),
            expires_on=today() + datetime.timedelta(20),
        )
        ngo = NGO.objects.get(pk=licence.ngo_id)
        this_year = to_jalali(today()).year
        for year in (this_year - 1, this_year - 2):
            AnnualReport.objects.create(ngo=ngo, fiscal_year=year, due_on=today())
        AnnualReport.objects.update(received_on=today(), state="received")
    add_documents(ngo, "renewal")
    go_to_what_waits(page, cast.rasht_expert, "درخواست تمدید")
    page.locator("button.page-button-main").click()
    page.get_by_role("heading", name="مسیر درخواست").wait_for()
    take(page, cast.rasht_expert, "ارسال درخواست")
    take(page, cast.rasht_expert, "ارسال به شورا")
    decide_in_session(page, cast, "موافقت اولیه")
    take(page, cast.rasht_expert, "ارسال استعلام‌ها", letter_police="۲۰/الف")
    answer_inquiries(page, cast.rasht_expert, 1)
    decide_in_session(page, cast, "موافقت")
    go_to_what_waits(page, cast.rasht_chair, "امضای پروانه")
    page.locator("button.page-button-main").click()
    page.get_by_role("heading", name="زنجیرهٔ تمدید").wait_for()
    with scope.system():
        renewed = Licence.objects.filter(kind="activity_licence").latest("pk")
        assert renewed.previous_id == licence.pk
        licence.refresh_from_db()
        assert (licence.state, renewed.state) == ("superseded", "valid")
        told = [step.step for step in the_application().steps.all()]
    assert told == [
        "submit", "accept", "approve_initially", "send_inquiries", "close_inquiries", "approve",
        "sign_licence",
    ]  # fmt: skip
