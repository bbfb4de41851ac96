"""What one NGO's page asks of the database: little, and no more of an NGO that has much."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import scope
from letters.models import Counterpart, Letter
from ngos.duplicates import look_for_duplicates
from ngos.models import Branch, Document, Field, Term
from supervision.models import AnnualReport
from tests.cast import county, make_ngo, make_person, province, signed_in
from tests.certificates.models import Certificate
from tests.licensing.applications.cases import make_application
from tests.licensing.licences.paths import ago, make_licence
from tests.programs import rows
from tests.programs.events.rows import of_event
from tests.supervision.cases import decided, heard, opened, suspended

MOST = 15
TABS = {
    "facts", "terms", "branches", "licences", "applications", "documents", "letters",
    "certificates", "supervision", "history", "programs", "proposals", "networks", "events",
    "money", "microfunds", "actions", "desk", "public",
}  # fmt: skip
COUNTIES = ["لاهیجان", "لنگرود", "رودسر", "فومن"]
APPLICATIONS = [
    [("changes", "inquiries"), ("upgrade", "preliminary_review")],
    [("renewal", "inquiries")],
    [("appeal", "preliminary_review")],
    [("network", "preliminary_review")],
]
CALLS = ["duplicate", "document_expired", "suspended", "report_overdue", "board_ended"]


def fill(cast, ngo, number):
    """One more of everything that can hang on an NGO; what its page warns of among it."""
    expert = cast.gilan_expert
    if number == 0:
        suspended(expert, ngo)
    else:
        decided(expert, heard(expert, opened(expert, ngo)), "oral_notice")
    make_licence(ngo, issued_on=ago(180 + 800 * number), expires_on=ago(800 * number - 500))
    for kind, state in APPLICATIONS[number]:
        make_application(ngo, kind, state=state)
    with scope.system():
        ngo.other_fields.add(Field.objects.exclude(also_ngos=ngo).exclude(ngos=ngo).first())
        terms = {"ngo": ngo, "start_on": "2020-01-01"}
        Term.objects.create(**terms, person=make_person(), post="board_member", end_on="2022-01-01")
        Term.objects.create(**terms, person=make_person(), post="founder")
        Branch.objects.create(ngo=ngo, county=county(COUNTIES[number]))
        Document.objects.create(
            ngo=ngo, type="charter", number=str(number), expires_on="2020-01-01"
        )
        Certificate.objects.create(ngo=ngo, subject="همکاری", asked_on="2024-01-01")
        AnnualReport.objects.create(ngo=ngo, fiscal_year=1400 + number, due_on="2024-05-20")
        counterpart = Counterpart.objects.create(
            province=province("گیلان"), name=f"فرمانداری {number}"
        )
        Letter.objects.create(
            province=ngo.province, county=ngo.county, direction="outgoing", kind="notice",
            number=f"1402/{number}", year=1402, written_on="2024-01-01", ngo=ngo, subject="تذکر",
            body="با سلام", counterpart=counterpart,
        )  # fmt: skip
        if number == 0:
            rows.of_programs(ngo)
            rows.of_money(ngo)
            of_event(ngo)
        look_for_duplicates(make_ngo(f"{ngo.name} نو", at="گیلان/رشت"))


def asked_by(client, ngo, tab):
    """The page at a tab, and how many queries it took."""
    address = reverse("admin:ngos_ngo_detail", args=[ngo.pk])
    with CaptureQueriesContext(connection) as found:
        response = client.get(address, {"tab": tab})
    assert response.status_code == 200
    assert response.context["tab"] == tab
    return response, len(found)


@pytest.mark.parametrize("tab", sorted(TABS))
def test_a_full_ngo_s_page_asks_fifteen_times_at_most_and_no_more_of_a_fuller_one(cast, tab):
    ngo, client = cast.rasht_ngo, signed_in(cast.gilan_expert)
    fill(cast, ngo, 0)
    page, few = asked_by(client, ngo, tab)
    assert {each["key"] for each in page.context["tabs"]} == TABS
    warned = [alert.code for alert in page.context["alerts"]]
    assert set(CALLS) <= set(warned)
    for number in (1, 2, 3):
        fill(cast, ngo, number)
    fuller, many = asked_by(client, ngo, tab)
    assert len(fuller.context["alerts"]) > len(warned)
    assert many <= few <= MOST
