"""Filters that a person keeps under a name, as tabs above a list."""

import pytest
from django.urls import reverse

from accounts import scope
from screens.models import SavedFilter
from tests.cast import signed_in
from tests.ngos.test_ngo_list import LIST

ADD = "admin:ngos_ngo_savedfilter_add"


def tabs(client, query: str = "") -> list:
    return client.get(LIST + query).context["list_tabs"]


def save(client, name: str, query: str):
    return client.post(reverse(ADD), {"name": name, "query": query}, follow=True)


def levels(response) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


def test_the_list_comes_with_tabs(cast):
    assert len(tabs(signed_in(cast.gilan_expert))) == 5
    queries = [tab.address for tab in tabs(signed_in(cast.rasht_expert))]
    assert "?lacking=county" not in queries


@pytest.mark.parametrize("query", ["?", "?licence=expiring", "?licence=expired", "?lacking=any"])
def test_the_tab_in_force_is_marked(cast, query):
    shown = tabs(signed_in(cast.gilan_expert), query)
    assert [tab.address for tab in shown if tab.is_active] == [query]


def test_a_filter_is_saved_shown_renamed_and_deleted(cast):
    client = signed_in(cast.gilan_expert)
    response = save(client, "فعال‌های من", "status=active&licence=valid&p=3")
    assert levels(response) == ["success"]
    mine = tabs(client, "?licence=valid&status=active")[-1]
    assert (mine.title, mine.is_active) == ("فعال‌های من", True)
    assert mine.address == "?licence=valid&status=active"

    rename = reverse("admin:ngos_ngo_savedfilter_rename", args=[mine.saved.pk])
    client.post(rename, {"name": "معتبرها"})
    assert tabs(client)[-1].title == "معتبرها"

    client.post(reverse("admin:ngos_ngo_savedfilter_delete", args=[mine.saved.pk]))
    assert len(tabs(client)) == 5


def test_saved_filters_are_their_owners_alone(cast):
    save(signed_in(cast.gilan_expert), "مال من", "status=active")
    with scope.system():
        saved = SavedFilter.objects.get()
    other = signed_in(cast.gilan_director)
    assert len(tabs(other)) == 5
    for name in ("rename", "delete"):
        address = reverse(f"admin:ngos_ngo_savedfilter_{name}", args=[saved.pk])
        assert other.post(address, {"name": "مال تو"}).status_code == 404
    with scope.system():
        assert SavedFilter.objects.get().name == "مال من"


@pytest.mark.parametrize(
    ("name", "query"), [("", "status=active"), ("خالی", ""), ("بلند" * 40, "status=active")]
)
def test_what_cannot_be_saved_is_said(cast, name, query):
    response = save(signed_in(cast.gilan_expert), name, query)
    assert levels(response) == ["error"]
    with scope.system():
        assert not SavedFilter.objects.exists()


def test_a_name_is_taken_once(cast):
    client = signed_in(cast.gilan_expert)
    save(client, "یکی", "status=active")
    assert levels(save(client, "يكي", "status=inactive")) == ["error"]
    assert levels(save(signed_in(cast.gilan_director), "یکی", "status=active")) == ["success"]


def test_a_very_long_address_is_not_saved(cast):
    response = save(signed_in(cast.gilan_expert), "دراز", "q=" + "a" * 3000)
    assert levels(response) == ["error"]


def test_saving_asks_for_a_post_with_a_token(cast):
    client = signed_in(cast.gilan_expert)
    assert client.get(reverse(ADD)).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert client.post(reverse(ADD), {"name": "ن", "query": "status=active"}).status_code == 403
