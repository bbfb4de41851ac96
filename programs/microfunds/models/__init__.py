from programs.microfunds.models.fund import FundKind, FundState, MicroFund
from programs.microfunds.models.group import SelfHelpGroup
from programs.microfunds.models.ledger import Account, AccountKind, LedgerEntry, Movement
from programs.microfunds.models.loan import Guarantor, Instalment, Loan
from programs.microfunds.models.member import FundMember

__all__ = [
    "Account",
    "AccountKind",
    "FundKind",
    "FundMember",
    "FundState",
    "Guarantor",
    "Instalment",
    "LedgerEntry",
    "Loan",
    "MicroFund",
    "Movement",
    "SelfHelpGroup",
]
