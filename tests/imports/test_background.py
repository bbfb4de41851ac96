"""Long steps are done by a worker: once, whoever asked may go, and a dead worker loses nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from imports import background, services
from imports.models import Progress, Row, Run, State, Step
from jobs.management.commands import work
from ngos.models import NGO
from tests import cast
from tests.imports.factory import imported, ngo_file, ngo_row, sent

ROWS = 600
KILLS = int(os.environ.get("KILLS", "8"))


@pytest.fixture
def people(committed: str):
    return SimpleNamespace(
        gilan_expert=cast.make_user(Role.PROVINCIAL_EXPERT, at="گیلان"),
        gilan_auditor=cast.make_user(Role.AUDITOR, at="گیلان"),
    )


@pytest.fixture
def expert(people):
    return people.gilan_expert


@pytest.fixture(autouse=True)
def _everything_is_long(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(background, "ROWS_AT_ONCE", 0)


def fresh(run: Run) -> Run:
    with scope.system():
        return Run.objects.get(pk=run.pk)


def asked(expert, step: Step, run: Run | None = None, rows: int = 3) -> Run:
    with scope.enter(scope.of(expert)):
        run = run or sent(ngo_file(*map(ngo_row, range(rows))), actor=expert)
        return background.ask(actor=expert, run=run, step=step)


def test_what_is_asked_is_done_and_asked_no_more(expert):
    run = asked(expert, Step.CHECK)
    assert background.work_once()
    run = fresh(run)
    assert (run.state, run.asked, run.created) == (State.CHECKED, "", 3)
    asked(expert, Step.APPLY, run)
    assert background.work_once()
    assert fresh(run).state == State.APPLIED
    asked(expert, Step.UNDO, run)
    assert background.work_once()
    assert fresh(run).state == State.UNDONE
    assert not background.work_once()


def test_a_run_that_waits_is_not_asked_for_again(expert):
    run = asked(expert, Step.CHECK)
    with pytest.raises(services.ImportRefused) as refused:
        asked(expert, Step.CHECK, run)
    assert refused.value.code == "busy"


def test_what_cannot_be_done_is_said_on_the_run(expert):
    run = asked(expert, Step.APPLY)  # it was never checked
    background.work_once()
    assert fresh(run).asked == ""
    assert "بررسی" in fresh(run).failure


def test_a_worker_does_what_the_asker_may_and_no_more(people):
    run = asked(people.gilan_expert, Step.CHECK)
    with scope.system():
        Run.objects.filter(pk=run.pk).update(asked_by=people.gilan_auditor)
    background.work_once()
    assert fresh(run).state == State.UPLOADED
    assert fresh(run).failure


def test_a_step_at_which_workers_die_is_given_up(expert):
    run = asked(expert, Step.CHECK)
    with scope.system():
        Run.objects.filter(pk=run.pk).update(attempts=background.MOST_ATTEMPTS)
    background.work_once()
    assert fresh(run).asked == ""
    assert fresh(run).failure


def test_a_fault_of_ours_is_told_without_the_rows(expert, monkeypatch, caplog):
    def broken(**_):
        raise ValueError("09123456789")

    run = asked(expert, Step.CHECK)
    monkeypatch.setitem(background._DOING, Step.CHECK, broken)
    background.work_once()
    assert "09123456789" not in fresh(run).failure
    assert not background.work_once()


def test_progress_is_seen_while_the_work_is_not_yet(expert, monkeypatch):
    seen = []
    check = services.check_run

    def watched(*, actor, run, progress):
        def watch(step, done=0, total=0):
            progress(step, done, total)
            with ThreadPoolExecutor(1) as pool:
                pool.submit(look).result()

        def look():
            with scope.system():
                seen.extend(Progress.objects.values_list("step", "total"))
                assert not Row.objects.exists()
            connection.close()

        return check(actor=actor, run=run, progress=watch)

    run = asked(expert, Step.CHECK)
    monkeypatch.setitem(background._DOING, Step.CHECK, watched)
    background.work_once()
    assert fresh(run).state == State.CHECKED
    assert ("read", 0) in seen
    with scope.system():
        assert not Progress.objects.exists()


def test_the_page_waits_and_then_shows_the_outcome(expert):
    client: Client = cast.signed_in(expert)
    run = asked(expert, Step.CHECK)
    page = reverse("admin:imports_run_change", args=(run.pk,))
    shown = client.get(page).content.decode()
    assert "data-waiting" in shown
    answer = client.get(reverse("admin:imports_run_progress", args=(run.pk,))).json()
    assert answer["is_busy"]
    assert answer["words"] == "در نوبت"
    background.work_once()
    assert not client.get(reverse("admin:imports_run_progress", args=(run.pk,))).json()["is_busy"]
    assert "data-waiting" not in client.get(page).content.decode()


def test_a_long_file_goes_its_way_through_the_pages(expert):
    client: Client = cast.signed_in(expert)
    with scope.enter(scope.of(expert)):
        run = sent(ngo_file(*map(ngo_row, range(5))), actor=expert)
    shown = {f"column-{index}": name or "" for index, name in enumerate(run.columns)}
    read_as = f"{run.encoding}|{run.delimiter}|{run.sheet}|{run.header_row}"
    client.post(reverse("admin:imports_run_columns", args=(run.pk,)), {"read_as": read_as, **shown})
    assert fresh(run).asked == Step.CHECK
    background.work_once()
    checked_at = fresh(run).checked_at.isoformat()
    client.post(reverse("admin:imports_run_apply", args=(run.pk,)), {"checked_at": checked_at})
    assert fresh(run).asked == Step.APPLY
    background.work_once()
    assert fresh(run).state == State.APPLIED
    client.post(reverse("admin:imports_run_undo", args=(run.pk,)))
    background.work_once()
    assert fresh(run).state == State.UNDONE


def test_a_long_file_of_corrections_is_checked_in_the_background_too(expert):
    with scope.enter(scope.of(expert)):
        first = imported(ngo_file(*(ngo_row(n, county="ناکجا") for n in range(5))), actor=expert)
    file = SimpleUploadedFile("list.csv", ngo_file(*map(ngo_row, range(5))))
    client: Client = cast.signed_in(expert)
    client.post(reverse("admin:imports_run_complete", args=(first.pk,)), {"file": file})
    with scope.system():
        correction = first.corrections.get()
    assert (correction.asked, correction.state) == (Step.CHECK, State.UPLOADED)
    background.work_once()
    assert (fresh(correction).state, fresh(correction).created) == (State.CHECKED, 5)


def worker(committed: str, media: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_NAME": committed, "MEDIA_ROOT": media},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def until(run: Run, is_so, seconds: float = 60) -> Run:
    end = time.monotonic() + seconds
    while not is_so(found := fresh(run)):
        if time.monotonic() > end:
            pytest.fail(f"still {found.state}, asked {found.asked!r}: {found.failure}")
        time.sleep(0.05)
    return found


def test_killed_workers_leave_all_or_nothing_and_the_next_one_goes_on(committed, expert):
    """Each step is killed at random moments; the run is whole at its end, written once."""
    chance = random.Random(1405)
    run = asked(expert, Step.CHECK, rows=ROWS)
    media = str(settings.MEDIA_ROOT)
    for step, state in ((Step.CHECK, State.CHECKED), (Step.APPLY, State.APPLIED)):
        if step == Step.APPLY:
            asked(expert, step, fresh(run))
        for _ in range(KILLS // 2):
            process = worker(committed, media)
            time.sleep(chance.uniform(0.2, 2.5))
            process.kill()
            process.wait()
            found = fresh(run)
            with scope.system():
                assert Row.objects.filter(run=run).count() in (0, ROWS)
                assert NGO.objects.count() == (ROWS if found.state == State.APPLIED else 0)
                # The deaths were not the step's fault.
                Run.objects.filter(pk=run.pk).update(attempts=0)
        process = worker(committed, media)
        try:
            until(run, lambda found, state=state: found.state == state and not found.asked)
        finally:
            process.terminate()
            process.wait()
    with scope.system():
        assert NGO.objects.count() == ROWS


class Thrown:
    """Something that the worker throws away in the moment in which it is asked to leave."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)  # the signal is handled here, where Python swallows what is raised


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_worker_leaves_though_the_signal_comes_while_something_is_thrown_away(monkeypatch):
    asked = []

    def work_once():
        asked.append(Thrown())
        assert len(asked) == 1, "the worker was asked to leave, and looked for more"
        asked[0] = None
        return False

    monkeypatch.setattr(work, "work_once", work_once)
    monkeypatch.setattr(work, "wait", lambda seconds: None)
    monkeypatch.setattr(work, "run_daily", lambda day: {})
    before = signal.getsignal(signal.SIGTERM)
    try:
        work.Command().handle()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert asked == [None]
