"""Applying an import on the screen, putting it aside, and its report."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from accounts import scope
from imports import services
from imports.models import Run, State
from ngos.models import NGO
from persian.numbers import persian_digits
from tests.cast import legal_id, make_ngo
from tests.imports.screens import apply, check, chosen, latest, line, listed, page, send, text_of

pytestmark = pytest.mark.django_db


def test_a_second_press_writes_nothing_and_says_who_was_first(
    cast: SimpleNamespace, expert: Client
) -> None:
    run = check(expert, listed(line()))
    apply(expert, run)
    again = apply(expert, run)
    assert persian_digits(cast.isfahan_expert.get_full_name()) in text_of(again)
    assert "چیزی دوباره نوشته نشد" in text_of(again)
    with scope.system():
        assert NGO.objects.filter(name="انجمن آزمون واردات").count() == 1


@pytest.mark.parametrize("step", ["check_run", "correct", "discard"])
def test_a_step_taken_on_what_somebody_else_has_applied_meanwhile_is_refused(
    cast: SimpleNamespace, expert: Client, step: str
) -> None:
    stale = check(expert, listed(line()))
    apply(expert, stale)
    with scope.enter(scope.of(cast.isfahan_expert)), pytest.raises(services.ImportRefused):
        getattr(services, step)(actor=cast.isfahan_expert, run=stale)
    assert latest().state == State.APPLIED
    with scope.system():
        assert latest().rows.count() == 1


def test_a_check_with_columns_that_somebody_else_has_changed_is_refused(
    cast: SimpleNamespace, expert: Client
) -> None:
    stale = check(expert, listed(line()))
    expert.post(page("columns", stale), chosen(stale, c6=""))
    with scope.enter(scope.of(cast.isfahan_expert)):
        with pytest.raises(services.ImportRefused, match="ستون"):
            services.check_run(actor=cast.isfahan_expert, run=stale)
        with pytest.raises(services.ImportRefused, match="از نو"):
            services.apply_run(actor=cast.isfahan_expert, run=stale)
    assert latest().columns[6] is None


def test_the_report_names_whoever_applied_it(cast: SimpleNamespace, expert: Client) -> None:
    run = check(expert, listed(line()))
    expert_name = cast.isfahan_expert.get_full_name()
    with scope.system():
        Run.objects.filter(pk=run.pk).update(author_name="فرستندهٔ دیگر")
    apply(expert, run)
    response = expert.get(page("change", run))
    assert response.context["run"].applied_by_name == expert_name
    assert "فرستندهٔ دیگر" in text_of(response)


def test_rows_checked_anew_in_another_tab_are_looked_at_before_they_are_applied(
    expert: Client,
) -> None:
    seen = check(expert, listed(line()))
    expert.post(page("columns", seen), chosen(seen, c6=""))
    response = apply(expert, seen)
    assert latest().state == State.CHECKED
    assert "از نو بررسی شده" in text_of(response)


def test_a_register_that_changed_meanwhile_is_checked_again_and_shown(expert: Client) -> None:
    run = check(expert, listed(line()))
    make_ngo("انجمن آزمون واردات", at="اصفهان/کاشان", legal_id=legal_id(900_001))
    response = apply(expert, run)
    assert latest().state == State.CHECKED
    assert (latest().created, latest().updated) == (0, 1)
    assert "از نو بررسی شد" in text_of(response)
    apply(expert, latest())
    assert latest().state == State.APPLIED


def test_an_import_put_aside_cannot_be_applied_and_stays_in_the_list(expert: Client) -> None:
    run = check(expert, listed(line()))
    response = expert.post(page("discard", run), follow=True)
    assert "کنار گذاشته" in text_of(response)
    assert run.file_name in text_of(response)
    apply(expert, run)
    assert latest().state == State.DISCARDED
    with scope.system():
        assert not NGO.objects.filter(name="انجمن آزمون واردات").exists()


def test_an_applied_import_cannot_be_put_aside_or_read_again(expert: Client) -> None:
    run = check(expert, listed(line()))
    apply(expert, run)
    expert.post(page("discard", run))
    expert.post(page("columns", run), {"reread": "1", "encoding": "utf-8", "delimiter": ","})
    expert.post(page("columns", run), chosen(run))
    assert latest().state == State.APPLIED


def test_an_open_import_is_listed_and_goes_on_where_it_was_left(expert: Client) -> None:
    send(expert, listed(line()))
    shown = expert.get(reverse("admin:imports_run_changelist"))
    assert "ادامه" in text_of(shown)
    assert page("change", latest()) in shown.content.decode()
    response = expert.get(page("change", latest()))
    assert response["Location"] == page("columns", latest())


def test_new_rows_lead_to_the_register_once_they_are_there(expert: Client) -> None:
    run = check(expert, listed(line()))
    before = expert.get(page("change", run, "?rows=created")).context["outcome"].rows[0]
    apply(expert, run)
    after = expert.get(page("change", run, "?rows=created")).context["outcome"].rows[0]
    assert before.link == ""
    assert after.name == "انجمن آزمون واردات"
    assert expert.get(after.link).status_code == 200
