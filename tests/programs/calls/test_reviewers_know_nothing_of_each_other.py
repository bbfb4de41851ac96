"""Until one's own score is in, nothing of others' shows: by no page, count, order, export, history.

Non-interference: two worlds that differ only in what another reviewer has scored give the same
bytes to a reviewer whose score is awaited.
"""

import re

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.models import User
from accounts.refusals import Refusal
from ngos.models import Term
from programs.calls.models import Assignment, Review, Revision
from programs.calls.services import reviews
from tests.cast import make_person, signed_in
from tests.programs.calls.cases import (
    asked,
    declared,
    ngo_with_licence,
    published,
    received,
    scored,
    working_group,
)

pytestmark = pytest.mark.django_db
SECRET = "متن محرمانهٔ پیشنهاد"
OPINION = "نظر پنهان دیگری"


@pytest.fixture
def group(cast):
    return working_group(secretary=cast.gilan_expert, chair=cast.gilan_director)


@pytest.fixture
def proposal(cast, group):
    call = published(cast.gilan_expert, group)
    proposal = received(cast.gilan_expert, ngo_with_licence("انجمن"), call)
    asked(cast.gilan_expert, proposal, cast.rasht_expert, cast.gilan_secretary)
    return proposal


def pages(user, proposal):
    """Everything that the product shows of the proposal and its call to somebody."""
    client = signed_in(user)
    found = []
    for name, args, query in (
        ("calls_proposal_detail", [proposal.pk], {}),
        ("calls_proposal_history", [proposal.pk], {}),
        ("calls_proposal_changelist", [], {}),
        ("calls_proposal_changelist", [], {"o": "-6"}),
        ("calls_proposal_export", [], {"format": "csv"}),
        ("calls_call_detail", [proposal.call_id], {}),
        ("calls_call_compared", [proposal.call_id], {}),
        ("ngos_ngo_detail", [proposal.ngo_id], {"tab": "proposals"}),
        ("ngos_ngo_detail", [proposal.ngo_id], {"tab": "history"}),
        ("worklist", [], {}),
        ("index", [], {}),
    ):
        response = client.get(reverse(f"admin:{name}", args=args), query, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found.append((name, response.status_code, _without_tokens(body.decode())))
    return found


def _without_tokens(text):
    text = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", text)
    return re.sub(r'name="form_key" value="[^"]+"', "", text)


@pytest.mark.parametrize("has_declared", [False, True])
def test_a_reviewer_whose_score_is_awaited_sees_the_same_whatever_others_have_scored(
    cast, proposal, has_declared
):
    reviewer, other = cast.rasht_expert, cast.gilan_secretary
    if has_declared:
        declared(reviewer, proposal)
    before = pages(reviewer, proposal)
    declared(other, proposal)
    scored(other, proposal, 90, OPINION)
    after = pages(reviewer, proposal)
    for (name, _status, old), (_name, _same, new) in zip(before, after, strict=True):
        assert old == new, f"{name} tells of another's score"
    assert OPINION not in str(after)
    # Who weighs the proposals sees it, so the comparison is not of empty pages.
    assert OPINION in str(pages(cast.gilan_expert, proposal))


def test_after_the_own_score_those_of_others_show(cast, proposal):
    declared(cast.gilan_secretary, proposal)
    scored(cast.gilan_secretary, proposal, 90, OPINION)
    declared(cast.rasht_expert, proposal)
    scored(cast.rasht_expert, proposal, 50)
    assert OPINION in str(pages(cast.rasht_expert, proposal))


def test_raw_sql_tells_no_more(cast, proposal):
    declared(cast.gilan_secretary, proposal)
    scored(cast.gilan_secretary, proposal, 90, OPINION)
    with scope.enter(scope.of(cast.rasht_expert)), connection.cursor() as cursor:
        for table, mine in (
            ("calls_review", 0), ("calls_assignment", 1), ("calls_assignmentevent", 1),
            ("calls_revision", 0),
        ):  # fmt: skip
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == mine, table
    with scope.enter(scope.of(cast.gilan_director)):
        assert Review.objects.count() == 1
        assert Assignment.objects.count() == 2


def test_the_text_opens_after_declaring_and_stays_closed_to_a_conflict(cast, proposal):
    detail = reverse("admin:calls_proposal_detail", args=[proposal.pk])
    reviewer = signed_in(cast.rasht_expert)
    assert SECRET not in reviewer.get(detail).content.decode()
    declared(cast.rasht_expert, proposal)
    assert SECRET in reviewer.get(detail).content.decode()
    declared(cast.gilan_secretary, proposal, conflict="خواهرم عضو هیأت‌مدیره است")
    assert SECRET not in signed_in(cast.gilan_secretary).get(detail).content.decode()
    with scope.enter(scope.of(cast.gilan_secretary)):
        assert not Revision.objects.exists()
        with pytest.raises(Refusal):  # it stays
            reviews.declare_interest(
                actor=cast.gilan_secretary, proposal=proposal, has_conflict=False
            )


def test_nobody_scores_before_declaring_nor_for_another(cast, proposal):
    with pytest.raises(Refusal, match="تعارض"):
        scored(cast.rasht_expert, proposal, 50)
    declared(cast.rasht_expert, proposal)
    declared(cast.gilan_secretary, proposal)
    with scope.system():
        other = Assignment.objects.get(reviewer=cast.gilan_secretary)
        revision = Revision.objects.get()
    with scope.enter(scope.of(cast.rasht_expert)):
        forged = Review(
            assignment_id=other.pk, proposal=proposal, reviewer_id=cast.gilan_secretary.pk,
            revision=revision, total=1, remarks="x",
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            forged.save()
        assert Assignment.objects.filter(pk=other.pk).update(has_conflict=True) == 0


def test_a_score_is_of_the_revision_that_was_read(cast, proposal):
    declared(cast.rasht_expert, proposal)
    with scope.enter(scope.of(cast.rasht_expert)), pytest.raises(Refusal, match="تغییر کرد"):
        reviews.score(
            actor=cast.rasht_expert, proposal=proposal, revision=0, scores={}, total=None,
            remarks="x",
        )  # fmt: skip


def test_the_weighted_mean_is_of_the_weights_of_the_call(cast, proposal):
    declared(cast.rasht_expert, proposal)
    with scope.enter(scope.of(cast.rasht_expert)):
        first, second = proposal.call.criteria.order_by("pk")
        review = reviews.score(
            actor=cast.rasht_expert, proposal=proposal, revision=1, total=None, remarks="x",
            scores={str(first.pk): 55, str(second.pk): 90},
        )  # fmt: skip
    assert review.total == 6550  # 55 × 70 % + 90 × 30 %, in hundredths


@pytest.mark.parametrize("way", ["officer", "founder by mobile"])
def test_nobody_of_the_proposing_ngo_reviews_its_proposal(cast, proposal, way):
    with scope.system():
        if way == "officer":
            reviewer = cast.rasht_ngo_officer
            User.objects.filter(pk=reviewer.pk).update(ngo_id=proposal.ngo_id)
        else:
            reviewer = cast.rasht_secretary
            person = make_person(at="گیلان/رشت", mobile="09700000001")
            User.objects.filter(pk=reviewer.pk).update(mobile="09700000001")
            Term.objects.create(
                ngo=proposal.ngo, person=person, post="founder", start_on="2015-01-01"
            )
        apart = pytest.raises(IntegrityError, match="does not review its proposal")
        with apart, transaction.atomic():
            Assignment.objects.create(
                proposal=proposal, reviewer=reviewer, reviewer_name="x", asked_on="2024-01-01"
            )


def test_one_ngo_reads_nothing_of_another_s_proposal(cast, group, proposal):
    """As the database role of NGOs: what another has sent is not there."""
    mine = received(cast.gilan_expert, cast.rasht_ngo, body=group)
    with scope.enter(scope.of(cast.rasht_ngo_officer)), connection.cursor() as cursor:
        for table, mine_alone in (
            ("calls_proposal", 1), ("calls_revision", 1), ("calls_review", None),
            ("calls_assignment", None),
        ):  # fmt: skip
            if mine_alone is None:
                with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                    cursor.execute(f"SELECT count(*) FROM {table}")
                continue
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == mine_alone, table
    assert mine.state == "received"


def test_another_province_knows_nothing_of_calls_and_proposals(cast, proposal):
    with scope.enter(scope.of(cast.isfahan_expert)):
        assert not Assignment.objects.exists()
        assert not Revision.objects.exists()
        assert not type(proposal).objects.exists()
