"""Loans without interest (قرض‌الحسنه) of a fund to its members: terms, guarantors, instalments."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import ADD, OFFICE, Follows
from persian.functions import IsMobile, IsNationalID, Today
from persian.model_fields import (
    JalaliDateField,
    MobileField,
    NationalIDField,
    PersianCharField,
    PersianTextField,
    RialField,
)
from persian.personal_numbers import Takes
from programs.microfunds.models.fund import MicroFund
from programs.microfunds.models.member import FundMember
from programs.microfunds.workflow import DECIDED, LOAN, OUT, LoanState

MOST_INSTALMENTS = 120


@tracked()
class Loan(models.Model):
    """One loan. Its state is changed by `programs.microfunds.services` alone.

    Fee, deposit and cheque are computed from the charter when it is approved, and stay. What of it
    is repaid stands in its account; what is overdue follows from that and the instalments, by day.
    """

    row_scope = Follows(("fund",), kinds=OFFICE)
    workflow = LOAN

    fund = models.ForeignKey(
        MicroFund, verbose_name=_("Micro-fund"), on_delete=models.PROTECT, related_name="loans",
        editable=False,
    )  # fmt: skip
    member = models.ForeignKey(
        FundMember, verbose_name=_("Member"), on_delete=models.PROTECT, related_name="loans"
    )
    amount = RialField(_("Amount (rial)"))
    instalment_count = models.PositiveSmallIntegerField(
        _("Number of instalments"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_INSTALMENTS)],
    )
    purpose = PersianCharField(
        _("What it is for"), max_length=200,
        help_text=_("For example: a sewing machine, a greenhouse, rent."),
    )  # fmt: skip
    requested_on = JalaliDateField(_("Asked for on"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    requested_by_name = PersianCharField(
        _("Recorded by"), max_length=130, blank=True, default="", editable=False
    )
    state = models.CharField(
        _("State"), max_length=12, choices=LoanState.choices, default=LoanState.REQUESTED,
        editable=False,
    )  # fmt: skip
    fee = RialField(_("Fee (rial)"), null=True, editable=False)
    deposit = RialField(_("Blocked deposit (rial)"), null=True, editable=False)
    cheque_amount = RialField(_("Cheque of guarantee (rial)"), null=True, editable=False)
    cheque_no = PersianCharField(
        _("Number of the cheque"), max_length=40, blank=True, default="", editable=False,
        takes=Takes.LONG_NUMBER,
    )  # fmt: skip
    approved_on = JalaliDateField(_("Approved on"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    approved_by_name = PersianCharField(
        _("Approved by"), max_length=130, blank=True, default="", editable=False
    )
    paid_on = JalaliDateField(_("Paid on"), null=True, editable=False)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT,
        related_name="+", db_constraint=False,
    )  # fmt: skip
    paid_by_name = PersianCharField(
        _("Paid by"), max_length=130, blank=True, default="", editable=False
    )
    settled_on = JalaliDateField(_("Settled on"), null=True, editable=False)
    remarks = PersianTextField(_("Remarks"), blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("Created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Loan")
        verbose_name_plural = _("Loans")
        ordering = ("-id",)
        permissions = [
            ("approve_loan", _("Can approve loans")),
            ("pay_loan", _("Can pay loans")),
        ]
        indexes = [models.Index(fields=["fund", "state"], name="loan_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["id", "fund"], name="loan_of_fund"),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=LOAN.open_states),
                name="loan_one_at_a_time",
                violation_error_message=_("This member has a loan that is not settled yet."),
            ),
            models.CheckConstraint(
                name="loan_has_an_amount",
                condition=Q(amount__gt=0, instalment_count__range=(1, MOST_INSTALMENTS))
                & Q(amount__gte=F("instalment_count")),
                violation_error_message=_(
                    "Write the amount, and into how many instalments it is divided (1 to 120)."
                ),
            ),
            models.CheckConstraint(
                name="loan_says_what_for",
                condition=~Q(purpose=""),
                violation_error_message=_("Write what the loan is for."),
            ),
            models.CheckConstraint(
                name="loan_days_have_come",
                condition=Q(requested_on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
            models.CheckConstraint(
                name="loan_decided_has_its_terms",
                condition=~Q(state__in=DECIDED)
                | Q(
                    approved_on__isnull=False, approved_by__isnull=False,
                    approved_on__gte=F("requested_on"), fee__gte=0, deposit__gte=0,
                    cheque_amount__gte=0,
                ),
                violation_error_message=_(
                    "An approved loan has its terms, its day and who approved it."
                ),
            ),
            models.CheckConstraint(
                name="loan_paid_has_its_day",
                condition=~Q(state__in=OUT)
                | Q(
                    paid_on__isnull=False, paid_by__isnull=False,
                    paid_on__gte=F("approved_on"),
                ),
                violation_error_message=_("A paid loan has its day and who paid it."),
            ),
            models.CheckConstraint(
                name="loan_by_different_people",
                condition=(
                    Q(approved_by=None)
                    | Q(requested_by=None)
                    | ~Q(approved_by=F("requested_by"))
                )
                & (
                    Q(paid_by=None)
                    | (
                        ~Q(paid_by=F("approved_by"))
                        & (Q(requested_by=None) | ~Q(paid_by=F("requested_by")))
                    )
                ),
                violation_error_message=_(
                    "A loan is recorded, approved and paid by three different persons."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member} · {self.purpose}"


@tracked()
class Guarantor(models.Model):
    """Who stands for a loan: a member of the fund or somebody else."""

    row_scope = Follows(("loan",), kinds=OFFICE)

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="guarantors")
    member = models.ForeignKey(
        FundMember, verbose_name=_("Member of the fund"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="guarantees",
    )  # fmt: skip
    full_name = PersianCharField(
        _("First and last name"), max_length=120, blank=True, default="",
        help_text=_("Needed only where it is no member of the fund."),
    )  # fmt: skip
    national_id = NationalIDField(_("National ID"), null=True, blank=True)
    mobile = MobileField(_("Mobile"), null=True, blank=True)
    job = PersianCharField(_("Occupation"), max_length=100, blank=True, default="")

    class Meta:
        verbose_name = _("Guarantor")
        verbose_name_plural = _("Guarantors")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="guarantor_is_named",
                condition=~Q(full_name=""),
                violation_error_message=_("Choose the member, or write the name."),
            ),
            models.UniqueConstraint(
                fields=["loan", "member"],
                condition=Q(member__isnull=False),
                name="guarantor_once",
                violation_error_message=_("This member stands for the loan already."),
            ),
            models.CheckConstraint(
                name="guarantor_national_id_is_right",
                condition=Q(national_id=None) | Q(IsNationalID("national_id")),
                violation_error_message=_(
                    "The check digit of the national ID does not match. "
                    "Compare the number with the card."
                ),
            ),
            models.CheckConstraint(
                name="guarantor_mobile_is_right",
                condition=Q(mobile=None) | Q(IsMobile("mobile")),
                violation_error_message=_("A mobile number has eleven digits and begins with 09."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Instalment(models.Model):
    """One instalment (قسط) of a paid loan: when, and how much. All of a loan are written at once,
    and their sum is the loan; the database refuses anything else, and any change."""

    row_scope = Follows(("loan",), kinds=OFFICE, grant=ADD)

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("Number"))
    due_on = JalaliDateField(_("Due on"))
    amount = RialField(_("Amount (rial)"))

    class Meta:
        verbose_name = _("Instalment")
        verbose_name_plural = _("Instalments")
        default_permissions = ()
        ordering = ("loan", "number")
        indexes = [models.Index(fields=["due_on"], name="instalment_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["loan", "number"], name="instalment_once"),
            models.CheckConstraint(
                name="instalment_has_an_amount", condition=Q(number__gte=1, amount__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
