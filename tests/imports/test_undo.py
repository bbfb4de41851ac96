"""An applied import is taken back as a whole, except for what somebody has changed since."""

import datetime

import pytest
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from imports import services
from imports.models import Row, State
from ngos.models import NGO, Term
from ngos.models.term import Post
from tests import cast
from tests.cast import make_user, signed_in
from tests.imports.factory import imported, ngo_file, ngo_row, totals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_a_job(db: None):
    with scope.system():
        yield


def contexts(pk: int) -> list[dict]:
    events = NGO._meta.get_field("events").related_model.objects
    return list(
        events.filter(pgh_obj_id=pk).order_by("pgh_id").values_list("pgh_context", flat=True)
    )


def test_what_was_created_goes_and_what_was_changed_is_as_before():
    imported(ngo_file(ngo_row(1, member_count=10, phone="01333333333", founded_on="1390/01/05")))
    run = imported(
        ngo_file(
            ngo_row(1, member_count=99, phone="01344444444", founded_on="1391/01/05"),
            ngo_row(2),
        )
    )
    assert totals(run) == {"read": 2, "created": 1, "updated": 1}
    undone = services.undo_run(actor=None, run=run)
    assert undone.state == State.UNDONE
    left = NGO.objects.get()
    assert (left.member_count, left.phone) == (10, "01333333333")
    assert left.founded_on == datetime.date(2011, 3, 25)


def test_the_history_tells_import_and_undo():
    run = imported(ngo_file(ngo_row(1)))
    pk = NGO.objects.get().pk
    services.undo_run(actor=None, run=run)
    assert [sorted(context) for context in contexts(pk)] == [["import", "run"], ["run", "undo"]]


def test_rows_changed_since_stop_the_undoing_and_nothing_is_undone():
    run = imported(ngo_file(ngo_row(1), ngo_row(2)))
    NGO.objects.filter(name="انجمن نمونهٔ 1").update(member_count=7)
    with pytest.raises(services.ImportRefused) as refused:
        services.undo_run(actor=None, run=run)
    assert refused.value.code == "changed_since"
    assert NGO.objects.count() == 2


def test_the_page_lists_the_rows_that_stop_the_undoing_and_leads_to_them(cast):
    expert = cast.gilan_expert
    run = imported(ngo_file(ngo_row(1), ngo_row(2), ngo_row(3)), actor=expert)
    changed = NGO.objects.get(name="انجمن نمونهٔ 2")
    NGO.objects.filter(pk=changed.pk).update(member_count=7)
    client = signed_in(expert)
    undo = reverse("admin:imports_run_undo", args=(run.pk,))
    page = client.post(undo, follow=True)
    assert "تغییر" in str(*page.context["messages"])
    (row,) = page.context["outcome"].rows
    assert row.link == reverse("admin:ngos_ngo_detail", args=(changed.pk,))
    client.post(undo, {"rest": "1"})
    (row,) = client.get(page.request["PATH_INFO"], {"rows": "kept"}).context["outcome"].rows
    assert row.link == reverse("admin:ngos_ngo_detail", args=(changed.pk,))


def test_an_ngo_with_an_officer_since_is_not_taken_away():
    run = imported(ngo_file(ngo_row(1), ngo_row(2)))
    make_user(Role.NGO_OFFICER, ngo=NGO.objects.get(name="انجمن نمونهٔ 1"))
    assert services.undo_rest(actor=None, run=run).kept == 1


def test_the_report_of_an_undone_import_is_not_put_aside(cast):
    expert = cast.gilan_expert
    run = services.undo_run(actor=expert, run=imported(ngo_file(ngo_row()), actor=expert))
    signed_in(expert).post(reverse("admin:imports_run_discard", args=(run.pk,)))
    run.refresh_from_db()
    assert (run.state, run.rows.count(), bool(run.file)) == (State.UNDONE, 1, True)


def test_the_rest_is_undone_on_request_and_the_changed_rows_are_marked():
    run = imported(ngo_file(ngo_row(1), ngo_row(2)))
    NGO.objects.filter(name="انجمن نمونهٔ 1").update(member_count=7)
    undone = services.undo_rest(actor=None, run=run)
    assert [ngo.name for ngo in NGO.objects.all()] == ["انجمن نمونهٔ 1"]
    assert undone.kept == 1
    assert [row.number for row in Row.objects.filter(is_kept=True)] == [2]


def test_an_ngo_with_a_term_since_is_not_taken_away():
    run = imported(ngo_file(ngo_row(1), ngo_row(2)))
    ngo = NGO.objects.get(name="انجمن نمونهٔ 2")
    Term.objects.create(
        ngo=ngo,
        person=cast.make_person(),
        post=Post.BOARD_MEMBER,
        start_on=datetime.date(2024, 1, 1),
    )
    undone = services.undo_rest(actor=None, run=run)
    assert undone.kept == 1
    assert [ngo.name for ngo in NGO.objects.all()] == ["انجمن نمونهٔ 2"]


def test_a_change_by_a_later_import_counts_as_a_change():
    first = imported(ngo_file(ngo_row(1, member_count=10)))
    imported(ngo_file(ngo_row(1, member_count=11)))
    with pytest.raises(services.ImportRefused):
        services.undo_run(actor=None, run=first)
    assert NGO.objects.get().member_count == 11


def test_runs_are_undone_one_after_the_other_the_last_first():
    first = imported(ngo_file(ngo_row(1, member_count=10)))
    second = imported(ngo_file(ngo_row(1, member_count=11)))
    services.undo_run(actor=None, run=second)
    with pytest.raises(services.ImportRefused):  # the row was touched by the undoing
        services.undo_run(actor=None, run=first)
    assert NGO.objects.get().member_count == 10


def test_what_cannot_come_back_is_said_and_nothing_is_undone():
    imported(ngo_file(ngo_row(1, legal_id=None, name="انجمن یکتا")))
    run = imported(ngo_file(ngo_row(1, legal_id=cast.legal_id(700_001), name="انجمن یکتا")))
    assert totals(run) == {"read": 1, "updated": 1}
    cast.make_ngo("انجمن یکتا", legal_id=None)  # has the place of the old row
    with pytest.raises(services.ImportRefused) as refused:
        services.undo_run(actor=None, run=run)
    assert refused.value.code == "undo_conflicts"
    assert NGO.objects.filter(legal_id=cast.legal_id(700_001)).exists()


def test_an_undone_run_is_not_undone_again():
    run = imported(ngo_file(ngo_row(1)))
    services.undo_run(actor=None, run=run)
    with pytest.raises(services.ImportRefused) as refused:
        services.undo_run(actor=None, run=run)
    assert refused.value.code == "not_applied"


def test_after_an_undoing_the_same_file_can_be_imported_again():
    content = ngo_file(ngo_row(1), ngo_row(2))
    services.undo_run(actor=None, run=imported(content))
    assert NGO.objects.count() == 0
    assert totals(imported(content)) == {"read": 2, "created": 2}
