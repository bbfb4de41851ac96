"""A working group, its call, and proposals on their way."""

import datetime
from typing import Any

from accounts import scope
from accounts.models import User
from councils.kinds import Seat
from councils.models import Council, CouncilMember
from ngos.models import NGO
from persian.dates import today
from programs.calls.models import Call, Proposal
from programs.calls.services import calls, proposals, reviews
from programs.calls.services.proposals import Content
from tests.cast import make_ngo, province

LONG_AGO = datetime.date(2017, 1, 1)


def days(number: int) -> datetime.date:
    return today() + datetime.timedelta(number)


def working_group(*, secretary: User, chair: User, name: str = "کارگروه تخصصی") -> Council:
    """A working group of Gilan; who signs in by its seats acts for it."""
    with scope.system():
        body = Council.objects.create(
            kind="working_group", level="provincial", province=province("گیلان"), name=name
        )
        for seat, user in ((Seat.CHAIR, chair), (Seat.SECRETARY, secretary)):
            CouncilMember.objects.create(
                council=body, seat=seat, user=user, full_name=str(user), start_on=LONG_AGO
            )
        CouncilMember.objects.create(
            council=body, seat=Seat.MEMBER, full_name="عضو دیگر", start_on=LONG_AGO
        )
    return body


def ngo_with_licence(name: str, at: str = "گیلان/رشت", **fields: Any) -> NGO:
    fields = {"licence_no": name, "licence_expires_on": days(300), "status": "active", **fields}
    return make_ngo(name, at=at, **fields)


def drafted(actor: User, body: Council, **fields: Any) -> Call:
    """A call of two criteria and one question, not yet published."""
    call = Call(
        **{"body": body, "title": "توانمندسازی زنان", "topic": "شرح", "closes_on": days(10),
           "ceiling": 5_000_000_000, **fields},
    )  # fmt: skip
    with scope.enter(scope.of(actor)):
        call = calls.save_call(actor=actor, call=call)
        call.criteria.create(title="اثر", weight=70)
        call.criteria.create(title="هزینه", weight=30)
        call.questions.create(position=1, text="چند زن؟", kind="number")
    return call


def published(actor: User, body: Council, **fields: Any) -> Call:
    call = drafted(actor, body, **fields)
    with scope.enter(scope.of(actor)):
        return calls.publish(actor=actor, call=call, seen=calls.STAMP.of(call))


def content(call: Call | None = None, **fields: Any) -> Content:
    answers = {}
    if call is not None:
        answers = {each["key"]: 20 for each in call.forms.latest("number").questions}
    return Content(
        **{"title": "کارگاه خیاطی", "summary": "متن محرمانهٔ پیشنهاد", "amount": 1_000_000_000,
           "answers": answers, **fields}
    )  # fmt: skip


def received(
    actor: User, ngo: NGO, call: Call | None = None, body: Council | None = None, **fields: Any
) -> Proposal:
    proposal = Proposal(ngo=ngo, call=call, body=call.body if call is not None else body)
    with scope.enter(scope.of(actor)):
        return proposals.receive(
            actor=actor, proposal=proposal, content=content(call, **fields), on=today()
        )


def asked(actor: User, proposal: Proposal, *reviewers: User) -> None:
    with scope.enter(scope.of(actor)):
        for reviewer in reviewers:
            reviews.ask_reviewer(actor=actor, proposal=proposal, reviewer=reviewer)


def declared(reviewer: User, proposal: Proposal, conflict: str = "") -> None:
    with scope.enter(scope.of(reviewer)):
        reviews.declare_interest(
            actor=reviewer, proposal=proposal, has_conflict=bool(conflict), conflict=conflict
        )


def scored(reviewer: User, proposal: Proposal, points: int, remarks: str = "نظر") -> None:
    with scope.enter(scope.of(reviewer)):
        proposal = Proposal.objects.get(pk=proposal.pk)
        keys = [str(each.pk) for each in proposal.call.criteria.all()] if proposal.call else []
        reviews.score(
            actor=reviewer, proposal=proposal, revision=proposal.revision,
            scores=dict.fromkeys(keys, points), total=points, remarks=remarks,
        )  # fmt: skip


def reviewed(actor: User, proposal: Proposal, *reviewers: User) -> Proposal:
    """A proposal that all of them have scored."""
    asked(actor, proposal, *reviewers)
    for number, reviewer in enumerate(reviewers):
        declared(reviewer, proposal)
        scored(reviewer, proposal, 60 + 20 * number)
    with scope.enter(scope.of(actor)):
        proposal = Proposal.objects.get(pk=proposal.pk)
        return proposals.close_reviews(
            actor=actor, proposal=proposal, seen=proposals.STAMP.of(proposal)
        )


def fresh(row: Any) -> Any:
    with scope.system():
        return type(row).objects.get(pk=row.pk)
