"""Reviews: asking people, what they declare, and how they score apart from each other."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, require
from persian.dates import today
from programs.calls.conditions import acts_for_body
from programs.calls.models import Assignment, Criterion, Proposal, Review, Revision
from programs.calls.policies import REVIEW_DAYS
from programs.calls.workflow import ProposalState
from screens.steps import needed

REVIEW, WEIGH = "calls.review_proposal", "calls.weigh_proposal"
HUNDREDTHS = 100  # of a point, in which a total is kept
MOST = 100  # points


def weighted(scores: Mapping[str, int], criteria: Iterable[Criterion]) -> int:
    """The weighted mean of points in hundredths, rounded half up; the weights sum to 100."""
    sum_ = sum(scores[str(each.pk)] * each.weight for each in criteria)
    return sum_ * HUNDREDTHS // 100


@transaction.atomic
def ask_reviewer(
    *, actor: User, proposal: Proposal, reviewer: User, due_on: datetime.date | None = None
) -> Assignment:
    """Ask somebody of the office to review a proposal that was received.

    Raises PermissionDenied for whoever does not act for the working group, Refusal for somebody of
    the proposing NGO or without the right to review, and for a proposal in another state.
    """
    require(actor, WEIGH)
    if not acts_for_body(actor, proposal.body):
        raise PermissionDenied(_("Your role does not allow this."))
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if proposal.state != ProposalState.RECEIVED:
        raise Refusal("not_received", _("Reviewers are asked while a proposal is received."))
    if not reviewer.has_perm(REVIEW):
        raise Refusal(
            "no_reviewer", _("This person's role does not review proposals."), field="reviewer"
        )
    days = datetime.timedelta(value_of(REVIEW_DAYS, proposal.province_id))
    return Assignment.objects.create(
        proposal=proposal, reviewer=reviewer, reviewer_name=str(reviewer), asked_on=today(),
        due_on=due_on or today() + days,
    )  # fmt: skip


def own_assignment(user: User, proposal: Proposal) -> Assignment | None:
    return proposal.assignments.filter(reviewer=user.pk).first()


@transaction.atomic
def declare_interest(
    *, actor: User, proposal: Proposal, has_conflict: bool, conflict: str = ""
) -> Assignment:
    """Say whether one has a conflict of interest; only then the text opens. A conflict stays.

    Raises PermissionDenied for whoever was not asked, Refusal where a conflict is not described or
    was declared already.
    """
    require(actor, REVIEW)
    own = Assignment.objects.select_for_update(of=("self",)).filter(
        proposal=proposal.pk, reviewer=actor.pk
    ).first()  # fmt: skip
    if own is None:
        raise PermissionDenied(_("You were not asked to review this proposal."))
    if own.has_conflict:
        raise Refusal("declared", _("You have declared a conflict of interest; it stays."))
    own.conflict = (
        needed(conflict, _("Write what the conflict is."), field="conflict") if has_conflict else ""
    )
    own.has_conflict, own.declared_on = has_conflict, today()
    own.save(update_fields=["has_conflict", "declared_on", "conflict"])
    return own


@transaction.atomic
def score(
    *,
    actor: User,
    proposal: Proposal,
    revision: int,
    scores: Mapping[str, int],
    total: int | None,
    remarks: str,
) -> Review:
    """Score the revision that one has read.

    Of a proposal in answer to a call each criterion has its points; of another the points are one
    number. Raises PermissionDenied for whoever was not asked, Refusal where nothing or a conflict
    was declared, the proposal was changed meanwhile, or points are missing.
    """
    require(actor, REVIEW)
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    own = own_assignment(actor, proposal)
    if own is None:
        raise PermissionDenied(_("You were not asked to review this proposal."))
    if own.has_conflict is not False:
        raise Refusal("not_declared", _("Declare first that you have no conflict of interest."))
    if proposal.state != ProposalState.RECEIVED:
        raise Refusal("not_received", _("The reviews of this proposal are closed."))
    if revision != proposal.revision:
        raise Refusal(
            "changed", _("The proposal was changed meanwhile. Read it again, then score it.")
        )
    criteria = list(proposal.call.criteria.all()) if proposal.call is not None else []
    points = {str(each.pk): scores.get(str(each.pk)) for each in criteria}
    given = {key: value for key, value in points.items() if value is not None}
    if len(given) < len(points) or not all(0 <= each <= MOST for each in given.values()):
        raise Refusal("points", _("Give each criterion points from 0 to 100."))
    if criteria:
        mean = weighted(given, criteria)
    elif total is None or not 0 <= total <= MOST:
        raise Refusal("points", _("Give points from 0 to 100."), field="total")
    else:
        mean = total * HUNDREDTHS
    current = Revision.objects.get(proposal=proposal, number=revision)
    return Review.objects.create(
        assignment=own, proposal=proposal, reviewer=actor, revision=current, scores=given,
        total=mean, remarks=needed(remarks, _("Write your opinion."), field="remarks"),
    )  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One proposal among others: means in hundredths of a point, of what the reader sees."""

    proposal: Proposal
    by_criterion: Mapping[int, int | None]
    mean: int | None
    count: int


def compare(proposals: Iterable[Proposal], criteria: Iterable[Criterion]) -> list[Compared]:
    """The proposals with the means of their current revision's reviews, the best first.

    Reviews come under the reader's scope: whose own score is awaited sees no other's.
    """
    rows = list(proposals)
    wanted = list(criteria)
    reviews: dict[int, list[Review]] = {}
    found = Review.objects.filter(proposal__in=[each.pk for each in rows])
    for review in found.select_related("revision"):
        reviews.setdefault(review.proposal_id, []).append(review)
    compared = []
    for row in rows:
        own = [each for each in reviews.get(row.pk, []) if each.revision.number == row.revision]
        compared.append(
            Compared(
                row,
                {each.pk: _mean([one.scores.get(str(each.pk)) for one in own]) for each in wanted},
                _mean_of([one.total for one in own]),
                len(own),
            )
        )
    return sorted(compared, key=lambda each: (-(each.mean or -1), each.proposal.pk))


def _mean(points: list[int | None]) -> int | None:
    return _mean_of([each * HUNDREDTHS for each in points if each is not None])


def _mean_of(values: list[int]) -> int | None:
    return round(sum(values) / len(values)) if values else None
