"""What a woman's page shows of her assessments, and what her time line tells of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from beneficiaries.assessments.models import Assessment
from beneficiaries.assessments.services.asking import versions
from beneficiaries.assessments.views.women import severities
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import CHANGE, VIEW
from beneficiaries.records.sections import Section, Told
from persian.numbers import format_number


def _read(woman: Beneficiary, assessment: Assessment) -> str:
    return reverse("admin:records_beneficiary_assessments_read", args=[woman.pk, assessment.pk])


def _load(user: User, woman: Beneficiary) -> Mapping[str, Any]:
    rows = list(Assessment.objects.filter(beneficiary=woman))
    asked_by = versions() if user.has_perm(CHANGE) else ()
    return {
        "ask": [
            {
                "title": str(version.questionnaire),
                "address": reverse("admin:records_beneficiary_assess", args=[woman.pk, version.pk]),
            }
            for version in asked_by
        ],
        "rows": [
            {
                "row": row,
                "address": _read(woman, row),
                "severities": severities(row),
                "compared": f"{_read(woman, row)}?with={before.pk}" if before else "",
            }
            for row, before in zip(rows, [*rows[1:], None], strict=False)
        ],
    }


def _story(woman: Beneficiary) -> Iterable[Told]:
    for each in Assessment.objects.filter(beneficiary=woman):
        about = _("Score %(score)s of 100") % {"score": format_number(each.score)}
        yield Told(each.on, each.title, about, "quiz", _read(woman, each))


SECTIONS = (
    Section(
        key="assessments", title=gettext_lazy("Assessments"), permission=VIEW, place=15,
        template="assessments/section.html", load=_load, story=_story,
    ),
)  # fmt: skip
