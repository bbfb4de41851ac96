"""A woman is asked; what she answered is kept with the words and weights of its version."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from beneficiaries.assessments import scoring
from beneficiaries.assessments.models import Assessment, Version
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import CHANGE


def versions() -> QuerySet[Version]:
    """The newest version of each questionnaire by which the person's office asks."""
    rows = Version.objects.filter(questionnaire__is_used=True).select_related("questionnaire")
    return rows.order_by("questionnaire_id", "-number").distinct("questionnaire_id")


@transaction.atomic
def assess(
    *,
    actor: User,
    woman: Beneficiary,
    version: Version,
    answers: Mapping[str, Any],
    on: datetime.date,
) -> Assessment:
    """Keep her answers, with the score that they come to.

    What is not asked after the answers given is left out. Raises Refusal for a question that is
    required and has no answer, and for an answer that the question has not.
    """
    require(actor, CHANGE)
    check_day_has_come(on)
    for question in scoring.asked(version.questions, answers):
        field = f"answer_{question['key']}"
        answer = answers.get(question["key"])
        if answer in (None, ""):
            if question["is_required"]:
                raise Refusal("unanswered", _("This question is to be answered."), field=field)
        elif question["kind"] == scoring.CHOICE and answer not in [
            each["key"] for each in question["choices"]
        ]:
            raise Refusal("unknown_answer", _("Choose from the list."), field=field)
    found = scoring.result(version.questions, answers)
    return Assessment.objects.create(
        beneficiary=woman,
        version=version,
        title=str(version.questionnaire),
        on=on,
        parts=found.parts,
        severities=found.severities,
        score=found.score,
        author_name=actor.get_full_name(),
    )
