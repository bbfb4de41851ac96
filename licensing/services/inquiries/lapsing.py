"""What becomes of inquiries that an authority leaves without an answer."""

import datetime

from django.db import transaction

from accounts.policies import value_of
from licensing.models import Application, Inquiry
from licensing.models.inquiry import InquiryResult
from licensing.policies.applications import SILENCE_IS_CONSENT
from licensing.services.inquiries.answering import close_when_settled
from licensing.states import State


def lapse_inquiries(on: datetime.date) -> int:
    """Where silence is consent, say so of every inquiry that is past due; how many there were.

    Otherwise they stay pending and overdue. Applications that wait for nobody any more move on.
    Runs in the scope of the system.
    """
    lapsed = 0
    if value_of(SILENCE_IS_CONSENT):
        past = Inquiry.objects.filter(
            result=InquiryResult.PENDING, due_on__lt=on, application__state=State.INQUIRIES
        )
        for key in sorted(set(past.values_list("application", flat=True))):
            lapsed += _lapse(key, on)
    for key in _waiting_for_nobody():
        with transaction.atomic():
            application = _held(key)
            if application is not None:
                close_when_settled(application)
    return lapsed


@transaction.atomic
def _lapse(key: int, on: datetime.date) -> int:
    application = _held(key)
    if application is None:
        return 0
    past = application.inquiries.filter(result=InquiryResult.PENDING, due_on__lt=on)
    count = past.update(result=InquiryResult.SILENT_CONSENT, answered_on=on)
    close_when_settled(application)
    return count


def _held(key: int) -> Application | None:
    rows = Application.objects.select_for_update(of=("self",))
    return rows.filter(pk=key, state=State.INQUIRIES).first()


def _waiting_for_nobody() -> list[int]:
    """Applications under inquiry of which every inquiry is settled."""
    pending = Inquiry.objects.filter(result=InquiryResult.PENDING).values("application")
    open_ones = Application.objects.filter(state=State.INQUIRIES).exclude(pk__in=pending)
    return list(open_ones.order_by("pk").values_list("pk", flat=True))
