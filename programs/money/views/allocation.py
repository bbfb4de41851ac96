"""One allocation: its page with its stages and its book, and asking for it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from accounts.requests import signed_in
from ngos.models import NGO
from papers.handing_out import handed_out
from persian.dates import today
from persian.number_words import rial_in_words
from persian.numbers import is_key
from programs.money import forms
from programs.money.badges import kind_badge, state_badge
from programs.money.models import Allocation, Entry, Source
from programs.money.services import asking
from programs.money.services.reading import STAMP, in_force, tracks, unverified
from programs.money.workflow import ALLOCATION, AllocationState
from programs.projects.models import Program
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_steps import RecordSteps
from screens.step_page import Back, StepPage

NEWS = 8  # events beside the page
POSTS = frozenset({"take_up", "close"})


def find(pk: int) -> Allocation:
    """Raises Http404 for an allocation outside the scope."""
    query = Allocation.objects.select_related("ngo", "counterpart", "priority", "province")
    return get_object_or_404(query, pk=pk)


def is_useful(step: str, allocation: Allocation, waiting: int) -> bool:
    """Whether a step that is open has anything to do with what stands in the book."""
    return {
        "pay": allocation.paid < allocation.allocated,
        "take_back": allocation.paid < allocation.allocated,
        "spend": allocation.spent < allocation.paid,
        "verify": waiting > 0,
        "reverse": allocation.posted > 0,
        "close": allocation.paid == allocation.allocated
        and allocation.spent == allocation.paid
        and allocation.verified + allocation.opening_spent == allocation.spent,
    }.get(step, True)


_STEPS = RecordSteps(
    workflow=ALLOCATION, stamp=STAMP, find=find, called="allocation", posts=POSTS,
    icons={
        "approve": "check_circle", "refuse": "cancel", "withdraw": "undo", "take_up": "play_circle",
        "pay": "payments", "spend": "receipt_long", "verify": "verified", "take_back": "undo",
        "reverse": "swap_horiz", "close": "task_alt",
    },
)  # fmt: skip


def _buttons(user: Any, allocation: Allocation, waiting: int) -> list[dict[str, Any]]:
    """What this person may do with the allocation now."""
    return _STEPS.buttons(user, allocation, lambda step: is_useful(step.name, allocation, waiting))


def _next(allocation: Allocation, waiting: int) -> str:
    """Whose turn it is, in words."""
    if allocation.state == AllocationState.ASKED:
        return _("Waits for a decision.")
    if allocation.state != AllocationState.APPROVED:
        return ""
    told = []
    if allocation.paid < allocation.allocated:
        told.append(_("a payment"))
    if allocation.spent < allocation.paid:
        told.append(_("documents of what is paid"))
    if waiting:
        told.append(_("a verification"))
    return _("Waits for: %(what)s") % {"what": "، ".join(told)} if told else ""


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one allocation: asked, approved, paid, spent, verified, left; who and when."""
    allocation = find(pk)
    allow(request, "money.view_allocation")
    entries = list(allocation.entries.order_by("number"))
    standing = set(in_force(allocation.entries.all()).values_list("pk", flat=True))
    waiting = unverified(allocation.entries.all()).count()
    numbers = {each.pk: each.number for each in entries}
    context = {
        "title": str(allocation.receiver),
        "allocation": allocation,
        "source": Source.objects.filter(allocations=allocation).first()
        if request.user.has_perm("money.view_source")
        else None,
        "program": Program.objects.filter(allocations=allocation).first()
        if request.user.has_perm("projects.view_program")
        else None,
        "badge": state_badge(allocation.state),
        "words": rial_in_words(allocation.allocated or allocation.amount),
        "rows": [
            {
                "entry": each,
                "badge": kind_badge(each.kind),
                "is_reversed": each.pk not in standing and each.reverses_id is None,
                "about": numbers.get(each.reverses_id or each.verifies_id or 0),
            }
            for each in entries
        ],
        "stages": list(allocation.stages.order_by("number")),
        "next": _next(allocation, waiting),
        "actions": [
            *_buttons(request.user, allocation, waiting),
            *links_of(signed_in(request), allocation),
        ],
        "today": today(),
        "news": latest(tracks(allocation.pk), NEWS),
        "history_address": address_of(allocation, "history"),
    }
    return model_page(request, Allocation, "money/allocation.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """Ask for money of a source, for an agency or an NGO."""
    allow(request, "money.add_allocation")
    user = signed_in(request)
    initial: dict[str, Any] = {}
    for name, model in (("source", Source), ("ngo", NGO), ("program", Program)):
        asked = request.GET.get(name, "")
        if is_key(asked) and model.objects.filter(pk=int(asked)).exists():
            initial[name] = int(asked)
    return StepPage(
        row=Allocation,
        form=forms.AskForm(request.POST or None, initial=initial),
        title=_("Ask for money"),
        button=_("Send for approval"),
        take=lambda data: asking.ask(actor=user, **data),
        done=_("It was asked for; another person approves it."),
        leads_to=address_of,
        back=Back(reverse("admin:money_allocation_changelist"), _("Allocations")),
    ).answer(request)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document of an entry under its own name."""
    entry = get_object_or_404(Entry, pk=pk)
    allow(request, "money.view_entry")
    if not entry.file:
        raise Http404
    try:
        content = entry.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file is missing from the storage.")) from error
    return handed_out(
        content,
        name=entry.original_name or "document",
        of=entry,
        saves="download" in request.GET,
    )
