"""Open data: what is public of awards and payments, as the 360Giving Data Standard 1.4 has it.

The rules below are written from the standard's schema (1.4.3), of which no package exists: the
fields that it requires, the kinds of its values, and that it knows no field beside its own.
"""

import csv
import datetime
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts import scope
from accounts.models import AccessEntry
from persian.dates import today
from programs.calls.models import Proposal
from programs.calls.services.funding import ask_for_proposal
from programs.microfunds.models import SelfHelpGroup
from programs.money.models import Allocation
from programs.money.services import deciding, posting
from tests.cast import province, signed_in
from tests.programs.calls.cases import (
    days,
    drafted,
    ngo_with_licence,
    published,
    received,
    working_group,
)
from tests.programs.money.office import act, make_office

pytestmark = pytest.mark.django_db

_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])")
ORGANISATION = {
    "id": str, "name": str, "addressLocality": str, "addressRegion": str, "addressCountry": str,
}  # fmt: skip
FIELDS = {
    "id": str, "title": str, "description": str, "currency": str, "amountAppliedFor": int,
    "amountAwarded": int, "amountDisbursed": int, "awardDate": _DAY, "dateModified": str,
    "fromOpenCall": ("Yes", "No"),
    "plannedDates": [{"startDate": _DAY, "endDate": _DAY}],
    "recipientIndividual": {"id": str, "name": str},
    "recipientOrganization": [ORGANISATION], "fundingOrganization": [ORGANISATION],
    "beneficiaryLocation": [{"name": str, "countryCode": str}],
    "grantProgramme": [{"code": str, "title": str, "description": str}],
    "classifications": [{"vocabulary": str, "code": str, "title": str}],
    "disbursementTransaction": [
        {"id": str, "transactionDate": _DAY, "currency": str, "value": int, "provider": str,
         "recipient": str}
    ],
}  # fmt: skip
REQUIRED = {
    "id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization"
}  # fmt: skip


def holds(value, kind):
    """Whether a value is of a kind of the schema."""
    if isinstance(kind, dict):
        return set(value) <= set(kind) and all(holds(value[name], kind[name]) for name in value)
    if isinstance(kind, list):
        return bool(value) and all(holds(each, kind[0]) for each in value)
    if isinstance(kind, re.Pattern):
        return bool(kind.fullmatch(value))
    return value in kind if isinstance(kind, tuple) else type(value) is kind


def check(package):
    """The rules of the standard's package and of its grants."""
    assert re.fullmatch(r"1\.4", package["version"])
    assert _DAY.fullmatch(package["issued"])
    assert package["publisher"]["name"]
    assert package["license"].startswith("https://")
    assert package["grants"]
    assert len({grant["id"] for grant in package["grants"]}) == len(package["grants"])
    for grant in package["grants"]:
        assert set(grant) >= REQUIRED
        assert ("recipientOrganization" in grant) != ("recipientIndividual" in grant)
        assert holds(grant, FIELDS), grant
        assert grant["currency"] == "IRR"
        assert datetime.datetime.fromisoformat(grant["dateModified"]).tzinfo
        for organisation in (
            *grant["fundingOrganization"],
            *grant.get("recipientOrganization", []),
        ):
            assert {"id", "name"} <= set(organisation)
        paid = sum(each["value"] for each in grant.get("disbursementTransaction", []))
        assert paid == grant.get("amountDisbursed", 0) <= grant["amountAwarded"]


@pytest.fixture
def office(cast):
    """A call that is answered and awarded, a call that is a draft, an unsupported proposal, a
    grant to a group of women, and another that is too small to be told."""
    office = make_office(amount=10_000)
    group = working_group(secretary=cast.gilan_expert, chair=cast.gilan_director)
    office.call = published(cast.gilan_expert, group, title="فراخوان زنان", topic="کار در خانه")
    office.proposal = received(
        cast.gilan_expert, ngo_with_licence("انجمن کارآفرین", ceo_name="نام محرمانه"), office.call,
        title="کارگاه خیاطی", amount=3_000,
    )  # fmt: skip
    office.own = received(cast.gilan_expert, ngo_with_licence("دوم"), body=group, title="خودجوش")
    office.hidden = received(cast.gilan_expert, ngo_with_licence("سوم"), body=group, title="پنهان")
    drafted(cast.gilan_expert, group, title="پیش‌نویس محرمانه")
    with scope.system():
        both = [office.proposal.pk, office.own.pk]
        Proposal.objects.filter(pk__in=both).update(state="supported", decided_on=days(-2))
        for number, (persons, year) in enumerate(((5, 1400), (7, 1400), (6, 1401))):
            SelfHelpGroup.objects.create(
                province=province("گیلان"), name=f"گروه فاطمه {number}", trade="خیاطی",
                member_count=persons, founded_on="2020-01-01", grant=300,
                granted_on=f"{year + 621}-06-01",
            )  # fmt: skip
    return office


def awarded(office, proposal, amount=3_000):
    with scope.enter(scope.of(office.asker)):
        allocation = ask_for_proposal(
            actor=office.asker, proposal=proposal, source=office.source, amount=amount
        )
    return act(office.approver, deciding.approve, allocation, amount=amount, stages=1)


def paid(office, allocation, amount):
    return act(office.payer, posting.pay, allocation, amount=amount, made_on=today())


def package_of(person, **refused):
    address = reverse("admin:money_allocation_open_data_file", args=["json"])
    return json.loads(b"".join(signed_in(person).get(address).streaming_content))


def table_of(person, name):
    address = reverse("admin:money_allocation_open_data_file", args=[name])
    content = b"".join(signed_in(person).get(address).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content)))


def grants_of(package):
    return {grant["title"]: grant for grant in package["grants"]}


