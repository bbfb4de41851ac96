"""What changed in the register since yesterday, from the history that triggers keep."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Model, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from ngos.models import NGO, Branch, Document, Person, Term
from persian.dates import TEHRAN, today
from persian.numbers import format_number, persian_digits
from screens.history import ICONS, LABELS

MOST = 4


@dataclass(frozen=True, slots=True)
class _Watched:
    """A model whose history is told, who may hear it, and whose page a change leads to."""

    model: type[Model]
    permission: str
    page: str
    page_key: str
    name: F | Concat

    @property
    def is_its_own_page(self) -> bool:
        return self.page_key == "pgh_obj_id"


_WATCHED = (
    _Watched(NGO, "ngos.view_ngo", "admin:ngos_ngo_change", "pgh_obj_id", F("name")),
    _Watched(Term, "ngos.view_term", "admin:ngos_ngo_change", "ngo_id", F("ngo__name")),
    _Watched(Branch, "ngos.view_branch", "admin:ngos_ngo_change", "ngo_id", F("ngo__name")),
    _Watched(Document, "ngos.view_document", "admin:ngos_ngo_change", "ngo_id", F("ngo__name")),
    _Watched(
        Person,
        "ngos.view_person",
        "admin:ngos_person_change",
        "pgh_obj_id",
        Concat("first_name", Value(" "), "last_name", output_field=TextField()),
    ),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """What somebody did at one go: one row, or many rows of an import."""

    who: str
    action: str
    icon: str
    what: str
    at: datetime.datetime
    link: str | None

    @property
    def when(self) -> str:
        """«امروز ۱۰:۳۲» or «دیروز ۱۰:۳۲», in Tehran."""
        local = timezone.localtime(self.at, TEHRAN)
        time = persian_digits(f"{local:%H:%M}")
        if local.date() == today():
            return _("Today %(time)s") % {"time": time}
        return _("Yesterday %(time)s") % {"time": time}


def since_yesterday(user: User) -> list[Changed]:
    """The latest changes, newest first; rows changed at one go are told together. One query."""
    yesterday = today() - datetime.timedelta(days=1)
    begin = datetime.datetime.combine(yesterday, datetime.time.min, tzinfo=TEHRAN)
    parts = [
        _grouped(number, begin)
        for number, watched in enumerate(_WATCHED)
        if user.has_perm(watched.permission)
    ]
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return [_told(row) for row in together.order_by("-at", "-last")[:MOST]]


def _grouped(number: int, begin: datetime.datetime) -> "QuerySet[Any, dict[str, Any]]":
    """Changes of one model, one row for all that was changed in the same way at one go."""
    watched = _WATCHED[number]
    events = watched.model.events.rel.related_model.objects  # type: ignore[attr-defined]
    return (
        events.filter(pgh_created_at__gte=begin)
        .order_by()
        .values("pgh_label", "pgh_context")
        .annotate(
            watched=Value(number),
            at=Max("pgh_created_at"),
            last=Max("pgh_id"),  # tells apart what one transaction did at one moment
            rows=Count("pgh_obj_id", distinct=True),
            page_key=Max(watched.page_key),
            called=Max(watched.name),
        )
    )


def _told(row: dict[str, Any]) -> Changed:
    watched = _WATCHED[row["watched"]]
    context, label = row["pgh_context"] or {}, row["pgh_label"]
    noun, called = str(watched.model._meta.verbose_name), row["called"] or ""
    is_one = row["rows"] == 1
    if not is_one:
        what = f"{format_number(row['rows'])} {noun}"
    elif watched.is_its_own_page:
        what = called or noun
    else:
        what = f"{noun}، {called}" if called else noun
    is_gone = label == "delete" and watched.is_its_own_page
    return Changed(
        who=context.get("name") or _("The system"),
        action=str(LABELS.get(label, label)),
        icon=ICONS.get(label, "edit"),
        what=what,
        at=row["at"],
        link=reverse(watched.page, args=[row["page_key"]]) if is_one and not is_gone else None,
    )
