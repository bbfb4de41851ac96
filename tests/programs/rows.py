"""A row of every model of the rooms of `programs/`, for trying addresses."""

import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import models

from accounts.models import User
from councils.kinds import Seat
from councils.models import Council, CouncilMember
from programs.actions.models import ActionPoint
from programs.calls.models import (
    Assignment,
    Call,
    CallForm,
    Clarification,
    Criterion,
    Proposal,
    ProposalFunding,
    Question,
    Review,
    Revision,
)
from programs.microfunds.models import (
    AccountKind,
    FundMember,
    Guarantor,
    Loan,
    MicroFund,
    Movement,
    SelfHelpGroup,
)
from programs.microfunds.services.posting import Line, account_of, post
from programs.money.models import (
    Allocation,
    Campaign,
    CampaignItem,
    Entry,
    Finding,
    Priority,
    Source,
    Stage,
)
from programs.neighbourhoods.models import Facility, Neighbourhood, ProfileItem
from programs.networks.models import Fulfilment, Membership, Network, Pledge
from programs.projects.models import (
    Agreement,
    Harm,
    Indicator,
    Measurement,
    Milestone,
    Partner,
    Party,
    ProcessStep,
    Program,
    Risk,
    UpperDocument,
)


def of_programs(ngo: Any) -> list[models.Model]:
    """A program with everything that hangs on it, an agreement, an action point."""
    at = {"province": ngo.province, "county": ngo.county}
    program = Program.objects.create(**at, title=f"برنامهٔ {ngo.name}", type="training")
    program.counties.add(ngo.county)
    indicator = Indicator.objects.create(
        program=program, title="نفر", unit="نفر", baseline=0, target=10
    )
    agreement = Agreement.objects.create(
        **at, title="همکاری", program=program, signed_on="2024-01-01", starts_on="2024-01-01",
        ends_on="2030-01-01",
    )  # fmt: skip
    return [
        program,
        indicator,
        Measurement.objects.create(indicator=indicator, on="2024-02-01", value=3),
        Milestone.objects.create(
            program=program, title="گشایش", owner="فرمانداری", due_on="2024-03-01"
        ),
        Partner.objects.create(program=program, ngo=ngo, name=ngo.name),
        ProcessStep.objects.create(program=program, position=1, title="شناسایی"),
        Risk.objects.create(program=program, title="کمبود", likelihood=2, impact=3),
        agreement,
        Party.objects.create(agreement=agreement, ngo=ngo, name=ngo.name),
        Harm.objects.earliest("pk"),
        UpperDocument.objects.earliest("pk"),
        ActionPoint.objects.create(
            **at, title="پیگیری", ngo=ngo, owner_name="کارشناس", due_on="2024-01-01"
        ),
        *_of_calls(ngo),
        *_of_funds(ngo, at),
        *_of_places(ngo),
    ]


def _of_funds(ngo: Any, at: dict[str, Any]) -> list[models.Model]:
    """A fund with a member who has saved and asks for a loan, and a self-help group."""
    fund = MicroFund.objects.create(
        **at, name=f"صندوق {ngo.name}", kind="women", operator=ngo, founded_on="2023-01-01"
    )
    member = FundMember.objects.create(fund=fund, full_name="کبری آزمونی", joined_on="2023-02-01")
    loan = Loan.objects.create(
        fund=fund, member=member, amount=50_000_000, instalment_count=10, purpose="چرخ خیاطی",
        requested_on="2024-01-01",
    )  # fmt: skip
    account = account_of(AccountKind.SAVINGS, fund=fund.pk, member=member.pk)
    line = Line(
        account=account.pk, movement=Movement.SAVED, amount=60_000_000,
        made_on=datetime.date(2023, 3, 1),
    )  # fmt: skip
    return [
        fund,
        member,
        loan,
        Guarantor.objects.create(loan=loan, full_name="حسن آزمونی"),
        post(actor=None, fund=fund, line=line),
        SelfHelpGroup.objects.create(
            **at,
            name=f"گروه {ngo.name}",
            trade="خیاطی",
            facilitator=ngo,
            member_count=5,
            founded_on="2023-01-01",
        ),
    ]


def _of_places(ngo: Any) -> list[models.Model]:
    """A network with a pledge of which something was kept, a neighbourhood, a facility."""
    at = {"province": ngo.province, "county": ngo.county}
    network = Network.objects.create(
        **at, kind="benefactors", name=f"مجمع {ngo.name}", founded_on="2020-01-01", operator=ngo
    )
    pledge = Pledge.objects.create(
        network=network, giver="خیّر", pledged_on="2020-02-01", amount=1_000, jobs=2
    )
    place = Neighbourhood.objects.create(
        **at, name=f"محلهٔ {ngo.name}", opened_on="2022-01-16", due_on="2022-02-15",
        facilitator_ngo=ngo,
    )  # fmt: skip
    return [
        network,
        Membership.objects.create(network=network, ngo=ngo, name=ngo.name, joined_on="2020-02-01"),
        pledge,
        Fulfilment.objects.create(pledge=pledge, on="2020-03-01", amount=500),
        place,
        ProfileItem.objects.create(neighbourhood=place, kind="need", title="پارک", priority=1),
        Facility.objects.create(
            **at, kind="base", name=f"پایگاه {ngo.name}", licensee="الف", technical_officer="ب"
        ),
    ]


