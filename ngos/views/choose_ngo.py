"""Which NGO a new record is about."""

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ngos.forms.choose_ngo import ChooseNGOForm
from screens.pages import model_page, named
from screens.step_page import Back


def choose_ngo(request: HttpRequest, model: type[models.Model]) -> HttpResponse:
    """Ask for the NGO; then comes the page that adds a record of the model to it."""
    form = ChooseNGOForm(request.POST or None, model=model)
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(
            reverse(f"admin:{named(model)}_add_to", args=[form.cleaned_data["ngo"].pk])
        )
    back = Back(reverse(f"admin:{named(model)}_changelist"), model._meta.verbose_name_plural or "")
    context = {"form": form, "title": _("Which NGO?"), "button": _("Continue"), "back": back}
    return model_page(request, model, "screens/step.html", context)
