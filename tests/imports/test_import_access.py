"""Who may import, see imports, and of which province."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import scope
from imports.models import Run
from tests.cast import province, signed_in
from tests.imports.test_import_screens import (
    ADD,
    apply,
    check,
    chosen,
    latest,
    line,
    listed,
    page,
    send,
    text_of,
)

LIST = "/office/imports/run/"
pytestmark = pytest.mark.django_db

SEES = {
    "national_expert": True,
    "gilan_director": True,
    "gilan_expert": True,
    "gilan_auditor": True,
    "national_auditor": True,
    "rasht_expert": False,
    "rasht_case_worker": False,
}
ACTS = {name: sees and "auditor" not in name for name, sees in SEES.items()}
ADDRESSES = ("change", "columns", "file", "refused")
POSTED = ("apply", "discard", "columns")


@pytest.fixture
def run(cast: SimpleNamespace) -> Run:
    """A checked import of Gilan."""
    content = listed(
        line("انجمن گیلانی", county="رشت"), line("انجمن ردی", legal_id="", county="ناکجا")
    )
    return check(signed_in(cast.gilan_expert), content, at="گیلان")


@pytest.mark.parametrize("who", SEES)
def test_the_list_is_for_those_who_see_imports(cast: SimpleNamespace, who: str, run: Run) -> None:
    response = signed_in(getattr(cast, who)).get(LIST)
    assert response.status_code == (200 if SEES[who] else 403)
    if SEES[who]:
        assert run.file_name in text_of(response)
        assert ("ورود فهرست تازه" in text_of(response)) is ACTS[who]


@pytest.mark.parametrize("who", SEES)
def test_only_those_who_import_may_send_a_file(cast: SimpleNamespace, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(ADD).status_code == (200 if ACTS[who] else 403)
    content = listed(line(county="رشت"))
    assert send(client, content, at="گیلان").status_code == (302 if ACTS[who] else 403)
    template = client.get(f"{LIST}template/ngos/")
    assert template.status_code == (200 if ACTS[who] else 403)


@pytest.mark.parametrize("who", SEES)
def test_only_those_who_import_may_take_a_step(cast: SimpleNamespace, who: str, run: Run) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(page("change", run)).status_code == (200 if SEES[who] else 403)
    assert client.get(page("columns", run)).status_code == (200 if ACTS[who] else 403)
    for name in ("file", "refused"):
        assert client.get(page(name, run)).status_code == (200 if ACTS[who] else 403)
    data = {"checked_at": run.checked_at.isoformat()}
    response = client.post(page("apply", run), data)
    assert response.status_code == (302 if ACTS[who] else 403)
    assert (latest().state == "applied") is ACTS[who]


def test_an_auditor_sees_the_check_without_buttons_and_without_personal_data(
    cast: SimpleNamespace, run: Run
) -> None:
    client = signed_in(cast.gilan_auditor)
    shown = client.get(page("change", run, "?rows=created")).content.decode()
    assert "09700000001" not in shown
    assert page("apply", run) not in shown
    assert page("discard", run) not in shown
    assert page("file", run) not in shown


def test_an_unchecked_import_is_told_of_to_an_auditor(cast: SimpleNamespace) -> None:
    send(signed_in(cast.gilan_expert), listed(line(county="رشت")), at="گیلان")
    response = signed_in(cast.gilan_auditor).get(page("change", latest()))
    assert response.status_code == 200
    assert "هنوز بررسی نشده" in text_of(response)


@pytest.mark.parametrize("who", ["visitor", "rasht_ngo_officer"])
def test_people_outside_the_office_are_sent_away(cast: SimpleNamespace, who: str, run: Run) -> None:
    client = signed_in(getattr(cast, who))
    for address in (LIST, ADD, *(page(name, run) for name in (*ADDRESSES, "apply", "discard"))):
        assert client.get(address).status_code in (302, 403)
        assert client.post(address).status_code in (302, 403)
    assert latest().state == "checked"


def test_an_import_of_another_province_is_not_there(cast: SimpleNamespace, run: Run) -> None:
    client = signed_in(cast.isfahan_expert)
    for name in ADDRESSES:
        assert client.get(page(name, run)).status_code == 404
    for name in POSTED:
        assert client.post(page(name, run), chosen(run)).status_code == 404
    assert run.file_name not in text_of(client.get(LIST))
    assert latest().state == "checked"


@pytest.mark.parametrize("key", ["0", "99999999999999999999999", "abc", "1%00"])
def test_an_import_that_does_not_exist_is_not_found(cast: SimpleNamespace, key: str) -> None:
    client = signed_in(cast.gilan_expert)
    assert client.get(f"{LIST}{key}/change/").status_code in (302, 404)


def test_a_forged_province_or_kind_is_refused_with_a_message(cast: SimpleNamespace) -> None:
    client = signed_in(cast.gilan_expert)
    response = send(client, listed(line()), at="اصفهان")
    assert response.status_code == 200
    assert "province" in response.context["form"].errors
    with scope.system():
        home = province("گیلان").pk
    response = client.post(ADD, {"kind": "users", "province": home, "file": ""})
    assert "kind" in response.context["form"].errors
    assert latest() is None


def test_the_national_expert_chooses_the_province(cast: SimpleNamespace) -> None:
    client = signed_in(cast.national_expert)
    shown = client.get(ADD)
    assert all(name in text_of(shown) for name in ("گیلان", "اصفهان", "قزوین"))
    run = check(client, listed(line(county="رشت")), at="گیلان")
    apply(client, run)
    assert latest().state == "applied"


def test_steps_that_change_something_are_not_taken_by_following_a_link(
    cast: SimpleNamespace, run: Run
) -> None:
    client = signed_in(cast.gilan_expert)
    for name in ("apply", "discard"):
        assert client.get(page(name, run)).status_code == 405


@pytest.mark.parametrize("unused", ["delete", "history"])
def test_nobody_deletes_an_import(cast: SimpleNamespace, run: Run, unused: str) -> None:
    client: Any = signed_in(cast.national_expert)
    assert client.post(f"{LIST}{run.pk}/{unused}/", {"post": "yes"}).status_code in (302, 404)
    assert latest().pk == run.pk


def test_a_director_applies_what_an_expert_has_sent(cast: SimpleNamespace, run: Run) -> None:
    director: Client = signed_in(cast.gilan_director)
    apply(director, run)
    shown = director.get(page("change", run))
    assert shown.context["run"].applied_by_name == cast.gilan_director.get_full_name()
    assert reverse("admin:ngos_ngo_changelist") in shown.content.decode()
