"""Making two rows one: whatever hangs on the row that goes is hung on the one that stays.

What hangs on a row is read from the models, so that a table made later is moved too. The rows of
imports are left alone: they tell what an import did then, and undoing it must not reach a row that
was there before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.row_security import is_history
from imports.duplicates.deciding import PairRefused, settle
from imports.duplicates.finding import find_among
from imports.duplicates.models import DuplicatePair, PairState
from imports.duplicates.rules import Awaited, DuplicateRules


@dataclass(frozen=True)
class Link:
    """A column of a table that names rows of another one, and what its rows are called."""

    model: type[models.Model]
    column: str
    title: Any
    awaited: Awaited | None = None

    def rows(self, pk: int) -> models.QuerySet[Any]:
        """The rows that hang on the one of this key, in scope."""
        return self.model._default_manager.filter(**{self.column: pk}).order_by("pk")


def links_to(model: type[models.Model]) -> Iterator[Link]:
    """Every foreign key to the model, those of the lists between it and another one too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or is_history(relation.related_model):
            continue
        if relation.on_delete is models.DO_NOTHING:  # rows that the database takes along
            continue
        yield Link(relation.related_model, relation.field.attname, _title(relation.related_model))


def _title(model: Any) -> Any:
    """What the rows of a table are called; those of a list between two tables as the list is."""
    owner = model._meta.auto_created
    for many in owner._meta.many_to_many if owner else ():
        if many.remote_field.through is model:
            return many.verbose_name
    return model._meta.verbose_name_plural


def links_of(rules: DuplicateRules) -> list[Link]:
    """Whatever may hang on a row of the registry."""
    fixed = [replace(each, awaited=rules.awaited.get(each.model)) for each in links_to(rules.model)]
    loose = [Link(model, column, _title(model)) for model, column in rules.loose]
    return [*fixed, *loose]


@dataclass(frozen=True)
class Difference:
    """Fields that both rows fill, not alike: one of the two must be chosen for all of them."""

    fields: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the choice is called."""
        return self.fields[0]


def differences(rules: DuplicateRules, keep: object, drop: object) -> list[Difference]:
    """What a person has to choose, in the order of the model's fields."""
    return [
        Difference(fields)
        for fields in _groups(rules, keep, drop)
        if any(_conflicts(keep, drop, name) for name in fields)
    ]


def combine(
    rules: DuplicateRules, keep: Any, drop: Any, values: Mapping[str, int]
) -> dict[str, Any]:
    """What the row that stays will hold, by field.

    `values` maps the name of a `Difference` to the key of the row whose value stays: the kept one's
    where nothing is said. What only one row fills is taken from it. Raises PairRefused for a key
    that is neither's.
    """
    combined: dict[str, Any] = {}
    rows = {keep.pk: keep, drop.pk: drop}
    for fields in _groups(rules, keep, drop):
        if any(_conflicts(keep, drop, name) for name in fields):
            chosen = rows.get(values.get(fields[0], keep.pk))
            if chosen is None:
                raise PairRefused("unknown_choice", _("Choose again which of the values stay."))
            combined |= {name: getattr(chosen, name) for name in fields}
        else:
            for name in fields:
                source = keep if is_filled(getattr(keep, name)) else drop
                combined[name] = getattr(source, name)
    return combined


def is_filled(value: object) -> bool:
    """Whether a field holds something; No is something."""
    return value is not None and value != ""


def _groups(rules: DuplicateRules, keep: object, drop: object) -> list[tuple[str, ...]]:
    settled = {*rules.settled(keep, drop), "province"}
    groups = {fields[0]: fields for fields in rules.groups}
    inside = {name for fields in rules.groups for name in fields[1:]}
    return [
        groups.get(field.name, (field.name,))
        for field in rules.model._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and not field.generated
        and field.name not in settled
        and field.name not in inside
    ]


def _conflicts(keep: object, drop: object, name: str) -> bool:
    one, other = getattr(keep, name), getattr(drop, name)
    return is_filled(one) and is_filled(other) and one != other


