"""The book (دفتر) of a fund: its accounts and their entries, whole rials, added and never changed.

An entry moves one account and, with it, the cash of the fund. Savings, grants and fees bring cash;
loans take it; deposits of borrowers lie in a bank account apart and move none. So the cash is at
any time savings + grants − loans + repayments, and the fees.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.row_security import ADD, OFFICE, READ, Follows
from persian.functions import Today
from persian.model_fields import JalaliDateField, PersianCharField, PersianTextField, RialField
from persian.numbers import format_rial
from persian.personal_numbers import Takes
from programs.microfunds.models.fund import MicroFund
from programs.microfunds.models.loan import Loan
from programs.microfunds.models.member import FundMember


class AccountKind(models.TextChoices):
    CASH = "cash", _("Cash")
    GRANTS = "grants", _("Grants")
    FEES = "fees", _("Fees")
    SAVINGS = "savings", _("Savings")
    LOAN = "loan", _("Loan")
    DEPOSIT = "deposit", _("Blocked deposit")


class Account(models.Model):
    """What stands in one account: the fund's cash, grants and fees; a member's savings; what a
    borrower still owes; a borrower's blocked deposit.

    The database opens the accounts of each fund, member and loan, and keeps what stands in them as
    entries are posted. Nobody else writes here.
    """

    row_scope = Follows(("fund",), kinds=OFFICE, grant=READ)

    fund = models.ForeignKey(MicroFund, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(_("Kind"), max_length=10, choices=AccountKind.choices)
    member = models.ForeignKey(
        FundMember, null=True, on_delete=models.PROTECT, related_name="accounts"
    )
    loan = models.ForeignKey(Loan, null=True, on_delete=models.PROTECT, related_name="accounts")
    balance = RialField(_("Balance"))
    entries = models.PositiveIntegerField()  # of the account; of the cash: of the whole fund

    class Meta:
        verbose_name = _("Account of a fund")
        verbose_name_plural = _("Accounts of funds")
        default_permissions = ()
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "kind", "member", "loan"],
                nulls_distinct=False,
                name="fund_account_once",
            ),
            models.CheckConstraint(name="fund_account_not_below_zero", condition=Q(balance__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {format_rial(self.balance)}"


class Movement(models.TextChoices):
    """What an entry tells. Each is of one kind of account and of one direction."""

    SAVED = "saved", _("Saved")
    WITHDRAWN = "withdrawn", _("Savings withdrawn")
    GRANTED = "granted", _("Grant received")
    GRANT_RETURNED = "grant_returned", _("Grant given back")
    LENT = "lent", _("Loan paid")
    REPAID = "repaid", _("Repayment")
    FEE = "fee", _("Fee received")
    COST = "cost", _("Cost paid from fees")
    BLOCKED = "blocked", _("Deposit blocked")
    RELEASED = "released", _("Deposit given back")


M = Movement
KINDS: dict[str, AccountKind] = {
    M.SAVED: AccountKind.SAVINGS, M.WITHDRAWN: AccountKind.SAVINGS,
    M.GRANTED: AccountKind.GRANTS, M.GRANT_RETURNED: AccountKind.GRANTS,
    M.LENT: AccountKind.LOAN, M.REPAID: AccountKind.LOAN,
    M.FEE: AccountKind.FEES, M.COST: AccountKind.FEES,
    M.BLOCKED: AccountKind.DEPOSIT, M.RELEASED: AccountKind.DEPOSIT,
}  # fmt: skip
# Movements that add to their account; the others take from it.
ADDING = (M.SAVED, M.GRANTED, M.LENT, M.FEE, M.BLOCKED)
TAKING = tuple(each for each in Movement if each not in ADDING)
# What a rial more in an account is to the fund's cash.
CASH: dict[str, int] = {
    AccountKind.SAVINGS: 1, AccountKind.GRANTS: 1, AccountKind.FEES: 1,
    AccountKind.LOAN: -1, AccountKind.DEPOSIT: 0,
}  # fmt: skip


class LedgerEntry(models.Model):
    """One line of the book. A mistake is reversed by another line that names it.

    `number` counts the entries of the fund and `position` those of the account, both without gaps;
    `amount` is what the account gains (below zero: loses). The database refuses whatever does not
    continue the book, and knows who posts. An entry is its own history.
    """

    row_scope = Follows(("fund",), kinds=OFFICE, grant=ADD)
    refers_out_of_sight = dict.fromkeys(
        ("account", "loan", "reverses"), "of the same fund, which the database asks as it posts"
    )

    fund = models.ForeignKey(
        MicroFund, verbose_name=_("Micro-fund"), on_delete=models.PROTECT, related_name="entries"
    )
    number = models.PositiveIntegerField(_("Number"))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    loan = models.ForeignKey(
        Loan, verbose_name=_("Loan"), null=True, on_delete=models.PROTECT, related_name="entries"
    )
    movement = models.CharField(_("Movement"), max_length=20, choices=Movement.choices)
    made_on = JalaliDateField(_("Date"))
    amount = RialField(_("Amount (rial)"))
    before = RialField(_("Before"))
    after = RialField(_("After"))
    cash_before = RialField(_("Cash before"))
    cash_after = RialField(_("Cash after"))
    document_no = PersianCharField(
        _("Document number"), max_length=60, blank=True, default="", takes=Takes.PAPER_NUMBER
    )
    note = PersianTextField(_("Description"), blank=True, default="")
    reverses = models.OneToOneField(
        "self", verbose_name=_("Reverses"), null=True, on_delete=models.PROTECT,
        related_name="reversal",
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Entered by"), null=True,
        on_delete=models.PROTECT, related_name="+", db_constraint=False,
    )  # fmt: skip
    by_name = PersianCharField(_("Entered by"), max_length=130, blank=True, default="")
    posted_at = models.DateTimeField(_("Entered at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("Entry of the book")
        verbose_name_plural = _("Entries of the book")
        ordering = ("-id",)
        permissions = [
            ("post_ledgerentry", _("Can enter into the books of funds")),
            ("reverse_ledgerentry", _("Can reverse entries of the books of funds")),
        ]
        indexes = [models.Index(fields=["fund", "made_on"], name="ledger_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="ledger_number_once"),
            models.UniqueConstraint(fields=["account", "position"], name="ledger_position_once"),
            models.CheckConstraint(
                name="ledger_movement_has_its_direction",
                condition=Q(movement__in=ADDING, reverses=None, amount__gt=0)
                | Q(movement__in=TAKING, reverses=None, amount__lt=0)
                | Q(movement__in=ADDING, reverses__isnull=False, amount__lt=0)
                | Q(movement__in=TAKING, reverses__isnull=False, amount__gt=0),
                violation_error_message=_("The amount is more than nothing."),
            ),
            models.CheckConstraint(
                name="ledger_sums_are_right",
                condition=Q(after=F("before") + F("amount")),
                violation_error_message=_("The balances do not fit the amount."),
            ),
            models.CheckConstraint(
                name="ledger_account_not_below_zero",
                condition=Q(before__gte=0, after__gte=0),
                violation_error_message=_("There is not so much in this account."),
            ),
            models.CheckConstraint(
                name="ledger_cash_not_below_zero",
                condition=Q(cash_before__gte=0, cash_after__gte=0),
                violation_error_message=_("There is not so much cash in the fund."),
            ),
            models.CheckConstraint(
                name="ledger_of_today_or_before",
                condition=Q(made_on__lte=Today()),
                violation_error_message=_(
                    "This day is still to come. Enter today or an earlier day."
                ),
            ),
            models.CheckConstraint(
                name="ledger_reversal_has_a_reason",
                condition=Q(reverses=None) | ~Q(note=""),
                violation_error_message=_("Write why the entry is reversed."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_movement_display()} · {format_rial(abs(self.amount))}"
