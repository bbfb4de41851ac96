"""What the pages of cases, annual reports and letters share: their addresses and step forms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.confirming import require_confirmation
from accounts.refusals import Refusal
from ngos.forms.choose_ngo import ChooseNGOForm
from ngos.views.pages import model_page
from screens.step_form import StepForm


def address_of(row: models.Model, page: str = "detail") -> str:
    """The address of a record's page, or of another page under it."""
    return reverse(f"admin:{_named(row)}_{page}", args=[row.pk])


def _named(row: models.Model | type[models.Model]) -> str:
    """What the addresses of a model's pages begin with."""
    return row._meta.label_lower.replace(".", "_")


def step_page(
    request: HttpRequest,
    row: models.Model,
    *,
    form: StepForm,
    title: str,
    take: Callable[[dict[str, Any]], Any],
    done: str,
    about: Any = "",
    is_final: bool = False,
) -> HttpResponse:
    """The form of one step; sent, `take` is called with what it holds.

    One that `is_final` asks once more who takes it.
    A refusal stands at its field. One that is of the record (another was faster, the state allows
    no such step) sends back to the page, which shows how it is now.
    """
    if request.method == "POST" and form.is_valid():
        try:
            if is_final:
                require_confirmation(request)
            take(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except Refusal as refusal:
            if refusal.code in ("overtaken", "not_allowed") and refusal.field is None:
                messages.error(request, str(refusal))
                return HttpResponseRedirect(address_of(row))
            form.add_refusal(refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(address_of(row))
    context = {
        "form": form,
        "title": title,
        "button": title,
        "about": about,
        "is_final": is_final,
        "back": {"address": address_of(row), "title": str(row)},
    }
    return model_page(request, type(row), "ngos/records/form.html", context)


def choose_ngo(request: HttpRequest, model: type[models.Model]) -> HttpResponse:
    """Which NGO a new record is about; then the page that adds it to that NGO."""
    form = ChooseNGOForm(request.POST or None, model=model)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(
            reverse(f"admin:{_named(model)}_add_to", args=[form.cleaned_data["ngo"].pk])
        )
    back = reverse(f"admin:{_named(model)}_changelist")
    context = {
        "form": form,
        "title": _("Which NGO?"),
        "button": _("Continue"),
        "back": {"address": back, "title": model._meta.verbose_name_plural},
    }
    return model_page(request, model, "ngos/records/form.html", context)


def not_now(request: HttpRequest, row: models.Model) -> HttpResponse:
    """Back to a record whose state allows no such step."""
    messages.error(request, _("This step is not open now. Look at how the record stands."))
    return HttpResponseRedirect(address_of(row))
