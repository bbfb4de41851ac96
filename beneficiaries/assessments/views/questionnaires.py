"""The page of a questionnaire, its workbook, and putting out a new version."""

import io

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import signed_in
from beneficiaries.assessments import xlsform
from beneficiaries.assessments.forms import FileForm, NewQuestionnaireForm
from beneficiaries.assessments.models import Questionnaire
from beneficiaries.assessments.services import questionnaires as services
from beneficiaries.care.models.plan import Domain
from files.exporting.workbook import CONTENT_TYPE
from files.harmless import saved_file
from screens.pages import address_of, allow, model_page
from screens.step_form import StepForm
from screens.step_page import Back, StepPage

VIEW = "assessments.view_questionnaire"


def _found(pk: int) -> Questionnaire:
    return get_object_or_404(Questionnaire.objects.select_related("province", "county"), pk=pk)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def add(request: HttpRequest) -> HttpResponse:
    """Begin a questionnaire, with the standard questions or with those of a workbook."""
    allow(request, services.ADD)
    user = signed_in(request)
    return StepPage(
        row=Questionnaire,
        form=NewQuestionnaireForm(request.POST or None, request.FILES or None),
        title=_("Begin a questionnaire"),
        button=_("Save"),
        take=lambda data: services.begin(actor=user, **data),
        done=_("Saved."),
        leads_to=address_of,
        back=Back(reverse("admin:assessments_questionnaire_changelist"), _("Questionnaires")),
    ).answer(request)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Its questions as they are asked today, and its versions."""
    allow(request, VIEW)
    row = _found(pk)
    user = signed_in(request)
    versions = list(row.versions.all())
    names = dict(Domain.choices)
    questions = versions[0].questions if versions else []
    actions = [
        {"title": _("Save as XLSForm"), "icon": "download", "address": address_of(row, "workbook")}
    ]
    if user.has_perm(services.CHANGE):
        word = _("Ask by it no longer") if row.is_used else _("Ask by it again")
        actions += [
            {"title": _("Put out a new version"), "icon": "upload",
             "address": address_of(row, "version")},
            {"title": word, "icon": "rule", "address": address_of(row, "use")},
        ]  # fmt: skip
    context = {
        "title": row.title,
        "row": row,
        "versions": versions,
        "questions": [{**each, "domain": names.get(each["domain"], "")} for each in questions],
        "actions": actions,
    }
    return model_page(request, Questionnaire, "assessments/questionnaire.html", context)


@require_GET
def workbook(request: HttpRequest, pk: int) -> FileResponse:
    """The newest version as an XLSForm."""
    allow(request, VIEW)
    row = _found(pk)
    version = row.versions.first()
    content = xlsform.written(
        row.title, version.number if version else 0, version.questions if version else []
    )
    return saved_file(
        io.BytesIO(content), name=f"questionnaire-{row.pk}.xlsx", content_type=CONTENT_TYPE
    )


@require_http_methods(["GET", "POST"])
@transaction.atomic
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Put out a new version from a workbook."""
    allow(request, services.CHANGE)
    row, user = _found(pk), signed_in(request)
    return StepPage(
        row=row,
        form=FileForm(request.POST or None, request.FILES or None),
        title=_("Put out a new version"),
        meaning=_("Whoever was asked before keeps their answers, with their words and weights."),
        take=lambda data: services.put_out(actor=user, questionnaire=row, **data),
        done=_("The new version is asked by from now on."),
        back=Back(address_of(row), row.title),
    ).answer(request)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask women by it, or no longer."""
    allow(request, services.CHANGE)
    row, user = _found(pk), signed_in(request)
    return StepPage(
        row=row,
        form=StepForm(request.POST if request.method == "POST" else None),
        title=_("Ask by it no longer") if row.is_used else _("Ask by it again"),
        take=lambda data: services.use(actor=user, questionnaire=row, is_used=not row.is_used),
        done=_("Saved."),
        back=Back(address_of(row), row.title),
    ).answer(request)
