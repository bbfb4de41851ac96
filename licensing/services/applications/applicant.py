"""The applicant's steps: submitting, the founding assembly, appealing, withdrawing."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, check_day_has_come
from imports.duplicates.merging import reason_of
from licensing.models import Application
from licensing.policies.applications import APPEAL_DAYS
from licensing.services.applications.complete_file import check_file_complete
from licensing.services.applications.moving import begin, move
from persian.dates import day_of_moment, format_jalali, today


@transaction.atomic
def submit(*, actor: User, application: Application, seen: str, reason: str = "") -> Application:
    """Hand an application in. Raises Refusal naming every requirement that is not met."""
    begin(actor, application, seen=seen, step="submit")
    check_file_complete(application)
    application.submitted_on = today()
    return move(
        actor=actor, application=application, step="submit", seen=seen, reason=reason,
        also=["submitted_on"],
    )  # fmt: skip


@transaction.atomic
def hold_assembly(
    *, actor: User, application: Application, seen: str, on: datetime.date, reason: str = ""
) -> Application:
    """Record the day of the founding assembly: after it was submitted, and not still to come."""
    begin(actor, application, seen=seen, step="hold_assembly")
    check_day_has_come(on)
    if application.submitted_on and on < application.submitted_on:
        raise Refusal(
            "too_early",
            _("The application was submitted on %(day)s; the assembly comes after it."),
            field="on",
            params={"day": format_jalali(application.submitted_on)},
        )
    application.assembly_on = on
    return move(
        actor=actor, application=application, step="hold_assembly", seen=seen, reason=reason,
        also=["assembly_on"],
    )  # fmt: skip


@transaction.atomic
def appeal(*, actor: User, application: Application, seen: str, reason: str) -> Application:
    """Appeal against a rejection, within the days that the policy gives from its day on.

    Raises Refusal after them, and where the NGO has made a new application of the kind meanwhile.
    """
    stored = begin(actor, application, seen=seen, step="appeal")
    days = value_of(APPEAL_DAYS, stored.ngo.province_id)
    last = day_of_moment(stored.state_since) + datetime.timedelta(days)
    if today() > last:
        raise Refusal(
            "too_late",
            _("The time to appeal ended on %(day)s. A new application can be made."),
            params={"day": format_jalali(last)},
        )
    try:
        with transaction.atomic():
            return move(
                actor=actor, application=application, step="appeal", seen=seen, reason=reason
            )
    except IntegrityError as error:
        raise Refusal("against_a_rule", str(reason_of(error, Application))) from error


def withdraw(*, actor: User, application: Application, seen: str, reason: str) -> Application:
    """Give an application up; approvals given on it end. Its inquiries stay as they were."""
    return move(actor=actor, application=application, step="withdraw", seen=seen, reason=reason)
