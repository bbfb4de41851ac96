"""Sources of funding: their page, recording and correcting them, and the sums by priority."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from persian.dates import jalali_iso, today
from persian.numbers import is_key
from programs.money import forms
from programs.money.badges import state_badge
from programs.money.models import Allocation, Source
from programs.money.services import sources
from programs.money.services.reading import source_tracks
from programs.money.services.sums import by_priority, totals
from screens.history import latest
from screens.pages import address_of, allow, model_page
from screens.step_page import Back, StepPage

NEWS = 8  # events beside the page
MOST_ROWS = 100  # allocations on the page; the list has them all


def find(pk: int) -> Source:
    """Raises Http404 for a source outside the scope."""
    return get_object_or_404(Source.objects.select_related("province", "priority"), pk=pk)


def _buttons(user: Any, source: Source) -> list[dict[str, Any]]:
    found = []
    if user.has_perm("money.add_allocation") and source.left and not source.is_listed:
        address = f"{reverse('admin:money_allocation_add')}?source={source.pk}"
        found.append({"title": _("Ask for money"), "icon": "add_card", "address": address})
    if user.has_perm("money.change_source") and not source.is_listed:
        found.append({"title": _("Edit"), "icon": "edit", "address": address_of(source, "edit")})
    return found


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one source: what it has, and what became of it."""
    source = find(pk)
    allow(request, "money.view_source")
    rows = Allocation.objects.filter(source=source).select_related("ngo", "counterpart")
    context = {
        "title": str(source),
        "source": source,
        "totals": totals(rows.filter(allocated__gt=0)),
        "rows": [(each, state_badge(each.state)) for each in rows[:MOST_ROWS]],
        "listed": f"{reverse('admin:money_allocation_changelist')}?source={source.pk}",
        "actions": _buttons(request.user, source),
        "news": latest(source_tracks(source.pk), NEWS),
        "history_address": address_of(source, "history"),
    }
    return model_page(request, Source, "money/source.html", context)


def _list() -> Back:
    return Back(reverse("admin:money_source_changelist"), _("Sources of funding"))


def add(request: HttpRequest) -> HttpResponse:
    allow(request, "money.add_source")
    user = signed_in(request)
    return StepPage(
        row=Source,
        form=forms.SourceForm(request.POST or None, user=user),
        title=_("Record a source of funding"),
        button=_("Save"),
        take=lambda data: sources.record_source(actor=user, **data),
        done=_("The source was recorded."),
        leads_to=address_of,
        back=_list(),
    ).answer(request)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    source = find(pk)
    allow(request, "money.change_source")
    user = signed_in(request)
    known = {name: getattr(source, name) for name in ("title", "amount", "reference", "notes")}
    seen = sources.STAMP.of(source)
    return StepPage(
        row=source,
        form=forms.ChangeSourceForm(request.POST or None, seen=seen, initial=known),
        title=_("Edit the source"),
        button=_("Save"),
        take=lambda data: sources.change_source(actor=user, source=source, **data),
        done=_("Saved."),
        back=Back(address_of(source), str(source)),
    ).answer(request)


@require_GET
def priorities(request: HttpRequest) -> HttpResponse:
    """What was allocated and spent for each priority in a year."""
    allow(request, "money.view_allocation")
    asked = request.GET.get("year", "")
    this_year = int(jalali_iso(today())[:4])
    year = int(asked) if is_key(asked) and 1300 <= int(asked) <= 1500 else this_year
    listed = reverse("admin:money_allocation_changelist")
    rows = [
        {"priority": each, "address": f"{listed}?priority={each.pk}&year={year}"}
        for each in by_priority(year)
    ]
    known = Allocation.objects.filter(allocated__gt=0).order_by().values_list("year", flat=True)
    years = sorted({this_year, year, *known.distinct()}, reverse=True)
    context = {
        "title": _("Funding by priority"),
        "rows": rows,
        "year": year,
        "years": years,
        "totals": totals(Allocation.objects.filter(allocated__gt=0, year=year)),
    }
    return model_page(request, Allocation, "money/priorities.html", context)
