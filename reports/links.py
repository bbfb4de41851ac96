"""Addresses of the register's list, narrowed to the rows that a figure counts."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode

Values = str | int | Sequence[str] | Sequence[int]


def ngo_list(**filters: Values) -> str:
    """The list of NGOs with filters as `ngos.filters.ngo.NGOFilter` names them."""
    address = reverse("admin:ngos_ngo_changelist")
    return f"{address}?{urlencode(filters, doseq=True)}" if filters else address
