"""What care shows on a woman's page, and what it tells of her life with the program."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from beneficiaries.care.badges import state_badge
from beneficiaries.care.models import (
    CaseNote,
    Complaint,
    Enrolment,
    Goal,
    Graduation,
    IncomeCheck,
    Outcome,
    Referral,
    Service,
)
from beneficiaries.care.models.referral import Shared
from beneficiaries.care.parts import (
    CHECKS,
    COMPLAINTS,
    ENROLMENTS,
    GOALS,
    GRADUATIONS,
    NOTES,
    OUTCOMES,
    REFERRALS,
    SERVICES,
)
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import VIEW
from beneficiaries.records.sections import Section, Told
from persian.dates import format_jalali
from persian.numbers import format_number, persian_digits

Cells = Callable[[Any], list[Any]]


def _day(day: datetime.date | None) -> str:
    return format_jalali(day) if day else "—"


def _rial(amount: int | None) -> str:
    return "—" if amount is None else format_number(amount)


def _table(part: Any, heads: Callable[[], list[str]], cells: Cells, empty: Any) -> Any:
    """The `load` of a section: a table of one part."""

    def load(user: User, woman: Beneficiary) -> Mapping[str, Any]:
        shown = part.on_page(user, woman)
        names = heads()
        rows = [
            {
                "change": each.get("change", ""),
                "steps": each.get("steps", ()),
                "first": cells(each["row"])[0],
                "cells": list(zip(names[1:], cells(each["row"])[1:], strict=True)),
            }
            for each in shown["rows"]
        ]
        return {"part": shown, "heads": names, "rows": rows, "empty": empty,
                "has_steps": any(row["steps"] for row in rows)}  # fmt: skip

    return load


def _of_goal(goal: Goal) -> list[Any]:
    return [goal.title, goal.get_domain_display(), _day(goal.due_on), state_badge(goal)]


def _of_service(service: Service) -> list[Any]:
    until = f" – {format_jalali(service.until)}" if service.until else ""
    giver = service.ngo or service.provider_name or service.get_provider_display()
    return [
        service.title, service.get_kind_display(), _rial(service.value), str(giver),
        f"{format_jalali(service.given_on)}{until}",
    ]  # fmt: skip


def _of_enrolment(enrolment: Enrolment) -> list[Any]:
    kind = (
        _("Loan") if enrolment.loan_id else
        _("Program") if enrolment.program_id else _("Course or event")
    )  # fmt: skip
    loan = enrolment.loan
    standing = loan.get_state_display() if loan is not None else enrolment.get_state_display()
    return [enrolment.title, kind, _day(enrolment.began_on), standing]


def _of_referral(referral: Referral) -> list[Any]:
    told = "، ".join(str(Shared(each).label) for each in referral.shares) or "—"
    words = referral.result or referral.answer or "—"
    return [
        str(referral.ngo or referral.recipient_name), referral.reason, told,
        _day(referral.due_on), words, state_badge(referral),
    ]  # fmt: skip


def _of_outcome(outcome: Outcome) -> list[Any]:
    return [
        outcome.title, outcome.get_kind_display(), _day(outcome.started_on),
        _rial(outcome.income), _day(outcome.next_check_on),
    ]  # fmt: skip


def _of_check(check: IncomeCheck) -> list[Any]:
    return [
        persian_digits(check.months), check.outcome.title, _day(check.on), _rial(check.income),
        _("yes") if check.is_working else _("no"),
    ]  # fmt: skip


def _of_note(note: CaseNote) -> list[Any]:
    return [note.get_kind_display(), _day(note.on), note.text, note.author_name]


def _of_complaint(complaint: Complaint) -> list[Any]:
    words = complaint.decision or complaint.answer or "—"
    return [complaint.about, _day(complaint.due_on), words, state_badge(complaint)]


def _of_graduation(graduation: Graduation) -> list[Any]:
    return [str(graduation), _day(graduation.graduated_on), graduation.remarks,
            graduation.decided_by_name]  # fmt: skip


# -- her life as a time line -----------------------------------------------------------------------


def _story_of_goals(woman: Beneficiary) -> Iterable[Told]:
    for goal in Goal.objects.filter(beneficiary=woman):
        yield Told(goal.set_on, _("A goal was set"), goal.title, "flag")
        if goal.closed_on:
            yield Told(goal.closed_on, goal.get_state_display(), goal.result or goal.title, "flag")


def _story_of_services(woman: Beneficiary) -> Iterable[Told]:
    for service in Service.objects.filter(beneficiary=woman):
        yield Told(service.given_on, service.get_kind_display(), service.title, "redeem")


def _story_of_enrolments(woman: Beneficiary) -> Iterable[Told]:
    for enrolment in Enrolment.objects.filter(beneficiary=woman):
        yield Told(enrolment.began_on, _("She takes part in"), enrolment.title, "how_to_reg")
        if enrolment.ended_on:
            yield Told(
                enrolment.ended_on, enrolment.get_state_display(), enrolment.title, "how_to_reg"
            )


def _story_of_referrals(woman: Beneficiary) -> Iterable[Told]:
    for referral in Referral.objects.filter(beneficiary=woman).select_related("ngo"):
        whom = str(referral.ngo or referral.recipient_name)
        yield Told(referral.sent_on, _("Referred"), f"{whom}: {referral.reason}", "send")
        if referral.answered_on:
            answer = _("Declined") if referral.state == "declined" else _("Accepted")
            yield Told(referral.answered_on, answer, f"{whom} {referral.answer}".strip(), "send")
        if referral.reported_on:
            yield Told(referral.reported_on, _("Result"), referral.result, "task_alt")


def _story_of_outcomes(woman: Beneficiary) -> Iterable[Told]:
    for outcome in Outcome.objects.filter(beneficiary=woman):
        yield Told(outcome.started_on, outcome.get_kind_display(), outcome.title, "work")
        if outcome.ended_on:
            yield Told(outcome.ended_on, _("The work ended"), outcome.title, "work_off")
    for check in IncomeCheck.objects.filter(outcome__beneficiary=woman):
        about = _("%(income)s rial a month") % {"income": format_number(check.income)}
        yield Told(check.on, _("Income after %(months)s months")
                   % {"months": persian_digits(check.months)}, about, "payments")  # fmt: skip


def _story_of_notes(woman: Beneficiary) -> Iterable[Told]:
    for note in CaseNote.objects.filter(beneficiary=woman):
        yield Told(note.on, note.get_kind_display(), note.author_name, "home")


def _story_of_complaints(woman: Beneficiary) -> Iterable[Told]:
    for complaint in Complaint.objects.filter(beneficiary=woman):
        yield Told(complaint.received_on, _("She complained"), complaint.about, "campaign")
        if complaint.answered_on:
            yield Told(complaint.answered_on, _("Answered"), complaint.answer, "campaign")
        if complaint.decided_on:
            yield Told(complaint.decided_on, _("Decided on appeal"), complaint.decision, "gavel")


def _story_of_graduations(woman: Beneficiary) -> Iterable[Told]:
    yield Told(woman.registered_on, _("Taken in"), "", "person_add")
    for graduation in Graduation.objects.filter(beneficiary=woman):
        yield Told(graduation.graduated_on, _("Graduated"), str(graduation), "school")


def _section(key: str, title: Any, place: int, load: Any, story: Any, *parts: Any) -> Section:
    return Section(
        key=key, title=title, permission=VIEW, place=place, template="care/rows.html", load=load,
        story=story, parts=parts,
    )  # fmt: skip


def _untold(woman: Beneficiary) -> Iterable[Told]:
    return ()


SECTIONS = (
    _section("goals", gettext_lazy("Plan"), 20, _table(
        GOALS, lambda: [_("Goal"), _("Domain"), _("To be reached by"), _("State")], _of_goal,
        gettext_lazy("Her goals will stand here, each with the day by which it is to be reached."),
    ), _story_of_goals, GOALS),
    _section("services", gettext_lazy("Services"), 25, _table(
        SERVICES,
        lambda: [_("What it is"), _("Kind"), _("Value (rial)"), _("Who gives it"), _("When")],
        _of_service, gettext_lazy("What she is given will stand here, with its value."),
    ), _story_of_services, SERVICES),
    _section("enrolments", gettext_lazy("Programs, courses and loans"), 30, _table(
        ENROLMENTS, lambda: [_("Takes part in"), _("Kind"), _("Since"), _("State")],
        _of_enrolment, gettext_lazy("What of the office's programs she takes part in."),
    ), _story_of_enrolments, ENROLMENTS),
    _section("referrals", gettext_lazy("Referrals"), 35, _table(
        REFERRALS,
        lambda: [_("Recipient"), _("What is asked"), _("It is told"), _("Answer due"),
                 _("Answer or result"), _("State")],
        _of_referral, gettext_lazy("NGOs and agencies that are asked to help will stand here."),
    ), _story_of_referrals, REFERRALS),
    _section("outcomes", gettext_lazy("Work"), 40, _table(
        OUTCOMES,
        lambda: [_("Work"), _("Kind"), _("Since"), _("Income at the beginning (rial)"),
                 _("Next check")],
        _of_outcome, gettext_lazy("A job, a home business or a cooperative will stand here."),
    ), _story_of_outcomes, OUTCOMES),
    _section("income_checks", gettext_lazy("Income afterwards"), 45, _table(
        CHECKS,
        lambda: [_("Months"), _("Work"), _("Day of asking"), _("Monthly income (rial)"),
                 _("Still at work")],
        _of_check, gettext_lazy("Her income after three, six and twelve months."),
    ), _untold, CHECKS),
    _section("case_notes", gettext_lazy("Visits and calls"), 60, _table(
        NOTES, lambda: [_("Occasion"), _("On"), _("What was seen and said"), _("Written by")],
        _of_note, gettext_lazy("Home visits with what was found, calls and meetings."),
    ), _story_of_notes, NOTES),
    _section("complaints", gettext_lazy("Complaints"), 65, _table(
        COMPLAINTS,
        lambda: [_("What she complains of"), _("Answer due"), _("Answer or decision"), _("State")],
        _of_complaint, gettext_lazy("What she complains of, and what she is answered."),
    ), _story_of_complaints, COMPLAINTS),
    _section("graduations", gettext_lazy("Graduation"), 70, _table(
        GRADUATIONS, lambda: [_("Reasons"), _("On"), _("What has changed"), _("Decided by")],
        _of_graduation, gettext_lazy("Why she needs the program no longer."),
    ), _story_of_graduations, GRADUATIONS),
)  # fmt: skip
