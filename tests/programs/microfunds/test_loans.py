"""A loan from its request to the end, through the screens, by those whose part each step is."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import scope
from jobs.daily import run_daily
from persian.dates import add_jalali_months, today
from programs.microfunds.models import Account, LedgerEntry, Loan, Movement
from programs.microfunds.services.reading import sums_of
from tests.cast import signed_in
from tests.programs.microfunds.factory import (
    asked_on,
    enter,
    fresh,
    jalali,
    make_fund,
    make_member,
)

pytestmark = pytest.mark.django_db


def send(user, page, *args, **data):
    """The form of an address, sent with what it carries."""
    client = signed_in(user)
    address = reverse(f"admin:microfunds_{page}", args=args)
    query = data.pop("query", "")
    shown = client.get(address + query)
    form = shown.context and shown.context.get("form")
    carried = {each.html_name: each.value() or "" for each in form.hidden_fields()} if form else {}
    return client.post(address + query, {**carried, **data}, follow=True)


def text(response):
    return response.content.decode()


@pytest.fixture
def fund(cast):
    return make_fund()


@pytest.fixture
def member(fund):
    return make_member(fund, saved=40_000_000)


def request(cast, member, *, amount=100_000_000, count=10, on=None, guarantor=True):
    sent = send(
        cast.rasht_expert, "loan_add", query=f"?member={member.pk}", amount=amount,
        instalment_count=count, purpose="چرخ خیاطی", requested_on=jalali(on or asked_on()),
    )  # fmt: skip
    assert sent.redirect_chain, sent.context["form"].errors
    with scope.system():
        loan = Loan.objects.latest("pk")
    if guarantor:
        send(cast.rasht_expert, "loan_guarantors_add", loan.pk, full_name="حسن آزمونی")
    return loan


def approve(cast, loan):
    return send(cast.gilan_director, "loan_approve", loan.pk, on=jalali(asked_on()))


def pay(cast, loan, on=None, first=None):
    day = on or today()
    return send(
        cast.gilan_expert, "loan_pay", loan.pk, on=jalali(day), cheque_no="۷۷۱۲",
        first_due_on=jalali(first or add_jalali_months(day, 1)),
    )  # fmt: skip


def repay(user, loan, amount, on=None):
    return send(user, "loan_repay", loan.pk, amount=amount, made_on=jalali(on or today()))


def sums(fund):
    with scope.system():
        return sums_of(fund)


def test_a_loan_is_asked_for_approved_paid_and_repaid_to_exactly_zero(cast, fund, member):
    enter(fund, Movement.GRANTED, 100_000_000)
    loan = request(cast, member, count=7)
    approve(cast, loan)
    loan = fresh(loan)
    assert (loan.state, loan.fee, loan.cheque_amount) == ("approved", 4_000_000, 200_000_000)
    assert loan.deposit == 14_285_000 * 150 // 100
    pay(cast, loan)
    with scope.system():
        lines = list(loan.instalments.values_list("amount", flat=True))
    assert (sum(lines), len(lines)) == (100_000_000, 7)
    stands = sums(fund)
    assert (stands.loans, stands.fees, stands.deposits) == (100_000_000, 4_000_000, 21_427_500)
    assert stands.balance == 40_000_000 + 100_000_000 - 100_000_000
    assert stands.cash == stands.balance + stands.fees
    repay(cast.rasht_expert, loan, lines[0])
    assert fresh(loan).state == "repaying"
    too_much = repay(cast.rasht_expert, loan, 100_000_000)
    assert "مانده است" in text(too_much)
    repay(cast.rasht_expert, loan, 100_000_000 - lines[0])
    loan = fresh(loan)
    assert (loan.state, loan.settled_on) == ("settled", today())
    assert sums(fund).loans == 0
    send(cast.gilan_expert, "loan_release", loan.pk, made_on=jalali(today()))
    assert sums(fund).deposits == 0
    shown = text(signed_in(cast.gilan_auditor).get(
        reverse("admin:microfunds_loan_detail", args=[loan.pk])
    ))  # fmt: skip
    assert "پس داده شده" in shown


def test_balance_is_savings_and_grants_less_loans_and_repayments(cast, fund, member):
    enter(fund, Movement.GRANTED, 70_000_000)
    loan = request(cast, member, amount=50_000_000)
    approve(cast, loan)
    pay(cast, loan)
    repay(cast.rasht_expert, loan, 5_000_000)
    assert sums(fund).balance == 40_000_000 + 70_000_000 - 50_000_000 + 5_000_000


def test_what_the_charter_asks_stands_in_the_way_of_an_approval(cast):
    young = make_fund("صندوق نو", founded_on=add_jalali_months(today(), -3))
    member = make_member(
        young, saved=10_000_000, joined_on=add_jalali_months(today(), -3)
    )  # fmt: skip
    loan = request(
        cast, member, amount=25_000_001, on=add_jalali_months(today(), -1), guarantor=False
    )
    shown = text(signed_in(cast.gilan_expert).get(
        reverse("admin:microfunds_loan_detail", args=[loan.pk])
    ))  # fmt: skip
    for reason in ("۶ ماه پس از تأسیس", "پس از ۳ ماه", "۲۵٬۰۰۰٬۰۰۰", "دست‌کم ۱ ضامن"):
        assert reason in shown
    refused = send(cast.gilan_director, "loan_approve", loan.pk, on=jalali(today()))
    assert "۶ ماه پس از تأسیس" in text(refused)
    assert fresh(loan).state == "requested"


def test_a_fund_s_own_charter_outweighs_the_policy(cast, fund, member):
    with scope.system():
        type(fund).objects.filter(pk=fund.pk).update(loan_percent=300, guarantors=0, fee_percent=2)
    enter(fund, Movement.GRANTED, 200_000_000)
    loan = request(cast, member, amount=120_000_000, guarantor=False)
    approve(cast, loan)
    loan = fresh(loan)
    assert (loan.state, loan.fee) == ("approved", 2_400_000)


def test_a_loan_is_not_paid_before_its_round_nor_beyond_the_cash(cast, fund, member):
    loan = request(cast, member)
    approve(cast, loan)
    early = pay(cast, loan, on=asked_on())
    assert "پرداخت می‌شود" in text(early)
    poor = pay(cast, loan)
    assert "موجودی صندوق فقط ۴۰٬۰۰۰٬۰۰۰ ریال است" in text(poor)
    loan = fresh(loan)
    assert (loan.state, loan.paid_on) == ("approved", None)
    with scope.system():
        assert not loan.instalments.exists()


def test_three_persons_have_part_in_a_loan(cast, fund, member):
    enter(fund, Movement.GRANTED, 100_000_000)
    with scope.system():
        loan = Loan.objects.create(
            fund=fund, member=member, amount=1_000_000, instalment_count=2, purpose="x",
            requested_on=asked_on(), requested_by=cast.gilan_director,
        )  # fmt: skip
        loan.guarantors.create(full_name="حسن آزمونی")
    refused = send(cast.gilan_director, "loan_approve", loan.pk, on=jalali(asked_on()))
    assert "فرد دیگری تأیید" in text(refused) or "این گام" in text(refused)
    assert fresh(loan).state == "requested"
    send(cast.gilan_expert, "loan_approve", loan.pk, on=jalali(asked_on()))
    assert fresh(loan).state == "approved"
    pay(cast, loan)  # by the same expert
    assert fresh(loan).state == "approved"
    with (
        scope.enter(scope.of(cast.gilan_expert)),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        Loan.objects.filter(pk=loan.pk).update(
            state="paid", paid_on=today(), paid_by=cast.gilan_director
        )  # the database knows who it is


def test_an_instalment_is_late_from_the_day_after_it_was_due(cast, fund, member):
    enter(fund, Movement.GRANTED, 100_000_000)
    paid_on = add_jalali_months(today(), -1)
    loan = request(cast, member, on=add_jalali_months(today(), -4))
    send(cast.gilan_director, "loan_approve", loan.pk, on=jalali(add_jalali_months(today(), -3)))
    yesterday = today() - datetime.timedelta(1)
    pay(cast, loan, on=paid_on, first=yesterday)
    assert fresh(loan).state == "paid"
    worklist = text(signed_in(cast.rasht_expert).get(reverse("admin:worklist")))
    assert "وام‌های دارای قسط معوق" in worklist
    run_daily(today())
    assert fresh(loan).state == "overdue"
    listed = reverse("admin:microfunds_loan_changelist")
    assert "کبری" in text(signed_in(cast.gilan_expert).get(listed, {"in_arrears": "yes"}))
    repay(cast.rasht_expert, loan, 10_000_000)
    assert fresh(loan).state == "repaying"
    assert "کبری" not in text(signed_in(cast.gilan_expert).get(listed, {"in_arrears": "yes"}))


def test_a_payment_by_mistake_is_taken_back_as_a_whole(cast, fund, member):
    enter(fund, Movement.GRANTED, 100_000_000)
    before = sums(fund)
    loan = request(cast, member)
    approve(cast, loan)
    pay(cast, loan)
    send(cast.gilan_expert, "loan_take_back", loan.pk, reason="به حساب دیگری رفت")
    assert fresh(loan).state == "withdrawn"
    assert sums(fund) == before
    with scope.system():
        assert LedgerEntry.objects.filter(loan=loan).count() == 6


def test_a_repayment_by_mistake_is_reversed_and_the_loan_is_open_again(cast, fund, member):
    enter(fund, Movement.GRANTED, 100_000_000)
    loan = request(cast, member, amount=20_000_000)
    approve(cast, loan)
    pay(cast, loan)
    repay(cast.rasht_expert, loan, 20_000_000)
    assert fresh(loan).state == "settled"
    with scope.system():
        entry = LedgerEntry.objects.get(loan=loan, movement="repaid")
    send(cast.gilan_expert, "ledgerentry_reverse", entry.pk, reason="چک برگشت خورد",
         made_on=jalali(today()))  # fmt: skip
    loan = fresh(loan)
    assert (loan.state, loan.settled_on) == ("paid", None)
    again = send(cast.gilan_expert, "ledgerentry_reverse", entry.pk, reason="x",
                 made_on=jalali(today()))  # fmt: skip
    assert "پیش‌تر برگشت خورده است" in text(again)


def test_savings_are_brought_and_taken_and_never_fall_below_zero(cast, fund):
    member = make_member(fund)
    send(cast.rasht_expert, "fundmember_deposit", member.pk, amount="۵۰۰۰۰۰",
         made_on=jalali(today()))  # fmt: skip
    refused = send(cast.rasht_expert, "fundmember_withdraw", member.pk, amount=500_001,
                   made_on=jalali(today()))  # fmt: skip
    assert "فقط ۵۰۰٬۰۰۰ ریال هست" in text(refused)
    send(cast.rasht_expert, "fundmember_leave", member.pk, on=jalali(today()))
    assert fresh(member).left_on is None
    send(cast.rasht_expert, "fundmember_withdraw", member.pk, amount=500_000,
         made_on=jalali(today()))  # fmt: skip
    send(cast.rasht_expert, "fundmember_leave", member.pk, on=jalali(today()))
    assert fresh(member).left_on == today()
    with scope.system():
        assert Account.objects.get(member=member).entries == 2


def test_the_book_of_a_year_is_printed(cast, fund, member):
    client = signed_in(cast.rasht_expert)
    answer = client.get(reverse("admin:microfunds_microfund_book", args=[fund.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_pages_of_a_fund_show_what_stands_in_it(cast, fund, member):
    for name, row in (("microfund", fund), ("fundmember", member)):
        shown = text(signed_in(cast.gilan_auditor).get(
            reverse(f"admin:microfunds_{name}_detail", args=[row.pk])
        ))  # fmt: skip
        assert "۴۰٬۰۰۰٬۰۰۰" in shown
    for name in ("microfund", "fundmember", "loan", "ledgerentry", "selfhelpgroup"):
        listed = reverse(f"admin:microfunds_{name}_changelist")
        assert signed_in(cast.gilan_expert).get(listed).status_code == 200


def test_a_fund_with_few_members_is_warned_about_and_a_full_one_takes_nobody(cast, fund, member):
    page = reverse("admin:microfunds_microfund_detail", args=[fund.pk])
    assert "دست‌کم ۳۰" in text(signed_in(cast.gilan_expert).get(page))
    with scope.system():
        type(fund).objects.filter(pk=fund.pk).update(members_least=1, members_most=1)
    sent = send(cast.rasht_expert, "fundmember_add", query=f"?fund={fund.pk}",
                full_name="زهرا آزمونی", joined_on=jalali(today()))  # fmt: skip
    assert "حداکثر ۱ عضو" in text(sent)


def test_a_group_of_three_is_warned_about(cast):
    sent = send(cast.rasht_expert, "selfhelpgroup_add", name="گروه نان", trade="نانوایی",
                member_count=3, founded_on=jalali(asked_on()), grant=300_000_000,
                granted_on=jalali(today()))  # fmt: skip
    assert "گروه ۳ عضو دارد" in text(sent)


def test_a_reader_of_the_whole_country_narrows_by_the_funds_of_the_provinces_they_chose(cast):
    near, far = make_fund("صندوق رشت"), make_fund("صندوق اصفهان", at="اصفهان")
    listed = reverse("admin:microfunds_loan_changelist")

    def offered(person, **query):
        page = signed_in(person).get(listed, query)
        return {
            title for _key, title in page.context["cl"].filter_specs[0].form.fields["fund"].choices
        }

    assert offered(cast.gilan_expert) == {near.name}
    assert offered(cast.national_expert) == set()
    assert offered(cast.national_expert, province=far.province_id) == {far.name}
    assert offered(cast.national_expert, fund=near.pk) == {near.name}
