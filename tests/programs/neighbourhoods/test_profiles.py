"""Profiles of neighbourhoods: a month's time, how complete each is, and which are overdue."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import scope
from persian.dates import format_jalali, to_gregorian
from programs.neighbourhoods.models import Facility, Neighbourhood
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
LIST = "admin:neighbourhoods_neighbourhood_changelist"


def text(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


@pytest.fixture
def opened(cast):
    """A neighbourhood of Rasht whose profile was opened on 26 Dey 1400 (article S2)."""
    client = signed_in(cast.rasht_expert)
    sent = client.post(
        reverse("admin:neighbourhoods_neighbourhood_add"),
        {"county": cast.rasht_expert.county_id, "name": "نخودچر", "opened_on": "۱۴۰۰/۱۰/۲۶"},
    )
    assert sent.status_code == 302, sent.context["form"].errors
    with scope.system():
        return Neighbourhood.objects.get()


def add_item(user, place, **typed):
    at = reverse("admin:neighbourhoods_neighbourhood_items_add", args=[place.pk])
    return signed_in(user).post(at, typed, follow=True)


def test_a_profile_is_due_after_a_month(opened):
    assert format_jalali(opened.due_on) == "۱۴۰۰/۱۱/۲۶"
    assert opened.due_on == to_gregorian(1400, 11, 26)


def test_it_tells_how_complete_it_is_and_what_is_missing(cast, opened):
    at = "admin:neighbourhoods_neighbourhood_detail"
    client = signed_in(cast.rasht_expert)
    assert "۰٪" in text(client, at, opened.pk)
    add_item(cast.rasht_expert, opened, kind="capacity", title="۱۲ مدرسه", quantity="۱۲")
    add_item(cast.rasht_expert, opened, kind="need", title="پارک", priority="1")
    with scope.system():
        Neighbourhood.objects.update(population=4000)
    shown = text(client, at, opened.pk)
    assert "۵۰٪" in shown
    assert "مانده: محدوده، تسهیلگر، داشته‌ها" in shown


def test_a_need_has_a_priority_from_one_to_five(cast, opened):
    for typed in (
        {"kind": "need", "title": "پارک"},
        {"kind": "asset", "title": "x", "priority": 2},
    ):
        refused = add_item(cast.rasht_expert, opened, **typed)
        assert "نیاز اولویتی از ۱ تا ۵ دارد" in refused.content.decode()
    refuses = pytest.raises(IntegrityError, match="need_has_a_priority")
    with scope.system(), refuses, transaction.atomic():
        opened.items.create(kind="need", title="x", priority=6)


def test_what_is_overdue_stands_in_its_list_and_on_the_worklist(cast, opened):
    client = signed_in(cast.gilan_expert)
    assert "نخودچر" in text(client, LIST, profile="overdue")
    assert "نخودچر" in text(client, "admin:worklist", duty="profiles")
    with scope.system():
        Neighbourhood.objects.update(completed_on=to_gregorian(1400, 11, 20))
    assert "نخودچر" not in text(client, LIST, profile="overdue")


def test_neighbourhoods_prone_to_harms_can_be_listed(cast, opened):
    client = signed_in(cast.gilan_expert)
    assert "نخودچر" not in text(client, LIST, at_risk="True")
    with scope.system():
        Neighbourhood.objects.update(is_at_risk=True)
    assert "نخودچر" in text(client, LIST, at_risk="True")


def test_a_facility_has_its_licensee_and_its_technical_officer(cast, opened):
    client = signed_in(cast.rasht_expert)
    at = reverse("admin:neighbourhoods_facility_add")
    typed = {"kind": "positive_life", "name": "مرکز امید", "county": opened.county_id,
             "neighbourhood": opened.pk, "licensee": "لیلا نمونه", "is_active": "on"}  # fmt: skip
    assert client.post(at, typed).status_code == 200
    client.post(at, {**typed, "technical_officer": "زهرا نمونه"})
    with scope.system():
        assert Facility.objects.get().technical_officer == "زهرا نمونه"
    shown = text(client, "admin:neighbourhoods_neighbourhood_detail", opened.pk)
    assert "مرکز امید" in shown
    assert "زهرا نمونه" in shown


def test_another_office_knows_nothing_of_it(cast, opened):
    assert "نخودچر" not in text(signed_in(cast.isfahan_expert), LIST)
