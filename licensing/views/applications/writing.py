"""The pages on which an application is written, for an NGO there is or one to be founded."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from accounts.requests import signed_in
from licensing.forms.applications import ApplicationForm, FoundingForm
from licensing.requirements import kinds_open_to
from licensing.services.applications.drafting import (
    WRITABLE,
    create_application,
    edit_application,
    found_ngo,
    not_writable,
)
from licensing.views.applications.pages import about, address_of, back_to, found, page
from ngos.models import NGO
from screens.pages import allow
from screens.step_page import StepPage


def add(request: HttpRequest) -> HttpResponse:
    """A new application of the NGO that `?ngo=` names; without one, the choice of how to begin."""
    allow(request, "licensing.view_application", "licensing.add_application")
    key = request.GET.get("ngo", "")
    if not key:
        title = {"title": _("New application")}
        return page(request, "licensing/applications/begin.html", title)
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    ngo = get_object_or_404(NGO.objects.select_related("county", "province"), pk=int(key))
    initial = {"level": ngo.activity_level, "kind": (request.GET.get("kind") or "")}
    form = ApplicationForm(request.POST or None, ngo=ngo, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_application(actor=signed_in(request), ngo=ngo, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The draft is recorded. See what it still lacks below."))
            return HttpResponseRedirect(address_of(made))
    context: dict[str, object] = {
        "title": _("New application"),
        "form": form,
        "ngo": ngo,
        "button": _("Record the draft"),
        "is_open": bool(kinds_open_to(ngo)),
    }
    return page(request, "licensing/applications/form.html", context)


@transaction.atomic
def establish(request: HttpRequest) -> HttpResponse:
    """An NGO that is being founded, registered as applicant with the draft in one go."""
    allow(request, "licensing.view_application", "licensing.add_application", "ngos.add_ngo")
    form_class: Any = type("FoundingFormOfRequest", (FoundingForm,), {"request": request})
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = found_ngo(actor=signed_in(request), ngo=form.instance)
        except IntegrityError as error:
            if not form.explain(error):
                raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _("The NGO is recorded as applicant. Now enter its founders and documents.")
            messages.success(request, text)
            return HttpResponseRedirect(address_of(made))
    context = {
        "title": _("New establishment"),
        "form": form,
        "button": _("Record the applicant"),
        "is_open": True,
    }
    return page(request, "licensing/applications/form.html", context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is asked for, while the applicant writes."""
    application = found(pk)
    allow(request, "licensing.view_application", "licensing.change_application")
    initial = {
        "level": application.level, "branch_county": application.branch_county_id,
        "subject": application.subject, "external_ref": application.external_ref,
    }  # fmt: skip
    form = ApplicationForm(
        request.POST or None, ngo=application.ngo, application=application, initial=initial
    )
    user = signed_in(request)
    return StepPage(
        row=application,
        form=form,
        title=_("Edit the application"),
        button=_("Save"),
        take=lambda data: edit_application(actor=user, application=application, **data),
        done=_("Saved."),
        objection=None if application.state in WRITABLE else not_writable(),
        about=about(application),
        back=back_to(application),
        template="licensing/applications/step.html",
    ).answer(request)
