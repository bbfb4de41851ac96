"""Annual reports (گزارش سالانه) that NGOs owe the office."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.history import tracked
from accounts.row_security import Follows
from ngos.models.ngo import NGO
from persian.model_fields import JalaliDateField, PersianTextField, RialField
from persian.numbers import persian_digits
from supervision.workflow import ANNUAL_REPORT, ReportState


@tracked()
class AnnualReport(models.Model):
    """What one NGO did and spent in one Jalali fiscal year. Income and expense are in rial.

    Its state is changed by `supervision.services.annual_reports` alone.
    """

    # What the NGO itself writes; a trigger lets it while the report is awaited.
    row_scope = Follows(("ngo",), ngo_grant="SELECT, UPDATE (activities, income, expense)")
    workflow = ANNUAL_REPORT

    ngo = models.ForeignKey(
        NGO, verbose_name=_("NGO"), on_delete=models.PROTECT, related_name="annual_reports"
    )
    fiscal_year = models.PositiveSmallIntegerField(_("Fiscal year"))
    due_on = JalaliDateField(_("Due on"), editable=False)
    received_on = JalaliDateField(_("Received on"), null=True, blank=True)
    activities = PersianTextField(_("Activities"), blank=True, default="")
    income = RialField(_("Income"), null=True, blank=True)
    expense = RialField(_("Expense"), null=True, blank=True)
    signed_by_ceo = models.BooleanField(_("Signed by the CEO"), default=False)
    signed_by_inspector = models.BooleanField(_("Signed by the inspector"), default=False)
    state = models.CharField(
        _("State"), max_length=10, choices=ReportState.choices, default=ReportState.DUE,
        editable=False,
    )  # fmt: skip
    remarks = PersianTextField(_("Remarks"), blank=True, default="")

    class Meta:
        verbose_name = _("Annual report")
        verbose_name_plural = _("Annual reports")
        ordering = ("-fiscal_year", "id")
        permissions = [("accept_annualreport", _("Can accept annual reports"))]
        indexes = [
            models.Index(fields=["due_on"], name="report_awaited", condition=Q(received_on=None))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ngo", "fiscal_year"],
                name="report_once_a_year",
                violation_error_message=_("This NGO's report of this year is there already."),
            ),
            models.CheckConstraint(
                name="report_year_is_likely",
                condition=Q(fiscal_year__gte=1300, fiscal_year__lte=1500),
                violation_error_message=_("Write the year with four digits, such as 1402."),
            ),
            models.CheckConstraint(
                name="report_money_is_not_negative",
                condition=(Q(income=None) | Q(income__gte=0))
                & (Q(expense=None) | Q(expense__gte=0)),
                violation_error_message=_("Income and expense may not be negative."),
            ),
            models.CheckConstraint(
                name="report_received_has_a_day",
                condition=(Q(state=ReportState.DUE) & Q(received_on=None))
                | (~Q(state=ReportState.DUE) & Q(received_on__isnull=False)),
                violation_error_message=_("Enter the day on which the report was received."),
            ),
            models.CheckConstraint(
                name="report_accepted_is_whole",
                condition=~Q(state=ReportState.ACCEPTED)
                | (
                    ~Q(activities="")
                    & Q(
                        income__isnull=False,
                        expense__isnull=False,
                        signed_by_ceo=True,
                        signed_by_inspector=True,
                    )
                ),
                violation_error_message=_(
                    "A report is accepted with its activities, income and expense, and the "
                    "signatures of CEO and inspector."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ngo} · {persian_digits(self.fiscal_year)}"
