"""Two registers that differ only in another office's money give the same pages."""

import re

import pytest
from django.urls import reverse

from accounts import scope
from programs.money.models import Allocation, Campaign, Entry, Source
from tests.cast import signed_in
from tests.programs.money.office import approved, make_office, pay, spend
from tests.programs.rows import of_money

pytestmark = pytest.mark.django_db
LISTS = (
    "money_source_changelist", "money_allocation_changelist", "money_entry_changelist",
    "money_allocation_priorities", "money_campaign_changelist", "money_campaignitem_changelist",
    "money_allocation_add", "worklist",
)  # fmt: skip
QUERIES: tuple[dict[str, str], ...] = ({}, {"q": "بهزیستی"})
CHANCE = re.compile(r'nonce="[^"]*"|value="[A-Za-z0-9_-]{20,}"')


def pages(person, rows):
    """What this person reads, but for what is drawn by lot for each answer."""
    client = signed_in(person)
    found = {}
    for name in LISTS:
        for query in QUERIES:
            answer = client.get(reverse(f"admin:{name}"), query)
            found[name, str(query)] = answer.status_code, CHANCE.sub("", answer.content.decode())
    for model, name in (
        (Source, "money_source_detail"), (Allocation, "money_allocation_detail"),
        (Campaign, "money_campaign_detail"), (Entry, "money_entry_file"),
    ):  # fmt: skip
        for row in rows:
            if isinstance(row, model):
                answer = client.get(reverse(f"admin:{name}", args=[row.pk]))
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                found[name] = answer.status_code, CHANCE.sub("", content.decode("utf-8", "replace"))
    for model in ("source", "allocation", "entry"):
        answer = client.get(reverse(f"admin:money_{model}_export"), {"format": "csv"})
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[f"export {model}"] = answer.status_code, CHANCE.sub("", content.decode())
    return found


def differing_pages(cast, reader, *, county=False):
    """Which pages differ once another office has money; of another county of the province too."""
    with scope.system():
        rows = of_money(cast.rasht_ngo)
    before = pages(reader, rows)
    other = make_office("قزوین")
    with scope.system():
        allocation = approved(other, 900)
        pay(other, allocation, 500)
        spend(other, allocation, 300)
        approved(other, 7, ngo=cast.qazvin_ngo, counterpart=None)
        if county:
            of_money(cast.anzali_ngo)
    after = pages(reader, rows)
    return [key for key in before if before[key] != after[key]]


def test_the_money_of_another_province_changes_no_page(cast):
    assert differing_pages(cast, cast.gilan_director) == []


def test_the_money_of_another_county_changes_no_page(cast):
    assert differing_pages(cast, cast.rasht_expert, county=True) == []


def test_who_reaches_both_offices_sees_the_difference(cast):
    assert differing_pages(cast, cast.national_expert) != []
