"""How long an import takes, beside the stock library and a bare COPY of the same rows."""

import io
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import tablib
from django.conf import settings

from accounts import scope
from imports import headers, services
from imports.models import Run
from imports.registry import registry_of
from imports.tables import read
from imports.titles.title import title_of
from imports.understanding import understand
from reading import Layout
from tests.bench import database, stock
from tests.bench.alone import alone
from tests.bench.measuring import Claim, medians, milliseconds, rate, seconds
from tests.bench.registers import register_file

UNDERSTANDING = 0.3  # seconds of the processor, however long the file is
MEMORY = 400  # mebibytes that a process which imports may hold, Django and all


def claims(
    rows: int, *, repetitions: int, stock_rows: int, existing: int = 0, later: bool = False
) -> Iterator[Claim]:
    """`rows` are imported where `existing` are registered already.

    Each import is all that an office waits for: the file is kept and read, each row cleaned,
    staged, compared and checked, then registered with its history. The stock library is given a
    part of the same rows, clean already, and measured twice: with its checks on
    (`clean_model_instances`), which refuse what our check refuses, and as it comes, without any.
    `later` holds the figures against what is asked of the large size.
    """
    with scope.system():
        content = register_file(rows)
    times: list[tuple[float, ...]] = []
    for _ in range(repetitions):
        database.empty(existing=existing)
        with _office():
            first = seconds(lambda: imported(content))
            taken = Run.objects.get().created
            again = seconds(lambda: imported(content))
            if Run.objects.latest("pk").unchanged != taken:
                raise AssertionError("The same file again has changed the register.")
            clean = stock.dataset(stock_rows)
        copied = _copied_out(taken)
        database.empty(existing=existing)
        times.append((first, again, _copied_in(copied)))
    held, taken_alone = _memory(content, existing)
    checked = _of_stock(clean, existing, checks=True)
    plain = _of_stock(clean, existing, checks=False)
    first, again, bare = medians(times)
    subject = f"import of {taken:,} NGOs" + (f" beside {existing:,}" if existing else "")
    ours = rate(taken, first)
    yield Claim(
        subject, ours, "django-import-export, checking", rate(stock_rows, checked),
        (taken / first) / (stock_rows / checked),
        at_least=150,
    )  # fmt: skip
    yield Claim(
        subject, ours, "django-import-export, unchecked", rate(stock_rows, plain),
        (taken / first) / (stock_rows / plain),
        at_least=80 if later else 40, required=False,
    )  # fmt: skip
    yield Claim(
        subject, ours, "bare COPY without history", rate(taken, bare),
        first / bare, at_most=2 if later else 2.5,
    )  # fmt: skip
    yield Claim(
        f"memory of that, in {taken_alone:,.0f} s", f"{held:,.0f} MiB", "what may be held",
        f"{MEMORY} MiB", held / MEMORY, at_most=1,
    )  # fmt: skip
    for titles in ("known", "unknown"):
        understood = statistics.median(
            _understood(content, are_known=titles == "known") for _ in range(repetitions)
        )
        yield Claim(
            f"processor for understanding {rows:,} rows, {titles} titles", milliseconds(understood),
            "what it may take", milliseconds(UNDERSTANDING), understood / UNDERSTANDING, at_most=1,
        )  # fmt: skip
    yield Claim(
        "the same file again, nothing changed", rate(taken, again), "its first import", ours,
        again / first, at_most=1.25, required=False,
    )  # fmt: skip


def _understood(content: bytes, *, are_known: bool = True) -> float:
    """Seconds of the processor in which the columns of a file that was read are understood, titles
    and evidence, as in a process that has understood none before."""
    with _office():
        table = read(registry_of("ngos")(), io.BytesIO(content), "register.csv", Layout())
        if not are_known:
            table.header = [f"ستون {place}" for place in range(len(table.header))]
        for kept in (title_of, headers._meant, headers._all_of, headers._is_known):
            kept.cache_clear()
        started = time.process_time()
        found = understand(table, registry_of("ngos"), database.home().pk)
        taken = time.process_time() - started
    if not any(each.field for each in found):
        raise AssertionError("No column was understood.")
    return taken


def _memory(content: bytes, existing: int) -> tuple[float, float]:
    """Most memory (MiB) and seconds of an import in a process of its own."""
    database.empty(existing=existing)
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(content)
        file.flush()
        return alone("import", file.name)


def import_file(path: Path) -> None:
    """A file imported by the office's expert, as a background worker does it."""
    with _office():
        imported(path.read_bytes())


def imported(content: bytes) -> Run:
    """A file sent, checked and applied by the office's expert."""
    actor = database.expert()
    run = services.upload(
        actor=actor,
        kind="ngos",
        province=database.home(),
        file=io.BytesIO(content),
        file_name="register.csv",
    )
    services.check_run(actor=actor, run=run)
    return services.apply_run(actor=actor, run=run)


def _of_stock(rows: tablib.Dataset, existing: int, *, checks: bool) -> float:
    database.empty(existing=existing)
    with _office():
        return seconds(partial(stock.import_rows, rows, checks=checks))


def _office() -> AbstractContextManager[scope.Scope]:
    return scope.enter(scope.of(database.expert()))


_LISTED = ", ".join(database.STORED)


def _copied_out(rows: int) -> list[bytes]:
    """The newest rows of the register as COPY writes them, in the order of their registration."""
    newest = f"SELECT * FROM {database.TABLE} ORDER BY id DESC LIMIT {rows}"
    with (
        database.administrator() as server,
        server.cursor().copy(
            f"COPY (SELECT {_LISTED} FROM ({newest}) newest ORDER BY id) TO STDOUT"
        ) as copy,
    ):
        return [bytes(block) for block in copy]


def _copied_in(blocks: list[bytes]) -> float:
    """Seconds for COPY of the rows into the table with its indexes, generated columns, checks and
    foreign keys. Off are row security, under which COPY is refused, and the history's triggers."""

    def copy_in() -> None:
        with (
            owner.transaction(),
            owner.cursor().copy(f"COPY {database.TABLE} ({_LISTED}) FROM STDIN") as copy,
        ):
            for block in blocks:
                copy.write(block)

    with database.login(settings.DATABASE_OWNER, database.NAME) as owner:
        owner.execute(f"ALTER TABLE {database.TABLE} DISABLE TRIGGER USER")
        try:
            return seconds(copy_in)
        finally:
            owner.execute(f"ALTER TABLE {database.TABLE} ENABLE TRIGGER USER")
