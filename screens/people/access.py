"""The access log on the staff site: for those who look after accounts, and for auditors."""

import django_filters
from django.contrib import admin
from django.db.models import Func, QuerySet, TextField
from django.http import HttpRequest
from django.urls.resolvers import URLPattern
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from accounts import scope
from accounts.models import AccessEntry, Act, County, Unusual, User
from files.exporting import ExportColumn
from persian.dates import format_jalali_datetime
from persian.numbers import format_number, persian_digits
from screens.admin import OfficeAdmin
from screens.filters import AnyOf, FilterForm, JalaliDateFilter
from screens.listing_cells import badge, identifier, two_lines

LABELS = {
    "list": _("List"),
    "rows": _("Rows"),
    "filter": _("Filter"),
    "personal": _("With personal data"),
    "file": _("File"),
    "paper": _("Paper"),
    "of": _("Of"),
    "id": _("Number"),
    "policy": _("Policy"),
    "place": _("Place"),
    "value": _("Value"),
    "role": _("Role"),
    "province": _("Province"),
    "county": _("County"),
    "role_ends_on": _("Role ends on"),
    "is_active": _("Account is open"),
    "months": _("Months"),
    "sessions": pgettext_lazy("of browsers", "Sessions"),
}


class AccessFilterForm(FilterForm):
    ranges = (("after", "before"),)


def _people() -> list[tuple[str, str]]:
    return [(str(user.pk), str(user)) for user in User.objects.only("first_name", "last_name")]


def _counties() -> list[tuple[str, str]]:
    """Those of the own province, or that somebody works in."""
    rows = County.objects.filter(user__isnull=False).distinct()
    current = scope.current()
    if current is not None and current.province is not None:
        rows = rows.filter(province=current.province)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


class AccessFilters(django_filters.FilterSet):
    person = django_filters.ChoiceFilter(
        "user_id", label=_("Person"), choices=_people, empty_label=_("All")
    )
    act = AnyOf(label=_("What"), choices=Act.choices)
    unusual = django_filters.ChoiceFilter(
        label=_("Unusual"),
        choices=[("any", _("Everything unusual")), *Unusual.choices],
        empty_label=_("All"),
        method="that_stands_out",
    )
    county = AnyOf(label=_("County"), choices=_counties)
    after = JalaliDateFilter("at", "date__gte", label=_("From the day"))
    before = JalaliDateFilter("at", "date__lte", label=_("Until the day"))

    class Meta:
        model = AccessEntry
        fields: tuple[str, ...] = ()
        form = AccessFilterForm

    def that_stands_out(
        self, queryset: QuerySet[AccessEntry], name: str, value: str
    ) -> QuerySet[AccessEntry]:
        if not value:
            return queryset
        if value == "any":
            return queryset.exclude(unusual=[])
        return queryset.filter(unusual__contains=[value])


@admin.register(AccessEntry)
class AccessEntryAdmin(OfficeAdmin):
    """Lines are written by the database alone; here they are read."""

    list_display = ("when", "person", "what", "told", "from_where")
    list_select_related = ("province", "county")
    sortable_by = ()
    filterset_class = AccessFilters
    actions = ()
    empty_list_icon = "history"
    empty_list_text = _("Whoever signs in or takes something away will be named here.")
    export_columns = (
        "at", "name", "role",
        ExportColumn("province__name", _("Province")), ExportColumn("county__name", _("County")),
        "act", "about_name",
        ExportColumn(Func("address", function="host", output_field=TextField()), _("From where")),
        "device",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        unused = {f"accounts_accessentry_{name}" for name in ("add", "change", "delete", "history")}
        return [url for url in super().get_urls() if url.name and url.name not in unused]

    @display(description=_("When"))
    def when(self, entry: AccessEntry) -> str:
        return format_jalali_datetime(entry.at)

    @display(description=_("Person"))
    def person(self, entry: AccessEntry) -> object:
        if entry.user_id is None:
            is_visitor = entry.address is not None
            return _("somebody without an account") if is_visitor else _("The system")
        place = entry.county or entry.province or _("the whole country")
        return two_lines(entry.name, f"{entry.get_role_display()}، {place}")

    @display(description=_("What"))
    def what(self, entry: AccessEntry) -> object:
        badges = format_html_join(
            " ",
            "{}",
            ((badge(_unusual(reason), tone="warning", icon="priority_high"),)
             for reason in entry.unusual),
        )  # fmt: skip
        return two_lines(entry.get_act_display(), badges) if badges else entry.get_act_display()

    @display(description=_("Details"))
    def told(self, entry: AccessEntry) -> SafeString:
        parts = [(LABELS[name], _shown(value)) for name, value in entry.details.items()
                 if name in LABELS and value not in ("", None, False)]  # fmt: skip
        if entry.about_name:
            parts.insert(0, (_("Account"), entry.about_name))
        return format_html_join("؛ ", "{}: {}", parts) or SafeString("—")

    @display(description=_("From where"))
    def from_where(self, entry: AccessEntry) -> SafeString:
        return two_lines(identifier(entry.address), identifier(entry.device or None))


def _unusual(reason: str) -> str:
    return str(Unusual(reason).label) if reason in Unusual.values else reason


def _shown(value: object) -> str:
    if value is True:
        return str(_("Yes"))
    return format_number(value) if isinstance(value, int) else persian_digits(str(value))
