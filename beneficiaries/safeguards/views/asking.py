"""Asking whether another office knows a woman, asking it for her, and answering such a request."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refusal
from accounts.requests import signed_in
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import ADD
from beneficiaries.safeguards.forms import AnswerForm, AskForm, TransferForm
from beneficiaries.safeguards.models import Question, Transfer
from beneficiaries.safeguards.services import asking
from screens.pages import allow, model_page
from screens.posted_once import is_the_result
from screens.step_page import Back, StepPage


def _questions() -> Back:
    return Back(reverse("admin:safeguards_question_changelist"), _("Questions between offices"))


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask, and be told yes or no, which office, and whether it helps her in this way now."""
    allow(request, ADD)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = asking.ask(
                actor=signed_in(request),
                national_id=form.cleaned_data["national_id"],
                kind=form.cleaned_data["kind"],
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            context = {
                "title": _("Whether another office knows her"),
                "answer": found,
                "form": TransferForm(),
                "transfer_address": reverse("admin:safeguards_transfer_ask", args=[found.question]),
                "back": _questions(),
            }
            return is_the_result(model_page(request, Question, "safeguards/answer.html", context))
    return StepPage(
        row=Question,
        form=form,
        title=_("Whether another office knows her"),
        button=_("Ask"),
        meaning=_(
            "The question is written down here and, where she is known, at the office that has "
            "her. Twenty are asked an hour at most."
        ),
        take=lambda data: None,
        done="",
        back=_questions(),
    ).answer(request)


@require_http_methods(["GET", "POST"])
def ask_for_transfer(request: HttpRequest, question: int) -> HttpResponse:
    """Ask the office that has her to hand her over."""
    allow(request, ADD)
    user = signed_in(request)
    return StepPage(
        row=Transfer,
        form=TransferForm(request.POST or None),
        title=_("Ask for her transfer"),
        button=_("Ask for her transfer"),
        take=lambda data: asking.ask_for_transfer(
            actor=user, question=question, reason=data["reason"]
        ),
        done=_("The office that has her was asked."),
        back=Back(reverse("admin:safeguards_transfer_changelist"), _("Requests for transfer")),
    ).answer(request)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand her over, or say why not."""
    allow(request, asking.ANSWER)
    transfer = get_object_or_404(Transfer.objects.select_related("to_province", "to_county"), pk=pk)
    user = signed_in(request)
    # In sight for the office that has her alone.
    woman = Beneficiary.objects.filter(pk=transfer.beneficiary_id).first()
    return StepPage(
        row=transfer,
        form=AnswerForm(request.POST or None),
        title=_("Answer the request for transfer"),
        button=_("Send the answer"),
        about=f"{woman or '—'} — {transfer.to_county or transfer.to_province}: {transfer.reason}",
        meaning=_("Where you agree, her record is the other office's from then on."),
        take=lambda data: asking.answer(
            actor=user, transfer=transfer, agrees=data["verdict"] == "yes", words=data["words"]
        ),
        done=_("The answer was sent."),
        objection=None if asking.may_answer(user, transfer) else _not_ours(),
        back=Back(reverse("admin:safeguards_transfer_changelist"), _("Requests for transfer")),
        is_grave=True,
    ).answer(request)


def _not_ours() -> Refusal:
    return Refusal("not_allowed", _("This request is answered, or waits for another office."))
