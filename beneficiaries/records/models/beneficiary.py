"""A woman who heads her household, as one office knows her."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.models import County, Province
from beneficiaries.records.models.scopes import OfCarers
from beneficiaries.records.models.words import (
    Disability,
    Education,
    HeadshipCause,
    Housing,
    Insurance,
    Marital,
    RecordState,
    Supporter,
)
from persian.dates import today
from persian.functions import Fold, IsMobile, IsNationalID, IsSheba, SortKey, words
from persian.model_fields import (
    JalaliDateField,
    MobileField,
    NationalIDField,
    PersianCharField,
    PersianTextField,
    RialField,
    ShebaField,
)
from persian.personal_numbers import Takes
from persian.search import OPERATOR_CLASS
from persian.sounds import SoundKey

MOST_MEMBERS = 30


@tracked(exclude=["search_text", "sort_key", "sound_key"])
class Beneficiary(models.Model):
    """One woman in one office. Another office may know her too: neither sees the other's record.

    She is no row of the register of people, whom everybody in an office reads (`ngos.Person`).
    Whoever has her in their caseload opens her record; who else does so breaks the glass.
    """

    row_scope = OfCarers()

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    county = models.ForeignKey(
        County, verbose_name=_("County"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    case_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Case worker"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    state = models.CharField(
        _("State"), max_length=20, choices=RecordState.choices, default=RecordState.ACTIVE
    )
    first_name = PersianCharField(_("First name"), max_length=60)
    last_name = PersianCharField(_("Last name"), max_length=60)
    father_name = PersianCharField(_("Father's name"), max_length=60, blank=True, default="")
    national_id = NationalIDField(_("National ID"), null=True, blank=True)
    booklet_no = PersianCharField(
        _("Number of the identity booklet"), max_length=12, blank=True, default="",
        takes=Takes.PAPER_NUMBER,
    )  # fmt: skip
    birth_date = JalaliDateField(_("Birth date"), null=True, blank=True)
    mobile = MobileField(_("Mobile"), null=True, blank=True)
    address = PersianTextField(
        _("Address"), max_length=500, blank=True, default="", takes=Takes.ADDRESS
    )
    headship_cause = models.CharField(
        _("Cause of headship"), max_length=30, choices=HeadshipCause.choices, blank=True, default=""
    )
    headship_since = JalaliDateField(_("Heads her household since"), null=True, blank=True)
    marital_status = models.CharField(
        _("Marital status"), max_length=20, choices=Marital.choices, blank=True, default=""
    )
    children = models.PositiveSmallIntegerField(_("Children"), null=True, blank=True)
    dependents = models.PositiveSmallIntegerField(_("Dependents"), null=True, blank=True)
    education = models.CharField(
        _("Education"), max_length=20, choices=Education.choices, blank=True, default=""
    )
    disability = models.CharField(
        _("Disability"), max_length=20, choices=Disability.choices, blank=True, default=""
    )
    housing = models.CharField(
        _("Housing"), max_length=20, choices=Housing.choices, blank=True, default=""
    )
    insurance = models.CharField(
        _("Insurance"), max_length=20, choices=Insurance.choices, blank=True, default=""
    )
    income = RialField(_("Monthly income (rial)"), null=True, blank=True)
    job = PersianCharField(_("Job"), max_length=80, blank=True, default="")
    skills = PersianCharField(_("Skills"), max_length=200, blank=True, default="")
    supporters = ArrayField(
        models.CharField(max_length=20, choices=Supporter.choices),
        verbose_name=_("Supporters"), default=list, blank=True,
    )  # fmt: skip
    # Her numbers in the systems of those who support her; often ten digits.
    relief_code = PersianCharField(
        _("Code at the Relief Committee"), max_length=20, blank=True, default="",
        takes=Takes.LONG_NUMBER,
    )  # fmt: skip
    welfare_code = PersianCharField(
        _("Code at the Welfare Organisation"), max_length=20, blank=True, default="",
        takes=Takes.LONG_NUMBER,
    )  # fmt: skip
    sheba = ShebaField(_("Sheba"), null=True, blank=True)
    registered_on = JalaliDateField(_("Registered on"), default=today)
    closed_on = JalaliDateField(_("Closed on"), null=True, blank=True)
    closing_reason = PersianCharField(
        _("Why it was closed"), max_length=300, blank=True, default=""
    )
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Updated at"), auto_now=True)

    search_text = models.GeneratedField(
        expression=Fold(words("first_name", "last_name")),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_key = models.GeneratedField(
        expression=SortKey(words("last_name", "first_name")),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    sound_key = models.GeneratedField(
        expression=SoundKey(Fold(words("first_name", "last_name"))),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("Woman who heads a household")
        verbose_name_plural = _("Women who head households")
        permissions = [
            ("reveal_beneficiary", _("Can see masked numbers, with a reason")),
            ("export_beneficiary", _("Can export women")),
            ("assign_beneficiary", _("Can give a woman to a case worker")),
        ]
        ordering = ("sort_key", "id")
        indexes = [
            GinIndex(OpClass(F("search_text"), OPERATOR_CLASS), name="woman_search"),
            models.Index(fields=["province", "sort_key", "id"], name="woman_by_name"),
            models.Index(fields=["county", "sort_key", "id"], name="woman_by_name_in_county"),
            models.Index(fields=["case_worker", "sort_key", "id"], name="woman_of_case_worker"),
            models.Index(fields=["national_id"], name="woman_by_national_id"),
            models.Index(fields=["mobile"], name="woman_by_mobile"),
            models.Index(fields=["province", "sound_key"], name="woman_by_sound"),
        ]
        constraints = [
            # By an expression, so that nobody can ask whether another office has a number.
            models.UniqueConstraint(
                F("province"), Coalesce(F("county"), Value(0)), F("national_id"),
                name="woman_once_in_an_office",
                violation_error_message=_("Your office has a woman with this national ID already."),
            ),
            models.UniqueConstraint(fields=["id", "province"], name="woman_in_province"),
            models.CheckConstraint(
                name="woman_has_a_name",
                condition=~Q(first_name="") & ~Q(last_name=""),
                violation_error_message=_("A record needs a first and a last name."),
            ),
            models.CheckConstraint(
                name="woman_national_id_is_right",
                condition=Q(national_id=None) | Q(IsNationalID("national_id")),
                violation_error_message=_(
                    "The check digit of the national ID does not match. "
                    "Compare the number with the card."
                ),
            ),
            models.CheckConstraint(
                name="woman_mobile_is_right",
                condition=Q(mobile=None) | Q(IsMobile("mobile")),
                violation_error_message=_("A mobile number has eleven digits and begins with 09."),
            ),
            models.CheckConstraint(
                name="woman_sheba_is_right",
                condition=Q(sheba=None) | Q(IsSheba("sheba")),
                violation_error_message=_(
                    "The check digits of the Sheba do not match. Compare it with the card."
                ),
            ),
            models.CheckConstraint(
                name="woman_words_are_known",
                condition=Q(
                    headship_cause__in=["", *HeadshipCause.values],
                    marital_status__in=["", *Marital.values],
                    education__in=["", *Education.values],
                    disability__in=["", *Disability.values],
                    housing__in=["", *Housing.values],
                    insurance__in=["", *Insurance.values],
                    state__in=RecordState.values,
                    supporters__contained_by=list(Supporter.values),
                ),
                violation_error_message=_("Choose from the list."),
            ),
            models.CheckConstraint(
                name="woman_counts_are_possible",
                condition=(Q(children=None) | Q(children__lte=MOST_MEMBERS))
                & (Q(dependents=None) | Q(dependents__lte=MOST_MEMBERS))
                & (Q(income=None) | Q(income__gte=0)),
                violation_error_message=_("Children and dependents are thirty at most."),
            ),
            models.CheckConstraint(
                name="woman_closed_with_a_reason",
                condition=Q(state=RecordState.ACTIVE, closed_on=None)
                | (~Q(state=RecordState.ACTIVE) & Q(closed_on__isnull=False)
                   & ~Q(closing_reason="")),
                violation_error_message=_("A record is closed on a day and with a reason."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"
