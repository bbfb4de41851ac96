"""What holds in one fund: its own charter, and the office's policies where that says nothing."""

from dataclasses import dataclass, fields

from accounts.policies import values_for
from programs.microfunds.models import MicroFund
from programs.microfunds.policies import ROUNDED_TO

PREFIX = "microfund_"


@dataclass(frozen=True, kw_only=True)
class Charter:
    """The values in force in a fund: persons, months, percent, days of a month; `unit` in rial."""

    members_least: int
    members_most: int
    lending_after_months: int
    membership_months: int
    loan_percent: int
    fee_percent: int
    deposit_percent: int
    cheque_percent: int
    guarantors: int
    asked_until: int
    paid_from: int
    unit: int

    def largest_loan(self, savings: int) -> int:
        """The most that is lent on savings, in rial."""
        return savings * self.loan_percent // 100

    def fee(self, amount: int) -> int:
        return amount * self.fee_percent // 100

    def deposit(self, instalment: int) -> int:
        return instalment * self.deposit_percent // 100

    def cheque(self, amount: int) -> int:
        return amount * self.cheque_percent // 100


NAMES = tuple(each.name for each in fields(Charter) if each.name != "unit")


def charter_of(fund: MicroFund) -> Charter:
    """One query."""
    decided = values_for(fund.province_id)
    own = {name: getattr(fund, name) for name in NAMES}
    return Charter(
        unit=decided[ROUNDED_TO.name],
        **{
            name: decided[f"{PREFIX}{name}"] if value is None else value
            for name, value in own.items()
        },
    )
