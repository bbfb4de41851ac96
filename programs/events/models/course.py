"""Cohorts (دوره، گروه) of a course, and the sessions (جلسه) of any event."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import OFFICE, Follows
from persian.model_fields import JalaliDateField, PersianCharField
from persian.numbers import persian_digits
from programs.events.models.event import Event, EventState

MOST_COHORTS = 999


@tracked()
class Cohort(models.Model):
    """One group of a course, numbered within it."""

    row_scope = Follows(("event",), kinds=OFFICE)

    event = models.ForeignKey(
        Event, verbose_name=_("Event"), on_delete=models.CASCADE, related_name="cohorts"
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    title = PersianCharField(_("Title"), max_length=120, blank=True, default="")
    place = PersianCharField(_("Place"), max_length=160, blank=True, default="")
    capacity = models.PositiveSmallIntegerField(_("Capacity"), null=True, blank=True)

    class Meta:
        verbose_name = _("Cohort")
        verbose_name_plural = _("Cohorts")
        ordering = ("number", "id")
        constraints = [
            models.CheckConstraint(
                name="cohort_number_counts_from_one",
                condition=Q(number__gte=1, number__lte=MOST_COHORTS),
                violation_error_message=_("Cohorts are numbered from one."),
            ),
            models.UniqueConstraint(
                fields=["event", "number"],
                name="cohort_number_once_in_course",
                violation_error_message=_("This course has a cohort of this number already."),
            ),
            models.UniqueConstraint(fields=["id", "event"], name="cohort_of_event"),
        ]

    def __str__(self) -> str:
        name = _("Cohort %(number)s") % {"number": persian_digits(self.number)}
        return f"{name}، {self.title}" if self.title else str(name)


@tracked()
class Session(models.Model):
    """One sitting of an event or of one of its cohorts, on one day."""

    row_scope = Follows(("event",), kinds=OFFICE)

    event = models.ForeignKey(
        Event, verbose_name=_("Event"), on_delete=models.CASCADE, related_name="sessions"
    )
    cohort = models.ForeignKey(
        Cohort, verbose_name=_("Cohort"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="sessions", help_text=_("Empty where the session is for all."),
    )  # fmt: skip
    title = PersianCharField(_("Title"), max_length=160, blank=True, default="")
    held_on = JalaliDateField(_("Date"))
    begins_at = models.TimeField(_("From the hour"), null=True, blank=True)
    ends_at = models.TimeField(_("Until the hour"), null=True, blank=True)
    hours = models.DecimalField(_("Hours"), max_digits=5, decimal_places=2, null=True, blank=True)
    facilitator = PersianCharField(_("Facilitator"), max_length=160, blank=True, default="")
    place = PersianCharField(_("Place"), max_length=160, blank=True, default="")
    state = models.CharField(
        _("State"), max_length=20, choices=EventState.choices, default=EventState.PLANNED
    )

    class Meta:
        verbose_name = _("Session of an event")
        verbose_name_plural = _("Sessions of events")
        ordering = ("held_on", "begins_at", "id")
        constraints = [
            models.CheckConstraint(
                name="event_session_state_is_known",
                condition=Q(state__in=EventState.values),
                violation_error_message=_("Choose the state from the list."),
            ),
            models.CheckConstraint(
                name="event_session_ends_after_it_begins",
                condition=Q(begins_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("begins_at")),
                violation_error_message=_("The session ends before it begins."),
            ),
            models.CheckConstraint(
                name="event_session_hours_are_some",
                condition=Q(hours=None) | Q(hours__gt=0, hours__lte=24),
                violation_error_message=_("A session lasts more than none and at most 24 hours."),
            ),
            models.UniqueConstraint(
                fields=["event", "cohort", "held_on", "begins_at"],
                nulls_distinct=False,
                condition=~Q(state=EventState.CANCELLED),
                name="event_session_once",
                violation_error_message=_("This session is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.cohort or self.event)
