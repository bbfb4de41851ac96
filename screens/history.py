"""The history of a record as people read it: who changed what, when, and from which screen.

Works for every model that `accounts.history.tracked` watches. A `Track` names the events of one
model that belong to a record; several tracks are merged into one time line.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from persian.dates import format_jalali, format_jalali_datetime
from persian.identifiers import mask
from persian.model_fields import IdentifierField
from screens.together import events_of, rows_together

Shown = dict[str, str]
Text = str | Promise
PER_PAGE = 30
_BOOKKEEPING = frozenset({"id", "created_at", "updated_at"})
LABELS = {
    "insert": gettext_lazy("Recorded"),
    "update": gettext_lazy("Changed"),
    "delete": gettext_lazy("Deleted"),
}
ICONS = {"insert": "add_circle", "update": "edit", "delete": "delete"}


@dataclass(frozen=True)
class Track:
    """The events of one model that belong to a record, and how they are told.

    `hidden` fields are left out; `masked` ones show their ends alone; `shows` says how people read
    the values of fields whose type does not tell. `title` makes the name of the row from its shown
    values, for rows that hang on the record.
    """

    model: type[models.Model]
    where: Q
    title: Callable[[Shown], str] | None = None
    hidden: Collection[str] = ()
    masked: Collection[str] = ()
    labels: Mapping[str, Text] = field(default_factory=dict)
    shows: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)

    @property
    def events(self) -> QuerySet[Any]:
        event_model = self.model._meta.get_field("events").related_model
        return event_model._default_manager.filter(self.where)  # type: ignore[union-attr]

    @property
    def fields(self) -> "list[models.Field[Any, Any]]":
        kept = {each.name for each in self.events.model._meta.concrete_fields}
        return [
            each
            for each in self.model._meta.concrete_fields
            if each.name in kept
            and each.name not in _BOOKKEEPING
            and each.name not in self.hidden
            and (each.name in self.labels or is_labelled(each))
        ]


@dataclass(frozen=True)
class Change:
    """One field: what it held before and after, as people read it."""

    name: str
    label: str
    before: str
    after: str
    is_identifier: bool = False


@dataclass(frozen=True)
class Entry:
    """One event of the time line."""

    at: datetime.datetime
    kind: str  # insert, update or delete
    noun: str
    title: str
    who: str
    source: str
    changes: list[Change]

    @property
    def label(self) -> Text:
        return LABELS.get(self.kind, self.kind)

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, "edit")


def is_labelled(each: "models.Field[Any, Any]") -> bool:
    """Whether a field says what people call it. What does not is kept for the machine: no history
    tells of it."""
    return each.verbose_name != each.name.replace("_", " ")


def is_tracked(model: type[models.Model]) -> bool:
    """Whether triggers keep a history of the model."""
    return any(each.name == "events" for each in model._meta.related_objects)


def timeline(tracks: Sequence[Track], *, page: Any = 1, per_page: int = PER_PAGE) -> Page[Entry]:
    """One page of the events of all tracks, the newest first.

    Four queries, whatever the number of tracks, of events and of the tables that they name.
    """
    found = Paginator(_merged(tracks), per_page).get_page(page)
    found.object_list = _page_of(tracks, list(found.object_list))
    return found


def latest(tracks: Sequence[Track], count: int) -> list[Entry]:
    """The newest events of all tracks, without counting how many there are."""
    newest = [track.events.order_by("-pgh_created_at", "-pgh_id")[:count] for track in tracks]
    events = events_of(newest)
    keys = sorted(events, key=lambda key: (events[key].pgh_created_at, key[1]), reverse=True)
    return _entries(tracks, keys[:count], events)


def _merged(tracks: Sequence[Track]) -> QuerySet[Any, Any]:
    """The keys of all events, the newest first; `pgh_id` breaks ties of one transaction."""
    lines = [
        track.events.annotate(track=Value(number)).values_list("track", "pgh_id", "pgh_created_at")
        for number, track in enumerate(tracks)
    ]
    merged = lines[0].union(*lines[1:], all=True) if len(lines) > 1 else lines[0]
    return merged.order_by("-pgh_created_at", "-pgh_id")


def entries_since(track: Track, after_event: int) -> list[Entry]:
    """What happened after an event, the oldest first."""
    events = events_of([track.events.filter(pgh_id__gt=after_event)])
    return _entries([track], sorted(events), events)


def _page_of(tracks: Sequence[Track], keys: Sequence[tuple[int, int, Any]]) -> list[Entry]:
    wanted: dict[int, list[int]] = defaultdict(list)
    for number, pk, _at in keys:
        wanted[number].append(pk)
    rows = [
        track.events.filter(pgh_id__in=wanted[number]) if number in wanted else None
        for number, track in enumerate(tracks)
    ]
    return _entries(tracks, [(number, pk) for number, pk, _at in keys], events_of(rows))


def _entries(
    tracks: Sequence[Track], keys: Sequence[tuple[int, int]], events: Mapping[Any, Any]
) -> list[Entry]:
    events = {key: events[key] for key in keys}
    names = _names_of_related(tracks, events)
    entries = []
    for number, pk in keys:
        entry = _entry(tracks[number], events[number, pk], names)
        # What moves from one row to another when they are merged changes in nothing that is shown.
        if entry.changes or "merge" in (events[number, pk].pgh_context or {}):
            entries.append(entry)
    return entries


def _names_of_related(tracks: Sequence[Track], events: Mapping[Any, Any]) -> dict[Any, Any]:
    """What rows of other tables are called, for all tables in one query."""
    ids: dict[type[models.Model], set[int]] = defaultdict(set)
    for (number, _pk), event in events.items():
        for each in tracks[number].fields:
            if isinstance(each, models.ForeignKey):
                for version in (event, event.event_before):
                    value = version and getattr(version, each.attname)
                    if value is not None:
                        ids[each.related_model].add(value)
    for event in events.values():
        for name, pair in _extra_changes(event).items():
            if name in _many_to_many(event):
                ids[_many_to_many(event)[name].related_model].update(*pair)
    return rows_together({model: pks for model, pks in ids.items() if pks})


def _many_to_many(event: Any) -> dict[str, Any]:
    return {each.name: each for each in event.pgh_tracked_model._meta.many_to_many}


def _extra_changes(event: Any) -> dict[str, Any]:
    """Changes of lists between tables, which triggers of the row itself do not see."""
    changes = (event.pgh_context or {}).get("lists", {})
    return {name: pair for name, pair in changes.items() if name in _many_to_many(event)}


def _entry(track: Track, event: Any, names: Mapping[Any, Any]) -> Entry:
    kind = event.pgh_label
    after = None if kind == "delete" else event
    before = event if kind == "delete" else event.event_before if kind == "update" else None
    context = event.pgh_context or {}
    changes = _changes(track, before, after, names)
    if kind == "update":
        for name, (old, new) in _extra_changes(event).items():
            many = _many_to_many(event)[name]
            known = names.get(many.related_model, {})
            old_text, new_text = (
                _joined(known[pk] for pk in pks if pk in known) for pks in (old, new)
            )
            changes.append(Change(name, str(many.verbose_name), old_text, new_text))
    values = {each.name: _shown(track, each, event, names) for each in track.fields}
    return Entry(
        at=event.pgh_created_at,
        kind=kind,
        noun=str(track.model._meta.verbose_name),
        title=track.title(values) if track.title else "",
        who=context.get("name") or _("The system"),
        source=source_of(context),
        changes=changes,
    )


def _joined(values: Iterable[Any]) -> str:
    return "، ".join(map(str, values)) or "—"


def is_same(one: object, other: object) -> bool:
    """Whether two values of a field tell the same; an empty text tells no more than none."""
    return (None if one == "" else one) == (None if other == "" else other)


def _changes(track: Track, before: object, after: object, names: Mapping[Any, Any]) -> list[Change]:
    found = []
    for each in track.fields:
        old = getattr(before, each.attname, None)
        new = getattr(after, each.attname, None)
        is_unset = isinstance(each, models.BooleanField) and (
            (new is False and before is None) or (old is False and after is None)
        )
        if is_same(old, new) or is_unset:
            continue
        masked = each.name in track.masked
        found.append(
            Change(
                name=each.name,
                label=str(track.labels.get(each.name, each.verbose_name)),
                before=_shown(track, each, before, names, masked=masked) if before else "",
                after=_shown(track, each, after, names, masked=masked) if after else "",
                is_identifier=isinstance(each, IdentifierField),
            )
        )
    return found


def _shown(
    track: Track, each: Any, row: Any, names: Mapping[Any, Any], *, masked: bool = False
) -> str:
    if each.name in track.shows and getattr(row, each.attname) is not None:
        return track.shows[each.name](getattr(row, each.attname))
    return show(each, row, names, masked=masked)


def show(
    each: "models.Field[Any, Any]", row: object, names: Mapping[Any, Any], *, masked: bool = False
) -> str:
    """What a field of an event holds, as people read it; «—» for nothing."""
    value = getattr(row, each.attname)
    if value is None or value == "":
        return "—"
    if masked:
        return mask(str(value))
    if isinstance(each, models.ForeignKey):
        known = names.get(each.related_model, {}).get(value)
        return str(known) if known is not None else _("No longer registered")
    if isinstance(each, models.BooleanField):
        return _("Yes") if value else _("No")
    if each.flatchoices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(each, models.FileField):
        return _("a file")  # under a name that tells nothing
    if isinstance(value, datetime.datetime):
        return format_jalali_datetime(value)
    if isinstance(value, datetime.date):
        return format_jalali(value)
    return str(value)


_SCREENS = (
    ("/add/", gettext_lazy("Entry form")),
    ("/change/", gettext_lazy("Edit form")),
    ("/delete/", gettext_lazy("Deletion")),
    ("/restore/", gettext_lazy("Bringing back")),
    ("/status/", gettext_lazy("Change of status")),
)


def source_of(context: Mapping[str, Any]) -> str:
    """From where a change came: the merging of two rows, an import, a screen, or neither."""
    if merged := context.get("merge"):
        return _("Merging of “%(drop)s” into “%(keep)s”") % merged
    path = str(context.get("path") or "")
    if context.get("run") or context.get("import") or "/imports/" in path:
        return _("Import")
    for ending, name in _SCREENS:
        if path.endswith(ending):
            return str(name)
    return _("Staff screens") if path else ""
