"""Events (رویداد): conferences, meetings, courses, exhibitions and visits of an office."""

import datetime

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import ByPlace
from persian.functions import Fold, words
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.search import OPERATOR_CLASS
from programs.projects.models import Program


class EventKind(models.TextChoices):
    CONFERENCE = "conference", _("Conference")
    MEETING = "meeting", _("Meeting")
    COURSE = "course", _("Course")
    EXHIBITION = "exhibition", _("Exhibition")
    VISIT = "visit", _("Visit")


class EventLevel(models.TextChoices):
    NATIONAL = "national", _("National")
    PROVINCIAL = "provincial", _("Provincial")
    COUNTY = "county", pgettext_lazy("level of an event", "County")


class EventState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class _Days(Func):
    """A day as its number: its text is the same under all settings."""

    template = "(%(expressions)s - DATE '2000-01-01')"
    arity = 1
    output_field = models.IntegerField()


def identity_of(title_key: str, kind: str, county_id: int | None, starts_on: datetime.date) -> str:
    """`Event.identity` of an event that is still to be stored."""
    days = (starts_on - datetime.date(2000, 1, 1)).days
    return f"{title_key}/{kind}/{county_id or ''}/{days}"


@tracked(exclude=["title_key", "identity", "search_text"])
class Event(models.Model):
    """One event of an office. A course has cohorts; sessions and participants hang on any kind.

    `persons` is what its organiser reported; where people are registered they are counted.
    """

    row_scope = ByPlace()

    province = models.ForeignKey(Province, verbose_name=_("Province"), on_delete=models.PROTECT)
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        help_text=_("Empty for an event of the whole province."),
    )  # fmt: skip
    program = models.ForeignKey(
        Program, verbose_name=_("Program"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="held_events",
    )  # fmt: skip
    kind = models.CharField(_("Kind"), max_length=20, choices=EventKind.choices)
    title = PersianCharField(_("Title"), max_length=200)
    level = models.CharField(
        _("Level"), max_length=20, choices=EventLevel.choices, blank=True, default=""
    )
    starts_on = JalaliDateField(_("Begins on"))
    ends_on = JalaliDateField(
        _("Ends on"), null=True, blank=True, help_text=_("Empty where it lasts one day.")
    )
    place = PersianCharField(_("Place"), max_length=160, blank=True, default="")
    hours = models.DecimalField(_("Hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    persons = models.PositiveIntegerField(_("Number of persons"), null=True, blank=True)
    target_group = PersianCharField(_("Target group"), max_length=160, blank=True, default="")
    organiser = PersianCharField(_("Organiser"), max_length=160, blank=True, default="")
    state = models.CharField(
        _("State"), max_length=20, choices=EventState.choices, default=EventState.PLANNED
    )
    notes = PersianTextField(_("Notes"), blank=True, default="")
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    title_key = models.GeneratedField(
        expression=Fold("title"), output_field=models.TextField(), db_persist=True
    )
    # What a list tells an event apart by: title, kind, county and first day.
    identity = models.GeneratedField(
        expression=Concat(
            Fold("title"), Value("/", models.TextField()), "kind",
            Value("/", models.TextField()),
            Coalesce(Cast("county_id", models.TextField()), Value("", models.TextField())),
            Value("/", models.TextField()), Cast(_Days("starts_on"), models.TextField()),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )  # fmt: skip
    search_text = models.GeneratedField(
        expression=Fold(words("title", "target_group", "organiser", "place")),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Event")
        verbose_name_plural = _("Events")
        ordering = ("-starts_on", "-id")
        permissions = [
            ("take_attendance", _("Can take attendance")),
            ("export_participant", _("Can export participants")),
        ]
        indexes = [
            models.Index(fields=["province", "-starts_on", "-id"], name="event_by_date"),
            GinIndex(OpClass(F("search_text"), OPERATOR_CLASS), name="event_search"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_kind_is_known",
                condition=Q(
                    kind__in=EventKind.values,
                    state__in=EventState.values,
                    level__in=["", *EventLevel.values],
                ),
                violation_error_message=_("Choose the kind of the event from the list."),
            ),
            models.CheckConstraint(
                name="event_has_a_title",
                condition=~Q(title=""),
                violation_error_message=_("An event needs its title."),
            ),
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The event ends before it begins."),
            ),
            models.CheckConstraint(
                name="event_hours_are_some",
                condition=Q(hours=None) | Q(hours__gt=0, hours__lte=2000),
                violation_error_message=_("An event lasts more than none and at most 2,000 hours."),
            ),
            models.UniqueConstraint(
                fields=["province", "identity"],
                name="event_once_on_its_day",
                violation_error_message=_(
                    "An event of this title, kind and county begins on this day already."
                ),
            ),
            # What the keys of its parts point to.
            models.UniqueConstraint(fields=["id", "province"], name="event_in_province"),
        ]

    def __str__(self) -> str:
        return self.title
