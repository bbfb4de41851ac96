"""Bulk extension on the screen: first the count and the names left out, then the change."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.refusals import Refusal
from accounts.requests import signed_in
from licensing.forms.licences import ExtensionForm
from licensing.services.licences.extending import Preview, extend_licences, preview_extension
from licensing.views.licences.page import page
from persian.numbers import format_number
from screens.pages import allow


def extend(request: HttpRequest) -> HttpResponse:
    """Ask which licences a resolution extends, say how many these are, and extend them."""
    allow(request, "licensing.extend_licences")
    user = signed_in(request)
    form = ExtensionForm(request.POST or None, province_id=user.province_id)
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            preview = preview_extension(actor=user, extension=form.extension)
            if "apply" in request.POST and request.POST.get("seen") == _seen(form, preview):
                count = extend_licences(
                    actor=user, extension=form.extension, expected=preview.count
                )
                text = ngettext(
                    "%(count)s licence was extended.", "%(count)s licences were extended.", count
                )
                messages.success(request, text % {"count": format_number(count)})
                return HttpResponseRedirect(reverse("admin:licensing_licence_changelist"))
            if "apply" in request.POST:
                messages.warning(
                    request,
                    _("The licences have changed since they were counted. Look at the new count."),
                )
        except Refusal as refusal:
            form.add_refusal(refusal)
            preview = None
    context = {
        "form": form,
        "title": _("Extend by a resolution"),
        "preview": preview,
        "seen": _seen(form, preview) if preview else "",
        "unnamed": preview.in_the_way - len(preview.named) if preview else 0,
    }
    return page(request, "licensing/licences/extend.html", context)


def _seen(form: ExtensionForm, preview: Preview) -> str:
    """What the person has before their eyes: which licences, until when, and how many."""
    return "; ".join(map(str, (*form.cleaned_data.values(), preview.count)))
