"""A name given up is kept among the former names, whatever the way it was changed."""

import pytest

from imports import services
from ngos.models import NGO
from tests import cast
from tests.imports.factory import as_csv, imported, ngo_file, ngo_row, table

pytestmark = pytest.mark.usefixtures("everything")


def renamed(ngo, name):
    NGO.objects.filter(pk=ngo.pk).update(name=name)
    ngo.refresh_from_db()
    return ngo.former_names.splitlines()


def test_an_import_keeps_the_name_that_it_replaces():
    known = cast.make_ngo("انجمن یاری مهر")
    imported(ngo_file(ngo_row(name="انجمن مهر گیلان", legal_id=known.legal_id)))
    known.refresh_from_db()
    assert (known.name, known.former_names) == ("انجمن مهر گیلان", "انجمن یاری مهر")


def test_an_undone_import_leaves_no_former_name():
    known = cast.make_ngo("انجمن یاری مهر", former_names="کانون امید")
    run = imported(ngo_file(ngo_row(name="انجمن مهر گیلان", legal_id=known.legal_id)))
    services.undo_run(actor=None, run=run)
    known.refresh_from_db()
    assert (known.name, known.former_names) == ("انجمن یاری مهر", "کانون امید")


def test_former_names_of_a_file_are_taken_and_the_name_replaced_joins_them():
    known = cast.make_ngo("انجمن یاری مهر", former_names="کانون امید")
    row = ngo_row(name="انجمن مهر گیلان", legal_id=known.legal_id)
    lines = table([row])
    run = imported(as_csv([[*lines[0], "نام‌های پیشین"], [*lines[1], "کانون امید\nخانهٔ نور"]]))
    known.refresh_from_db()
    assert known.former_names.splitlines() == ["کانون امید", "خانهٔ نور", "انجمن یاری مهر"]
    services.undo_run(actor=None, run=run)
    known.refresh_from_db()
    assert (known.name, known.former_names) == ("انجمن یاری مهر", "کانون امید")


def test_names_given_up_stand_one_in_each_line_in_their_order():
    ngo = cast.make_ngo("انجمن یاری مهر")
    assert renamed(ngo, "کانون امید") == ["انجمن یاری مهر"]
    assert renamed(ngo, "خانهٔ نور") == ["انجمن یاری مهر", "کانون امید"]


def test_a_name_taken_up_again_is_no_former_name():
    ngo = cast.make_ngo("انجمن یاری مهر")
    renamed(ngo, "کانون امید")
    assert renamed(ngo, "انجمن یاری‌مهر") == ["کانون امید"]


def test_a_former_name_in_another_spelling_is_not_kept_twice():
    ngo = cast.make_ngo("مؤسسهٔ یاری", former_names="موسسه یاری")
    assert renamed(ngo, "کانون امید") == ["موسسه یاری"]


def test_another_spelling_is_not_another_name():
    ngo = cast.make_ngo("موسسه یاری مهر")
    assert renamed(ngo, "مؤسسهٔ یاری‌مهر") == []
