"""Letters whose answer did not come."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from letters.models import Letter
from letters.services.reading import reply_overdue
from screens.worklist.duty import Duty, Item, Moment, address


def _all(moment: Moment) -> Q:
    return Q()


def _unanswered_letters(actor: User, moment: Moment) -> QuerySet[Letter]:
    rows = Letter.objects.filter(reply_overdue(moment.today)).select_related("counterpart", "ngo")
    return rows.order_by("reply_due_on", "pk")


def _item_of_letter(letter: Letter, moment: Moment) -> Item:
    return Item(
        title=str(letter.counterpart or letter.ngo),
        about=letter.subject,
        since=letter.written_on,
        due_on=letter.reply_due_on,
        address=address("letters_letter_detail", letter.pk),
    )


DUTIES = [
    Duty("replies", _("Letters without their answer"), "mark_email_unread", "letters.change_letter",
         _unanswered_letters, "reply_due_on", _all, _item_of_letter,
         "letters_letter_changelist?reply=overdue"),
]  # fmt: skip
