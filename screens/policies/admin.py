"""Policy settings on the staff site: a page of all, and the addresses of each."""

from collections.abc import Callable

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern

from accounts.models import PolicySetting
from accounts.policies import all_policies
from screens.admin import OfficeAdmin
from screens.policies import pages

View = Callable[..., HttpResponse]


@admin.register(PolicySetting)
class PolicySettingAdmin(OfficeAdmin):
    """Policies are declared in code and have a value whether or not a row is stored, so the pages
    show what is declared, not the rows."""

    export_columns = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        def address(route: str, view: View, name: str) -> URLPattern:
            own = self.admin_site.admin_view(view)
            return path(route, own, name=f"accounts_policysetting_{name}")

        return [
            address("", self._all, "changelist"),
            address("<slug:policy>/", self._of_policy(pages.decide), "decide"),
            address("<slug:policy>/history/", self._of_policy(pages.history), "history"),
        ]

    def _all(self, request: HttpRequest) -> HttpResponse:
        self._require_reader(request)
        return pages.show_all(self, request)

    def _of_policy(self, view: View) -> View:
        """The view, on a policy that is declared."""

        def of_policy(request: HttpRequest, policy: str) -> HttpResponse:
            self._require_reader(request)
            if policy not in all_policies():
                raise Http404
            return view(self, request, all_policies()[policy])

        return of_policy

    def _require_reader(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied
