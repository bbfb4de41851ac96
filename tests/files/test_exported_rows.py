"""Who gets which rows and columns of a list in a file, and how the database is asked for them."""

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from accounts import scope
from files.exporting import csv as csv_export
from ngos.models import NGO
from tests.cast import make_ngo
from tests.exports import FORMATS, body, cells, exported, ngo_export, title

every = pytest.mark.parametrize("file_format", FORMATS)


@every
def test_each_office_gets_its_own_rows(cast, file_format):
    def names(user):
        return {row[title("name")] for row in exported(user, file_format)}

    assert names(cast.rasht_expert) == {cast.rasht_ngo.name}
    assert names(cast.gilan_expert) == {cast.rasht_ngo.name, cast.anzali_ngo.name}
    assert len(names(cast.national_expert)) == 4


@every
def test_personal_columns_are_for_those_who_may_see_them(cast, file_format):
    personal = {title("mobile"), title("sheba")}
    (row,) = exported(cast.rasht_expert, file_format)
    assert not personal & set(row)
    assert personal <= set(exported(cast.gilan_expert, file_format)[0])


@every
def test_the_scope_of_the_person_holds_also_where_the_caller_sees_more(cast, file_format):
    with scope.system():
        response = ngo_export(cast.rasht_expert, file_format=file_format)
    assert len(cells(body(response), file_format)) == 1


@every
def test_sending_asks_the_database_nothing_and_needs_no_scope(cast, file_format):
    response = ngo_export(cast.gilan_expert, file_format=file_format)
    assert scope.current() is None
    with CaptureQueriesContext(connection) as asked:
        assert body(response)
    assert len(asked) == 0


@every
def test_all_rows_are_of_one_moment(cast, file_format):
    with CaptureQueriesContext(connection) as asked:
        exported(cast.gilan_expert, file_format)
    statements = [query["sql"] for query in asked if "ngos_ngo" in query["sql"]]
    assert [statement[:4] for statement in statements] == ["COPY"]


def test_an_export_that_breaks_off_leaves_neither_statement_nor_scope(cast, monkeypatch):
    def fail(lines):
        raise OSError("No space left on device")

    monkeypatch.setattr(csv_export, "LINES", 1)
    monkeypatch.setattr(csv_export, "_with_cr_lf", fail)
    with pytest.raises(OSError, match="No space"):
        ngo_export(cast.gilan_expert)
    assert scope.current() is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.WORKER_ROLE,)


@every
def test_the_order_and_the_columns_are_the_same_whatever_was_asked(cast, file_format):
    """Of distinct rows the database also selects what orders them."""
    expected = [cast.rasht_ngo.name, cast.anzali_ngo.name]
    ordered = NGO.objects.order_by("-county__sort_key", "pk")
    if cast.rasht_ngo.county.sort_key < cast.anzali_ngo.county.sort_key:
        expected.reverse()
    usual = exported(cast.gilan_expert, file_format, ordered)
    assert [row[title("name")] for row in usual] == expected
    assert exported(cast.gilan_expert, file_format, ordered.distinct()) == usual
    counted = ordered.annotate(number=Count("branches")).only("name").select_related("county")
    assert exported(cast.gilan_expert, file_format, counted) == usual
    assert exported(cast.gilan_expert, file_format, ordered.none()) == []
    assert exported(cast.gilan_expert, file_format, ordered.filter(pk__in=[])) == []


def test_rows_that_look_the_same_are_all_there(cast):
    for _ in range(2):
        make_ngo("بی‌شهرستان", at="گیلان", legal_id=None)
    alike = NGO.objects.filter(name="بی‌شهرستان").order_by("name").distinct()
    assert len(exported(cast.gilan_expert, rows=alike)) == 2


def test_more_rows_ask_no_more_questions(cast):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            exported(cast.gilan_expert)
        return len(asked)

    few = questions()
    for _ in range(10):
        make_ngo()
    assert questions() == few
