"""Applications on the staff site: the list here, the pages in `licensing.views.applications`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.requests import signed_in
from files.exporting import ExportColumn
from licensing.badges import application_badge
from licensing.deadlines import Deadlines
from licensing.filters.applications import ApplicationFilter
from licensing.models import Application, Inquiry
from licensing.views.applications import detail, inquiries, steps, writing
from persian.dates import day_of_moment, today
from persian.numbers import format_number, is_key
from persian.text import canonical, fold_words
from screens.admin import OfficeAdmin
from screens.history import Track
from screens.listing_cells import deadline_badge, identifier, two_lines
from screens.saved_filters import ListTab


@admin.register(Application)
class ApplicationAdmin(OfficeAdmin):
    """Applications move by their steps; nothing of them is edited but a draft, or deleted."""

    filterset_class = ApplicationFilter
    search_fields = ("tracking_code",)
    search_help_text = _("Tracking code, or name of the NGO")
    ordering = ("state_since", "id")
    list_select_related = ("ngo", "ngo__county", "council")
    sortable_by = ("code", "standing")
    export_columns = (
        "tracking_code", "kind",
        ExportColumn("ngo__name", _("NGO")),
        ExportColumn("ngo__county__name", _("County")),
        "level",
        ExportColumn("council__name", _("Council")),
        "state", "state_since", "submitted_on", "ngo__legal_id",
        ExportColumn("branch_county__name", _("County of the branch")),
        "external_ref", "subject", "conditions", "assembly_on", "registration_no",
        "registered_on", "gazette_no",
    )  # fmt: skip
    actions = ()
    empty_list_icon = "assignment"
    empty_list_text = _(
        "The applications of NGOs will stand here. Begin on an NGO's page with “New application”, "
        "or with a new establishment."
    )
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Waiting for me"), "waiting=me"),
        ListTab(_("Overdue"), "overdue=yes"),
    )

    # -- addresses -----------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def office(view: Any, **fixed: Any) -> Any:
            return self.admin_site.admin_view(partial(view, **fixed) if fixed else view)

        one, inquiry = "<int:pk>/", "<int:pk>/inquiries/<int:part_pk>/"
        found = [
            path("establish/", office(writing.establish), name="licensing_application_establish"),
            path(one, office(detail.detail), name="licensing_application_detail"),
            path(f"{one}edit/", office(writing.edit), name="licensing_application_edit"),
            path(
                f"{one}inquiries/add/",
                office(inquiries.add),
                name="licensing_application_inquiry_add",
            ),
            path(
                f"{inquiry}answer/",
                office(inquiries.answer),
                name="licensing_application_inquiry_answer",
            ),
            path(
                f"{inquiry}correct/",
                office(inquiries.correct),
                name="licensing_application_inquiry_correct",
            ),
            path(
                f"{inquiry}remind/",
                office(inquiries.remind),
                name="licensing_application_inquiry_remind",
            ),
        ]
        found += [
            path(
                f"{one}{step.name.replace('_', '-')}/",
                office(steps.take, name=step.name),
                name=f"licensing_application_{step.name}",
            )
            for step in steps.HERE
        ]
        return [*found, *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return writing.add(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The page of the application, which is no form."""
        if not is_key(object_id):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(reverse("admin:licensing_application_detail", args=[object_id]))

    def has_delete_permission(self, request: HttpRequest, obj: Application | None = None) -> bool:
        return False

    def history_tracks(self, request: HttpRequest, obj: Application) -> list[Track]:
        return detail.history_tracks(signed_in(request), obj.pk)

    # -- the list ------------------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        deadline = _deadline(Deadlines(today()))
        return ["code", "ngo_name", "kind_and_level", "state_shown", "standing", deadline]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Application], search_term: str
    ) -> tuple[QuerySet[Application], bool]:
        """By a part of the tracking code, or by the words of the NGO's name in any spelling."""
        by_name = Q()
        for word in fold_words(search_term):
            by_name &= Q(ngo__name_key__contains=word)
        return queryset.filter(by_name | Q(tracking_code__contains=canonical(search_term))), False

    def prepare_page(self, page: QuerySet[Application]) -> QuerySet[Application]:
        pending = Inquiry.objects.filter(result="pending")
        return page.prefetch_related(Prefetch("inquiries", pending, to_attr="pending"))

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        if not request.user.has_perm("licensing.add_application"):
            return None
        address = reverse("admin:licensing_application_add")
        return {"title": gettext("New application"), "address": address, "icon": "note_add"}

    @admin.display(description=_("Tracking code"), ordering="tracking_code")
    def code(self, application: Application) -> SafeString:
        return identifier(application.tracking_code)

    @admin.display(description=_("NGO"))
    def ngo_name(self, application: Application) -> SafeString:
        return two_lines(application.ngo.name, application.ngo.county or "—")

    @admin.display(description=_("Kind"))
    def kind_and_level(self, application: Application) -> SafeString:
        level = application.get_level_display()
        return two_lines(application.get_kind_display(), application.council or level)

    @admin.display(description=_("State"))
    def state_shown(self, application: Application) -> SafeString:
        return application_badge(application.state)

    @admin.display(description=_("Days in this state"), ordering="state_since")
    def standing(self, application: Application) -> str:
        days = (today() - day_of_moment(application.state_since)).days
        return gettext("%(days)s days") % {"days": format_number(days)}


def _deadline(deadlines: Deadlines) -> Callable[[Any], SafeString | str]:
    """The column of the days that are left, by the deadlines in force for this request."""

    @admin.display(description=_("Deadline"))
    def deadline(application: Any) -> SafeString | str:
        due_on = deadlines.due_on(application, application.pending)
        return deadline_badge(due_on, deadlines.today) or "—"

    return deadline
