"""Deleting an NGO from the register, and bringing it back from its history."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.history import told
from accounts.models import User
from accounts.refusals import Refusal, require
from ngos.models import NGO, Field, Person, Term
from screens.deleting import StillNamed, delete_whole, keys_to, listed

_KEPT_TIMES = {"created_at", "updated_at"}


@dataclass(frozen=True)
class Restored:
    """An NGO that is back, and how many of its terms had to stay away."""

    ngo: NGO
    lost_terms: int


@transaction.atomic
def delete_ngo(*, actor: User, ngo: NGO) -> None:
    """Delete an NGO with its parts: terms, branches, documents. Files stay, so it can come back.

    Closed accounts of its officers stay, without an NGO until it does.
    Raises PermissionDenied without the permission, Refusal while somebody signs in for the NGO, or
    where the office has dealt with it: what it decided stays in the register.
    """
    require(actor, "ngos.delete_ngo")
    ngo = NGO.objects.select_for_update(of=("self",)).get(pk=ngo.pk)
    accounts = User.objects.filter(ngo_id=ngo.pk)
    if accounts.filter(is_active=True).exists():
        raise Refusal(
            "has_accounts",
            _("Somebody has an open account for this NGO. Close it on the page “Users” first."),
        )
    closed = list(accounts.values_list("pk", flat=True))
    accounts.update(ngo_id=None)
    other_fields = list(ngo.other_fields.values_list("pk", flat=True))
    # The rows of the list of other fields go without a trace of their own.
    with told(other_fields=other_fields, accounts=closed, deletes_ngo=ngo.pk):
        try:
            delete_whole(ngo)
        except StillNamed as refusal:
            raise _dealt_with(refusal) from refusal


def _dealt_with(refusal: StillNamed) -> Refusal:
    if not refusal.titles:
        return Refusal("dealt_with_elsewhere", str(refusal))
    return Refusal(
        "dealt_with",
        _(
            "This NGO has %(what)s, which stay in the register. If it is gone, change its "
            "status; if it is registered twice, merge the two."
        ),
        params={"what": listed(refusal.titles)},
    )


def parts() -> list[type[models.Model]]:
    """What goes with an NGO and comes back with it: whatever is deleted with it."""
    return [relation.related_model for relation in keys_to(NGO, models.CASCADE)]


def deleted_ngos() -> models.QuerySet[Any]:
    """The last event of each NGO in scope that is no longer registered, the newest first."""
    event_model = _events(NGO)
    last = event_model.filter(pgh_obj_id=models.OuterRef("pgh_obj_id")).order_by("-pgh_id")
    return (
        event_model.filter(pgh_label="delete")
        .exclude(models.Exists(NGO.objects.filter(pk=models.OuterRef("pgh_obj_id"))))
        .filter(pgh_id=models.Subquery(last.values("pgh_id")[:1]))
        .order_by("-pgh_id")
    )


@transaction.atomic
def restore_ngo(*, actor: User, pk: int) -> Restored:
    """Bring a deleted NGO back, with whatever was deleted together with it.

    Raises PermissionDenied without the permission, NGO.DoesNotExist when no such NGO was deleted
    in scope, Refusal when its place was taken meanwhile.
    """
    require(actor, "ngos.delete_ngo")
    event = deleted_ngos().filter(pgh_obj_id=pk).first()
    if event is None:
        raise NGO.DoesNotExist
    try:
        with transaction.atomic():
            ngo = _insert(NGO, event)
    except IntegrityError as error:
        raise Refusal(
            "taken",
            _(
                "Another NGO now has the legal ID, the registration number or the name of this "
                "one. Correct that record first."
            ),
        ) from error
    kept = event.pgh_context or {}
    ngo.other_fields.set(Field.objects.filter(pk__in=kept.get("other_fields", [])))
    User.objects.filter(pk__in=kept.get("accounts", []), ngo_id=None, is_active=False).update(
        ngo_id=ngo.pk
    )
    lost_terms = 0
    for model in parts():  # in sight again, now that their NGO is
        for row in _deleted_with(model, event):
            known = Person.objects.filter(province=ngo.province_id)
            if model is Term and not known.filter(pk=row.person_id).exists():
                lost_terms += 1
                continue
            _insert(model, row)
    return Restored(ngo=ngo, lost_terms=lost_terms)


def _events(model: type[models.Model]) -> Any:
    return model._meta.get_field("events").related_model._default_manager  # type: ignore[union-attr]


def _deleted_with(model: type[models.Model], event: Any) -> Any:
    """The children that went in the same transaction as their NGO."""
    return _events(model).filter(
        pgh_label="delete",
        ngo_id=event.pgh_obj_id,
        pgh_context_id=event.pgh_context_id,
        pgh_created_at=event.pgh_created_at,
    )


def _insert(model: type[models.Model], event: Any) -> Any:
    """A row as its last event has it, under its old key and with its old times."""
    names = {field.name for field in event._meta.concrete_fields}
    columns = [
        each for each in model._meta.concrete_fields if each.name in names and not each.generated
    ]
    values = {each.attname: getattr(event, each.attname) for each in columns}
    row = model(**values)
    row.save(force_insert=True)
    times = {name: values[name] for name in _KEPT_TIMES & values.keys()}
    if times:
        model._default_manager.filter(pk=row.pk).update(**times)
    return row
