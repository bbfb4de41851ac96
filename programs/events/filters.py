"""What the lists of events, sessions, participants and centres can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from persian.dates import FIRST_YEAR, LAST_YEAR, to_gregorian
from persian.functions import Fold
from persian.text import fold_words
from programs.events.models import Attendance, Centre, Event, Participant, Session
from programs.events.models.event import EventKind, EventLevel, EventState
from programs.events.models.people import ParticipantRole
from programs.events.services.reading import over, unmarked
from programs.projects.models import Program
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter
from screens.filters_by_place import OfPlaces, RecordsOfPlaces


class EventFilterForm(FilterForm):
    ranges = (("starts_after", "starts_before"),)


class _ByYear(OfPlaces):
    """Rows of a Jalali year, by the column `day`."""

    day = "starts_on"

    def in_year(self, queryset: QuerySet[Any], name: str, value: int | None) -> QuerySet[Any]:
        if value is None:
            return queryset
        first, after = to_gregorian(value, 1, 1), to_gregorian(value + 1, 1, 1)
        return queryset.filter(**{f"{self.day}__gte": first, f"{self.day}__lt": after})


class EventFilter(_ByYear):
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    kind = AnyOf(label=_("Kind"), choices=EventKind.choices)
    state = AnyOf(label=_("State"), choices=EventState.choices)
    standing = AnyOf(
        label=_("Standing"), choices=[("over", _("Still planned, the day has passed"))],
        method="that_are_over",
    )  # fmt: skip
    program = RecordsOfPlaces(label=_("Program"), records=Program.objects.all, titled="title")
    level = AnyOf(label=_("Level"), choices=EventLevel.choices)
    year = WholeNumberFilter(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR - 1, method="in_year"
    )
    target = django_filters.CharFilter(label=_("Target group"), method="for_target")
    starts_after = JalaliDateFilter("starts_on", "gte", label=_("Begins from"))
    starts_before = JalaliDateFilter("starts_on", "lte", label=_("Begins until"))

    class Meta:
        model = Event
        fields: list[str] = []
        form = EventFilterForm

    def that_are_over(
        self, queryset: QuerySet[Event], name: str, value: list[str]
    ) -> QuerySet[Event]:
        return queryset.filter(over()) if value else queryset

    def for_target(self, queryset: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        """Events whose target group has all words, in any spelling."""
        found = queryset.annotate(target_key=Fold("target_group"))
        for word in fold_words(value):
            found = found.filter(target_key__contains=word)
        return found


class SessionFilterForm(FilterForm):
    ranges = (("held_after", "held_before"),)


class SessionFilter(_ByYear):
    day = "held_on"
    province = AnyOf(label=_("Province"), field_name="event__province")
    county = AnyOf(label=_("County"), field_name="event__county")
    state = AnyOf(label=_("State"), choices=EventState.choices)
    attendance = AnyOf(
        label=_("Attendance"),
        choices=[("missing", _("Held, not marked")), ("marked", _("Marked"))],
        method="by_attendance",
    )
    year = WholeNumberFilter(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR - 1, method="in_year"
    )
    held_after = JalaliDateFilter("held_on", "gte", label=_("Held from"))
    held_before = JalaliDateFilter("held_on", "lte", label=_("Held until"))

    class Meta:
        model = Session
        fields: list[str] = []
        form = SessionFilterForm

    def by_attendance(
        self, queryset: QuerySet[Session], name: str, value: list[str]
    ) -> QuerySet[Session]:
        if not value:
            return queryset
        conditions = {
            "missing": unmarked(),
            "marked": Q(Exists(Attendance.objects.filter(session=OuterRef("pk")))),
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]
        return queryset.filter(wanted)


class ParticipantFilter(OfPlaces):
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    role = AnyOf(label=_("Role"), choices=ParticipantRole.choices)
    kind = AnyOf(label=_("Kind of event"), field_name="event__kind", choices=EventKind.choices)
    event = WholeNumberFilter(label=_("Number of the event"), field_name="event")
    cohort = WholeNumberFilter(label=_("Cohort"), field_name="cohort__number")
    certificate = AnyOf(
        label=_("Certificate"),
        choices=[("yes", _("Issued")), ("no", _("Not issued"))],
        method="by_certificate",
    )

    class Meta:
        model = Participant
        fields: list[str] = []
        form = FilterForm

    def by_certificate(
        self, queryset: QuerySet[Participant], name: str, value: list[str]
    ) -> QuerySet[Participant]:
        if len(value) != 1:
            return queryset
        return queryset.filter(certificate__isnull=value == ["no"])


class CentreFilter(OfPlaces):
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))

    class Meta:
        model = Centre
        fields: list[str] = []
        form = FilterForm
