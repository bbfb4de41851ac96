"""The staff site: only the project's own screens, and only for the roles of the office."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from config.navigation import navigation
from public import office_views as public
from reports import views as reports
from screens.admin import OfficeAdmin
from screens.worklist import page as worklist


class OfficeSite(UnfoldAdminSite):
    """Signing in and out, passwords and second factors have pages of their own (`accounts`)."""

    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: object) -> None:
        """Registers our screens; what libraries register for themselves is left out."""
        if admin_class is not None and issubclass(admin_class, OfficeAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """With the worklist and the reports; without the address that leads to a row's public
        page, which no row here has."""
        found = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [
            path("worklist/", self.admin_view(worklist.page), name="worklist"),
            path("reports/", self.admin_view(reports.index), name="reports"),
            path(
                "reports/performance/",
                self.admin_view(reports.performance),
                name="performance_report",
            ),
            path("reports/<slug:report_name>/", self.admin_view(reports.page), name="report"),
            path(
                "reports/<slug:report_name>/<slug:file_format>/",
                self.admin_view(reports.file),
                name="report_file",
            ),
            path(
                "register/<int:pk>/withhold/",
                self.admin_view(public.withhold),
                name="ngos_ngo_withhold",
            ),
            path("register/<int:pk>/show/", self.admin_view(public.show), name="ngos_ngo_show"),
            *found,
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """All screens with what may be done on each: asked of every page by the theme, and shown
        on hardly any, so they are gathered when somebody looks."""
        return SimpleLazyObject(lambda: super(OfficeSite, self).get_app_list(request, app_label))

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        """As it is: the theme's own copies all entries deeply for each page, and then asks of each
        whether it may be seen."""
        return navigation(request)

    def _search_apps(self, app_list: list[dict[str, Any]], search_term: str) -> list[Any]:
        """Pages whose title begins with what was typed come first: «نامه» before «تفاهم‌نامه»."""
        found = super()._search_apps(app_list, search_term)
        return sorted(found, key=lambda each: not each.title.startswith(search_term))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Whoever is signed in and comes here is not of the office: that is refused, not asked."""
        if request.user.is_authenticated:
            raise PermissionDenied(_("These pages are for the office's staff."))
        query = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return redirect(f"{reverse('account_login')}?{query}")

    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")
