"""Who takes part in events, and who was there when."""

import secrets

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import OFFICE, Follows
from ngos.models import NGO, Person
from persian.functions import Fold, IsMobile, IsNationalID
from persian.model_fields import MobileField, NationalIDField, PersianCharField
from persian.search import OPERATOR_CLASS
from programs.events.models.centre import Centre
from programs.events.models.course import Cohort, Session
from programs.events.models.event import Event

# Small letters and digits that nobody takes for another.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 12  # 59 bits


def new_code() -> str:
    """The code by which a participant is scanned at the door. It tells nothing."""
    number, signs = secrets.randbelow(len(_SIGNS) ** CODE_LENGTH), ""
    for _each in range(CODE_LENGTH):
        number, place = divmod(number, len(_SIGNS))
        signs += _SIGNS[place]
    return signs


class ParticipantRole(models.TextChoices):
    FACILITATOR = "facilitator", _("Facilitator")
    TECHNICAL_OFFICER = "technical_officer", _("Technical officer")
    LICENSEE = "licensee", _("Licensee")
    NGO_MEMBER = "ngo_member", _("Member of an NGO")
    OFFICIAL = "official", _("Official")
    PARTICIPANT = "participant", _("Participant")


def _text(name: str) -> Coalesce:
    return Coalesce(Cast(name, models.TextField()), Value("", models.TextField()))


@tracked(exclude=["name_key", "identity"])
class Participant(models.Model):
    """One person in one event: named, with or without a national ID, of a centre or an NGO.

    It needs no row of anybody in the register of people, since those who come to a course are
    known to their organiser alone. `identity` tells them apart within the event.
    """

    row_scope = Follows(("event",), kinds=OFFICE)

    event = models.ForeignKey(
        Event, verbose_name=_("Event"), on_delete=models.CASCADE, related_name="participants"
    )
    # The event's, kept by a key of two columns; imports and lists are by province.
    province = models.ForeignKey(
        Province, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    cohort = models.ForeignKey(
        Cohort, verbose_name=_("Cohort"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="participants",
    )  # fmt: skip
    full_name = PersianCharField(_("First and last name"), max_length=120)
    national_id = NationalIDField(_("National ID"), null=True, blank=True)
    mobile = MobileField(_("Mobile"), null=True, blank=True)
    role = models.CharField(
        _("Role"), max_length=20, choices=ParticipantRole.choices, blank=True, default=""
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    centre = models.ForeignKey(
        Centre, verbose_name=_("Centre"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="participants",
    )  # fmt: skip
    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="participants",
    )  # fmt: skip
    person = models.ForeignKey(
        Person, verbose_name=_("Person of the register"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    code = models.CharField(_("Code"), max_length=20, default=new_code, editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    name_key = models.GeneratedField(
        expression=Fold("full_name"), output_field=models.TextField(), db_persist=True
    )
    identity = models.GeneratedField(
        expression=Case(
            When(national_id__isnull=False, then=Cast("national_id", models.TextField())),
            default=Concat(
                Fold("full_name"), Value("/", models.TextField()), _text("county_id"),
                Value("/", models.TextField()), _text("centre_id"),
                output_field=models.TextField(),
            ),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )  # fmt: skip

    class Meta:
        verbose_name = _("Participant")
        verbose_name_plural = _("Participants")
        ordering = ("name_key", "id")
        indexes = [
            models.Index(fields=["province", "-id"], name="participant_by_province"),
            GinIndex(OpClass(F("name_key"), OPERATOR_CLASS), name="participant_search"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="participant_code_once"),
            models.UniqueConstraint(fields=["id", "province"], name="participant_in_province"),
            models.UniqueConstraint(
                fields=["event", "identity"],
                name="participant_once_in_event",
                violation_error_message=_(
                    "This person takes part in this event already. "
                    "Nobody is in two cohorts of one course."
                ),
            ),
            models.CheckConstraint(
                name="participant_has_a_name",
                condition=~Q(full_name="") & Q(role__in=["", *ParticipantRole.values]),
                violation_error_message=_("A participant needs a name."),
            ),
            models.CheckConstraint(
                name="participant_national_id_is_right",
                condition=Q(national_id=None) | Q(IsNationalID("national_id")),
                violation_error_message=_(
                    "The check digit of the national ID does not match. "
                    "Compare the number with the card."
                ),
            ),
            models.CheckConstraint(
                name="participant_mobile_is_right",
                condition=Q(mobile=None) | Q(IsMobile("mobile")),
                violation_error_message=_("A mobile number has eleven digits and begins with 09."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Way(models.TextChoices):
    """How somebody was marked."""

    LIST = "list", _("Ticked in the list")
    SCAN = "scan", _("Code scanned")
    SELF = "self", _("By themselves")
    FILE = "file", _("From a file")


@tracked()
class Attendance(models.Model):
    """Whether one participant was there at one session; once for each."""

    row_scope = Follows(("session",), kinds=OFFICE)

    session = models.ForeignKey(
        Session, verbose_name=_("Session"), on_delete=models.CASCADE, related_name="attendance"
    )
    participant = models.ForeignKey(
        Participant, verbose_name=_("Participant"), on_delete=models.CASCADE,
        related_name="attendance",
    )  # fmt: skip
    is_present = models.BooleanField(_("Present"))
    way = models.CharField(_("Marked"), max_length=10, choices=Way.choices, default=Way.LIST)
    # By the clock of who marked: of two marks that arrive out of order the later one holds.
    marked_at = models.DateTimeField(_("Marked at"), default=timezone.now)

    class Meta:
        verbose_name = _("Attendance at an event")
        verbose_name_plural = _("Attendance at events")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participant"],
                name="event_attendance_once",
                violation_error_message=_("This person is marked in this session already."),
            ),
            models.CheckConstraint(
                name="event_attendance_way_is_known",
                condition=Q(way__in=Way.values),
                violation_error_message=_("Choose from the list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.participant_id}"
