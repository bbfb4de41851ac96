"""Non-interference: two worlds that differ only in women whom somebody may not know give them the
same bytes, on every page, list, search, export and worklist."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import scope
from accounts.models import User
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Look
from tests.addresses import addresses
from tests.beneficiaries.rows import make_woman, of_women
from tests.cast import make_ngo, make_user, national_id, signed_in
from tests.rows import Register
from tests.test_access import may

pytestmark = pytest.mark.django_db
ROOMS = (
    "admin:records_",
    "admin:safeguards_",
    "admin:intake_",
    "admin:assessments_",
    "admin:imports_run_",
)
EVERYWHERE = ("admin:index", "admin:worklist", "admin:search", "admin:ngos_ngo_changelist")
# What shows the looks at a record, which looking adds to.
OF_LOOKS = ("looks", "statement", "history", "readers")
QUERIES = {
    "_changelist": (
        {},
        {"q": "زهرا"},
        {"q": "نمونه", "o": "1"},
        {"o": "-1"},
        {"caseload": "nobody"},
    ),
    "_export": ({"format": "csv"},),
    "admin:search": ({"s": "زهرا"}, {"q": "زهرا"}),
}


def _queries(name: str) -> tuple[dict[str, str], ...]:
    return next((found for end, found in QUERIES.items() if name.endswith(end)), ({},))


def seen(client: Client, user: User, register: Register) -> dict[str, Any]:
    """Everything that this person is shown, without tokens; looks are taken back."""
    found: dict[str, Any] = {}
    for address in addresses()[0]:
        if not address.name.startswith((*ROOMS, *EVERYWHERE)) or address.name.endswith(OF_LOOKS):
            continue
        if not may(user, address.rule):
            continue
        at = reverse(address.name, kwargs=register.own(address))
        for query in _queries(address.name):
            response = client.get(at, query)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            # A workbook holds the time of its making.
            is_text = response["Content-Type"].startswith("text/")
            shown = _without_tokens(body.decode("utf-8-sig")) if is_text else ""
            found[f"{at} {query}"] = response.status_code, shown
    for typed in ({"national_id": national_id(730_001)},
                  {"first_name": "زهرا", "last_name": "پنهان"}):  # fmt: skip
        response = client.post(reverse("admin:intake_draft_begin"), typed)
        found[f"begin {typed}"] = response.status_code, _without_tokens(response.content.decode())
    with scope.system():
        Look.objects.all().delete()
    return found


def _without_tokens(text: str) -> str:
    text = re.sub(r'(csrfmiddlewaretoken" value|nonce|form_key" value)="[^"]+"', "", text)
    return re.sub(r'name="token" value="[^"]+"', "", text)


@pytest.mark.parametrize(("person", "hidden"), [
    ("rasht_case_worker", "گیلان/بندر انزلی"),
    ("rasht_expert", "گیلان/بندر انزلی"),
    ("gilan_expert", "قزوین/آبیک"),
    ("gilan_director", "قزوین/آبیک"),
    ("national_expert", "گیلان/لاهیجان"),
    ("gilan_auditor", "گیلان/لاهیجان"),
    ("rasht_secretary", "گیلان/لاهیجان"),
])  # fmt: skip
def test_women_out_of_sight_change_not_a_byte(cast, person, hidden):
    register = Register(cast)
    user = getattr(cast, person)
    with scope.system():
        of_nobody = make_ngo(at=hidden, status="inactive")
        make_user("county_expert", at=hidden)
    client = signed_in(user)
    before = seen(client, user, register)
    _hide(of_nobody)
    after = seen(client, user, register)
    assert before.keys() == after.keys()
    assert [at for at in before if before[at] != after[at]] == []
    assert len(before) > 3


def _hide(ngo: Any) -> None:
    """Women of another office: one with all that hangs on a record, one whom the search would
    find, one with a number that Rasht has too."""
    with scope.system():
        of_women(ngo)
        at = {"province": ngo.province, "county": ngo.county}
        make_woman(at, 730_001, first_name="زهرا", last_name="پنهان")
        known = Beneficiary.objects.filter(county__name="رشت").earliest("pk")
        Beneficiary.objects.get_or_create(
            **at, national_id=known.national_id,
            defaults={"first_name": "زهرا", "last_name": "همنام"},
        )  # fmt: skip
