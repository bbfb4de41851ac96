"""Sessions that were held and nobody was marked at; planned events whose days have passed."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from programs.events.models import Event, Session
from programs.events.services.reading import over, unmarked
from screens.worklist.duty import Duty, Item, Moment, address


def _all(moment: Moment) -> Q:
    return Q()


def _unmarked(actor: User, moment: Moment) -> QuerySet[Session]:
    rows = Session.objects.filter(unmarked(moment.today)).select_related("event", "cohort")
    return rows.order_by("held_on", "pk")


def _item_of_session(session: Session, moment: Moment) -> Item:
    return Item(
        title=session.event.title,
        about=str(session.cohort or session.title or session.event.get_kind_display()),
        since=session.held_on,
        due_on=session.held_on,
        address=address("events_session_detail", session.pk),
    )


def _left_planned(actor: User, moment: Moment) -> QuerySet[Event]:
    return Event.objects.filter(over(moment.today)).order_by("starts_on", "pk")


def _item_of_event(event: Event, moment: Moment) -> Item:
    last = event.ends_on or event.starts_on
    return Item(
        title=event.title,
        about=event.get_kind_display(),
        since=event.starts_on,
        due_on=last,
        address=address("events_event_detail", event.pk),
    )


DUTIES = [
    Duty("event_attendance", _("Sessions without attendance"), "co_present",
         "events.take_attendance", _unmarked, "held_on", _all, _item_of_session,
         "events_session_changelist?attendance=missing"),
    Duty("events_over", _("Planned events whose day has passed"), "event_busy",
         "events.change_event", _left_planned, "starts_on", _all, _item_of_event,
         "events_event_changelist?standing=over"),
]  # fmt: skip
