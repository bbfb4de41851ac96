"""The web server uses every core: processes on one socket, bounded, and kept alive."""

import os
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from config import web_processes
from config.web_processes import Kept, opened, processes, stop, threads
from tests.office import free_port

ROOT = Path(__file__).parents[2]
BEGUN = 60  # seconds for a process to begin, on a busy machine


def test_there_are_as_many_processes_as_cores_or_as_somebody_says(settings, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(3)))
    assert processes() == 3
    settings.WEB_CONCURRENCY = 5
    assert processes() == 5


def test_a_machine_of_many_cores_is_not_filled_unasked(settings, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(64)))
    assert processes() == web_processes.MOST_BY_ITSELF


@pytest.mark.parametrize("count", [1, 2, 7, 48])
def test_all_together_they_hold_no_more_connections_than_are_allowed(settings, count):
    settings.WEB_CONCURRENCY = count
    assert 1 <= threads() * count <= settings.DATABASE_MAX_CONNECTIONS


@pytest.fixture
def served(django_db_setup: None) -> Iterator[tuple[int, list[Kept]]]:
    """Two processes of the web server on one socket, on the database of the tests."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }
    with opened("127.0.0.1", port) as listening:
        listening.listen(web_processes.BACKLOG)
        number = listening.fileno()
        command = [sys.executable, "-m", "config.web_server", "--socket", str(number)]
        kept = [Kept(command, environment, files=(number,)) for _ in range(2)]
        try:
            yield port, kept
        finally:
            stop(kept)


def asked(port: int) -> int:
    address = f"http://127.0.0.1:{port}/account/login/"
    with urllib.request.urlopen(address, timeout=BEGUN) as answer:
        return int(answer.status)


def test_one_that_is_killed_comes_back_and_nobody_is_refused_meanwhile(served):
    port, kept = served
    assert asked(port) == 200
    first = kept[0].process.pid
    os.kill(first, signal.SIGKILL)
    kept[0].process.wait(BEGUN)
    assert [asked(port) for _ in range(4)] == [200] * 4  # of the other
    kept[0].look()
    assert kept[0].process.pid != first
    os.kill(kept[1].process.pid, signal.SIGKILL)
    kept[1].process.wait(BEGUN)
    assert asked(port) == 200  # waits for the one that is beginning


def test_told_to_stop_they_end_by_themselves_and_an_answer_that_is_being_made_is_given(served):
    port, kept = served
    assert asked(port) == 200
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(asked(port)))
    asking.start()
    time.sleep(0.02)
    asking.join()
    stop(kept)
    assert answers == [200]
    assert [each.process.returncode in (0, -signal.SIGTERM) for each in kept] == [True, True]


def test_what_cannot_begin_is_counted():
    kept = Kept([sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
    for count in range(1, 4):
        kept.process.wait(BEGUN)
        kept.look()
        assert kept.failures == count
    stop([kept])
