"""Questions between offices, and requests for transfer, on the staff site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.safeguards.badges import transfer_badge
from beneficiaries.safeguards.filters import QuestionFilter, TransferFilter
from beneficiaries.safeguards.models import Question, Transfer
from beneficiaries.safeguards.views import asking
from persian.dates import format_jalali, format_jalali_datetime
from screens.listing_cells import two_lines
from screens.pages import address_of
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Question)
class QuestionAdmin(RecordAdmin):
    """What one's office has asked others, and what others have asked about its women."""

    filterset_class = QuestionFilter
    search_fields = ("name",)
    search_help_text = gettext_lazy("Person")
    ordering = ("-id",)
    list_display = ("when", "person", "which_way")
    sortable_by = ()
    export_columns = ("at", "name", "asking_office", "is_asked_here")
    empty_list_icon = "contact_support"
    empty_list_text = gettext_lazy("What offices ask each other about women will stand here.")

    def get_urls(self) -> list[URLPattern]:
        office = self.admin_site.admin_view
        return [
            path("ask/", office(asking.ask), name="safeguards_question_ask"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A line has no page of its own."""
        question = self.get_object(request, object_id)
        if question is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect("../../")

    @admin.display(description=gettext_lazy("When"))
    def when(self, question: Question) -> str:
        return format_jalali_datetime(question.at)

    @admin.display(description=gettext_lazy("Person"))
    def person(self, question: Question) -> SafeString:
        return two_lines(question.name, question.asking_office)

    @admin.display(description=gettext_lazy("Asked by this office"))
    def which_way(self, question: Question) -> str:
        return _("Asked by us") if question.is_asked_here else _("Asked about one of ours")


@admin.register(Transfer)
class TransferAdmin(RecordAdmin):
    """Requests to hand women over, at the office that asks and at that which has them."""

    pages = {"answer": asking.answer}
    filterset_class = TransferFilter
    search_fields = ("asked_by_name",)
    search_help_text = gettext_lazy("Asked by")
    ordering = ("-id",)
    list_select_related = ("to_province", "to_county", "from_province", "from_county")
    list_display = ("what", "by_whom", "shown_state")
    sortable_by = ()
    export_columns = ("asked_on", "asked_by_name", "reason", "state", "answered_on", "answer")
    list_tabs = (
        ListTab(gettext_lazy("All")),
        ListTab(gettext_lazy("Waiting for an answer"), "state=asked"),
    )
    empty_list_icon = "move_item"
    empty_list_text = gettext_lazy("Requests to hand women over will stand here.")

    def get_urls(self) -> list[URLPattern]:
        office = self.admin_site.admin_view
        return [
            path(
                "ask/<int:question>/", office(asking.ask_for_transfer),
                name="safeguards_transfer_ask",
            ),
            *super().get_urls(),
        ]  # fmt: skip

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        transfer = self.get_object(request, object_id)
        if transfer is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not request.user.has_perm("safeguards.answer_transfer"):
            return HttpResponseRedirect("../../")
        return HttpResponseRedirect(address_of(transfer, "answer"))

    @admin.display(description=gettext_lazy("Request for transfer"))
    def what(self, transfer: Transfer) -> SafeString:
        here = transfer.from_county or transfer.from_province
        there = transfer.to_county or transfer.to_province
        return two_lines(f"{here} ← {there}", transfer.reason)

    @admin.display(description=gettext_lazy("Asked by"))
    def by_whom(self, transfer: Transfer) -> SafeString:
        return two_lines(transfer.asked_by_name, format_jalali(transfer.asked_on))

    @admin.display(description=gettext_lazy("State"))
    def shown_state(self, transfer: Transfer) -> SafeString:
        return transfer_badge(transfer.state)
