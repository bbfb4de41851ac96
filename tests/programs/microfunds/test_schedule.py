"""Instalments sum to the loan to the rial, on the same day of each Jalali month.

`SCHEDULES=100000 python -m pytest tests/programs/microfunds/test_schedule.py` tries as many.
"""

import datetime
import os
import random

import pytest

from persian.dates import days_in_month, to_gregorian, to_jalali
from programs.microfunds.schedule import amounts, due_days, payable_from, standing

SCHEDULES = int(os.environ.get("SCHEDULES", "3000"))


def generated():
    chance = random.Random(1404)
    for _each in range(SCHEDULES):
        count = chance.choice((1, 2, 7, 10, 12, 13, 18, 24, 36, 60))
        total = chance.choice(
            (count, chance.randrange(count, 10**12), 10**9 + chance.randrange(99))
        )
        first = datetime.date(2015, 1, 1) + datetime.timedelta(chance.randrange(9000))
        yield total, count, chance.choice((1, 10, 1000, 10_000)), first


def test_generated_schedules_sum_to_the_loan_and_keep_their_day():
    for total, count, unit, first in generated():
        parts, days = amounts(total, count, unit=unit), due_days(first, count)
        assert sum(parts) == total
        assert len(parts) == len(days) == count
        assert min(parts) > 0
        assert len(set(parts[:-1])) <= 1
        assert days[0] == first
        begins, months = to_jalali(first), []
        for day in days:
            jalali = to_jalali(day)
            months.append(jalali.year * 12 + jalali.month)
            assert jalali.day == min(begins.day, days_in_month(jalali.year, jalali.month))
        assert months == list(range(months[0], months[0] + count))


@pytest.mark.parametrize(("year", "last"), [(1402, 29), (1403, 30), (1404, 29)])
def test_the_31st_falls_on_the_last_day_of_shorter_months_and_comes_back(year, last):
    days = [to_jalali(day) for day in due_days(to_gregorian(year, 6, 31), 8)]
    assert [(day.month, day.day) for day in days] == [
        (6, 31), (7, 30), (8, 30), (9, 30), (10, 30), (11, 30), (12, last), (1, 31),
    ]  # fmt: skip


def test_the_last_instalment_bears_the_rest():
    assert amounts(100_000_000, 7, unit=1000) == [14_285_000] * 6 + [14_290_000]
    assert amounts(10, 3, unit=1000) == [3, 3, 4]
    with pytest.raises(ValueError, match="at least one rial"):
        amounts(2, 3)


def test_what_is_asked_for_until_the_25th_is_paid_from_the_7th_of_the_next_month_on():
    asked = {"asked_until": 25, "paid_from": 7}
    assert payable_from(to_gregorian(1403, 11, 25), **asked) == to_gregorian(1403, 12, 7)
    assert payable_from(to_gregorian(1403, 11, 26), **asked) == to_gregorian(1404, 1, 7)
    assert payable_from(to_gregorian(1403, 12, 30), **asked) == to_gregorian(1404, 2, 7)


def test_repayments_fill_what_is_due_first_and_arrears_begin_the_day_after():
    first = to_gregorian(1403, 1, 15)
    lines = [(n, day, 100) for n, day in enumerate(due_days(first, 3), 1)]
    assert standing(lines, 0, first).arrears == 0
    late = standing(lines, 30, first + datetime.timedelta(1))
    assert (late.arrears, late.overdue_since, late.left) == (70, first, 270)
    assert standing(lines, 100, first + datetime.timedelta(1)).arrears == 0
    ended = standing(lines, 300, to_gregorian(1410, 1, 1))
    assert (ended.is_settled, ended.arrears, ended.next_due) == (True, 0, None)
    with pytest.raises(ValueError, match="more is repaid"):
        standing(lines, 301, first)
