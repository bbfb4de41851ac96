"""What an official should notice about an NGO. Pure: it looks at rows already loaded."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ngos.models import NGO, AnnualReport, Document, SupervisionCase, Term
from ngos.models.ngo import Status
from ngos.models.supervision import MeasureKind
from ngos.models.term import BOARD_POSTS
from ngos.workflow import ReportState
from persian.dates import days_left, format_jalali
from persian.numbers import format_number, persian_digits

# Statuses under which a licence may hold, or may be found to.
_MAY_HOLD = (Status.ACTIVE, Status.INACTIVE, Status.SUSPENDED, Status.UNKNOWN)


class Severity(StrEnum):
    ERROR = "error"  # something is against the rules now
    WARNING = "warning"  # something soon will be, or nobody can tell


@dataclass(frozen=True)
class Alert:
    """One thing to notice. `code` is for programs; `tab` is where it can be put right, or the page
    at `address`."""

    code: str
    severity: Severity
    message: str | Promise
    params: dict[str, Any]
    tab: str
    address: str = ""

    @property
    def text(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text


def warnings_of(
    ngo: NGO,
    *,
    terms: Iterable[Term],
    documents: Iterable[Document],
    today: datetime.date,
    alert_days: int,
) -> list[Alert]:
    """What to notice about the NGO today, the gravest first.

    `alert_days` before its end one should notice that a licence expires.
    """
    found = [
        *_of_licence(ngo, today, alert_days),
        *_of_board(ngo, list(terms), today),
        *_of_documents(documents, today),
        *_of_record(ngo),
    ]
    return sorted(found, key=lambda each: each.severity != Severity.ERROR)


def of_duplicates(others: Iterable[tuple[NGO, str]]) -> Iterable[Alert]:
    """That this NGO may be another one: each with the address where both stand side by side."""
    for other, address in others:
        text = _("This may be the same as “%(ngo)s”.")
        yield Alert("duplicate", Severity.WARNING, text, {"ngo": other.name}, "", address)


def of_supervision(
    *,
    cases: Iterable[SupervisionCase],
    reports: Iterable[AnnualReport],
    today: datetime.date,
) -> Iterable[Alert]:
    """A suspension in force, and annual reports that did not come in time."""
    for case in cases:
        last = max(case.measures.all(), key=lambda each: each.pk, default=None)
        if last is None or last.kind != MeasureKind.SUSPENSION or last.lifted_on is not None:
            continue
        if last.to_on is not None and last.to_on <= today:
            text = _("The suspension ran out on %(date)s and was not ended.")
        else:
            text = _("Suspended by a supervision case until %(date)s.")
        date = format_jalali(last.to_on) if last.to_on else "—"
        yield _error("suspended", text, "supervision", date=date)
    for report in reports:
        if report.state == ReportState.DUE and report.due_on < today:
            yield _error(
                "report_overdue",
                _("The annual report of %(year)s was due on %(date)s."),
                "supervision",
                year=persian_digits(report.fiscal_year),
                date=format_jalali(report.due_on),
            )


def _error(code: str, message: Promise, tab: str = "facts", **params: Any) -> Alert:
    return Alert(code, Severity.ERROR, message, params, tab)


def _warning(code: str, message: Promise, tab: str = "facts", **params: Any) -> Alert:
    return Alert(code, Severity.WARNING, message, params, tab)


def _of_licence(ngo: NGO, today: datetime.date, alert_days: int) -> Iterable[Alert]:
    expires = ngo.licence_expires_on
    if ngo.status not in _MAY_HOLD or expires is None:
        return
    days = days_left(expires, today)
    if days < 0:
        yield _error(
            "licence_expired", _("The licence expired on %(date)s."), date=format_jalali(expires)
        )
    elif days == 0:
        yield _warning("licence_expiring", _("The licence expires today."))
    elif days <= alert_days:
        yield _warning(
            "licence_expiring",
            _("The licence expires in %(days)s days, on %(date)s."),
            days=format_number(days),
            date=format_jalali(expires),
        )


def _of_board(ngo: NGO, terms: list[Term], today: datetime.date) -> Iterable[Alert]:
    if ngo.status in (Status.APPLICANT, Status.REVOKED, Status.DISSOLVED):
        return
    board = [term for term in terms if term.post in BOARD_POSTS]
    if not board:
        yield _warning("board_missing", _("No board is recorded."), "terms")
    elif all(term.end_on and term.end_on < today for term in board):
        last = max(term.end_on for term in board if term.end_on)
        yield _error(
            "board_ended",
            _("The board's term ended on %(date)s."),
            "terms",
            date=format_jalali(last),
        )


def _of_documents(documents: Iterable[Document], today: datetime.date) -> Iterable[Alert]:
    for document in documents:
        if document.expires_on and document.expires_on < today:
            yield _warning(
                "document_expired",
                _("The document “%(document)s” expired on %(date)s."),
                "documents",
                document=str(document),
                date=format_jalali(document.expires_on),
            )


def _of_record(ngo: NGO) -> Iterable[Alert]:
    if ngo.status == Status.UNKNOWN:
        yield _warning(
            "no_status", _("The status is not known: the list that it came from did not tell it.")
        )
    if not ngo.legal_id and ngo.status != Status.APPLICANT:
        yield _warning("no_legal_id", _("No legal ID is recorded."))
    if ngo.county_id is None:
        yield _warning(
            "no_county", _("No county is recorded: the county's office does not see this NGO.")
        )
