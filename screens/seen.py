"""Somebody was faster: what a person saw of a row, against how it stands when they act.

A form carries, hidden in its field `seen`, what a `Stamp` made of the row as its page showed it.
Who acts on a row locks it and has its stamp check that; there is one refusal for whoever comes
second, which tells who was faster, and when.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from persian.dates import format_jalali_datetime
from screens.history import Track, latest

FIELD = "seen"  # of forms


class Overtaken(Refusal):
    """Somebody was faster: what a person had before them no longer stands."""


@dataclass(frozen=True)
class Stamp:
    """How a kind of row stands, as a word that forms carry.

    `of` makes the word; `tracks` are the history that tells who was faster.
    """

    of: Callable[[Any], str]
    tracks: Callable[[Any], Sequence[Track]]

    def check(self, row: Any, seen: str) -> None:
        """Raises Overtaken where the row, locked, does not stand as it was seen."""
        if self.of(row) != seen:
            raise self.overtaken(row)

    def overtaken(self, row: Any) -> Overtaken:
        """Who was faster, when, and where that leaves the row."""
        last = latest(self.tracks(row), 1)
        if not last:
            return Overtaken("overtaken", _("This record has changed. Look at it again."))
        params: dict[str, Any] = {
            "who": last[0].who,
            "when": format_jalali_datetime(last[0].at),
        }
        if not hasattr(row, "get_state_display"):
            text = _("%(who)s was faster, on %(when)s. Look at it again.")
            return Overtaken("overtaken", text, params=params)
        return Overtaken(
            "overtaken",
            _("%(who)s was faster, on %(when)s; it is now “%(state)s”. Look at it again."),
            params={**params, "state": row.get_state_display()},
        )


def state_of(row: Any) -> str:
    """The word of rows whose state says all that a step depends on."""
    return str(row.state)


def version_of(record: models.Model) -> str:
    """The word of a tracked record of which every change counts: its last event."""
    return str(events_of(record).aggregate(last=Max("pgh_id"))["last"] or "")


def version_of_all(tracks: Sequence[Track]) -> str:
    """The word of a record with all that hangs on it: the last event of each track."""
    return ".".join(str(each.events.aggregate(last=Max("pgh_id"))["last"] or 0) for each in tracks)


def events_of(record: models.Model) -> Any:
    """The history of one record."""
    events: Any = record._meta.get_field("events").related_model
    return events._default_manager.filter(pgh_obj_id=record.pk)


def seen_in(request: HttpRequest) -> str:
    """What the person who sends a form had before them."""
    return request.POST.get(FIELD, "")
