"""What staff find of the register in the sidebar."""

from django.utils.translation import gettext_lazy as _

from imports.navigation import REGISTER
from screens.navigation import BASIC_DATA, Entry

ENTRIES = (
    Entry(REGISTER, _("NGOs"), "diversity_2", "admin:ngos_ngo_changelist", "ngos.view_ngo", 10),
    Entry(REGISTER, _("People"), "group", "admin:ngos_person_changelist", "ngos.view_person", 20),
    Entry(
        BASIC_DATA, _("Fields"), "category", "admin:ngos_field_changelist", "ngos.view_field", 30
    ),
)