def absorb(keep: Any, drop: Any, links: list[Link] | None = None) -> None:
    """Hang on `keep` whatever hangs on `drop`, then delete `drop`.

    What `keep` has already, alike in every column, is not moved: it becomes one with its like; and
    so does what is still awaited with what stands in its place. Raises PairRefused where a rule of
    the database lets the two not stand side by side.
    """
    for link in links_to(type(keep)) if links is None else links:
        for row in link.rows(drop.pk).select_for_update(of=("self",)):
            alike = _like(row, link, keep.pk) or _in_its_place(row, link, keep.pk)
            if alike is not None:
                absorb(alike, row)
            else:
                _move(row, link, keep.pk)
    _delete(drop)


def _delete(drop: Any) -> None:
    """Delete the row that goes; what other offices have hung on it is nobody's here to move."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            drop.delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # now, not when all is over
    except IntegrityError as error:
        raise PairRefused(
            "held_elsewhere",
            _(
                "Records of another office belong to “%(row)s”. Let that one stay, or ask the "
                "national office to merge them. Nothing was changed."
            ),
            {"row": str(drop)},
        ) from error


def _like(row: Any, link: Link, pk: int) -> Any:
    """A row that hangs on `pk` and holds the same as `row` in every other column."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
        and not field.generated
        and field.attname != link.column
        and not getattr(field, "auto_now", False)
        and not getattr(field, "auto_now_add", False)
    }
    return link.rows(pk).filter(**values).first()


def _in_its_place(row: Any, link: Link, pk: int) -> Any:
    """What hangs on `pk` in the place of `row`, where that is still awaited. Where it is the other
    that is awaited, it becomes one with `row`, and leaves it the place."""
    if link.awaited is None:
        return None
    place = {name: getattr(row, name) for name in link.awaited.place}
    there = link.rows(pk).filter(**place).first()
    if there is None:
        return None
    both = link.model._default_manager.filter(pk__in=[row.pk, there.pk])
    empty = set(both.filter(link.awaited.empty).values_list("pk", flat=True))
    if row.pk in empty:
        return there
    if there.pk in empty:
        absorb(row, there)
    return None


def _move(row: Any, link: Link, pk: int) -> None:
    try:
        with transaction.atomic():
            link.model._default_manager.filter(pk=row.pk).update(**{link.column: pk})
    except IntegrityError as error:
        raise PairRefused(
            "in_the_way",
            _("“%(row)s” (%(table)s) stands in the way: %(reason)s Nothing was changed."),
            {
                "row": str(row),
                "table": str(link.model._meta.verbose_name),
                "reason": reason_of(error, link.model),
            },
        ) from error


def reason_of(error: IntegrityError, model: type[models.Model]) -> str:
    """The sentence that the model has for the constraint which the database found broken."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in model._meta.constraints:
        if constraint.name == name:
            return str(constraint.violation_error_message)
    return str(_("Two rows cannot hold the same here."))


def close_merged(rules: DuplicateRules, *, actor: User, keep: Any, dropped: int) -> None:
    """Bring the queue up to date: the pair is merged, and what was told apart from the row that
    went is different from the one that stays."""
    queue = DuplicatePair.objects
    mine = queue.filter(kind=rules.kind)
    pair = mine.filter(first_id=min(keep.pk, dropped), second_id=max(keep.pk, dropped))
    settle(pair, PairState.MERGED, actor)
    for told in mine.naming(rules.kind, dropped).filter(state=PairState.DIFFERENT):
        other = told.other_than(dropped)
        queue.update_or_create(
            kind=rules.kind,
            first_id=min(keep.pk, other),
            second_id=max(keep.pk, other),
            defaults={
                name: getattr(told, name)
                for name in (
                    "province_id", "score", "reasons", "state", "found_at", "decided_by_id",
                    "decider_name", "decided_at",
                )
            },
        )  # fmt: skip
    find_among(rules, keep.province_id, [keep.pk])
