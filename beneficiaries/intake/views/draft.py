"""The steps of an intake, with or without a script. What is typed is kept as one goes; nothing of
it stays in the telephone."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.refusals import Refusal
from accounts.requests import signed_in
from beneficiaries.intake.forms import IntakeForm, as_sent, typed
from beneficiaries.intake.models import Draft
from beneficiaries.intake.services import drafting
from beneficiaries.intake.steps import FIELDS, LAST, STEPS, step_of
from screens.pages import address_of, allow, model_page

MOST_CHARACTERS = 600  # of a field; more than any takes
MOST_SEEN = 16_000


def find(pk: int) -> Draft:
    """Raises Http404 for an intake outside the scope."""
    return get_object_or_404(Draft.objects.select_related("county", "beneficiary"), pk=pk)


@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of the intake; a finished one leads to the record."""
    draft = find(pk)
    allow(request, "intake.view_draft")
    if draft.beneficiary is not None:
        return HttpResponseRedirect(address_of(draft.beneficiary))
    asked = request.POST.get("step") or request.GET.get("step", "")
    step = step_of(int(asked) if asked.isdecimal() and len(asked) < 3 else draft.step)
    if request.method == "GET":
        form = IntakeForm(step=step, initial=draft.data)
        return _shown(request, draft, step, form)
    allow(request, drafting.CHANGE)
    return _taken(request, draft, step)


def _taken(request: HttpRequest, draft: Draft, step: Any) -> HttpResponse:
    user = signed_in(request)
    form = IntakeForm(request.POST, step=step)
    is_right = form.is_valid()
    to = step.number + 1 if is_right and step.number < LAST else step.number
    try:
        draft, clashes = drafting.save(
            actor=user, draft=draft, changes=typed(request.POST, step.fields),
            seen=_seen(request.POST.get("seen", "")), step=to,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address_of(draft))
    for name, value in clashes.items():
        text = _("Somebody else wrote “%(value)s” here meanwhile. Look which of the two is right.")
        form.add_error(name, text % {"value": value or "—"})
    if not is_right or clashes:
        return _shown(request, draft, step, form)
    if "finish" in request.POST:
        return _finished(request, draft)
    return HttpResponseRedirect(f"{address_of(draft)}?step={to}")


def _seen(text: str) -> dict[str, Any]:
    """What stood in the fields as they were shown."""
    try:
        told = json.loads(text) if len(text) <= MOST_SEEN else {}
    except ValueError:
        told = {}
    return told if isinstance(told, dict) else {}


def _finished(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Make the record; what stands in the way leads to its step."""
    values: dict[str, Any] = {}
    for step in STEPS:
        form = IntakeForm(as_sent(draft.data, step.fields), step=step)
        if not form.is_valid():
            return _shown(request, draft, step, form)
        values |= {name: form.cleaned_data[name] for name in step.fields}
    values["supporters"] = list(values["supporters"])
    form = IntakeForm(as_sent(draft.data, STEPS[-1].fields), step=STEPS[-1])
    form.is_valid()
    try:
        with transaction.atomic():
            woman = drafting.finish(actor=signed_in(request), draft=draft, values=values)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error)
    except IntegrityError:
        form.add_error(None, _("Your office has taken her in a moment ago. Search for her again."))
    else:
        messages.success(request, _("She was taken in."))
        return HttpResponseRedirect(address_of(woman))
    return _shown(request, draft, STEPS[-1], form)


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one field, as a script sends it while somebody types."""
    draft = find(pk)
    allow(request, drafting.CHANGE)
    name = request.POST.get("field", "")
    if name not in FIELDS or len(request.POST.get("value", "")) > MOST_CHARACTERS:
        return JsonResponse({"refused": _("This cannot be read.")}, status=400)
    value: Any = request.POST.get("value", "").strip()
    seen: Any = request.POST.get("seen", "")
    if name == "supporters":
        value, seen = request.POST.getlist("value"), request.POST.getlist("seen")
    try:
        _draft, clashes = drafting.save(
            actor=signed_in(request), draft=draft, changes={name: value}, seen={name: seen or None}
        )
    except Refusal as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    return JsonResponse({"clash": clashes.get(name)} if clashes else {"saved": name})


def _shown(request: HttpRequest, draft: Draft, step: Any, form: IntakeForm) -> HttpResponse:
    seen = {name: draft.data.get(name) for name in step.fields}
    context = {
        "title": _("Intake"),
        "draft": draft,
        "form": form,
        "step": step,
        "steps": STEPS,
        "is_last": step.number == LAST,
        "seen": json.dumps(seen),
        "save_address": address_of(draft, "save"),
    }
    return model_page(request, Draft, "intake/draft.html", context)
