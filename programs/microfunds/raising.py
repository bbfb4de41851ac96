"""Funds and loans as what action points come from: somebody is called, a guarantor is visited."""

from programs.actions.sources import Place, Source
from programs.microfunds.models import Loan, MicroFund

SOURCES = (
    Source(
        "microfund", MicroFund, "microfunds.view_microfund", lambda fund: fund.name,
        lambda fund: Place(fund.province, fund.county, fund.operator_id),
    ),
    Source(
        "loan", Loan, "microfunds.view_loan", str,
        lambda loan: Place(loan.fund.province, loan.fund.county, loan.fund.operator_id),
    ),
)  # fmt: skip
