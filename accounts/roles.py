"""Roles and what each may do: the one table of permissions.

A permission says *what* may be done; scope (`scope.py`) says with which rows. The rooms above name
their permissions; which role has them is decided here, so that an office can read it on one page.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.scope import Kind


class Role(models.TextChoices):
    NATIONAL_EXPERT = "national_expert", _("National expert")
    DIRECTOR_GENERAL = "director_general", _("Director general")
    PROVINCIAL_EXPERT = "provincial_expert", _("Provincial expert")
    COUNTY_EXPERT = "county_expert", _("County expert")
    CASE_WORKER = "case_worker", _("Case worker")
    NGO_OFFICER = "ngo_officer", _("NGO officer")
    AUDITOR = "auditor", _("Auditor")


N, D, P, C, W, A = (
    Role.NATIONAL_EXPERT,
    Role.DIRECTOR_GENERAL,
    Role.PROVINCIAL_EXPERT,
    Role.COUNTY_EXPERT,
    Role.CASE_WORKER,
    Role.AUDITOR,
)
STAFF = frozenset({N, D, P, C, W, A})
# The levels at which a role may be given. An auditor audits one province, or all.
LEVELS: dict[Role, tuple[Kind, ...]] = {
    N: (Kind.NATIONAL,),
    D: (Kind.PROVINCE,),
    P: (Kind.PROVINCE,),
    C: (Kind.COUNTY,),
    W: (Kind.COUNTY,),
    A: (Kind.PROVINCE, Kind.NATIONAL),
    Role.NGO_OFFICER: (Kind.NGO,),
}

_READERS = {N, D, P, C, A}
_EDITORS = {N, D, P, C}
_MANAGERS = {N, D}

PERMISSIONS: dict[str, set[Role]] = {
    # Accounts
    "accounts.view_user": _MANAGERS | {A},
    "accounts.add_user": _MANAGERS,
    "accounts.change_user": _MANAGERS,
    "accounts.delete_user": set(),
    "accounts.view_province": _READERS,
    "accounts.add_province": set(),
    "accounts.change_province": set(),
    "accounts.delete_province": set(),
    "accounts.view_county": _READERS,
    "accounts.add_county": {N},
    "accounts.change_county": {N},
    "accounts.delete_county": set(),
    # The NGO register
    "ngos.view_ngo": _READERS | {W},
    "ngos.add_ngo": _EDITORS,
    "ngos.change_ngo": _EDITORS,
    "ngos.change_status": {N, D, P},
    "ngos.delete_ngo": _MANAGERS,
    "ngos.merge_ngo": {N, D, P},
    "ngos.export_ngo": {N, D, P, C, A},
    "ngos.view_field": _READERS,
    "ngos.add_field": {N},
    "ngos.change_field": {N},
    "ngos.delete_field": set(),
    "ngos.view_person": _READERS,
    "ngos.add_person": _EDITORS,
    "ngos.change_person": _EDITORS,
    "ngos.delete_person": _MANAGERS,
    "ngos.view_term": _READERS | {W},
    "ngos.add_term": _EDITORS,
    "ngos.change_term": _EDITORS,
    "ngos.delete_term": _MANAGERS,
    "ngos.view_branch": _READERS | {W},
    "ngos.add_branch": _EDITORS,
    "ngos.change_branch": _EDITORS,
    "ngos.delete_branch": _MANAGERS,
    "ngos.view_document": _READERS,
    "ngos.add_document": _EDITORS,
    "ngos.change_document": _EDITORS,
    "ngos.delete_document": _MANAGERS,
    # What the office's papers bear
    "ngos.view_stationery": _READERS,
    "ngos.add_stationery": _MANAGERS,
    "ngos.change_stationery": _MANAGERS,
    "ngos.delete_stationery": set(),
    "ngos.view_signature": _READERS,
    "ngos.add_signature": _MANAGERS,
    "ngos.change_signature": _MANAGERS,
    "ngos.delete_signature": set(),  # put out of use: what was printed bears it
    # Personal data that lists and pages mask for everybody else
    "ngos.view_personal_data": {N, D, P},
    # Imports
    "imports.view_run": {N, D, P, A},
    "imports.add_run": {N, D, P},
    "imports.change_run": {N, D, P},
    "imports.delete_run": set(),
    "imports.view_duplicatepair": {N, D, P, A},
    # Staff screens
    "screens.view_savedfilter": set(STAFF),
    "screens.add_savedfilter": set(STAFF),
    "screens.change_savedfilter": set(STAFF),
    "screens.delete_savedfilter": set(STAFF),
}


def permissions_of(role: str) -> frozenset[str]:
    """Every permission of a role, as `app.codename`."""
    return frozenset(name for name, roles in PERMISSIONS.items() if role in roles)