def _working_group(ngo: Any) -> Council:
    return Council.objects.get_or_create(
        kind="working_group", province=ngo.province, county=ngo.county,
        name=f"کارگروه {ngo.name}", defaults={"level": "county"},
    )[0]  # fmt: skip


def _of_calls(ngo: Any) -> list[models.Model]:
    """A draft of a call of the county's working group, and a proposal that it has received."""
    at = {"province": ngo.province, "county": ngo.county}
    body = _working_group(ngo)
    call = Call.objects.create(
        **at, body=body, title="فراخوان", topic="شرح", closes_on="2030-01-01"
    )
    proposal = Proposal.objects.create(
        **at, ngo=ngo, body=body, title="پیشنهاد", received_on="2024-01-01", revision=1,
        tracking_code=f"1402-{ngo.pk}-00001",
    )  # fmt: skip
    Proposal.objects.filter(pk=proposal.pk).update(state="received")
    revision = Revision.objects.create(
        proposal=proposal, number=1, title="پیشنهاد", summary="شرح", sent_by_name="کارشناس"
    )
    experts = User.objects.filter(county=ngo.county, role="county_expert")
    reviewer, secretary = experts.earliest("pk"), experts.latest("pk")
    CouncilMember.objects.create(
        council=body, seat=Seat.SECRETARY, user=secretary, full_name="دبیر", start_on="2020-01-01"
    )
    assignment = Assignment.objects.create(
        proposal=proposal, reviewer=reviewer, reviewer_name="داور", asked_on="2024-01-01",
        has_conflict=False, declared_on="2024-01-01",
    )  # fmt: skip
    call.fields.add(ngo.field)
    call.counties.add(ngo.county)
    return [
        CallForm.objects.create(call=call, number=1, questions=[]),
        revision,
        assignment,
        Review.objects.create(
            assignment=assignment,
            proposal=proposal,
            reviewer=reviewer,
            revision=revision,
            total=50_00,
            remarks="خوب",
        ),
        call,
        Criterion.objects.create(call=call, title="اثر", weight=100),
        Question.objects.create(call=call, position=1, text="چند نفر؟", kind="number"),
        Clarification.objects.create(call=call, question="تا کی؟", asked_on="2024-01-01"),
        proposal,
    ]


def of_money(ngo: Any) -> list[models.Model]:
    """A source, an allocation of it with a stage and a book, and an expenditure with its file."""
    at = {"province": ngo.province, "county": ngo.county}
    source = Source.objects.create(
        province=ngo.province, year=1403, priority=Priority.objects.earliest("pk"),
        title="اعتبار سمن‌ها", amount=1_000_000,
    )  # fmt: skip
    allocation = Allocation.objects.create(
        **at, source=source, year=1403, priority=source.priority, ngo=ngo, amount=500_000,
        purpose="کارگاه", asked_on="2024-04-01", asked_by_name="کارشناس",
    )  # fmt: skip
    Allocation.objects.filter(pk=allocation.pk).update(
        state="approved", approved_on="2024-04-02", approved_by_name="مدیرکل"
    )
    Entry.objects.create(
        allocation=allocation, kind="allocated", amount=500_000, made_on="2024-04-02"
    )
    stage = Stage.objects.create(
        allocation=allocation, number=1, amount=500_000, due_on="2024-05-01"
    )
    Entry.objects.create(
        allocation=allocation, kind="paid", amount=300_000, made_on="2024-05-01", stage=stage
    )
    spent = Entry.objects.create(
        allocation=allocation, kind="spent", amount=100_000, made_on="2024-05-02",
        document_no="12", file=ContentFile(b"%PDF-1.4", "x.pdf"), size=8, original_name="سند.pdf",
    )  # fmt: skip
    proposal = Proposal.objects.create(
        **at, ngo=ngo, body=_working_group(ngo),
        title="کارگاه", received_on="2024-01-01", revision=1,
        tracking_code=f"1402-{ngo.pk}-00002",
    )  # fmt: skip
    for state in ("received", "supported"):
        Proposal.objects.filter(pk=proposal.pk).update(state=state, decided_on="2024-03-01")
    funding = ProposalFunding.objects.create(allocation=allocation, proposal=proposal)
    campaign = Campaign.objects.create(
        province=ngo.province, title="بررسی پرداخت‌ها", year=1403, percent=50
    )
    item = CampaignItem.objects.create(campaign=campaign, allocation=allocation, position=1)
    Campaign.objects.filter(pk=campaign.pk).update(
        state="drawn", seed="1403", drawn_from=1, drawn_on="2024-06-01"
    )
    finding = Finding.objects.create(
        item=item, result="sound", remarks="سند دیده شد", judged_on="2024-06-02"
    )
    return [source, source.priority, allocation, stage, spent, funding, campaign, item, finding]


# The words of addresses for what hangs on a record.
PARTS: dict[str, type[models.Model]] = {
    "call_criteria": Criterion,
    "call_questions": Question,
    "call_clarifications": Clarification,
    "network_members": Membership,
    "network_pledges": Pledge,
    "network_fulfilments": Fulfilment,
    "neighbourhood_items": ProfileItem,
    "program_indicators": Indicator,
    "program_measurements": Measurement,
    "program_milestones": Milestone,
    "program_partners": Partner,
    "program_process": ProcessStep,
    "program_risks": Risk,
    "agreement_parties": Party,
    "loan_guarantors": Guarantor,
}
