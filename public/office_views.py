"""The office keeps an NGO out of the public register, or shows it again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold import widgets as theme

from accounts.refusals import Refusal
from ngos.models import NGO
from ngos.views.pages import ngo_page_address, page
from persian.forms import PersianCharField
from public import withholding
from screens.pages import allow
from screens.refusable import Refusable

TAB = "public"


class WithholdForm(Refusable, forms.Form):
    reason = PersianCharField(
        label=gettext_lazy("Reason, as the public reads it"),
        max_length=300,
        widget=theme.UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("Whoever opens the address of this NGO reads it."),
    )


def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an NGO out of the public register, for a reason."""
    ngo = get_object_or_404(NGO, pk=pk)
    allow(request, withholding.PERMISSION)
    actor: Any = request.user
    form = WithholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withholding.withhold(actor=actor, ngo=ngo, **form.values())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The public register does not show this NGO now."))
            return HttpResponseRedirect(ngo_page_address(pk, TAB))
    context = {"form": form, "title": _("Withhold from the public register")}
    return page(request, ngo, "ngos/part_form.html", context)


@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an NGO in the public register again."""
    ngo = get_object_or_404(NGO, pk=pk)
    allow(request, withholding.PERMISSION)
    actor: Any = request.user
    withholding.show_again(actor=actor, ngo=ngo)
    messages.success(request, _("The public register shows this NGO again."))
    return HttpResponseRedirect(ngo_page_address(pk, TAB))
