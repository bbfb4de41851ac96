"""Staff screens of provinces and counties."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from accounts.models import County, Province
from files.exporting import ExportColumn
from screens.admin import OfficeAdmin
from screens.listing_cells import identifier
from screens.people.filters import CountyFilters


class PlaceAdmin(OfficeAdmin):
    folded_search_field = "name_key"

    @display(description=_("Other names"))
    def other_names(self, place: County | Province) -> str:
        return "، ".join(place.aliases) or "—"

    @display(description=_("Code"), ordering="code")
    def shown_code(self, place: County | Province) -> SafeString:
        return identifier(place.code)

    @display(description=_("Name"), ordering="sort_key")
    def shown_name(self, place: County | Province) -> str:
        return place.name


@admin.register(Province)
class ProvinceAdmin(PlaceAdmin):
    list_display = ("shown_name", "shown_code", "other_names")
    fields = ("name", "code", "aliases")
    export_columns = ("name", "code", "aliases")


@admin.register(County)
class CountyAdmin(PlaceAdmin):
    """Counties with the other names by which imports recognise them."""

    list_display = ("shown_name", "shown_province", "shown_code", "other_names")
    list_select_related = ("province",)
    filterset_class = CountyFilters
    fields = ("name", "province", "code", "aliases")
    export_columns = (
        "name", ExportColumn("province__name", _("Province")), "code", "aliases",
    )  # fmt: skip

    @display(description=_("Province"), ordering="province__sort_key")
    def shown_province(self, county: County) -> str:
        return county.province.name
