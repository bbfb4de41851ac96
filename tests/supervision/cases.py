"""Making supervision cases for tests, at whatever step of their way."""

import datetime

from accounts import scope
from persian.dates import today
from supervision.models import SupervisionCase
from supervision.services.cases.cases import STAMP, hold_hearing, open_case
from supervision.services.cases.measures import complain, decide_measure

OPENED = today() - datetime.timedelta(days=200)


def days_ago(days: int) -> datetime.date:
    return today() - datetime.timedelta(days=days)


def opened(who, ngo, **facts):
    facts = {"source": "inspection", "finding": "دفتر ثبت کمک‌ها ناقص است.", **facts}
    with scope.enter(scope.of(who)):
        return open_case(actor=who, ngo=ngo, **{"opened_on": OPENED, **facts})


def seen(case) -> str:
    with scope.system():
        return STAMP.of(SupervisionCase.objects.get(pk=case.pk))


def fresh(case) -> SupervisionCase:
    with scope.system():
        return SupervisionCase.objects.select_related("ngo").get(pk=case.pk)


def heard(who, case, *, on=None):
    with scope.enter(scope.of(who)):
        return hold_hearing(
            actor=who, case=case, seen=seen(case), on=on or days_ago(150), notes="دفاع شد."
        )


def decided(who, case, kind, *, on=None, **facts):
    with scope.enter(scope.of(who)):
        return decide_measure(
            actor=who, case=case, kind=kind, decided_on=on or days_ago(20),
            **{"seen": seen(case), "reason": "بند ۳ آیین‌نامه", **facts},
        )  # fmt: skip


def suspended(who, ngo, *, on=None):
    """A case in which the NGO is suspended for two months, for a grave reason."""
    case = heard(who, opened(who, ngo))
    begins = on or days_ago(20)
    decided(
        who, case, "suspension", on=begins, grave_reason="خطر برای مددجویان",
        to_on=begins + datetime.timedelta(days=60),
    )  # fmt: skip
    return fresh(case)


def complained(who, case, *, on=None):
    with scope.enter(scope.of(who)):
        return complain(
            actor=who, case=case, seen=seen(case), on=on or days_ago(10), text="تعلیق ناروا بود."
        )
