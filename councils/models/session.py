"""Sessions (جلسه) of bodies: agenda, attendance, and the resolutions that come of them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import OFFICE, ByPlace, Follows
from councils import decisions
from councils.decisions import Sense
from councils.models.council import Council, CouncilMember
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField
from persian.personal_numbers import Takes


class SessionState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    SIGNED = "signed", _("Signed")
    CANCELLED = "cancelled", _("Cancelled")


class FollowUp(models.TextChoices):
    NONE = "none", _("Needs none")
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


@tracked()
class Session(models.Model):
    """One session of one council, numbered within the council's Jalali year."""

    row_scope = ByPlace()

    council = models.ForeignKey(
        Council, verbose_name=_("Council"), on_delete=models.PROTECT, related_name="sessions"
    )
    # The council's place, kept by a trigger.
    province = models.ForeignKey(
        Province, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("Year"), editable=False)  # Jalali, of held_on
    number = models.PositiveIntegerField(_("Number"))
    held_on = JalaliDateField(_("Date"))
    place = PersianCharField(_("Place"), max_length=160, blank=True)
    chair = models.ForeignKey(
        CouncilMember, verbose_name=_("Chair"), on_delete=models.PROTECT, related_name="chaired"
    )
    minutes = PersianTextField(_("Minutes"), blank=True, default="", takes=Takes.ANYTHING)
    state = models.CharField(
        _("State"), max_length=20, choices=SessionState.choices, default=SessionState.PLANNED,
        editable=False,
    )  # fmt: skip
    signed_at = models.DateTimeField(_("Signed at"), null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Signed by"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+", db_constraint=False,
    )  # fmt: skip
    signed_by_name = PersianCharField(_("Signed by"), max_length=130, blank=True, editable=False)
    # The policies that it was signed by, kept: a later decision on them changes no minutes.
    quorum_percent = models.PositiveSmallIntegerField(
        _("Quorum (percent)"), null=True, editable=False
    )
    majority_percent = models.PositiveSmallIntegerField(
        _("Majority (percent)"), null=True, editable=False
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Session")
        verbose_name_plural = _("Sessions")
        ordering = ("-held_on", "-id")
        permissions = [
            ("sign_session", _("Can sign sessions")),
            ("follow_up_resolution", _("Can follow up resolutions")),
            ("act_by_seat", _("Can act for a body by a seat in it")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "year", "number"],
                name="session_number_once_a_year",
                violation_error_message=_(
                    "This council has a session of this number in this year already."
                ),
            ),
            models.CheckConstraint(
                name="session_number_counts_from_one",
                condition=Q(number__gte=1),
                violation_error_message=_("Sessions are numbered from one."),
            ),
            models.CheckConstraint(
                name="session_state_is_known",
                condition=Q(state__in=SessionState.values),
                violation_error_message=_("Choose the state from the list."),
            ),
            models.CheckConstraint(
                name="session_signed_by_somebody",
                condition=(
                    Q(
                        state=SessionState.SIGNED,
                        signed_at__isnull=False,
                        quorum_percent__isnull=False,
                        majority_percent__isnull=False,
                    )
                    | (~Q(state=SessionState.SIGNED) & Q(signed_at=None))
                ),
                violation_error_message=_("A session is signed by its chair."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


@tracked()
class Attendance(models.Model):
    """Whether one member was present at one session."""

    row_scope = ByPlace()

    session = models.ForeignKey(
        Session, verbose_name=_("Session"), on_delete=models.CASCADE, related_name="attendance"
    )
    province = models.ForeignKey(
        Province, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(
        CouncilMember, verbose_name=_("Member"), on_delete=models.PROTECT, related_name="attended"
    )
    is_present = models.BooleanField(_("Present"), default=False)

    class Meta:
        verbose_name = _("Attendance")
        verbose_name_plural = _("Attendance")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                name="attendance_once",
                violation_error_message=_("This member is on the list already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.member)


@tracked()
class AgendaItem(models.Model):
    """One subject of a session; once decided and signed, a resolution (مصوبه)."""

    row_scope = ByPlace()

    session = models.ForeignKey(
        Session, verbose_name=_("Session"), on_delete=models.CASCADE, related_name="agenda"
    )
    province = models.ForeignKey(
        Province, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField(_("Position"))
    # The kind of rows that it is about (`matters.Matter`); "" for a subject of the council's own.
    matter = models.CharField(max_length=30, blank=True, editable=False)
    subject = PersianCharField(_("Subject"), max_length=300)
    # The number of what it is about, as people look for it.
    reference = models.CharField(_("Tracking code"), max_length=60, blank=True, editable=False)
    decision = models.CharField(_("Decision"), max_length=30, choices=decisions.choices, blank=True)
    # That of the word, by which the database counts (`decisions.Sense`); "" while undecided.
    sense = models.CharField(max_length=20, blank=True, editable=False)
    votes_for = models.PositiveSmallIntegerField(_("Votes for"), default=0)
    votes_against = models.PositiveSmallIntegerField(_("Votes against"), default=0)
    votes_abstained = models.PositiveSmallIntegerField(_("Abstentions"), default=0)
    reason = PersianTextField(_("Reason"), blank=True, default="")
    conditions = PersianTextField(_("Conditions"), blank=True, default="")
    refer_to = models.ForeignKey(
        Council, verbose_name=_("Refer to"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    owner = PersianCharField(_("Owner"), max_length=120, blank=True)
    due_on = JalaliDateField(_("Due on"), null=True, blank=True)
    follow_up = models.CharField(
        _("Follow-up"), max_length=10, choices=FollowUp.choices, default=FollowUp.NONE
    )
    follow_up_notes = PersianTextField(_("What was done"), blank=True, default="")

    # What it is about, once `matters.attach` has loaded it.
    row: Any = None

    class Meta:
        verbose_name = _("Resolution")
        verbose_name_plural = _("Resolutions")
        ordering = ("session", "position", "id")
        constraints = [
            models.CheckConstraint(
                name="item_has_a_subject",
                condition=~Q(subject=""),
                violation_error_message=_("Write the subject."),
            ),
            models.CheckConstraint(
                name="item_sense_is_known",
                condition=Q(decision="", sense="")
                | (~Q(decision="") & Q(sense__in=[sense.value for sense in Sense])),
                violation_error_message=_("Choose the decision from the list."),
            ),
            models.CheckConstraint(
                name="item_referral_names_a_council",
                condition=~Q(sense=Sense.REFERRAL) | Q(refer_to__isnull=False),
                violation_error_message=_("Choose the council to refer to."),
            ),
            models.CheckConstraint(
                name="item_conditions_are_named",
                condition=~Q(sense=Sense.CONDITIONAL) | ~Q(conditions=""),
                violation_error_message=_("Write the conditions of the approval."),
            ),
            models.CheckConstraint(
                name="item_follow_up_is_known",
                condition=Q(follow_up__in=FollowUp.values),
                violation_error_message=_("Choose the state of the follow-up from the list."),
            ),
            models.CheckConstraint(
                name="item_to_follow_up_has_an_owner",
                condition=~Q(follow_up=FollowUp.OPEN) | ~Q(owner=""),
                violation_error_message=_("Name who sees to it."),
            ),
            models.CheckConstraint(
                name="item_closed_says_what_was_done",
                condition=~Q(follow_up__in=[FollowUp.DONE, FollowUp.DROPPED])
                | ~Q(follow_up_notes=""),
                violation_error_message=_("Write what was done, or why it was dropped."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="item_to_follow_up", condition=Q(follow_up="open")
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class OnAgenda(models.Model):
    """Base of the tables that say which row an item of an agenda is about; see `matters`."""

    row_scope = Follows(("item",), kinds=OFFICE)

    item = models.OneToOneField(
        AgendaItem, primary_key=True, on_delete=models.CASCADE, related_name="of_%(class)s"
    )
    # The item's, so that a row stands on an agenda once.
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.item)
