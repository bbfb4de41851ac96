"""Merging two NGOs of the register that are the same organisation."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.history import told
from accounts.models import User
from accounts.refusals import require
from imports.duplicates.deciding import PairRefused, gone, refuse_told_apart
from imports.duplicates.merging import absorb, close_merged, combine, links_of, reason_of
from imports.duplicates.rules import rules_of
from ngos.models import NGO
from persian.text import fold


@transaction.atomic
def merge_ngos(
    *, actor: User, keep: NGO, drop: NGO, values: Mapping[str, int] | None = None
) -> NGO:
    """Make `keep` and `drop` one; returns the NGO that stays, under the key of `keep`.

    Whatever hangs on `drop` is moved. `values` says which NGO's value of a differing field stays
    (`imports.duplicates.merging.combine`); the name given up moves to the former names, and the
    notes of both are kept. The dropped row can be brought back as any deleted one, without what
    was moved.

    Raises PermissionDenied without the permission, and PairRefused, with nothing changed, when
    one of the two has gone or was saved since `keep` and `drop` were fetched, when they were told
    apart, or when what hangs on both cannot stand side by side.
    """
    require(actor, "ngos.merge_ngo")
    rules = rules_of("ngos")
    keep, drop = _locked(keep, drop)
    refuse_told_apart(rules.kind, keep.pk, drop.pk)
    combined = combine(rules, keep, drop, values or {})
    combined["former_names"] = _former_names(keep, drop, combined["name"])
    combined["notes"] = "\n\n".join(dict.fromkeys(filter(None, (keep.notes, drop.notes))))
    fields = [sorted(each.other_fields.values_list("pk", flat=True)) for each in (keep, drop)]
    names = {"keep": keep.name, "drop": drop.name, "into": keep.pk}
    with told(merge=names, other_fields=fields[1]):
        dropped = drop.pk
        absorb(keep, drop, links_of(rules))
        _save(keep, combined, fields[0])
    close_merged(rules, actor=actor, keep=keep, dropped=dropped)
    return NGO.objects.get(pk=keep.pk)


def _locked(keep: NGO, drop: NGO) -> tuple[NGO, NGO]:
    """Both as they are stored, which nobody else changes until this transaction ends."""
    found = NGO.objects.select_for_update(of=("self",)).filter(pk__in=[keep.pk, drop.pk])
    stored = {ngo.pk: ngo for ngo in found.order_by("pk")}
    if len(stored) < 2:
        raise gone()
    one, other = stored[keep.pk], stored[drop.pk]
    if one.province_id != other.province_id:
        raise PairRefused("other_province", _("NGOs of two provinces are not merged."))
    if (one.updated_at, other.updated_at) != (keep.updated_at, drop.updated_at):
        raise PairRefused(
            "changed_meanwhile",
            _("Somebody has changed one of the two meanwhile. Look at both again."),
        )
    return one, other


def _former_names(keep: NGO, drop: NGO, name: str) -> str:
    """All names that either had, but for the one that stays, each once."""
    names = [*keep.former_names.splitlines(), *drop.former_names.splitlines(), keep.name, drop.name]
    once = {fold(each): each for each in reversed(names) if each.strip()}
    once.pop(fold(name), None)
    return "\n".join(reversed(once.values()))


def _save(keep: NGO, combined: dict[str, Any], other_fields: list[int]) -> None:
    for name, value in combined.items():
        setattr(keep, name, value)
    now = sorted(keep.other_fields.values_list("pk", flat=True))
    lists = {} if now == other_fields else {"lists": {"other_fields": [other_fields, now]}}
    try:
        with transaction.atomic(), told(**lists):
            keep.save(update_fields=[*combined, "updated_at"])
    except IntegrityError as error:
        raise PairRefused(
            "against_a_rule",
            _("The chosen values do not go together: %(reason)s Nothing was changed."),
            {"reason": reason_of(error, NGO)},
        ) from error
