"""Recording, correcting, suspending, lifting, revoking and issuing, each in a small form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.refusals import Refusal
from accounts.requests import signed_in
from licensing.forms.licences import IssueForm, MeasureForm, PaperLicenceForm, SuspendForm
from licensing.models import Application, Licence
from licensing.services.applications.moving import STAMP
from licensing.services.licences import chain, issuing, recording, suspending
from licensing.views.licences.page import address, find, page
from licensing.workflow import APPLICATION
from ngos.models import NGO
from ngos.views.pages import ngo_page_address
from persian.dates import today
from screens.pages import allow
from screens.step_page import Back, StepPage


@dataclass(frozen=True)
class Measure:
    """Something done to a licence, with the words of its page."""

    name: str
    permission: str
    form_class: type[MeasureForm]
    service: Callable[..., Licence]
    title: str | Promise
    meaning: str | Promise
    done: str | Promise
    is_grave: bool = False
    is_final: bool = False  # asks once more who takes it


MEASURES = (
    Measure(
        "suspend", "licensing.suspend_licence", SuspendForm, suspending.suspend,
        gettext_lazy("Suspend the licence"),
        gettext_lazy(
            "The public page says so at once. An NGO that works under no other licence is "
            "suspended with it."
        ),
        gettext_lazy("The licence was suspended."),
        is_grave=True,
    ),
    Measure(
        "lift", "licensing.suspend_licence", MeasureForm, suspending.lift_suspension,
        gettext_lazy("Lift the suspension"),
        gettext_lazy("The licence holds again, and its NGO is active again."),
        gettext_lazy("The suspension was lifted."),
    ),
    Measure(
        "revoke", "licensing.revoke_licence", MeasureForm, suspending.revoke,
        gettext_lazy("Revoke the licence"),
        gettext_lazy(
            "A revoked licence does not come back: the NGO needs a new one. An NGO that works "
            "under no other licence is revoked with it."
        ),
        gettext_lazy("The licence was revoked."),
        is_grave=True,
        is_final=True,
    ),
)  # fmt: skip


def licence_line(licence: Licence) -> SafeString:
    """Which licence it is, and whose."""
    number = format_html('<bdi dir="ltr">{}</bdi>', licence.number)
    return format_html("{} {}، {}", licence.get_kind_display(), number, licence.ngo)


def take(request: HttpRequest, pk: int, *, measure: Measure) -> HttpResponse:
    """The page of a measure, and taking it."""
    licence = find(request, pk, measure.permission)
    user = signed_in(request)
    return StepPage(
        row=licence,
        form=measure.form_class(request.POST or None, initial={"on": today()}),
        title=measure.title,
        meaning=measure.meaning,
        about=licence_line(licence),
        take=lambda data: measure.service(actor=user, licence=licence, **data),
        done=measure.done,
        back=Back(address(licence), str(licence)),
        is_grave=measure.is_grave,
        is_final=measure.is_final,
        template="licensing/licences/form.html",
    ).answer(request)


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the licence that an application asks for."""
    application = get_object_or_404(Application.objects.select_related("ngo", "council"), pk=pk)
    step = APPLICATION.step("sign_licence")
    allow(request, APPLICATION.permission(step))
    user, ngo = signed_in(request), application.ngo
    return StepPage(
        row=Licence,
        form=IssueForm(
            request.POST or None, initial={"issued_on": today()}, seen=STAMP.of(application)
        ),
        title=_("Sign the licence"),
        button=_("Sign and issue"),
        meaning=_("The licence gets its number, and the one before it is superseded."),
        about=f"{application}، {ngo}",
        take=lambda data: issuing.issue_licence(actor=user, application=application, **data),
        done=lambda made: _("Licence %(number)s was issued.") % {"number": made.number},
        leads_to=address,
        objection=APPLICATION.objection(step, user, application),
        back=Back(ngo_page_address(ngo.pk, "licences"), ngo.name),
        is_final=True,
        template="licensing/licences/form.html",
    ).answer(request)


def add(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    """Record a licence that an NGO was given before."""
    ngo = get_object_or_404(NGO.objects.select_related("county", "province"), pk=ngo_pk)
    allow(request, "licensing.add_licence")
    form = PaperLicenceForm(request.POST or None, instance=Licence(), ngo=ngo, user=request.user)
    if request.method == "POST" and form.is_valid():
        licence = _stored(form, recording.add_licence, signed_in(request))
        if licence is not None:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(address(licence))
    context = {
        "form": form,
        "title": _("Record a licence"),
        "button": _("Save"),
        "meaning": _(
            "A licence that was issued on paper or elsewhere. It takes its place among the NGO's "
            "licences by its day of issue."
        ),
        "back": Back(ngo_page_address(ngo.pk, "licences"), ngo.name),
    }
    return page(request, "licensing/licences/form.html", context)


@transaction.atomic
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was wrongly copied from a paper."""
    licence = find(request, pk, "licensing.change_licence")
    ngo = licence.ngo
    if request.method == "POST":
        licence, ngo = chain.lock(licence)
    form = PaperLicenceForm(request.POST or None, instance=licence, ngo=ngo, user=request.user)
    if request.method == "POST" and form.is_valid():
        stored = _stored(form, recording.correct_licence, signed_in(request))
        if stored is not None:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(address(stored))
    context = {
        "form": form,
        "title": _("Correct the licence"),
        "button": _("Save"),
        "meaning": _("What stood here before stays in the history."),
        "about": licence_line(licence),
        "back": Back(address(licence), str(licence)),
    }
    return page(request, "licensing/licences/form.html", context)


def _stored(form: PaperLicenceForm, service: Callable[..., Licence], actor: Any) -> Any:
    """The stored licence; None, with the reason among the form's errors, where it is refused."""
    try:
        with transaction.atomic():
            return service(actor=actor, licence=form.instance)
    except Refusal as refusal:
        form.add_refusal(refusal)
    except IntegrityError as error:
        if not form.explain(error):
            raise
    return None
