"""A woman is asked; one assessment with all its parts; two of them side by side."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import signed_in
from beneficiaries.assessments.forms import AskForm
from beneficiaries.assessments.models import Assessment
from beneficiaries.assessments.services import asking
from beneficiaries.care.models.plan import Domain
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.opening import of_record
from beneficiaries.records.personal_data import CHANGE, VIEW
from beneficiaries.records.views.record import back_to
from screens.pages import model_page
from screens.step_page import StepPage


@require_http_methods(["GET", "POST"])
@transaction.atomic
@of_record("assessments", CHANGE)
def ask(request: HttpRequest, woman: Beneficiary, version: int) -> HttpResponse:
    """Ask her by a version of a questionnaire."""
    user = signed_in(request)
    chosen = get_object_or_404(asking.Version.objects.select_related("questionnaire"), pk=version)
    return StepPage(
        row=woman,
        form=AskForm(request.POST if request.method == "POST" else None, version=chosen),
        title=str(chosen.questionnaire),
        button=_("Save"),
        about=str(woman),
        meaning=_("Where an answer brings up further questions, they come after sending."),
        take=lambda data: asking.assess(actor=user, woman=woman, version=chosen, **data),
        done=_("The assessment is kept."),
        back=back_to(woman),
    ).answer(request)


def severities(assessment: Assessment) -> list[dict[str, Any]]:
    names = dict(Domain.choices)
    return [
        {"domain": names.get(domain, domain), "severity": severity}
        for domain, severity in assessment.severities.items()
    ]


@require_GET
@of_record("assessments", VIEW)
def detail(request: HttpRequest, woman: Beneficiary, part_pk: int) -> HttpResponse:
    """One assessment, beside another of hers where one is asked for by `with`."""
    rows = Assessment.objects.filter(beneficiary=woman)
    one = get_object_or_404(rows, pk=part_pk)
    wanted = request.GET.get("with", "")
    other = rows.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 18 else None
    shown = sorted((each for each in (one, other) if each is not None), key=lambda a: (a.on, a.pk))
    context = {
        "title": one.title,
        "woman": woman,
        "shown": shown,
        "lines": _side_by_side(shown),
        "domains": _domains(shown),
        "others": [each for each in rows if each not in shown],
        "back": back_to(woman),
    }
    return model_page(request, Beneficiary, "assessments/assessment.html", context)


def _side_by_side(shown: list[Assessment]) -> list[dict[str, Any]]:
    """A line a question, with what was answered in each, None where it was not asked."""
    keys: dict[tuple[str, str], None] = {}
    for each in shown:
        keys |= dict.fromkeys((part["key"], part["text"]) for part in each.parts)
    by = [{(part["key"], part["text"]): part for part in each.parts} for each in shown]
    names = dict(Domain.choices)
    return [
        {
            "text": key[1],
            "domain": next(names.get(b[key]["domain"], "") for b in by if key in b),
            "answers": [(each.on, b.get(key)) for each, b in zip(shown, by, strict=True)],
            "differs": len({(b[key]["answer"] if key in b else None) for b in by}) > 1,
        }
        for key in keys
    ]


def _domains(shown: list[Assessment]) -> list[dict[str, Any]]:
    known = dict.fromkeys(domain for each in shown for domain in each.severities)
    names = dict(Domain.choices)
    return [
        {
            "name": names.get(each, each),
            "severities": [(a.on, a.severities.get(each)) for a in shown],
        }
        for each in known
    ]
