"""Contact data, put right at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from accounts.requests import signed_in
from desk.forms import ContactForm
from desk.services.contact import STAMP, save_contact
from desk.views.pages import for_officers, own_ngo, page
from screens.seen import FIELD


@for_officers
def contact(request: HttpRequest, ngo_pk: int) -> HttpResponse:
    ngo = own_ngo(ngo_pk)
    seen = STAMP.of(ngo)
    form = ContactForm(request.POST or None, instance=ngo, seen=seen)
    if request.method == "POST" and form.is_valid():
        try:
            save_contact(
                actor=signed_in(request), ngo=ngo, seen=form.cleaned_data[FIELD],
                values=form.cleaned_data,
            )  # fmt: skip
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("desk_contact", args=[ngo_pk]))
        messages.success(request, _("Stored. The office has it now."))
        return HttpResponseRedirect(reverse("desk_ngo", args=[ngo_pk]))
    return page(request, own_ngo(ngo_pk), "desk/form.html", {
        "form": form, "title": _("Address and contact"), "button": _("Save"),
        "meaning": _(
            "What you change here holds at once. Name, board, seat, charter, level and field are "
            "asked of the office."
        ),
    })  # fmt: skip
