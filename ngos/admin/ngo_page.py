"""One NGO on the staff site: its form here, its other pages in `ngos.views`."""

from functools import partial
from typing import Any

from django.db import models
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from accounts.requests import signed_in
from ngos.forms.ngo import NGOForm
from ngos.kept import LICENCE
from ngos.models.ngo import ActivityLevel, Issuer, Status
from ngos.page.part import history_tracks
from ngos.personal_data import log_shown
from ngos.services.save_ngo import save_ngo
from ngos.views import detail, parts
from ngos.views.document_file import document_file
from ngos.views.pages import ngo_page_address
from persian.numbers import is_key
from screens.admin import OfficeAdmin
from screens.concurrent_edits import VersionedAdmin
from screens.history import Track

_IDENTITY = (
    "name", "former_names", "ngo_type", "is_charity", "legal_id", "registration_no",
    "registration_office", "founded_on", "external_ref",
)  # fmt: skip
_CONTACT = ("province", "county", "address", "postal_code", "phone", "mobile", "email", "website")
_ACTIVITY = ("field", "other_fields", "activity_level", "issuer", "member_count", "ceo_name")
# What the form proposes for a new NGO.
NEW = {
    "status": Status.ACTIVE,
    "activity_level": ActivityLevel.COUNTY,
    "issuer": Issuer.MOI,
}


class NGOPages(VersionedAdmin, OfficeAdmin):
    """Mixin of the NGO's admin class: the form, the pages of one NGO, its history."""

    form = NGOForm
    change_form_template = "ngos/ngo_form.html"
    filter_horizontal = ()

    # -- addresses -----------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def office(view: Any, **fixed: Any) -> Any:
            return self.admin_site.admin_view(partial(view, **fixed) if fixed else view)

        found = [
            path("<int:pk>/", office(detail.detail), name="ngos_ngo_detail"),
            path("<int:pk>/status/", office(detail.status), name="ngos_ngo_status"),
            path("<int:pk>/delete/", office(detail.delete), name="ngos_ngo_delete"),
            path("deleted/", office(detail.deleted), name="ngos_ngo_deleted"),
            path("deleted/<int:pk>/restore/", office(detail.restore), name="ngos_ngo_restore"),
            path(
                "<int:pk>/documents/<int:part_pk>/file/",
                office(document_file),
                name="ngos_ngo_document_file",
            ),
        ]
        for name, part in parts.PARTS.items():
            base, label = f"<int:pk>/{name}/", f"ngos_ngo_{name}"
            found += [
                path(f"{base}add/", office(parts.edit, name=name), name=f"{label}_add"),
                path(
                    f"{base}<int:part_pk>/change/",
                    office(parts.edit, name=name),
                    name=f"{label}_change",
                ),
                path(
                    f"{base}<int:part_pk>/delete/",
                    office(parts.delete, name=name),
                    name=f"{label}_delete",
                ),
            ]
            if part.end is not None:
                found.append(
                    path(
                        f"{base}<int:part_pk>/end/",
                        office(parts.end, name=name),
                        name=f"{label}_end",
                    )
                )
        return [*found, *super().get_urls()]

    # -- the form ------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        user: Any = request.user
        contact = list(_CONTACT)
        # The province is that of the office, and cannot change: a move is a matter of two offices.
        if user.province_id is not None or obj is not None:
            contact.remove("province")
        if user.county_id is not None:
            contact.remove("county")
        found = [
            (_("Identity"), {"fields": _IDENTITY}),
            (_("Activity"), {"fields": _ACTIVITY}),
            (_("Address and contact"), {"fields": contact}),
            (_("Licence"), {"fields": LICENCE}),
            (_("Bank account"), {"fields": ("sheba",)}),
            (_("Notes"), {"fields": ("notes",)}),
        ]
        if obj is None and user.has_perm("ngos.change_status"):
            found.insert(4, (_("Status"), {"fields": ("status", "status_since")}))
        return found

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.request = request
        return form

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The other fields as boxes to tick."""
        kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget()
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.help_text = ""
        return field

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Counties and fields are kept elsewhere: no buttons to add or change them from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for name in (
            "can_add_related",
            "can_change_related",
            "can_delete_related",
            "can_view_related",
        ):
            if field is not None and hasattr(field.widget, name):
                setattr(field.widget, name, False)
        return field

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> Any:
        """The form, to who may change the NGO; to others its page."""
        if object_id and not is_key(object_id):
            raise Http404
        if object_id and not request.user.has_perm("ngos.change_ngo"):
            return HttpResponseRedirect(ngo_page_address(int(object_id)))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        if obj is not None:
            log_shown(request.user, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        others = form.cleaned_data.get("other_fields")
        save_ngo(actor=signed_in(request), ngo=obj, other_fields=others)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing is left to save: the service stored the list of other fields too."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, object]:
        """What most new NGOs are; whoever fills in the form sees it and may say otherwise."""
        return {**NEW, **super().get_changeform_initial_data(request)}

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._to_page(request, super().response_add(request, obj, post_url_continue), obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._to_page(request, super().response_change(request, obj), obj)

    @staticmethod
    def _to_page(request: HttpRequest, response: HttpResponse, obj: Any) -> HttpResponse:
        stays = {"_continue", "_addanother", "_popup"} & request.POST.keys()
        return response if stays else HttpResponseRedirect(ngo_page_address(obj.pk))

    def get_actions(self, request: HttpRequest) -> dict[str, object]:
        """NGOs are deleted one by one, on a page that says what goes with each."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # -- history -------------------------------------------------------------------------------

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        return history_tracks(signed_in(request), obj.pk)
