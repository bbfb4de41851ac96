"""What authorities answer: results alone, never reasons. The last one moves the file on."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from accounts.workflow import Taker
from licensing.models import Application, Inquiry
from licensing.models.inquiry import InquiryResult
from licensing.services.applications.moving import move
from licensing.services.inquiries.sending import check_day_of_letter, due_after
from licensing.states import State
from persian.dates import format_jalali, format_jalali_datetime

ANSWERS = (InquiryResult.POSITIVE, InquiryResult.NEGATIVE)
# While a council has not decided on it, a wrong answer can be put right.
CORRECTABLE = (State.INQUIRIES, State.FINAL_REVIEW)


@transaction.atomic
def answer_inquiry(
    *, actor: User, inquiry: Inquiry, result: str, on: datetime.date, number: str = ""
) -> Inquiry:
    """Record an authority's answer, which closes the inquiries when it is the last.

    Raises PermissionDenied without the permission, and Refusal where somebody was faster, or the
    day is still to come or before the letter.
    """
    require(actor, "licensing.change_inquiry")
    application, stored = _held(inquiry)
    if stored.result != InquiryResult.PENDING:
        raise _answered(stored)
    if application.state != State.INQUIRIES:
        raise _too_late(application)
    _set_answer(stored, result, on, number)
    stored.save(update_fields=["result", "answered_on", "answer_no"])
    close_when_settled(application)
    return stored


@transaction.atomic
def correct_inquiry(
    *,
    actor: User,
    inquiry: Inquiry,
    letter_no: str,
    sent_on: datetime.date,
    result: str,
    on: datetime.date | None = None,
    number: str = "",
) -> Inquiry:
    """Put right what was recorded wrongly, until the council decides; the history keeps both.

    An answer is taken back with the result “pending”, while the application is under inquiry.
    """
    require(actor, "licensing.change_inquiry")
    application, stored = _held(inquiry)
    if application.state not in CORRECTABLE:
        raise _too_late(application)
    check_day_of_letter(application, sent_on)
    stored.letter_no, stored.sent_on, stored.due_on = letter_no, sent_on, due_after(sent_on)
    if result == InquiryResult.PENDING:
        if application.state != State.INQUIRIES:
            raise Refusal(
                "closed",
                _("The inquiries are closed. An answer can be changed, but not taken back."),
                field="result",
            )
        stored.result, stored.answered_on, stored.answer_no = result, None, ""
    elif result == InquiryResult.SILENT_CONSENT and stored.result == result:
        pass  # what the deadline brought stays, beside a corrected letter
    elif on is None:
        raise Refusal("no_day", _("Enter the day of the answer."), field="on")
    else:
        _set_answer(stored, result, on, number)
    stored.save()
    if application.state == State.INQUIRIES:
        close_when_settled(application)
    return stored


def close_when_settled(application: Application) -> bool:
    """Move an application on whose inquiries are all answered or lapsed; whether it moved.

    The application is held by the caller.
    """
    if application.inquiries.filter(result=InquiryResult.PENDING).exists():
        return False
    move(
        actor=None, application=application, step="close_inquiries", seen=State.INQUIRIES,
        by=Taker.CLOCK,
    )  # fmt: skip
    return True


def _held(inquiry: Inquiry) -> tuple[Application, Inquiry]:
    """Application and inquiry as they are stored, which nobody else changes meanwhile."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=inquiry.application_id)
    return application, Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)


def _set_answer(inquiry: Inquiry, result: str, on: datetime.date, number: str) -> None:
    if result not in ANSWERS:
        raise Refusal("no_answer", _("Choose “positive” or “negative”."), field="result")
    check_day_has_come(on)
    if on < inquiry.sent_on:
        raise Refusal(
            "too_early",
            _("The letter was sent on %(day)s; the answer comes after it."),
            field="on",
            params={"day": format_jalali(inquiry.sent_on)},
        )
    inquiry.result, inquiry.answered_on, inquiry.answer_no = result, on, number.strip()


def _answered(inquiry: Inquiry) -> Refusal:
    """Somebody recorded an answer meanwhile: who, and when."""
    events: Any = inquiry._meta.get_field("events").related_model
    last = events.objects.filter(pgh_obj_id=inquiry.pk).order_by("-pgh_id").first()
    return Refusal(
        "answered",
        _(
            "%(who)s has recorded the answer “%(result)s” on %(when)s. If it is wrong, correct it "
            "there."
        ),
        params={
            "who": (last and (last.pgh_context or {}).get("name")) or _("The system"),
            "result": inquiry.get_result_display(),
            "when": format_jalali_datetime(last.pgh_created_at) if last else "",
        },
    )


def _too_late(application: Application) -> Refusal:
    return Refusal(
        "closed",
        _("The application is “%(state)s” now; its inquiries are no longer changed."),
        params={"state": application.get_state_display()},
    )
