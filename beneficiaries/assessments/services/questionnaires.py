"""Questionnaires of an office: begun, and put out in a new version."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.assessments.models import Questionnaire, Version

ADD = "assessments.add_questionnaire"
CHANGE = "assessments.change_questionnaire"


@transaction.atomic
def begin(*, actor: User, title: str, questions: list[dict[str, Any]]) -> Questionnaire:
    """A questionnaire of the actor's office, with its first version."""
    require(actor, ADD)
    if actor.province is None:
        raise Refusal("no_office", _("Questionnaires are those of an office."))
    try:
        with transaction.atomic():
            made = Questionnaire.objects.create(
                province=actor.province, county=actor.county, title=title
            )
    except IntegrityError as error:
        taken = _("Your office has a questionnaire of this title.")
        raise Refusal("title_taken", taken, field="title") from error
    Version.objects.create(questionnaire=made, number=1, questions=questions)
    return made


@transaction.atomic
def put_out(
    *, actor: User, questionnaire: Questionnaire, questions: list[dict[str, Any]]
) -> Version:
    """A new version. Whoever was asked by an older one keeps their answers, words and weights."""
    require(actor, CHANGE)
    stored = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    last = stored.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(questionnaire=stored, number=last + 1, questions=questions)


@transaction.atomic
def use(*, actor: User, questionnaire: Questionnaire, is_used: bool) -> Questionnaire:
    """Ask women by it, or no longer."""
    require(actor, CHANGE)
    stored = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    stored.is_used = is_used
    stored.save(update_fields=["is_used"])
    return stored
