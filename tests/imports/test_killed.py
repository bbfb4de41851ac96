"""An import that dies has written everything or nothing, and the next one goes through."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import scope
from imports import checking, services, staging
from imports.models import Row, Run, State
from ngos.models import NGO
from tests.conftest import _administrator
from tests.imports.factory import ngo_file, ngo_row, totals

ROWS = 800
KILLS = 6


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "register.csv"
    file.write_bytes(ngo_file(*(ngo_row(number, member_count=number) for number in range(ROWS))))
    return file


@pytest.fixture
def command(committed: str, register: Path, tmp_path: Path) -> Callable[[], subprocess.Popen]:
    """Starts the command as a process of its own; it has begun its work when this returns."""

    def start() -> subprocess.Popen:
        process = subprocess.Popen(
            [
                sys.executable, "manage.py", "import_registry", "ngos", str(register),
                "--province", "گیلان",
            ],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_NAME": committed, "MEDIA_ROOT": str(tmp_path / "media")},
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stderr is not None
        process.stderr.readline()
        return process

    return start


def registered() -> int:
    with scope.system():
        return NGO.objects.count()


def assert_whole_or_nothing() -> None:
    with scope.system():
        count, applied = NGO.objects.count(), Run.objects.filter(state=State.APPLIED)
        assert count == (ROWS if applied.exists() else 0)
        for run in Run.objects.exclude(state=State.UPLOADED):
            assert Row.objects.filter(run=run).count() == ROWS


def assert_goes_through(register: Path) -> None:
    call_command("import_registry", "ngos", str(register), province="گیلان")
    assert registered() == ROWS


def wait_for_the_server() -> None:
    """Until the sessions of those who were killed have ended at the server too."""
    with _administrator() as administrator:
        asked = (
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = %s AND usename = %s AND state <> 'idle'",
            [connection.settings_dict["NAME"], settings.WORKER_ROLE],
        )
        for _ in range(600):
            if administrator.execute(*asked).fetchone() == (0,):
                return
            time.sleep(0.05)
    pytest.fail("a session of a killed process goes on")


def test_a_killed_import_leaves_all_rows_or_none(register, command):
    with command() as process:
        began = time.monotonic()
        process.communicate()
    whole = time.monotonic() - began
    assert_whole_or_nothing()
    assert registered() == ROWS
    with scope.system():
        NGO.objects.all().delete()
        Run.objects.all().delete()
    chance = random.Random(1402)
    for _ in range(KILLS):
        with command() as process:
            time.sleep(whole * chance.uniform(0, 0.95))
            process.kill()
        wait_for_the_server()
        assert_whole_or_nothing()
    assert_goes_through(register)


def cut_the_connection() -> None:
    with _administrator() as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND usename = %s",
            [connection.settings_dict["NAME"], settings.WORKER_ROLE],
        )


def cutting_first(function: Callable) -> Callable:
    def cut(*args, **kwargs):
        cut_the_connection()
        return function(*args, **kwargs)

    return cut


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (checking, "staging"),
        (checking.comparing, "compare"),
        (services, "write"),
        (services, "attnames"),
    ],
    ids=["staging", "comparing", "writing", "before-writing"],
)
def test_a_lost_connection_is_said_and_nothing_is_half_written(
    committed, register, monkeypatch, place, name
):
    with monkeypatch.context() as broken:
        broken.setattr(place, name, cutting_first(getattr(place, name)))
        with pytest.raises(CommandError, match="پیوند با پایگاه داده قطع شد"):
            call_command("import_registry", "ngos", str(register), province="گیلان")
    assert scope.current() is None
    assert_whole_or_nothing()
    assert registered() == 0
    assert_goes_through(register)


def test_a_connection_lost_while_rows_are_sent_is_said_too(committed, register, monkeypatch):
    written, times = staging._as_json, []

    def cutting(rows):
        times.append(len(rows))
        if len(times) == 3:
            cut_the_connection()
        return written(rows)

    with monkeypatch.context() as broken:
        broken.setattr(checking, "ROWS_AT_ONCE", ROWS // 5)
        broken.setattr(staging, "_as_json", cutting)
        with pytest.raises(CommandError, match="پیوند با پایگاه داده قطع شد"):
            call_command("import_registry", "ngos", str(register), province="گیلان")
    assert registered() == 0
    with scope.system():
        assert totals(Run.objects.get()) == {"read": ROWS}
