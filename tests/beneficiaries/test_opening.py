"""A record is opened by whoever has it in their caseload; everybody else breaks the glass."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from accounts.services.set_policy import set_policy
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Look, Opening
from beneficiaries.safeguards.policies import MANY_RECORDS
from beneficiaries.safeguards.services import looking
from persian.numbers import persian_digits
from tests.beneficiaries.rows import make_woman
from tests.cast import county, make_user, province, signed_in

pytestmark = pytest.mark.django_db
REASON = "پیگیری درخواست وام"


@pytest.fixture
def rasht(cast) -> SimpleNamespace:
    """A case worker of Rasht with a woman, and a colleague who has others."""
    colleague = make_user(Role.CASE_WORKER, at="گیلان/رشت")
    with scope.system():
        at = {"province": province("گیلان"), "county": county("رشت")}
        woman = make_woman(at, 770_001, case_worker=cast.rasht_case_worker, mobile="09700000077")
    return SimpleNamespace(**vars(cast), colleague=colleague, woman=woman)


def address(woman: Beneficiary, page: str = "detail") -> str:
    return reverse(f"admin:records_beneficiary_{page}", args=[woman.pk])


def looks() -> list[tuple[str, str, str]]:
    with scope.system():
        return list(Look.objects.order_by("pk").values_list("deed", "page", "reason"))


def test_a_case_worker_opens_their_own_and_it_is_written_down(rasht):
    page = signed_in(rasht.rasht_case_worker).get(address(rasht.woman))
    assert page.status_code == 200
    assert looks() == [("opened", "record", "")]


@pytest.mark.parametrize("person", ["colleague", "rasht_expert", "gilan_expert", "gilan_director"])
def test_everybody_else_gives_a_reason_first(rasht, person):
    client = signed_in(getattr(rasht, person))
    closed = client.get(address(rasht.woman))
    assert closed.status_code == 302
    assert closed["Location"] == address(rasht.woman, "glass")
    assert looks() == []
    client.post(closed["Location"], {"reason": "کم"})
    assert client.get(address(rasht.woman)).status_code == 302
    client.post(closed["Location"], {"reason": REASON})
    assert client.get(address(rasht.woman)).status_code == 200
    assert looks() == [("opened", "record", "")]
    with scope.system():
        opening = Opening.objects.get()
        assert (opening.name, opening.reason) == (getattr(rasht, person).get_full_name(), REASON)
        hours = (opening.closes_at - opening.opened_at) / datetime.timedelta(hours=1)
        assert round(hours, 2) == 3


@pytest.mark.parametrize(
    "page", ["edit", "numbers", "reveal", "close", "looks", "history", "members_add"]
)
def test_no_page_of_a_record_opens_before(rasht, page):
    closed = signed_in(rasht.rasht_expert).get(address(rasht.woman, page))
    assert closed.status_code == 302
    assert closed["Location"] == address(rasht.woman, "glass")


def test_after_its_hours_the_glass_is_whole_again(rasht):
    with scope.enter(scope.of(rasht.colleague)):
        looking.break_glass(actor=rasht.colleague, woman=rasht.woman, reason=REASON)
        assert looking.is_open(rasht.woman)
    with scope.system():
        Opening.objects.update(closes_at=timezone.now() - datetime.timedelta(minutes=1))
    assert signed_in(rasht.colleague).get(address(rasht.woman)).status_code == 302


def test_the_director_is_told_and_judges_it_once(rasht):
    with scope.enter(scope.of(rasht.colleague)):
        looking.break_glass(actor=rasht.colleague, woman=rasht.woman, reason=REASON)
    client = signed_in(rasht.gilan_director)
    assert REASON in client.get(reverse("admin:worklist")).content.decode()
    with scope.system():
        opening = Opening.objects.get()
    judge = reverse("admin:safeguards_opening_review", args=[opening.pk])
    client.post(judge, {"verdict": "no", "remarks": "خارج از وظیفه"})
    with scope.system():
        opening.refresh_from_db()
        assert opening.is_justified is False
        assert opening.reviewer_name == rasht.gilan_director.get_full_name()
    with scope.enter(scope.of(rasht.gilan_director)), pytest.raises(Refusal):
        looking.review(actor=rasht.gilan_director, opening=opening, is_justified=True, remarks="")
    assert REASON not in client.get(reverse("admin:worklist")).content.decode()


def test_nobody_judges_an_opening_of_their_own(rasht):
    director = rasht.gilan_director
    with scope.enter(scope.of(director)):
        looking.break_glass(actor=director, woman=rasht.woman, reason=REASON)
        opening = Opening.objects.get()
        with pytest.raises(Refusal):
            looking.review(actor=director, opening=opening, is_justified=True, remarks="")
        with connection.cursor() as cursor:
            cursor.execute("SELECT safeguards_review(%s, true, '')", [opening.pk])
            assert cursor.fetchone() == (False,)


def test_numbers_are_masked_until_one_is_asked_for_with_a_reason(rasht):
    client = signed_in(rasht.rasht_case_worker)
    shown = client.get(address(rasht.woman)).content.decode()
    for number in (rasht.woman.national_id, rasht.woman.mobile):
        assert number not in shown.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    page = client.post(
        address(rasht.woman, "reveal"), {"number": "mobile", "reason": "تماس برای جلسه"}
    )
    text = page.content.decode().translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    assert rasht.woman.mobile in text
    assert rasht.woman.national_id not in text
    assert looks()[-1] == ("revealed", "mobile", "تماس برای جلسه")


def test_histories_mask_them_too(rasht):
    client = signed_in(rasht.rasht_case_worker)
    client.post(address(rasht.woman, "numbers"), {"mobile": "09700000078", "version": ""})
    shown = client.get(address(rasht.woman, "history")).content.decode()
    assert rasht.woman.national_id not in shown.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))


def test_the_page_of_looks_tells_her_who_saw_what(rasht):
    with scope.enter(scope.of(rasht.colleague)):
        looking.break_glass(actor=rasht.colleague, woman=rasht.woman, reason=REASON)
    signed_in(rasht.colleague).get(address(rasht.woman))
    shown = signed_in(rasht.rasht_case_worker).get(address(rasht.woman, "looks"))
    text = shown.content.decode()
    assert persian_digits(rasht.colleague.get_full_name()) in text
    assert REASON in text


@pytest.mark.parametrize("statement", [
    "INSERT INTO safeguards_look (beneficiary_id, deed, page, reason, user_id, name, role, is_own) "
    "VALUES ({woman}, 'opened', '', '', 1, 'x', 'case_worker', true)",
    "UPDATE safeguards_look SET name = 'x'",
    "DELETE FROM safeguards_look",
    "INSERT INTO safeguards_opening (beneficiary_id, user_id, name, role, reason, closes_at) "
    "VALUES ({woman}, 1, 'x', 'case_worker', 'x', now() + interval '1 year')",
    "UPDATE safeguards_opening SET is_justified = true",
])  # fmt: skip
def test_nobody_writes_the_log_by_hand(rasht, statement):
    with scope.enter(scope.of(rasht.rasht_case_worker)):
        looking.note(rasht.woman, "opened", "record")
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(woman=rasht.woman.pk))


def test_a_list_is_not_narrowed_by_what_a_record_holds(rasht):
    with scope.system():
        at = {"province": province("گیلان"), "county": county("رشت")}
        make_woman(at, 770_002, headship_cause="husband_imprisoned")
    client = signed_in(rasht.rasht_expert)
    listed = reverse("admin:records_beneficiary_changelist")
    counts = {
        cause: client.get(f"{listed}?headship_cause={cause}").context_data["cl"].result_count
        for cause in ("husband_imprisoned", "divorced")
    }
    assert client.get(listed).context_data["cl"].result_count == 2
    assert len(set(counts.values())) == 1, "hers and nobody's are told alike"


def test_the_director_sees_who_read_unusually_much(rasht):
    """Told of the week, whoever stands out first."""
    with scope.enter(scope.of(rasht.rasht_case_worker)):
        looking.note(rasht.woman, "opened", "record")
    late = timezone.now() - datetime.timedelta(days=1)
    with scope.enter(scope.of(rasht.gilan_director)):
        set_policy(
            actor=rasht.gilan_director, policy=MANY_RECORDS, value=1,
            province=rasht.rasht_ngo.province,
        )  # fmt: skip
    with scope.system():
        for number in (770_010, 770_011):
            at = {"province": province("گیلان"), "county": county("رشت")}
            Look.objects.create(
                beneficiary=make_woman(at, number), deed="opened", user_id=rasht.colleague.pk,
                name="پرخوان", role="case_worker", is_own=False, at=late.replace(hour=8),
            )  # fmt: skip
    page = signed_in(rasht.gilan_director).get(reverse("admin:safeguards_opening_readers"))
    readers = {each.name: each for each in page.context_data["readers"]}
    assert (readers["پرخوان"].records, readers["پرخوان"].outside) == (2, 2)
    assert readers["پرخوان"].is_unusual
    assert page.context_data["readers"][0].name == "پرخوان"
    assert (
        signed_in(rasht.rasht_expert).get(reverse("admin:safeguards_opening_readers")).status_code
        == 403
    )
