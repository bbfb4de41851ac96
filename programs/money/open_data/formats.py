"""The files of open data: their names, their kinds, how each is written."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.money.open_data.tables import grants_table, payments_table


@dataclass(frozen=True, slots=True)
class Format:
    """One file that a package can be written as."""

    title: str | Promise
    file_name: str
    content_type: str
    write: Callable[[Mapping[str, Any]], str]


def _json(package: Mapping[str, Any]) -> str:
    return json.dumps(package, ensure_ascii=False, indent=1)


FORMATS = {
    "json": Format(_("Awards and payments (JSON)"), "360giving.json", "application/json", _json),
    "grants": Format(
        _("Awards (CSV)"), "360giving-grants.csv", "text/csv; charset=utf-8", grants_table
    ),
    "payments": Format(
        _("Payments (CSV)"), "360giving-payments.csv", "text/csv; charset=utf-8", payments_table
    ),
}
