"""A canary in every text column: on no page does it become more than text.

Columns are found by walking the models. A column that takes no canary is named with what keeps it
out; one that begins to take them, or ceases to, is noticed. Here a director's pages are read
closely with their tabs; that no canary gets out on any page of any role is asserted where every
address is walked as every role, in tests/test_access.py.
"""

import pytest
from django.apps import apps
from django.db.models import CharField, TextField
from django.urls import reverse

from tests import rows
from tests.addresses import addresses
from tests.cast import signed_in
from tests.public.rows import withheld
from tests.rooms import FOLDERS
from tests.security import canaries

# What keeps every canary out of a column.
A_LIST = "one of a list, which a constraint or a trigger keeps"
AN_IDENTIFIER = "an identifier, whose digits and form a constraint keeps"
AN_ANSWER = "there once somebody has said what a word of a file means; shown as the word is"
BY_THE_DATABASE = "written by functions of the database; names and devices come with the walk"
IN_A_LEDGER = "posted once and never changed: a trigger keeps it, and the balances beside it"
ONCE_SAID = "there only with what goes with it, which a constraint keeps"
BY_A_JOB = "written by jobs that publish, in words of the code; the trial has no such row"
TOO_SHORT = "too short for any markup that does something"
REFUSING: dict[str, tuple[str, ...]] = {
    A_LIST: (
        "accounts.User.role", "imports.DuplicatePair.state", "imports.Run.state",
        "councils.AgendaItem.decision", "councils.AgendaItem.follow_up",
        "supervision.AnnualReport.state",
        "licensing.Application.kind", "licensing.Application.level", "licensing.Application.state",
        "licensing.ApplicationStep.source", "licensing.ApplicationStep.target",
        "councils.AgendaItem.sense", "councils.Council.kind", "councils.Council.level",
        "councils.CouncilMember.seat", "ngos.Document.type", "licensing.Inquiry.authority",
        "licensing.Inquiry.result", "letters.Letter.direction", "letters.Letter.kind",
        "letters.LetterTemplate.kind", "licensing.Licence.kind", "licensing.Licence.state",
        "supervision.Measure.kind", "supervision.MeasureProposal.kind",
        "supervision.MeasureProposal.state",
        "ngos.NGO.activity_level", "ngos.NGO.issuer", "ngos.NGO.ngo_type", "ngos.NGO.status",
        "councils.Session.state", "supervision.SupervisionCase.source",
        "supervision.SupervisionCase.state",
        "ngos.Term.post", "screens.Export.state",
        "actions.ActionPoint.state", "calls.Call.level", "calls.Call.state", "calls.Proposal.state",
        "calls.Question.kind", "events.Attendance.way", "events.Event.kind", "events.Event.level",
        "events.Event.state", "events.Participant.role", "events.Session.state",
        "microfunds.Account.kind", "microfunds.LedgerEntry.movement", "microfunds.Loan.state",
        "microfunds.MicroFund.kind", "microfunds.MicroFund.state", "money.Allocation.state",
        "money.Campaign.state", "money.Entry.kind", "money.Finding.action", "money.Finding.result",
        "neighbourhoods.Facility.kind", "neighbourhoods.ProfileItem.kind", "networks.Network.kind",
        "projects.Program.state", "projects.Program.type", "projects.UpperDocument.kind",
        "records.Beneficiary.disability", "records.Beneficiary.education",
        "records.Beneficiary.headship_cause", "records.Beneficiary.housing",
        "records.Beneficiary.insurance", "records.Beneficiary.marital_status",
        "records.Beneficiary.state", "records.Beneficiary.supporters",
        "records.HouseholdMember.disability", "records.HouseholdMember.education",
        "records.HouseholdMember.gender", "records.HouseholdMember.relation",
        "safeguards.Consent.purpose", "safeguards.Consent.recipient", "safeguards.Consent.way",
        "safeguards.Look.deed", "safeguards.Note.legal_ground", "safeguards.Note.subject",
        "safeguards.Transfer.state",
        "care.CaseNote.kind", "care.Complaint.state", "care.Enrolment.state", "care.Goal.domain",
        "care.Goal.state", "care.Graduation.reasons", "care.Outcome.kind", "care.Referral.shares",
        "care.Referral.state", "care.Service.kind", "care.Service.provider",
        "ngos.NGO.founded_precision", "desk.FieldChange.field", "desk.FieldChange.state",
    ),
    AN_IDENTIFIER: (
        "ngos.NGO.legal_id", "ngos.NGO.mobile", "ngos.NGO.postal_code", "ngos.NGO.sheba",
        "ngos.Person.mobile", "ngos.Person.national_id",
        "events.Participant.mobile", "events.Participant.national_id",
        "microfunds.FundMember.mobile", "microfunds.FundMember.national_id",
        "microfunds.Guarantor.mobile", "microfunds.Guarantor.national_id",
        "records.Beneficiary.mobile", "records.Beneficiary.national_id",
        "records.Beneficiary.sheba", "records.HouseholdMember.national_id",
        "desk.FieldChange.national_id",
    ),
    IN_A_LEDGER: (
        "microfunds.LedgerEntry.by_name", "microfunds.LedgerEntry.document_no",
        "microfunds.LedgerEntry.note", "money.Entry.by_name", "money.Entry.content_type",
        "money.Entry.original_name", "money.Allocation.listed_as",
    ),
    ONCE_SAID: (
        "money.Campaign.seed", "money.CampaignItem.reply", "money.Finding.no_action_reason",
    ),
    BY_A_JOB: ("api.Award.key", "api.Dump.name", "api.Dump.sha256", "api.Dump.stored"),
    BY_THE_DATABASE: (
        "accounts.AccessEntry.about_name", "accounts.AccessEntry.act",
        "accounts.AccessEntry.device", "accounts.AccessEntry.name", "accounts.AccessEntry.role",
        "accounts.AccessEntry.unusual", "accounts.Session.data", "accounts.Session.device",
        "accounts.Session.key_hash",
        "desk.ReportSignature.name", "desk.ReportSignature.post",
    ),
    AN_ANSWER: (
        "imports.Meaning.field", "imports.Meaning.kind", "imports.Meaning.meaning",
        "imports.Meaning.word",
    ),
    TOO_SHORT: ("accounts.County.code", "accounts.Province.code", "imports.Run.delimiter"),
}  # fmt: skip


