"""NGOs on the staff site: the list, and the page of one."""

from django.contrib import admin

from ngos.admin.ngo_list import NGOList
from ngos.admin.ngo_page import NGOPages
from ngos.models import NGO


@admin.register(NGO)
class NGOAdmin(NGOList, NGOPages):
    """The register of NGOs."""
