"""Questions between offices: whether another office knows a woman, and handing her over.

A function of the database answers (`safeguards_ask`), in the same work for yes and for no, twenty
times an hour to one person at most, and writes down both that it was asked and, where the woman is
known, at that office who asked. Neither line holds her number: what stands for it is an HMAC whose
key is outside the database.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.functions import callable_by
from accounts.history import tracked
from accounts.models import County, Province
from accounts.row_security import WRITE, Access, value
from accounts.scope import Kind
from beneficiaries.records.models.scopes import CARERS, OF_THE_OFFICE, OfCarers, is_one_of
from persian.dates import today
from persian.model_fields import JalaliDateField, PersianCharField

callable_by("safeguards_ask(text,bytea,text)", *OF_THE_OFFICE)
MOST_QUESTIONS = 20  # of one person in an hour


class Question(models.Model):
    """That somebody asked whether other offices know a woman; at the office that asked, and a line
    at the office that knows her. Read by the office whose line it is."""

    row_scope = OfCarers(grant="SELECT")

    at = models.DateTimeField(_("When"), db_default=Now())
    # Whose line it is; none of what was asked in vain elsewhere, which is nobody's.
    province = models.ForeignKey(
        Province, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    county = models.ForeignKey(
        County, null=True, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    is_asked_here = models.BooleanField(_("Asked by this office"))
    # The record that was asked about, at the office that has it.
    beneficiary_id = models.BigIntegerField(null=True)
    # Of a line at the office that knows her: the line of whoever asked.
    of_question = models.BigIntegerField(null=True)
    blinded = models.BinaryField()  # 32 bytes
    kind = models.CharField(_("Kind of benefit"), max_length=20, blank=True)
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(_("Person"), max_length=130)
    asking_office = models.CharField(_("Asking office"), max_length=120)

    class Meta:
        verbose_name = _("Question between offices")
        verbose_name_plural = _("Questions between offices")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["user_id", "-at"], name="question_of_person"),
            models.Index(fields=["province", "-id"], name="question_of_office"),
        ]

    def __str__(self) -> str:
        return f"{self.name} — {self.asking_office}"


class TransferState(models.TextChoices):
    ASKED = "asked", _("Asked for")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class OfBothOffices:
    """Requests: read by the office that asks and by that which has the woman; the one that asks
    adds them, the other answers, by a function of the database."""

    def access(self, model: type[models.Model]) -> dict[Kind, Access]:
        role = is_one_of(*CARERS)
        province, county = value("province"), value("county")
        of_province = f"(from_province_id = {province} OR to_province_id = {province}) AND {role}"
        of_county = (
            f"(from_county_id = {county} AND from_province_id = {province} "
            f"OR to_county_id = {county} AND to_province_id = {province}) AND {role}"
        )
        return {
            Kind.SYSTEM: Access(WRITE),
            Kind.NATIONAL: Access("SELECT", "false", "false"),
            Kind.PROVINCE: Access("SELECT", of_province, "false"),
            Kind.COUNTY: Access("SELECT", of_county, "false"),
        }


callable_by("safeguards_ask_for_transfer(bigint,text)", *OF_THE_OFFICE)
callable_by("safeguards_answer_transfer(bigint,boolean,text)", *OF_THE_OFFICE)


@tracked()
class Transfer(models.Model):
    """A request of one office to take over a woman whom another has.

    Her name and number are not in it: the office that has her finds her by the key, the other
    knows her already.
    """

    row_scope = OfBothOffices()

    to_province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    to_county = models.ForeignKey(County, null=True, on_delete=models.PROTECT, related_name="+")
    from_province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    from_county = models.ForeignKey(County, null=True, on_delete=models.PROTECT, related_name="+")
    # Of the office that has her; a plain number, since the other office may not name the row.
    beneficiary_id = models.BigIntegerField()
    reason = PersianCharField(_("Reason"), max_length=300)
    state = models.CharField(
        _("State"), max_length=20, choices=TransferState.choices, default=TransferState.ASKED
    )
    asked_on = JalaliDateField(_("Asked on"), default=today)
    asked_by_name = models.CharField(_("Asked by"), max_length=130)
    answered_on = JalaliDateField(_("Answered on"), null=True)
    answered_by_name = models.CharField(_("Answered by"), max_length=130, blank=True, default="")
    answer = PersianCharField(_("Answer"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("Request for transfer")
        verbose_name_plural = _("Requests for transfer")
        permissions = [("answer_transfer", _("Can answer requests for transfer"))]
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                name="transfer_state_is_known",
                condition=Q(state__in=TransferState.values) & ~Q(reason=""),
                violation_error_message=_("Write why your office should have her."),
            ),
            models.UniqueConstraint(
                fields=["beneficiary_id", "to_province", "to_county"],
                condition=Q(state="asked"), nulls_distinct=False,
                name="transfer_asked_once",
                violation_error_message=_("Your office has asked for her already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.asked_by_name}: {self.get_state_display()}"
