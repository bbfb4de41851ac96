"""Loans that wait to be approved or paid, and instalments that are late."""

from collections.abc import Callable

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from persian.numbers import format_number
from programs.microfunds.models import Instalment, Loan
from programs.microfunds.services.reading import arrears
from programs.microfunds.workflow import LENT_OUT, LOAN
from screens.worklist.duty import Duty, Item, Moment, address, never


def _waiting(step: str, actor: User) -> QuerySet[Loan]:
    rows = Loan.objects.filter(LOAN.rows(LOAN.step(step), actor))
    return rows.select_related("member", "fund")


def _to_approve(actor: User, moment: Moment) -> QuerySet[Loan]:
    return _waiting("approve", actor).order_by("requested_on", "pk")


def _to_pay(actor: User, moment: Moment) -> QuerySet[Loan]:
    return _waiting("pay", actor).order_by("approved_on", "pk")


def _late(actor: User, moment: Moment) -> QuerySet[Loan]:
    """`due_on` is the oldest day at which an instalment of the loan may be late."""
    first = Instalment.objects.filter(loan=OuterRef("pk"), due_on__lt=moment.today)
    rows = Loan.objects.filter(state__in=LENT_OUT)
    rows = rows.annotate(in_arrears=arrears(moment.today)).filter(in_arrears__gt=0)
    since = Subquery(first.order_by("due_on").values("due_on")[:1])
    return rows.annotate(due_on=since).select_related("member", "fund").order_by("due_on", "pk")


def _item(step: str) -> Callable[[Loan, Moment], Item]:
    def shown(loan: Loan, moment: Moment) -> Item:
        return Item(
            title=str(loan.member),
            about=f"{loan.fund} · {format_number(loan.amount)}",
            since=loan.approved_on or loan.requested_on,
            due_on=None,
            address=address("microfunds_loan_detail", loan.pk),
            step=LOAN.step(step).label,
            step_address=address(f"microfunds_loan_{step}", loan.pk),
        )

    return shown


def _item_of_late(loan: Loan, moment: Moment) -> Item:
    due_on, late = loan.due_on, loan.in_arrears  # type: ignore[attr-defined]
    return Item(
        title=str(loan.member),
        about=f"{loan.fund} · {_('%(late)s rial late') % {'late': format_number(late)}}",
        since=due_on,
        due_on=due_on,
        address=address("microfunds_loan_detail", loan.pk),
    )


def _all(moment: Moment) -> Q:
    return Q()


DUTIES = [
    Duty("loans_to_approve", gettext_lazy("Loans to approve"), "pending_actions",
         "microfunds.approve_loan", _to_approve, "requested_on", never, _item("approve"),
         "microfunds_loan_changelist?state=requested"),
    Duty("loans_to_pay", gettext_lazy("Loans to pay"), "payments", "microfunds.pay_loan",
         _to_pay, "approved_on", never, _item("pay"), "microfunds_loan_changelist?state=approved"),
    Duty("instalments_overdue", gettext_lazy("Loans with late instalments"), "event_busy",
         "microfunds.post_ledgerentry", _late, "due_on", _all, _item_of_late,
         "microfunds_loan_changelist?in_arrears=yes"),
]  # fmt: skip
