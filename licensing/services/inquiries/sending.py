"""Asking authorities about an applicant, and asking again."""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, check_day_has_come, require
from imports.duplicates.merging import reason_of
from licensing.models import Application, Inquiry
from licensing.models.inquiry import Authority, InquiryResult
from licensing.policies.applications import INQUIRY_MONTHS
from licensing.services.applications.complete_file import check_file_complete
from licensing.services.applications.moving import begin, hold, move
from licensing.states import State
from persian.dates import add_jalali_months, format_jalali, today


@transaction.atomic
def send_inquiries(
    *,
    actor: User,
    application: Application,
    seen: str,
    on: datetime.date,
    letters: Mapping[str, str],
    reason: str = "",
) -> Application:
    """Ask authorities, each by a letter of its own: `letters` has the number for each authority.

    Raises Refusal where the file lacks something, nobody is asked, a letter has no number, or the
    day is out of order.
    """
    begin(actor, application, seen=seen, step="send_inquiries")
    check_file_complete(application)
    if not letters:
        raise Refusal("nobody_asked", _("Enter the number of one letter at least."))
    for authority, letter_no in letters.items():
        _ask(application, authority, letter_no, on)
    return move(
        actor=actor, application=application, step="send_inquiries", seen=seen, reason=reason
    )


@transaction.atomic
def add_inquiry(
    *, actor: User, application: Application, authority: str, letter_no: str, on: datetime.date
) -> Inquiry:
    """Ask one more authority while the application is under inquiry."""
    require(actor, "licensing.add_inquiry")
    hold(application, seen=State.INQUIRIES)
    return _ask(application, authority, letter_no, on)


@transaction.atomic
def remind(*, actor: User, inquiry: Inquiry) -> Inquiry:
    """Count a reminder of today. Raises Refusal for an answered inquiry, or a second one a day."""
    require(actor, "licensing.change_inquiry")
    hold(inquiry.application, seen=State.INQUIRIES)
    stored = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if stored.result != InquiryResult.PENDING:
        raise Refusal("answered", _("This inquiry has been answered; it needs no reminder."))
    if stored.reminded_on == today():
        raise Refusal("reminded", _("A reminder of today is recorded already."))
    stored.reminded_on, stored.reminders = today(), stored.reminders + 1
    stored.save(update_fields=["reminded_on", "reminders"])
    return stored


def due_after(sent_on: datetime.date) -> datetime.date:
    """The day by which an authority that was asked on a day must have answered."""
    return add_jalali_months(sent_on, value_of(INQUIRY_MONTHS))


def check_day_of_letter(application: Application, on: datetime.date) -> None:
    """Raises Refusal, at the field `on`, for a day to come or before the application was made."""
    check_day_has_come(on)
    if application.submitted_on and on < application.submitted_on:
        raise Refusal(
            "too_early",
            _("The application was submitted on %(day)s; letters about it come after that."),
            field="on",
            params={"day": format_jalali(application.submitted_on)},
        )


def _ask(application: Application, authority: str, letter_no: str, on: datetime.date) -> Inquiry:
    check_day_of_letter(application, on)
    if not letter_no.strip():
        raise Refusal(
            "no_number",
            _("Enter the number of the letter to “%(authority)s”."),
            field=f"letter_{authority}",
            params={"authority": Authority(authority).label},
        )
    inquiry = Inquiry(
        application=application, authority=authority, letter_no=letter_no.strip(), sent_on=on,
        due_on=due_after(on),
    )  # fmt: skip
    try:
        with transaction.atomic():
            inquiry.save()
    except IntegrityError as error:
        raise Refusal("against_a_rule", str(reason_of(error, Inquiry))) from error
    return inquiry
