"""Registers as offices write them: what is stored is right, or told.

Every cell of a generated file is compared with what was meant. One that differs must be warned of
at its row, refused, or doubted for its column: never silently different.
"""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from imports import services
from imports.models import Row, Run, Verdict
from imports.narrowing import in_doubt
from ngos.models import NGO
from persian.text import canonical, fold
from tests.cast import legal_id
from tests.imports.factory import checked, imported, sent
from tests.imports.mixed_registers import (
    NOTHING,
    Meant,
    Register,
    as_text,
    registers,
    stored_of,
)

pytestmark = pytest.mark.usefixtures("everything")


def is_told(run: Run, row: Row, name: str) -> bool:
    """Whether a person was told of this field of this row: at the row, or for its column."""
    if any(problem["field"] in (name, None) for problem in row.problems):
        return True
    return any(
        doubt["field"] in (name, None) and (is_about(run, doubt, row.number) or (
            doubt["field"] == name and not doubt["count"]))
        for doubt in run.doubts
    )  # fmt: skip


def is_about(run: Run, doubt: dict[str, Any], number: int) -> bool:
    """Whether a doubt speaks of a row, also of one that was left out."""
    if number in doubt["rows"]:
        return True
    return bool(doubt["ranges"]) and run.rows.filter(in_doubt(doubt), number=number).exists()


def silent_differences(register: Register, run: Run) -> list[str]:
    """What is stored otherwise than it was meant, or not at all, and nobody was told."""
    found = []
    rows = {row.number: row for row in run.rows.filter(part=0)}
    ngos = NGO.objects.select_related("county", "field").in_bulk(
        [row.object_id for row in rows.values() if row.object_id]
    )
    for number, meant in register.rows.items():
        row = rows.get(number)
        if row is None:
            if not any(number in doubt["rows"] for doubt in run.doubts):
                found.append(f"row {number} is gone: {[cell.text for cell in meant.values()]}")
            continue
        if row.verdict == Verdict.REJECTED:
            continue  # its problems tell of it
        ngo = ngos.get(row.object_id or 0)
        if ngo is None:
            if not row.problems:
                found.append(f"row {number} is {row.verdict} without a word")
            continue
        for name, cell in meant.items():
            stored = stored_of(ngo, name)
            is_right = stored in NOTHING if cell.value is None else stored == cell.value
            if not is_right and not is_told(run, row, name):
                written = cell.as_it_stands(register.file_name.endswith("xlsx"))
                found.append(f"{name} of row {number}: {written!r} is stored as {stored!r}, "
                             f"meant {cell.value!r}")  # fmt: skip
    numbers = set(register.rows)
    found += [
        f"row {row.number} was taken for an NGO: {row.cells}"
        for row in rows.values()
        if row.number not in numbers and row.verdict != Verdict.REJECTED and not row.problems
    ]
    return found


def wrong_columns(register: Register, run: Run) -> list[str]:
    """Columns that were given to another field than theirs."""
    header = dict(zip(run.header, run.columns, strict=True))
    found = {canonical(title): name for title, name in register.columns.items()}
    return [
        f"«{title}» is taken for {name}"
        for title, name in header.items()
        if name and name != found.get(title, "") and (name, found.get(title)) != ("phones", "phone")
    ]


@settings(
    max_examples=40, deadline=None, derandomize=True, database=None,
    phases=(Phase.generate,),  # a file is small enough, and making it smaller takes minutes
    suppress_health_check=list(HealthCheck), print_blob=False,
)  # fmt: skip
@given(registers())
def test_whatever_a_register_mixes_each_value_is_right_or_told(register: Register) -> None:
    with transaction.atomic():
        run = sent(register.content, name=register.file_name)
        if register.given:
            run = services.correct(actor=None, run=run, given=register.given)
        run = services.check_run(actor=None, run=run)
        run = services.apply_run(actor=None, run=run)
        assert not wrong_columns(register, run)
        assert not silent_differences(register, run)
        transaction.set_rollback(True)


def test_a_difference_that_nobody_was_told_of_is_seen() -> None:
    """The promise broken once: what is compared notices it."""
    head = ["نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "تعداد اعضا"]
    content = as_text([head, ["انجمن مهر", legal_id(1), "رشت", "خیریه", "12"]], "utf-8", ",", 0)
    right = {"name": Meant(fold("انجمن مهر"), ""), "member_count": Meant(12, "12")}
    run = imported(content or b"")
    assert not silent_differences(Register(b"", "a.csv", {}, {2: right}), run)
    wrong = {**right, "member_count": Meant(13, "12")}
    assert silent_differences(Register(b"", "a.csv", {}, {2: wrong}), run)
    assert silent_differences(Register(b"", "a.csv", {}, {2: right, 3: right}), run)
    assert checked(content or b"").unchanged == 1
