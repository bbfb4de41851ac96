"""Two people at work at the same time: imports follow each other, and nobody's work is lost."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from accounts import scope
from imports import services
from imports.models import Run, State
from ngos.models import NGO
from tests import cast
from tests.imports.factory import checked, imported, ngo_file, ngo_row, totals

pytestmark = pytest.mark.usefixtures("committed", "as_a_job")
WAIT = 60  # seconds


@pytest.fixture
def as_a_job(committed: str) -> Iterator[None]:
    with scope.system():
        yield


def at_once(*jobs: Callable[[], Any]) -> list[Future[Any]]:
    """Run jobs in threads with connections of their own, begun together; all have ended after."""
    start = threading.Barrier(len(jobs))

    def work(job: Callable[[], Any]) -> Any:
        try:
            with scope.system():
                start.wait(WAIT)
                return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [pool.submit(work, job) for job in jobs]


def until_applied(run: Run) -> Run:
    while True:
        try:
            return services.apply_run(actor=None, run=run)
        except services.ImportRefused as refused:
            if refused.code != "changed_meanwhile":
                raise
            run = Run.objects.get(pk=run.pk)


def rows(count: int, start: int = 1, **cells: Any) -> list[dict[str, Any]]:
    return [ngo_row(number, **cells) for number in range(start, start + count)]


def test_one_file_sent_twice_is_registered_once():
    content = ngo_file(*rows(200))
    first, second = checked(content), checked(content)
    assert first.created == second.created == 200
    ended = [
        future.result()
        for future in at_once(lambda: until_applied(first), lambda: until_applied(second))
    ]
    assert NGO.objects.count() == 200
    assert sorted((run.created, run.unchanged) for run in ended) == [(0, 200), (200, 0)]


def test_imports_of_two_provinces_do_not_wait_for_each_other():
    gilan = checked(ngo_file(*rows(50)))
    isfahan = checked(ngo_file(*rows(50, 100, county="کاشان")), province="اصفهان")
    with transaction.atomic():
        services.apply_run(actor=None, run=gilan)  # not yet committed
        (other,) = at_once(lambda: services.apply_run(actor=None, run=isfahan))
        assert totals(other.result(WAIT)) == {"read": 50, "created": 50}
    assert NGO.objects.count() == 100


def test_a_number_that_two_provinces_register_at_once_goes_to_one_of_them():
    numbers = rows(150)
    gilan = checked(ngo_file(*numbers))
    backwards = [{**row, "county": "کاشان"} for row in reversed(numbers)]
    isfahan = checked(ngo_file(*backwards), province="اصفهان")
    ended = [
        future.result()
        for future in at_once(lambda: until_applied(gilan), lambda: until_applied(isfahan))
    ]
    assert NGO.objects.count() == 150
    assert NGO.objects.values("province").distinct().count() == 1
    assert sorted((run.created, run.rejected) for run in ended) == [(0, 150), (150, 0)]


def test_an_edit_between_check_and_writing_is_seen_before_it_is_overwritten():
    known = cast.make_ngo("انجمن مهر", member_count=1)
    row = ngo_row(name="انجمن مهر", legal_id=known.legal_id, member_count=2)
    run = checked(ngo_file(row))
    NGO.objects.filter(pk=known.pk).update(member_count=3)
    with pytest.raises(services.ImportRefused) as refused:
        services.apply_run(actor=None, run=run)
    assert refused.value.code == "changed_meanwhile"
    assert NGO.objects.get().member_count == 3
    run = Run.objects.get(pk=run.pk)
    assert run.state == State.CHECKED
    assert run.rows.get().before == {"member_count": 3}
    services.apply_run(actor=None, run=run)
    assert NGO.objects.get().member_count == 2


def test_an_edit_under_way_is_waited_for():
    known = cast.make_ngo("انجمن مهر", member_count=1)
    row = ngo_row(name="انجمن مهر", legal_id=known.legal_id, member_count=2)
    run = checked(ngo_file(row))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            NGO.objects.filter(pk=known.pk).update(member_count=3, ceo_name="مریم نمونه")
            writing = pool.submit(lambda: at_once(lambda: services.apply_run(actor=None, run=run)))
            with pytest.raises(TimeoutError):
                writing.result(0.5)
        refused = writing.result(WAIT)[0].exception()
    assert isinstance(refused, services.ImportRefused)
    assert refused.code == "changed_meanwhile"
    assert NGO.objects.get().member_count == 3


def test_a_rival_registered_after_the_check_is_no_crash():
    run = checked(ngo_file(ngo_row(1, name="انجمن مهر", legal_id="")))
    cast.make_ngo("انجمن مهر", legal_id=None)
    assert totals(until_applied(run)) == {"read": 1, "unchanged": 1}
    assert NGO.objects.count() == 1


def test_a_run_is_applied_once_however_often_it_is_asked_for():
    run = checked(ngo_file(*rows(50)))
    ended = at_once(*[lambda: services.apply_run(actor=None, run=Run.objects.get(pk=run.pk))] * 3)
    errors = [future.exception() for future in ended]
    assert sum(error is None for error in errors) == 1
    assert {error.code for error in errors if isinstance(error, services.ImportRefused)} == {
        "applied"
    }
    assert NGO.objects.count() == 50


def test_checking_again_cannot_reopen_what_is_applied():
    run = checked(ngo_file(*rows(20)))
    stale = Run.objects.get(pk=run.pk)
    services.apply_run(actor=None, run=run)
    for step in (services.check_run, services.discard, services.correct):
        with pytest.raises(services.ImportRefused):
            step(actor=None, run=stale)
    assert Run.objects.get(pk=run.pk).state == State.APPLIED
    assert totals(imported(ngo_file(*rows(20)))) == {"read": 20, "unchanged": 20}
