"""What an office's papers bear, on the staff site: its stationery and its signatures."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from unfold.decorators import action, display

from accounts import scope
from accounts.requests import signed_in
from files.exporting.columns import ExportColumn
from files.harmless import shown_pdf
from files.printing import PrintingError
from papers.forms import ImageForm, SignatureForm, StationeryForm
from papers.handing_out import handed_out
from papers.letterhead import Paper
from papers.models import Signature, Stationery
from papers.samples import sample_on
from papers.stationery import save_signature, save_stationery
from screens.admin import OfficeAdmin
from screens.concurrent_edits import VersionedAdmin
from screens.listing_cells import badge, two_lines


class ImageAdmin(VersionedAdmin, OfficeAdmin):
    """Rows of a province's office with one image each, shown on the form and handed out here."""

    form: type[ImageForm]
    list_select_related = ("province",)
    sortable_by = ()
    readonly_fields: tuple[str, ...] = ("present_image", "has_image")
    own_fields: tuple[str, ...]

    # -- the form --------------------------------------------------------------------------------

    def may_fetch_image(self, request: HttpRequest) -> bool:
        """Whether this person, who may view the row, is given its image by itself."""
        return True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The province where it can be chosen, then the fields, then the image."""
        has_province = scope.of(request.user).province is not None
        image = "present_image" if self.may_fetch_image(request) else "has_image"
        fields = [*([] if has_province else ["province"]), *self.own_fields, image]
        may_change = self.has_change_permission(request, obj) if obj else True
        if may_change:
            fields.append("upload")
        if may_change and obj is not None and getattr(obj, self.form.image_name):
            fields.append("removes_image")
        return fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Stationery stays with its office."""
        return self.readonly_fields if obj is None else (*self.readonly_fields, "province")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Provinces without the theme's buttons to make, change and view one from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The form; the office's own province is filled in before its rules are checked."""
        form_class = super().get_form(request, obj, **kwargs)
        place = scope.of(request.user)

        class PlacedForm(form_class):  # type: ignore[misc,valid-type]
            def __init__(self, *args: Any, **form_kwargs: Any) -> None:
                super().__init__(*args, **form_kwargs)
                if self.instance.pk is None and place.province:
                    self.instance.province_id = place.province

        return PlacedForm

    @display(description=_("Present image"))
    def present_image(self, row: Any) -> SafeString | str:
        if row.pk is None or not getattr(row, self.form.image_name):
            return pgettext("image", "None")
        address = reverse(f"admin:papers_{self.opts.model_name}_image", args=[row.pk])
        return format_html('<img src="{}" alt="{}" class="office-picture">', address, row)

    @display(description=_("Image"))
    def has_image(self, row: Any) -> SafeString | str:
        has_one = bool(getattr(row, self.form.image_name))
        return badge(_("Has one"), tone="good", icon="check_circle") if has_one else "—"

    # -- files -----------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        name = f"papers_{self.opts.model_name}_image"
        view = self.admin_site.admin_view(self.image_view)
        return [path("<int:pk>/image/", view, name=name), *super().get_urls()]

    @method_decorator(require_safe)
    def image_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The image, to those in scope who may view the row and fetch its image."""
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not (self.has_view_permission(request, row) and self.may_fetch_image(request)):
            raise PermissionDenied(_("Your role does not allow this."))
        file = getattr(row, self.form.image_name)
        if not file:
            raise Http404
        try:
            content = file.open("rb")
        except FileNotFoundError as error:
            raise Http404(gettext("This image is missing from the storage.")) from error
        return handed_out(content, name="image", of=row)


@admin.register(Stationery)
class StationeryAdmin(ImageAdmin):
    """The head of each office's papers, with a sample of a licence that bears it."""

    form = StationeryForm
    own_fields = ("office_title", "department", "address", "law_sentence")
    list_display = ("title", "shown_province", "has_image")
    export_columns = (
        ExportColumn("province__name", _("Province")),
        "office_title",
        "department",
        "address",
        "law_sentence",
    )
    actions_detail = ("sample_small", "sample_large")
    empty_list_icon = "contract"
    empty_list_text = _("The emblem and the title that the office's papers bear will stand here.")

    @display(description=_("Title of the office"))
    def title(self, row: Stationery) -> SafeString:
        return two_lines(row.office_title, row.department)

    @display(description=_("Province"))
    def shown_province(self, row: Stationery) -> str:
        return row.province.name

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        save_stationery(
            actor=signed_in(request),
            stationery=obj,
            upload=form.cleaned_data.get("upload"),
            removes_image=bool(form.cleaned_data.get("removes_image")),
        )

    @action(
        description=_("Sample print (A5)"),
        url_path="sample-small",
        icon="print",
        permissions=["view"],
        attrs={"target": "_blank"},
    )
    @method_decorator(require_safe)
    def sample_small(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self._sample(request, object_id, Paper.A5)

    @action(
        description=_("Sample print (A4)"),
        url_path="sample-large",
        icon="print",
        permissions=["view"],
        attrs={"target": "_blank"},
    )
    @method_decorator(require_safe)
    def sample_large(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self._sample(request, object_id, Paper.A4)

    def _sample(self, request: HttpRequest, object_id: int, paper: Paper) -> HttpResponse:
        stationery = self.get_object(request, str(object_id))
        if stationery is None:
            raise Http404
        try:
            content = sample_on(
                actor=signed_in(request),
                stationery=stationery,
                paper=paper,
                verification_url=request.build_absolute_uri("/"),
            )
        except PrintingError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:papers_stationery_change", args=[object_id]))
        return shown_pdf(content, name="sample.pdf")


@admin.register(Signature)
class SignatureAdmin(ImageAdmin):
    """Who signs the office's papers."""

    form = SignatureForm
    own_fields = ("holder_name", "post", "position", "is_active")
    list_display = ("holder", "shown_province", "has_image", "in_use")
    export_columns = (
        ExportColumn("province__name", _("Province")),
        "holder_name",
        "post",
        "position",
        "is_active",
    )
    empty_list_icon = "signature"
    empty_list_text = _("Those who sign licences and letters will stand here.")

    def may_fetch_image(self, request: HttpRequest) -> bool:
        return request.user.has_perm("papers.fetch_signature")

    @display(description=_("Name of the signatory"))
    def holder(self, row: Signature) -> SafeString:
        return two_lines(row.holder_name, row.post)

    @display(description=_("Province"))
    def shown_province(self, row: Signature) -> str:
        return row.province.name

    @display(description=_("In use"))
    def in_use(self, row: Signature) -> SafeString:
        if row.is_active:
            return badge(_("In use"), tone="good", icon="check_circle")
        return badge(_("Not in use"), tone="past", icon="pause_circle")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        save_signature(
            actor=signed_in(request),
            signature=obj,
            upload=form.cleaned_data.get("upload"),
            removes_image=bool(form.cleaned_data.get("removes_image")),
        )
