"""Looking for a woman, which comes before taking her in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refusal
from accounts.requests import signed_in
from beneficiaries.intake.forms import SearchForm
from beneficiaries.intake.models import Draft
from beneficiaries.intake.services import drafting, searching
from screens.pages import address_of, allow, model_page


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Search, look at who was found, and begin an intake where she is none of them."""
    allow(request, searching.ADD)
    user = signed_in(request)
    if request.method == "POST" and "token" in request.POST:
        form = SearchForm()
        try:
            draft = drafting.begin(actor=user, token=request.POST["token"])
        except Refusal as refusal:
            return _shown(request, form, refused=str(refusal))
        return HttpResponseRedirect(address_of(draft))
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found, token = searching.search(actor=user, terms=form.terms())
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _shown(
                request, form, found=found, token=token, is_searched=True,
                national_id=form.terms().national_id,
            )  # fmt: skip
    return _shown(request, form)


def _shown(request: HttpRequest, form: SearchForm, **more: object) -> HttpResponse:
    context = {"title": _("Take a woman in"), "form": form, **more}
    return model_page(request, Draft, "intake/begin.html", context)
