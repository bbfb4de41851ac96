"""Verification campaigns, and what was drawn, on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from files.exporting import ExportColumn
from persian.dates import format_jalali
from persian.numbers import format_number, persian_digits
from programs.money.badges import campaign_badge
from programs.money.models import Campaign, CampaignItem
from programs.money.services.campaigns import tracks
from programs.money.views import campaign as pages
from screens.history import Track
from screens.listing_cells import two_lines
from screens.pages import address_of
from screens.record_admin import RecordAdmin


@admin.register(Campaign)
class CampaignAdmin(RecordAdmin):
    """A share of the allocations of a year, drawn once and looked at."""

    pages = {
        "detail": pages.detail, "draw": pages.draw, "open": pages.open_replies,
        "publish": pages.publish,
    }  # fmt: skip
    search_fields = ("title",)
    search_help_text = _("Title")
    ordering = ("-year", "-id")
    list_select_related = ("province",)
    list_display = ("what", "of_year", "standing", "sample", "due")
    sortable_by = ("of_year",)
    export_columns = (
        ExportColumn("province__name", _("Province")), "title",
        ExportColumn(Cast("year", TextField()), _("Year")), "percent", "state", "seed",
        "drawn_from", ExportColumn(Count("items"), _("Drawn")), "drawn_on", "drawn_by_name",
        "reply_due_on", "official_on",
    )  # fmt: skip
    empty_list_icon = "fact_check"
    empty_list_text = _("Campaigns that look at a share of what was paid will stand here.")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return pages.add(request)

    def prepare_page(self, page: QuerySet[Campaign]) -> QuerySet[Campaign]:
        return page.annotate(drawn=Count("items"))

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return tracks(obj.pk)

    @admin.display(description=_("Title"))
    def what(self, campaign: Campaign) -> SafeString:
        return two_lines(campaign.title, campaign.province)

    @admin.display(description=_("Year"), ordering=F("year"))
    def of_year(self, campaign: Campaign) -> str:
        return persian_digits(campaign.year)

    @admin.display(description=_("State"))
    def standing(self, campaign: Campaign) -> SafeString:
        return campaign_badge(campaign.state)

    @admin.display(description=_("Drawn"))
    def sample(self, campaign: Any) -> SafeString:
        return two_lines(format_number(campaign.drawn), f"{format_number(campaign.percent)}٪")

    @admin.display(description=_("Reply expected by"))
    def due(self, campaign: Campaign) -> str:
        return format_jalali(campaign.reply_due_on) if campaign.reply_due_on else "—"


@admin.register(CampaignItem)
class CampaignItemAdmin(RecordAdmin):
    """What was drawn, of all campaigns, with replies and findings."""

    pages = {"reply": pages.reply, "judge": pages.judge}
    search_fields = ("campaign__title",)
    search_help_text = _("Title of the campaign")
    ordering = ("-campaign_id", "position")
    list_select_related = ("campaign", "allocation__ngo", "allocation__counterpart")
    list_display = ("who", "of_campaign", "replied")
    sortable_by = ()
    export_columns = (
        ExportColumn("campaign__title", _("Verification campaign")),
        ExportColumn("position"),
        ExportColumn("allocation__counterpart__name", _("Agency")),
        ExportColumn("allocation__ngo__name", _("NGO")),
        ExportColumn("allocation__paid", _("Paid (rial)")),
        "reply", "replied_on", "finding__result", "finding__remarks", "finding__action",
        "finding__no_action_reason",
    )  # fmt: skip
    empty_list_icon = "fact_check"
    empty_list_text = _("What campaigns have drawn will stand here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CampaignItem]:
        """Of campaigns in sight."""
        return super().get_queryset(request).filter(Q(campaign__in=Campaign.objects.all()))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What was drawn is shown on the page of its campaign."""
        item = self.get_object(request, object_id)
        if item is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(address_of(item.campaign))

    @admin.display(description=_("Receiver"))
    def who(self, item: CampaignItem) -> str:
        return str(item.allocation.receiver)

    @admin.display(description=_("Verification campaign"))
    def of_campaign(self, item: CampaignItem) -> str:
        return item.campaign.title

    @admin.display(description=_("Replied on"))
    def replied(self, item: CampaignItem) -> str:
        return format_jalali(item.replied_on) if item.replied_on else "—"
