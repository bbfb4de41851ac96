"""Terms in office: who holds which post of an NGO, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Follows
from ngos.models.ngo import NGO
from ngos.models.person import Person
from persian.model_fields import JalaliDateField, PersianCharField
from persian.personal_numbers import Takes


class Post(models.TextChoices):
    FOUNDER = "founder", _("Founder")
    BOARD_CHAIR = "board_chair", _("Chair of the board")
    VICE_CHAIR = "vice_chair", _("Vice chair of the board")
    BOARD_MEMBER = "board_member", _("Board member")
    ALTERNATE = "alternate", _("Alternate member")
    TREASURER = "treasurer", _("Treasurer")
    CEO = "ceo", _("CEO")
    INSPECTOR = "inspector", _("Inspector")


# Posts that one person holds at a time.
SINGLE_POSTS = (Post.BOARD_CHAIR, Post.VICE_CHAIR, Post.TREASURER, Post.CEO)
BOARD_POSTS = (Post.BOARD_CHAIR, Post.VICE_CHAIR, Post.BOARD_MEMBER, Post.TREASURER)


class _Days(Func):
    """The days of a term, both ends included; a term without an end lasts."""

    function = "DATERANGE"

    def __init__(self) -> None:
        super().__init__(F("start_on"), F("end_on"), RangeBoundary(inclusive_upper=True))


@tracked()
class Term(models.Model):
    """One person's term in one post of one NGO. First directors serve two years by the charter."""

    row_scope = Follows(("ngo",))

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.CASCADE, related_name="terms"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="terms"
    )
    post = models.CharField(_("Post"), max_length=20, choices=Post.choices)
    start_on = JalaliDateField(_("From"))
    end_on = JalaliDateField(_("Until"), null=True, blank=True)
    gazette_no = PersianCharField(
        _("Official Gazette number"), max_length=60, blank=True, takes=Takes.PAPER_NUMBER
    )
    # National and provincial charities need such founders (source: guides of the provinces).
    is_known_benefactor = models.BooleanField(_("Is a known benefactor"), default=False)
    # Officials in office found no NGO (source: the by-law in force, as published).
    holds_public_office = models.BooleanField(_("Holds public office"), default=False)

    class Meta:
        verbose_name = _("Term in office")
        verbose_name_plural = _("Terms in office")
        ordering = ("post", "-start_on", "id")
        constraints = [
            models.CheckConstraint(
                name="term_post_is_known",
                condition=Q(post__in=Post.values),
                violation_error_message=_("Choose the post from the list."),
            ),
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")),
                violation_error_message=_("The term ends before it begins."),
            ),
            ExclusionConstraint(
                name="term_of_a_person_in_a_post_once",
                expressions=[
                    ("ngo", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (_Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "This person holds this post in part of that time already."
                ),
            ),
            ExclusionConstraint(
                name="term_of_a_single_post_once",
                expressions=[
                    ("ngo", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (_Days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(post__in=SINGLE_POSTS),
                violation_error_message=_(
                    "Somebody else holds this post in part of that time. End that term first."
                ),
            ),
            ExclusionConstraint(
                name="term_of_ceo_and_inspector_apart",
                expressions=[
                    ("ngo", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("post", RangeOperators.NOT_EQUAL),
                    (_Days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(post__in=[Post.CEO, Post.INSPECTOR]),
                violation_error_message=_("The CEO of an NGO may not be its inspector."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()}: {self.person}"
