"""Which row scope a table has: its model's own, its library's, its history's, or an exemption."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.apps import apps
from django.db import models

from accounts.row_security.access import OFFICE, READ, Access, RowScope, value
from accounts.row_security.of_accounts import Identity, OwnWhileSigningIn
from accounts.row_security.rows import ByPlace, Follows
from accounts.scope import Kind


@dataclass(frozen=True)
class History:
    """Events of a tracked model: read where its rows are, never changed.

    Triggers add them as the owner of the tables (`history.py`); no scope may.
    """

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        tracked = model.pgh_tracked_model  # type: ignore[attr-defined]
        scope = tracked.row_scope
        if isinstance(scope, ByPlace):
            ngo = "pgh_obj_id" if scope.ngo == "id" else scope.ngo
            scope = replace(scope, ngo=ngo, key="pgh_obj_id")
        elif isinstance(scope, Identity):
            return {
                Kind.NATIONAL: Access(READ, "true", "false"),
                Kind.SYSTEM: Access(READ, "true", "false"),
                Kind.PROVINCE: Access(READ, f"province_id = {value('province')}", "false"),
            }
        found: dict[Kind, Access] = scope.access(model)
        return {kind: Access(READ, access.reads, "false") for kind, access in found.items()}


@dataclass(frozen=True)
class Exempt:
    """A table without row security, why that is right, and who may do what with it."""

    reason: str
    grants: dict[str, tuple[Kind | None, ...]] = field(default_factory=dict)


EVERYBODY = (None, *Kind)  # None: the application before it has entered a scope

LIBRARIES: dict[str, Exempt | RowScope] = {
    "contenttypes.ContentType": Exempt("names of models", {READ: EVERYBODY}),
    "auth.Permission": Exempt("unused: roles are a table in code"),
    "auth.Group": Exempt("unused: roles are a table in code"),
    "auth.Group_permissions": Exempt("unused: roles are a table in code"),
    "admin.LogEntry": Exempt("unused: history is kept by triggers"),
    "account.EmailAddress": OwnWhileSigningIn(),
    "account.EmailConfirmation": Exempt("unused: no mail is confirmed"),
    "mfa.Authenticator": OwnWhileSigningIn(),
    "pghistory.Context": Exempt("unused: the context stands in each event"),
}
# Tables that no model describes.
OTHER_TABLES = {
    "cache": Exempt("counters of the rate limits, reached by functions of the database alone"),
    "scope_key": Exempt("the key that scopes are signed with, for the owner's functions alone"),
    "django_migrations": Exempt("names of migrations", {READ: EVERYBODY}),
}


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")


def declared(model: type[models.Model]) -> "Exempt | RowScope | None":
    """The row scope that a model declares, or None when it forgot to."""
    if model._meta.label in LIBRARIES:
        return LIBRARIES[model._meta.label]
    if is_history(model):
        return History()
    if model._meta.auto_created:  # the table between two models follows the one that declares it
        owner: Any = model._meta.auto_created
        scope: Any = declared(owner)
        kinds = tuple(kind for kind in (*OFFICE, Kind.NGO) if kind in scope.access(owner))
        return Follows((owner._meta.model_name,), kinds=kinds)
    return getattr(model, "row_scope", None)


def tables() -> Iterator[type[models.Model]]:
    """Every model that has a table of its own."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model
