"""Deleting a row: done with all that is a part of it, or refused with what still names it."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext


class StillNamed(Exception):
    """A row that is not deleted, since what stays names it. `titles` are the kinds of that, none
    where it is out of the person's sight."""

    def __init__(self, titles: Iterable[str] = ()) -> None:
        self.titles = sorted(set(titles))
        super().__init__(self.titles)

    def __str__(self) -> str:
        if not self.titles:
            return gettext("Records of another office name this row, so it is not deleted.")
        return gettext("It is not deleted, since these name it: %(what)s.") % {
            "what": listed(self.titles)
        }


def listed(titles: Iterable[Any]) -> str:
    """Names in one phrase: «نامه‌ها، پروانه‌ها و پرونده‌ها»."""
    return get_text_list([str(title) for title in titles], gettext("and"))


@transaction.atomic
def delete_whole(row: models.Model) -> None:
    """Delete a row with its parts. Its keys are checked now, not when the transaction ends.

    Raises StillNamed, with nothing deleted, where rows that stay name it, in sight or not.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            row.delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except models.ProtectedError as error:
        raise StillNamed(
            str(held._meta.verbose_name_plural) for held in error.protected_objects
        ) from error
    except IntegrityError as error:
        raise StillNamed from error


def keys_to(model: type[models.Model], on_delete: object) -> list[models.ManyToOneRel]:
    """The foreign keys to a model that do `on_delete` when a row of it is deleted, but for those
    of lists between two models and of the history."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.on_delete is on_delete
        and not relation.related_model._meta.auto_created
    ]
