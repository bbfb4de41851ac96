"""The list of priorities on the staff site."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from programs.money.models import Priority
from screens.admin import OfficeAdmin
from screens.listing_cells import badge


@admin.register(Priority)
class PriorityAdmin(OfficeAdmin):
    """What money is given for; the experts of the nation edit it."""

    fields = ("name", "aliases", "is_active", "position")
    list_display = ("name", "other_names", "in_use", "position")
    export_columns = ("name", "aliases", "is_active", "position")
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    search_help_text = _("Name")
    ordering = ("position", "name_key")
    sortable_by = ("name", "position")
    empty_list_icon = "flag"
    empty_list_text = _("What money is given for will stand here.")

    @admin.display(description=_("Other names"))
    def other_names(self, priority: Priority) -> str:
        return "، ".join(priority.aliases) or "—"

    @admin.display(description=_("In use"))
    def in_use(self, priority: Priority) -> SafeString:
        if priority.is_active:
            return badge(_("In use"), tone="good", icon="check_circle")
        return badge(_("Not in use"), tone="past", icon="pause_circle")
