"""What is done for a woman, from her plan to her graduation, as a case worker keeps it on pages."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from beneficiaries.care.models import (
    CaseNote,
    Complaint,
    Enrolment,
    Goal,
    Graduation,
    IncomeCheck,
    Outcome,
    Service,
)
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Look
from beneficiaries.safeguards.services import asking
from persian.dates import add_jalali_months, format_jalali, today
from programs.events.models import Event, Participant
from programs.microfunds.models import FundMember, Loan, MicroFund
from tests.beneficiaries.rows import make_woman
from tests.cast import county, make_user, national_id, province, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def rasht(cast) -> SimpleNamespace:
    with scope.system():
        at = {"province": province("گیلان"), "county": county("رشت")}
        woman = make_woman(at, 720_001, case_worker=cast.rasht_case_worker)
    return SimpleNamespace(
        **vars(cast), at=at, woman=woman, worker=cast.rasht_case_worker,
        client=signed_in(cast.rasht_case_worker),
    )  # fmt: skip


def jalali(day: datetime.date) -> str:
    return format_jalali(day)


def sent(rasht, part: str, /, step: str = "add", row: int | None = None, **typed):
    """What the case worker types on a page of her record; the page that follows."""
    keys = [rasht.woman.pk] if row is None else [rasht.woman.pk, row]
    at = reverse(f"admin:records_beneficiary_{part}_{step}", args=keys)
    return rasht.client.post(at, typed, follow=True)


def shown(rasht) -> str:
    return rasht.client.get(
        reverse("admin:records_beneficiary_detail", args=[rasht.woman.pk])
    ).content.decode()


def worklist(client) -> str:
    return client.get(reverse("admin:worklist")).content.decode()


def test_a_plan_has_goals_and_each_stands_in_the_worklist_when_its_day_comes(rasht):
    assert "هنوز برنامه‌ای ندارد" in worklist(rasht.client)
    sent(rasht, "goals", domain="employment", title="یادگیری خیاطی صنعتی",
         due_on=jalali(today() + 5 * DAY), state="open")  # fmt: skip
    sent(rasht, "goals", domain="housing", title="خانه‌ای با اجارهٔ کمتر",
         due_on=jalali(today() + 90 * DAY), state="open")  # fmt: skip
    listed = worklist(rasht.client)
    assert "هنوز برنامه‌ای ندارد" not in listed
    assert "یادگیری خیاطی صنعتی" in listed
    assert "خانه‌ای با اجارهٔ کمتر" not in listed, "its day is far"
    assert "خانه‌ای با اجارهٔ کمتر" in shown(rasht)


def test_a_goal_that_is_reached_has_the_day_on_which_it_was(rasht):
    answer = sent(rasht, "goals", domain="legal", title="گرفتن شناسنامه",
                  due_on=jalali(today() + DAY), state="reached")  # fmt: skip
    assert "روزی که رسیده" in answer.content.decode()
    with scope.system():
        assert not Goal.objects.exists()


def test_a_service_has_a_value_in_whole_rial_and_says_who_gives_it(rasht):
    typed = {"kind": "goods", "title": "سبد کالای نوروز", "value": "۲۵٬۰۰۰٬۰۰۰",
             "given_on": jalali(today())}  # fmt: skip
    refused = sent(rasht, "services", **typed, provider="benefactor")
    with scope.system():
        assert not Service.objects.exists(), refused.content.decode()
    sent(rasht, "services", **typed, provider="benefactor", provider_name="نیکوکار نمونه")
    with scope.system():
        assert Service.objects.get().value == 25_000_000
    page = shown(rasht)
    assert "۲۵٬۰۰۰٬۰۰۰" in page
    assert "نیکوکار نمونه" in page


def test_another_office_is_told_of_a_current_benefit_and_of_no_other_kind(rasht):
    anzali = make_user(Role.CASE_WORKER, at="گیلان/بندر انزلی")

    def told(kind: str) -> bool:
        with scope.enter(scope.of(anzali)):
            return asking.ask(
                actor=anzali, national_id=rasht.woman.national_id, kind=kind
            ).has_benefit

    assert not told("cash")
    with scope.system():
        given = {"beneficiary": rasht.woman, "province": rasht.woman.province, "kind": "cash"}
        Service.objects.create(**given, title="مستمری سال‌های پیش", given_on="2020-01-01",
                               until="2021-01-01")  # fmt: skip
        assert not told("cash"), "what has ended is no current benefit"
        Service.objects.create(**given, title="مستمری", given_on="2020-01-01",
                               until=today() + 30 * DAY)  # fmt: skip
    assert told("cash")
    assert not told("housing")


def _loan(woman: Beneficiary) -> Loan:
    fund = MicroFund.objects.create(
        province=woman.province, county=woman.county, name="صندوق نمونه", kind="women",
        founded_on="2020-01-01",
    )  # fmt: skip
    member = FundMember.objects.create(
        fund=fund, full_name=str(woman), national_id=woman.national_id, joined_on="2020-02-01"
    )
    return Loan.objects.create(
        fund=fund, member=member, amount=50_000_000, instalment_count=10, purpose="چرخ خیاطی",
        requested_on="2024-01-01",
    )  # fmt: skip


def test_she_is_enrolled_in_a_course_and_a_loan_that_her_number_stands_in(rasht):
    with scope.system():
        event = Event.objects.create(
            province=rasht.woman.province, county=rasht.woman.county, kind="meeting",
            title="کارگاه خیاطی", starts_on="2024-02-01", ends_on="2024-02-02",
        )  # fmt: skip
        hers = Participant.objects.create(
            event=event, province=event.province, full_name="زهرا نمونه",
            national_id=rasht.woman.national_id,
        )  # fmt: skip
        others = Participant.objects.create(
            event=event, province=event.province, full_name="دیگری",
            national_id=national_id(720_002),
        )  # fmt: skip
        loan = _loan(rasht.woman)
    typed = {"began_on": jalali(today()), "state": "under_way"}
    sent(rasht, "enrolments", participant=others.pk, **typed)
    with scope.system():
        assert not Enrolment.objects.exists(), "somebody else's place in a course is not hers"
    sent(rasht, "enrolments", participant=hers.pk, **typed)
    sent(rasht, "enrolments", loan=loan.pk, **typed)
    with scope.system():
        assert Enrolment.objects.count() == 2
    page = shown(rasht)
    assert "کارگاه خیاطی" in page
    assert "چرخ خیاطی" in page


def test_a_home_visit_is_written_down_with_who_wrote_it(rasht):
    sent(rasht, "case_notes", kind="home_visit", on=jalali(today()), text="سقف خانه نم دارد.")
    with scope.system():
        assert CaseNote.objects.get().author_name == rasht.worker.get_full_name()
    assert "سقف خانه نم دارد." in shown(rasht)


def test_her_income_is_asked_after_three_six_and_twelve_months(rasht):
    began = add_jalali_months(today(), -7)
    sent(rasht, "outcomes", kind="home_business", title="پخت نان", started_on=jalali(began),
         income="40000000")  # fmt: skip
    assert "پخت نان" in worklist(rasht.client)
    with scope.system():
        outcome = Outcome.objects.get()
        assert abs((outcome.next_check_on - add_jalali_months(began, 3)).days) <= 3
    for months in (3, 6):
        sent(rasht, "income_checks", outcome=outcome.pk, months=months, on=jalali(today()),
             is_working="on", income="60000000")  # fmt: skip
    with scope.system():
        outcome.refresh_from_db()
        assert IncomeCheck.objects.count() == 2
        assert abs((outcome.next_check_on - add_jalali_months(began, 12)).days) <= 3
    assert "پخت نان" not in worklist(rasht.client)


def test_a_complaint_is_answered_and_the_director_decides_on_her_appeal(rasht):
    sent(rasht, "complaints", about="سبد کالا نرسید")
    with scope.system():
        complaint = Complaint.objects.get()
    assert "سبد کالا نرسید" in worklist(rasht.client)
    sent(rasht, "complaints", "answer", complaint.pk, words="هفتهٔ آینده می‌رسد")
    sent(rasht, "complaints", "appeal", complaint.pk, words="باز هم نرسید")
    assert sent(rasht, "complaints", "decide", complaint.pk, words="حق با اوست").status_code == 403
    director = signed_in(rasht.gilan_director)
    assert "سبد کالا نرسید" in worklist(director)
    director.post(reverse("admin:records_beneficiary_glass", args=[rasht.woman.pk]),
                  {"reason": "رسیدگی به اعتراض"})  # fmt: skip
    decide = reverse("admin:records_beneficiary_complaints_decide",
                     args=[rasht.woman.pk, complaint.pk])  # fmt: skip
    director.post(decide, {"words": "حق با اوست؛ سبد داده شود"})
    with scope.system():
        complaint.refresh_from_db()
        assert complaint.state == "decided"
        assert complaint.decided_by_name == rasht.gilan_director.get_full_name()


def test_graduation_says_why_and_closes_her_record(rasht):
    sent(rasht, "graduations", remarks="یک سال درآمد پایدار")
    with scope.system():
        assert not Graduation.objects.exists(), "without a reason nobody graduates"
    sent(rasht, "graduations", reasons=["income"], remarks="یک سال درآمد پایدار")
    with scope.system():
        rasht.woman.refresh_from_db()
        assert rasht.woman.state == "graduated"
        assert Graduation.objects.get().reasons == ["income"]
    refused = sent(rasht, "goals", domain="legal", title="تازه", due_on=jalali(today()),
                   state="open")  # fmt: skip
    assert "بسته" in refused.content.decode()
    with scope.system():
        assert not Goal.objects.exists()


def test_what_is_done_for_her_is_told_as_one_time_line(rasht):
    sent(rasht, "goals", domain="employment", title="کار پایدار",
         due_on=jalali(today() + DAY), state="open")  # fmt: skip
    sent(rasht, "services", kind="cash", title="کمک نخست", given_on=jalali(today() - 3 * DAY),
         provider="office")  # fmt: skip
    story = shown(rasht).partition('id="story"')[2]
    assert story.index("کار پایدار") < story.index("کمک نخست"), "the newest first"


def test_nobody_records_anything_outside_their_caseload_without_a_reason(rasht):
    colleague = signed_in(make_user(Role.CASE_WORKER, at="گیلان/رشت"))
    for part in ("goals", "services", "referrals", "complaints", "graduations"):
        at = reverse(f"admin:records_beneficiary_{part}_add", args=[rasht.woman.pk])
        answer = colleague.get(at)
        assert answer.status_code == 302
        assert answer["Location"].endswith("/glass/")
    with scope.system():
        assert not Look.objects.exists()


def test_what_she_is_given_moves_with_her_to_another_office(rasht):
    with scope.system():
        Service.objects.create(beneficiary=rasht.woman, province=rasht.woman.province,
                               kind="cash", title="مستمری")  # fmt: skip
    isfahan = rasht.isfahan_expert
    with scope.enter(scope.of(isfahan)):
        told = asking.ask(actor=isfahan, national_id=rasht.woman.national_id)
        request = asking.ask_for_transfer(actor=isfahan, question=told.question, reason="کوچ کرد")
    with scope.enter(scope.of(rasht.rasht_expert)), connection.cursor() as cursor:
        cursor.execute("SELECT safeguards_answer_transfer(%s, true, '')", [request])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with scope.enter(scope.of(isfahan)):
        assert Service.objects.get().province == isfahan.province


def test_no_row_hangs_on_a_woman_out_of_sight(rasht):
    with scope.system():
        at = {"province": province("گیلان"), "county": county("بندر انزلی")}
        hidden = make_woman(at, 720_009)
    with (
        scope.enter(scope.of(rasht.worker)),
        pytest.raises(DatabaseError, match=r"row-level security|out of sight"),
        transaction.atomic(),
    ):
        Goal.objects.create(beneficiary_id=hidden.pk, domain="legal", title="x", due_on=today())
