"""What charters of micro-funds usually say: an office decides, and a fund's own charter outweighs.

Each policy has the name of the fund's column that outweighs it, behind `microfund_`.
"""

from django.utils.translation import gettext_lazy as _

from accounts.policies import WholeNumber, declare
from ngos.policies.words import ASSUMPTION

PRACTICE = _("As funds of the country do it.")
PERSONS, PERCENT, MONTHS, RIAL = _("persons"), _("percent"), _("months"), _("rial")
DAY_OF_MONTH = _("of the month")

MEMBERS_LEAST = WholeNumber(
    name="microfund_members_least",
    label=_("Members of a micro-fund, at least"),
    effect=_("A fund with fewer members is warned about on its page."),
    source=PRACTICE, default=30, unit=PERSONS, least=1, most=1000,
)  # fmt: skip
MEMBERS_MOST = WholeNumber(
    name="microfund_members_most",
    label=_("Members of a micro-fund, at most"),
    effect=_("A fund with so many members takes no further one."),
    source=PRACTICE, default=50, unit=PERSONS, least=1, most=1000,
)  # fmt: skip
LENDING_AFTER = WholeNumber(
    name="microfund_lending_after_months",
    label=_("A micro-fund lends so long after it was founded"),
    effect=_("Until then it saves, and no loan is approved."),
    source=PRACTICE, default=6, unit=MONTHS, most=60,
)  # fmt: skip
MEMBERSHIP = WholeNumber(
    name="microfund_membership_months",
    label=_("Membership before a loan"),
    effect=_("Whoever has been a member for less time is lent nothing."),
    source=PRACTICE, default=3, unit=MONTHS, most=60,
)  # fmt: skip
LOAN_PERCENT = WholeNumber(
    name="microfund_loan_percent",
    label=_("A loan, at most so much of the member's savings"),
    effect=_("A larger loan is not approved. 250 percent are two and a half times the savings."),
    source=PRACTICE, default=250, unit=PERCENT, least=1, most=5000,
)  # fmt: skip
FEE_PERCENT = WholeNumber(
    name="microfund_fee_percent",
    label=_("Fee of a loan"),
    effect=_("It is taken once, when the loan is paid."),
    source=PRACTICE, default=4, unit=PERCENT, most=4,
)  # fmt: skip
DEPOSIT_PERCENT = WholeNumber(
    name="microfund_deposit_percent",
    label=_("Blocked deposit, of an instalment"),
    effect=_("The borrower leaves it in the blocked account until the loan is settled."),
    source=PRACTICE, default=150, unit=PERCENT, most=1000,
)  # fmt: skip
CHEQUE_PERCENT = WholeNumber(
    name="microfund_cheque_percent",
    label=_("Cheque of guarantee, of the loan"),
    effect=_("A loan is paid against a cheque of this amount; zero asks for none."),
    source=PRACTICE, default=200, unit=PERCENT, most=1000,
)  # fmt: skip
GUARANTORS = WholeNumber(
    name="microfund_guarantors",
    label=_("Guarantors of a loan, at least"),
    effect=_("A loan with fewer is not approved."),
    source=PRACTICE, default=1, unit=PERSONS, most=10,
)  # fmt: skip
ASKED_UNTIL = WholeNumber(
    name="microfund_asked_until",
    label=_("Loans are asked for until this day"),
    effect=_("What is asked for later is paid a month later."),
    source=PRACTICE, default=25, unit=DAY_OF_MONTH, least=1, most=29,
)  # fmt: skip
PAID_FROM = WholeNumber(
    name="microfund_paid_from",
    label=_("Loans are paid from this day of the next month on"),
    effect=_("An earlier payment is refused."),
    source=PRACTICE, default=7, unit=DAY_OF_MONTH, least=1, most=29,
)  # fmt: skip
ROUNDED_TO = WholeNumber(
    name="microfund_instalments_rounded_to",
    label=_("Instalments are rounded to"),
    effect=_("All but the last, which bears the rest, so that their sum is the loan."),
    source=ASSUMPTION, default=1000, unit=RIAL, least=1, most=10_000_000,
)  # fmt: skip
GROUP_LEAST = WholeNumber(
    name="self_help_group_members_least",
    label=_("Members of a self-help group, at least"),
    effect=_("A group with fewer is warned about on its page."),
    source=PRACTICE, default=4, unit=PERSONS, least=1, most=100,
)  # fmt: skip
GROUP_MOST = WholeNumber(
    name="self_help_group_members_most",
    label=_("Members of a self-help group, at most"),
    effect=_("A group with more is warned about on its page."),
    source=PRACTICE, default=7, unit=PERSONS, least=1, most=100,
)  # fmt: skip

declare(
    _("Micro-funds and self-help groups"),
    MEMBERS_LEAST, MEMBERS_MOST, LENDING_AFTER, MEMBERSHIP, LOAN_PERCENT, FEE_PERCENT,
    DEPOSIT_PERCENT, CHEQUE_PERCENT, GUARANTORS, ASKED_UNTIL, PAID_FROM, ROUNDED_TO,
    GROUP_LEAST, GROUP_MOST,
)  # fmt: skip
