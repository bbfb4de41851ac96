"""The ladder of measures: which may be decided in a case now, and on what terms.

Source: the law of guilds of 1401, article 17, whose order offices apply to NGOs. What it leaves
open is a policy (`supervision.policies`).
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.policies import values_for
from accounts.refusals import Refusal
from persian.dates import add_jalali_months, format_jalali
from persian.numbers import format_number
from supervision.models import Measure, SupervisionCase
from supervision.models.case import ComplaintResult, MeasureKind
from supervision.policies import (
    COMPLAINT_DAYS,
    HEARING_BEFORE_SANCTION,
    LADDER_RUNGS_MAX,
    NOTICE_DAYS,
    SUSPENSION_MONTHS_MAX,
)

RUNGS: tuple[str, ...] = tuple(MeasureKind.values)
# Measures that give the NGO time to mend what was found.
WITH_DEADLINE = frozenset(
    {MeasureKind.ORAL_NOTICE, MeasureKind.WRITTEN_NOTICE, MeasureKind.WARNING}
)
# From the warning on, the NGO is heard first where the policy says so.
AFTER_HEARING = frozenset(RUNGS[RUNGS.index(MeasureKind.WARNING) :])
# Those that take effect on the register, and so not before their day.
WITH_EFFECT = frozenset({MeasureKind.SUSPENSION, MeasureKind.REVOCATION})


@dataclass(frozen=True)
class Terms:
    """The policies of supervision in force for one office."""

    hearing_first: bool
    rungs_max: int  # how many rungs one measure may climb
    notice_days: int
    suspension_months_max: int  # Jalali months
    complaint_days: int

    @classmethod
    def of(cls, province_id: int | None) -> "Terms":
        """One query."""
        values = values_for(province_id)
        return cls(
            hearing_first=values[HEARING_BEFORE_SANCTION.name],
            rungs_max=values[LADDER_RUNGS_MAX.name],
            notice_days=values[NOTICE_DAYS.name],
            suspension_months_max=values[SUSPENSION_MONTHS_MAX.name],
            complaint_days=values[COMPLAINT_DAYS.name],
        )

    def deadline(self, from_on: datetime.date) -> datetime.date:
        """The earliest day by which the NGO may be asked to have mended what was found."""
        return from_on + datetime.timedelta(days=self.notice_days)

    def longest_suspension(self, from_on: datetime.date) -> datetime.date:
        """The last day on which a suspension may be told to end."""
        return add_jalali_months(from_on, self.suspension_months_max)

    def complaint_until(self, measure: Measure) -> datetime.date:
        """The last day on which the NGO may complain of a measure."""
        return measure.decided_on + datetime.timedelta(days=self.complaint_days)


def highest_rung(case: SupervisionCase) -> int:
    """The highest rung that the NGO has stood on in any case; -1 for none.

    What a complaint lifted does not count.
    """
    taken = Measure.objects.filter(case__ngo=case.ngo_id)
    kinds = taken.exclude(complaint_result=ComplaintResult.LIFTED).values_list("kind", flat=True)
    return max((RUNGS.index(kind) for kind in set(kinds)), default=-1)


def next_kinds(case: SupervisionCase, terms: Terms) -> list[str]:
    """The measures that the ladder has for this NGO now, without a grave reason."""
    return list(RUNGS[: highest_rung(case) + terms.rungs_max + 1])


def check_measure(case: SupervisionCase, measure: Measure, terms: Terms) -> None:
    """Raises Refusal where a measure not yet stored is against the ladder or the policies."""
    if terms.hearing_first and measure.kind in AFTER_HEARING and case.hearing_on is None:
        raise Refusal(
            "not_heard",
            _("“%(measure)s” needs a hearing first. Record the hearing of the NGO, then decide."),
            field="kind",
            params={"measure": measure.get_kind_display()},
        )
    if not measure.grave_reason:
        _check_rung(case, measure, terms)
    _check_days(measure, terms)


def _check_rung(case: SupervisionCase, measure: Measure, terms: Terms) -> None:
    offered = next_kinds(case, terms)
    if measure.kind not in offered:
        raise Refusal(
            "rung_skipped",
            _(
                "“%(measure)s” skips a rung: the next one for this NGO is “%(next)s”. "
                "Choose that one, or write why the case is too grave for it."
            ),
            field="kind",
            params={
                "measure": measure.get_kind_display(),
                "next": MeasureKind(offered[-1]).label,
            },
        )
    last = case.measures.order_by("id").last()
    if last is None or last.deadline_on is None or last.lifted_on is not None:
        return
    is_higher = RUNGS.index(measure.kind) > RUNGS.index(last.kind)
    if is_higher and measure.decided_on <= last.deadline_on:
        raise Refusal(
            "deadline_running",
            _(
                "The NGO has until %(deadline)s to mend what the last measure names. Decide after "
                "that day, or write why the case is too grave to wait."
            ),
            field="kind",
            params={"deadline": format_jalali(last.deadline_on)},
        )


def _check_days(measure: Measure, terms: Terms) -> None:
    if measure.deadline_on is not None and measure.deadline_on < terms.deadline(measure.from_on):
        raise Refusal(
            "deadline_too_short",
            _("The NGO has at least %(days)s days: until %(date)s or longer."),
            field="deadline_on",
            params={
                "days": format_number(terms.notice_days),
                "date": format_jalali(terms.deadline(measure.from_on)),
            },
        )
    if measure.kind != MeasureKind.SUSPENSION:
        return
    if measure.to_on is None:
        raise Refusal("no_end", _("Enter the day on which the suspension ends."), field="to_on")
    if measure.to_on <= measure.from_on:
        raise Refusal("ends_early", _("The suspension ends before it begins."), field="to_on")
    longest = terms.longest_suspension(measure.from_on)
    if measure.to_on > longest:
        raise Refusal(
            "too_long",
            _(
                "A suspension lasts at most %(months)s months: from %(from)s until %(until)s. "
                "Enter that day or an earlier one."
            ),
            field="to_on",
            params={
                "months": format_number(terms.suspension_months_max),
                "from": format_jalali(measure.from_on),
                "until": format_jalali(longest),
            },
        )
