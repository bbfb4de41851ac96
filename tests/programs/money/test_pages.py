"""The pages of money, as the people of an office open them."""

import pytest
from django.urls import reverse

from accounts import scope
from programs.money.models import Allocation, Campaign, CampaignItem, Entry, Source
from tests.cast import signed_in
from tests.programs.rows import of_money

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(cast):
    with scope.system():
        return {type(row): row for row in of_money(cast.rasht_ngo)}


def page(person, name, row=None, **query):
    args = [row.pk] if row is not None else []
    return signed_in(person).get(reverse(f"admin:{name}", args=args), query)


def text(response):
    return response.content.decode()


def test_the_page_of_an_allocation_tells_what_became_of_the_money(cast, rows):
    for person in (cast.gilan_director, cast.rasht_expert, cast.gilan_auditor):
        answer = page(person, "money_allocation_detail", rows[Allocation])
        assert answer.status_code == 200, person
        for amount in ("۵۰۰٬۰۰۰ ریال", "۳۰۰٬۰۰۰ ریال", "۱۰۰٬۰۰۰ ریال", "۴۰۰٬۰۰۰ ریال"):
            assert amount in text(answer)


def test_lists_are_opened_by_who_may_and_count_what_they_see(cast, rows):
    for person in (cast.gilan_expert, cast.rasht_expert, cast.national_expert):
        for name in ("money_allocation_changelist", "money_entry_changelist",
                     "money_allocation_priorities"):  # fmt: skip
            assert page(person, name).status_code == 200, name
    for person in (cast.gilan_expert, cast.national_expert):
        assert page(person, "money_source_changelist").status_code == 200
    assert page(cast.rasht_expert, "money_source_changelist").status_code == 403


def test_a_source_has_its_page_with_what_was_asked_of_it(cast, rows):
    answer = page(cast.gilan_director, "money_source_detail", rows[Source])
    assert "انجمن یاری رشت" in text(answer)


def test_the_tab_of_an_ngo_shows_its_money(cast, rows):
    answer = page(cast.rasht_expert, "ngos_ngo_detail", cast.rasht_ngo, tab="money")
    assert "۵۰۰٬۰۰۰ ریال" in text(answer)
    assert rows[Allocation].purpose in text(answer)


def test_the_document_of_an_expenditure_is_handed_out(cast, rows):
    answer = page(cast.rasht_expert, "money_entry_file", rows[Entry])
    assert answer.status_code == 200


def test_the_money_of_another_office_is_absent(cast, rows):
    for name, row in (
        ("money_allocation_detail", Allocation), ("money_source_detail", Source),
        ("money_entry_file", Entry),
    ):  # fmt: skip
        answer = page(cast.isfahan_expert, name, rows[row])
        assert answer.status_code in (403, 404), name


def test_the_lists_are_exported(cast, rows):
    for name in ("source", "allocation", "entry", "priority", "campaign", "campaignitem"):
        answer = page(cast.gilan_director, f"money_{name}_export", format="csv")
        assert answer.status_code == 200, name


def test_a_campaign_has_its_page_and_those_of_what_it_has_drawn(cast, rows):
    answer = page(cast.gilan_director, "money_campaign_detail", rows[Campaign])
    assert "سند دیده شد" in text(answer)
    for name in ("reply", "judge"):
        answer = page(cast.gilan_expert, f"money_campaignitem_{name}", rows[CampaignItem])
        assert answer.status_code == 200, name
    for name in ("campaign", "campaignitem"):
        assert page(cast.gilan_director, f"money_{name}_changelist").status_code == 200
        assert page(cast.rasht_expert, f"money_{name}_changelist").status_code == 403
    assert page(cast.isfahan_expert, "money_campaign_detail", rows[Campaign]).status_code == 404


def test_the_steps_of_an_allocation_have_their_pages(cast, rows):
    for step in ("pay", "spend", "verify", "reverse", "take_back"):
        answer = page(cast.gilan_director, f"money_allocation_{step}", rows[Allocation])
        assert answer.status_code == 200, step
    assert page(cast.rasht_expert, "money_allocation_spend", rows[Allocation]).status_code == 200
    assert page(cast.gilan_expert, "money_allocation_add").status_code == 200
