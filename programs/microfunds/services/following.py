"""The state of a loan follows from what stands in its account, and from the day."""

import datetime

from django.db.models import Max, Q, QuerySet

from persian.dates import today
from programs.microfunds.models import Account, AccountKind, LedgerEntry, Loan, Movement
from programs.microfunds.schedule import Standing
from programs.microfunds.services.reading import arrears, standing_of
from programs.microfunds.workflow import LENT_OUT, OUT, LoanState


def state_of(loan: Loan, stands: Standing) -> LoanState:
    """Where a paid loan stands by its figures."""
    if stands.is_settled:
        return LoanState.SETTLED
    if stands.arrears:
        return LoanState.OVERDUE
    return LoanState.REPAYING if stands.left < loan.amount else LoanState.PAID


def follow(loans: QuerySet[Loan], day: datetime.date | None = None) -> int:
    """Bring the states of paid loans to what their accounts say on a day; how many changed."""
    day = day or today()
    changed = 0
    for loan in loans.filter(state__in=OUT).select_for_update(of=("self",)).order_by("pk"):
        state = state_of(loan, standing_of(loan, day))
        if state == loan.state:
            continue
        loan.settled_on = _last_repayment(loan) if state == LoanState.SETTLED else None
        loan.state = state
        loan.save(update_fields=["state", "settled_on"])
        changed += 1
    return changed


def follow_the_day(on: datetime.date) -> int:
    """For the daily clock: loans that fell behind because a day has passed."""
    late = Loan.objects.annotate(in_arrears=arrears(on)).filter(in_arrears__gt=0)
    behind = late.filter(state__in=LENT_OUT).exclude(state=LoanState.OVERDUE)
    return follow(Loan.objects.filter(pk__in=behind.values("pk")), on)


def _last_repayment(loan: Loan) -> datetime.date:
    rows = LedgerEntry.objects.filter(
        Q(reversal=None), loan=loan, movement=Movement.REPAID, reverses=None
    )
    last: datetime.date = rows.aggregate(last=Max("made_on"))["last"]
    return last


def left_of(loan: Loan) -> int:
    """What the borrower still owes, in rial."""
    return Account.objects.get(loan=loan, kind=AccountKind.LOAN).balance
