"""Inquiries whose answer has not come."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from licensing.models import Inquiry
from licensing.models.inquiry import InquiryResult
from licensing.states import State
from screens.worklist.duty import Duty, Item, Moment, address, numbered, past


def _item_of_inquiry(inquiry: Inquiry, moment: Moment) -> Item:
    application = inquiry.application
    return Item(
        title=application.ngo.name,
        about=numbered(inquiry.get_authority_display(), inquiry.letter_no),
        since=inquiry.sent_on,
        due_on=inquiry.due_on,
        address=address("licensing_application_detail", application.pk),
        step=_("Record the answer"),
        step_address=address("licensing_application_inquiry_answer", application.pk, inquiry.pk),
    )


def _pending_inquiries(actor: User, moment: Moment) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.filter(
        result=InquiryResult.PENDING, application__state=State.INQUIRIES
    ).select_related("application", "application__ngo")
    return rows.order_by("due_on", "pk")


DUTIES = [
    Duty("answers", _("Answers of authorities"), "contact_support", "licensing.change_inquiry",
         _pending_inquiries, "sent_on", past("due_on"), _item_of_inquiry),
]  # fmt: skip
