"""Proposals on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from persian.numbers import format_number
from programs.calls.badges import proposal_badge
from programs.calls.filters import ProposalFilter
from programs.calls.models import Proposal
from programs.calls.services.proposals import tracks
from programs.calls.views import proposal as views
from programs.calls.views import review
from screens.history import Track
from screens.listing_cells import identifier, two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    """What NGOs have proposed. No column of it tells of a review."""

    pages = {
        "detail": views.detail, "tell": views.tell, "fund": views.fund, "ask": review.ask,
        "declare": review.declare, "score": review.score, **views.STEPS,
    }  # fmt: skip
    filterset_class = ProposalFilter
    search_fields = ("title", "tracking_code", "ngo__search_text")
    search_help_text = _("Title, tracking code or NGO")
    ordering = ("-id",)
    list_select_related = ("ngo", "call", "body")
    list_display = ("what", "state_badge", "answers", "asked", "code", "received")
    sortable_by = ("received",)
    export_columns = (
        "title", "tracking_code",
        ExportColumn("ngo__name", _("NGO")),
        ExportColumn("call__title", _("Call")),
        ExportColumn("body__name", _("Working group")),
        ExportColumn("county__name", _("County")),
        "state", "amount", "received_on", "decided_on", "ground", "next_step", "told_on",
        "reported_on",
    )  # fmt: skip
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Received"), "state=received"),
        ListTab(_("Reviewed"), "state=reviewed"),
        ListTab(_("Supported"), "state=supported"),
        ListTab(_("Refusals to tell"), "told=no"),
    )
    empty_list_icon = "inbox"
    empty_list_text = _("What NGOs propose, in answer to a call or not, will stand here.")

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return views.add(request)

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("Title"))
    def what(self, proposal: Proposal) -> SafeString:
        return two_lines(proposal.title, proposal.ngo)

    @admin.display(description=_("State"))
    def state_badge(self, proposal: Proposal) -> SafeString:
        return proposal_badge(proposal.state)

    @admin.display(description=_("Call"))
    def answers(self, proposal: Proposal) -> SafeString:
        return two_lines(proposal.call or "—", proposal.body)

    @admin.display(description=_("Amount asked for (rial)"))
    def asked(self, proposal: Proposal) -> str:
        return format_number(proposal.amount) if proposal.amount is not None else "—"

    @admin.display(description=_("Tracking code"))
    def code(self, proposal: Proposal) -> SafeString:
        return identifier(proposal.tracking_code)

    @admin.display(description=_("Received on"), ordering=F("received_on"))
    def received(self, proposal: Proposal) -> str:
        return format_jalali(proposal.received_on) if proposal.received_on else "—"