def test_nobody_s_words_become_a_part_of_a_page(cast):
    register = rows.Register(cast)
    withheld(cast.qazvin_ngo, by=cast.national_expert)
    refused = canaries.plant(register.keys())
    assert refused == {column for columns in REFUSING.values() for column in columns}
    known, _unknown = addresses()
    client = signed_in(cast.gilan_director)
    client.defaults["HTTP_USER_AGENT"] = canaries.CANARIES[1]  # kept as the device, and listed
    found, shown = [], set()
    for address in known:
        path = reverse(address.name, kwargs=register.own(address))
        waiting, seen = [path], {path}
        while waiting:
            at = waiting.pop()
            response = client.get(at)
            if not response.get("Content-Type", "").startswith("text/html"):
                continue
            html = response.content.decode()
            markup = canaries.Markup(html)
            found += [
                f"{at}: {what}" for what in (*markup.became, canaries.broken_out(html)) if what
            ]
            if markup.shows:
                shown.add(address.name)
            follow = {f"{path}?{query}" for query in markup.tabs} - seen
            waiting += follow
            seen |= follow
    assert found == [], "\n" + "\n".join(found[:40])
    assert len(shown) > 300, "hardly a page shows a canary"


@pytest.mark.parametrize("canary", canaries.CANARIES[:2])
def test_nor_do_those_that_the_public_reads_of_an_ngo_that_is_withheld(cast, client, canary):
    withheld(cast.qazvin_ngo, by=cast.national_expert, reason=canary)
    page = client.get(reverse("public_ngo", kwargs={"number": cast.qazvin_ngo.pk}))
    markup = canaries.Markup(page.content.decode())
    assert markup.shows
    assert markup.became == []


def test_texts_of_every_room_are_planted_in():
    """Of rooms that stand in a folder of rooms too."""
    with_texts = {
        config.name
        for config in apps.get_app_configs()
        if config.name.partition(".")[0] in FOLDERS
        for model in config.get_models()
        if any(isinstance(field, CharField | TextField) for field in model._meta.concrete_fields)
    }
    assert with_texts == {
        apps.get_app_config(model._meta.app_label).name for model, _ in canaries.text_columns()
    }


@pytest.mark.parametrize(
    "page",
    [
        *(f"<p>{canary}</p>" for canary in canaries.CANARIES[:-1]),
        f'<p title="{canaries.CANARIES[0]}">',
        f"<p title='{canaries.CANARIES[1]}'>",
        f"""<p x-data="{{name: '{canaries.WORD}'}}">""",
        f"<script>var name = '{canaries.CANARIES[0]}'</script>",
    ],
)
def test_a_canary_that_gets_out_is_seen(page):
    assert canaries.Markup(page).became
    assert canaries.broken_out(page)
