"""Events on an NGO's page: courses its people came to, its booths, visits to it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.models import NGO
from ngos.page import Loaded, Part, number_of
from programs.events.badges import state_badge
from programs.events.models import Booth, Event
from programs.events.models.event import EventKind

MOST_EVENTS = 50


def events_of(ngo: Any) -> QuerySet[Event]:
    """The events in which an NGO has a part."""
    return Event.objects.filter(
        Q(pk__in=Event.objects.filter(participants__ngo=ngo).values("pk"))
        | Q(pk__in=Event.objects.filter(booths__ngo=ngo).values("pk"))
        | Q(pk__in=Event.objects.filter(visited__ngo=ngo).values("pk"))
    )


def empowerment_sessions(ngo: NGO) -> int:
    """«جلسهٔ توانمندسازی»: the courses and meetings to which its people came."""
    kinds = (EventKind.COURSE, EventKind.MEETING)
    return Event.objects.filter(kind__in=kinds, participants__ngo=ngo).distinct().count()


def _asks(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    return {"events_count": number_of(events_of(OuterRef("pk")))}


def _shown(request: HttpRequest, loaded: Loaded) -> dict[str, Any]:
    ngo = loaded.ngo
    rows = (
        events_of(ngo.pk)
        .annotate(came=Count("participants", filter=Q(participants__ngo=ngo), distinct=True))
        .order_by("-starts_on", "-pk")[:MOST_EVENTS]
    )
    sold = {
        booth.event_id: booth.sold
        for booth in Booth.objects.filter(ngo=ngo).annotate(
            sold=Coalesce(Sum("sales__amount"), 0, output_field=BigIntegerField())
        )
    }
    visits = dict(ngo.visits.values_list("event", "findings"))
    return {
        "events": [
            {
                "event": event,
                "badge": state_badge(event.state),
                "came": event.came,
                "sold": sold.get(event.pk),
                "findings": visits.get(event.pk, ""),
            }
            for event in rows
        ],
        "empowerment": empowerment_sessions(ngo),
    }


PART = Part(
    "events", _("Events"), "events/tab.html", "events.view_event", 75,
    load=_shown, asks=_asks, count=lambda loaded: loaded.asked("events_count"),
)  # fmt: skip