def test_an_award_with_its_payments_is_published_in_the_words_of_the_standard(cast, office):
    allocation = awarded(office, office.proposal)
    paid(office, allocation, 1_000)
    wrong = paid(office, allocation, 700)
    act(office.payer, posting.reverse, allocation, entry=wrong, reason="اشتباه")
    paid(office, allocation, 500)
    package = package_of(cast.gilan_director)
    check(package)
    grant = grants_of(package)["کارگاه خیاطی"]
    assert (grant["amountAppliedFor"], grant["amountAwarded"]) == (3_000, 3_000)
    assert [each["value"] for each in grant["disbursementTransaction"]] == [1_000, 500]
    assert grant["amountDisbursed"] == 1_500
    assert grant["grantProgramme"][0]["title"] == "فراخوان زنان"
    assert grant["fromOpenCall"] == "Yes"
    assert grant["recipientOrganization"][0]["name"] == "انجمن کارآفرین"
    assert grant["beneficiaryLocation"] == [{"name": "رشت", "countryCode": "IR"}]


def test_only_supported_proposals_are_published_and_nothing_of_their_text(cast, office):
    awarded(office, office.own, 1_000)
    written = json.dumps(package_of(cast.gilan_director), ensure_ascii=False)
    check(json.loads(written))
    assert grants_of(json.loads(written))["خودجوش"]["fromOpenCall"] == "No"
    for secret in ("پنهان", "پیش‌نویس محرمانه", "متن محرمانه", "نام محرمانه", "کارگاه خیاطی"):
        assert secret not in written


def test_of_a_call_that_was_cancelled_nothing_is_told(cast, office):
    awarded(office, office.proposal)
    assert "کارگاه خیاطی" in grants_of(package_of(cast.gilan_director))
    with scope.system():
        type(office.call).objects.filter(pk=office.call.pk).update(state="cancelled")
    assert "کارگاه خیاطی" not in grants_of(package_of(cast.gilan_director))


def test_money_that_is_asked_for_is_not_published(cast, office):
    with scope.enter(scope.of(office.asker)):
        ask_for_proposal(
            actor=office.asker, proposal=office.proposal, source=office.source, amount=5
        )
    assert "کارگاه خیاطی" not in grants_of(package_of(cast.gilan_director))


def test_what_persons_were_given_is_one_sum_a_year_and_few_are_not_told_at_all(cast, office):
    package = package_of(cast.gilan_director)
    check(package)
    (grant,) = package["grants"]
    assert grant["amountAwarded"] == 600
    assert grant["recipientIndividual"]["name"] == "۱۲ نفر، بدون نام"
    assert "فاطمه" not in json.dumps(package, ensure_ascii=False)


def test_the_tables_tell_the_same_and_count_no_grant_twice(cast, office):
    allocation = awarded(office, office.proposal)
    for amount in (1_000, 500):
        paid(office, allocation, amount)
    grants = {row["Title"]: row for row in table_of(cast.gilan_director, "grants")}
    payments = table_of(cast.gilan_director, "payments")
    grant = grants["کارگاه خیاطی"]
    assert len(grants) == len(package_of(cast.gilan_director)["grants"]) == 2
    assert grant["Amount Awarded"] == "3000"
    assert grant["Recipient Org:Name"] == "انجمن کارآفرین"
    assert [row["Disbursement Transaction:Value"] for row in payments] == ["1000", "500"]
    assert {row["Identifier"] for row in payments} == {grant["Identifier"]}


def test_the_page_tells_how_much_is_published_and_who_took_a_file_is_logged(cast, office):
    awarded(office, office.proposal)
    client = signed_in(cast.gilan_director)
    page = client.get(reverse("admin:money_allocation_open_data")).content.decode()
    assert "۳٬۰۰۰ ریال" in page
    package_of(cast.gilan_director)
    with scope.system():
        assert AccessEntry.objects.filter(act="exported", user_id=cast.gilan_director.pk).exists()
    listed = client.get(reverse("admin:money_allocation_changelist")).content.decode()
    assert reverse("admin:money_allocation_open_data") in listed


@pytest.mark.parametrize("person", ["gilan_expert", "rasht_expert", "gilan_auditor"])
def test_whoever_has_not_the_right_publishes_nothing(cast, office, person):
    client = signed_in(getattr(cast, person))
    assert client.get(reverse("admin:money_allocation_open_data")).status_code == 403
    address = reverse("admin:money_allocation_open_data_file", args=["json"])
    assert client.get(address).status_code == 403
    listed = client.get(reverse("admin:money_allocation_changelist")).content.decode()
    assert reverse("admin:money_allocation_open_data") not in listed


def test_an_office_publishes_its_own_money_alone_and_nothing_where_it_has_none(cast, office):
    awarded(office, office.proposal)
    client = signed_in(cast.qazvin_director)
    address = reverse("admin:money_allocation_open_data_file", args=["json"])
    assert client.get(address).status_code == 404
    page = client.get(reverse("admin:money_allocation_open_data")).content.decode()
    assert "هنوز چیزی برای انتشار نیست" in page


def test_the_command_writes_what_the_page_hands_out(cast, office, tmp_path):
    awarded(office, office.proposal)
    call_command("export_open_data", tmp_path, province="گیلان", stdout=io.StringIO())
    written = json.loads(Path(tmp_path / "360giving.json").read_text(encoding="utf-8"))
    check(written)
    assert written == package_of(cast.gilan_director)
    assert (tmp_path / "360giving-grants.csv").exists()
    assert (tmp_path / "360giving-payments.csv").exists()
    with pytest.raises(CommandError, match="هنوز چیزی برای انتشار نیست"):
        call_command("export_open_data", tmp_path, province="اصفهان")
    with scope.system():
        assert Allocation.objects.exists()
