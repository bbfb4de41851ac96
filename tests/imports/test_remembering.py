"""What an office registered once from files with one header is proposed for the next."""

import pytest

from accounts import scope
from imports import services
from imports.models import Reading
from reading import Layout
from tests.imports.factory import as_csv, as_workbook, imported, sent

pytestmark = pytest.mark.django_db
HEAD = ["نام سازمان", "کد ما", "شهرستان", "موضوع فعالیت"]
LINE = ["انجمن نمونه", "12", "رشت", "خیریه"]
MONTH = ["ردیف", "نام سازمان", "شهرستان", "موضوع فعالیت", "تلفن ثابت"]


def month(name, *above, count=4):
    """A workbook of one month's list, under these rows."""
    lines = [[at, f"کانون {name} {at}", "رشت", "خیریه", "01333114400"] for at in range(1, count)]
    return as_workbook([*above, MONTH, *lines])


@pytest.fixture(autouse=True)
def _as_a_job(db: None):
    with scope.system():
        yield


def chosen(content: bytes, **layout):
    """An applied import of a file whose reading a person has corrected."""
    run = sent(content)
    if layout:
        run = services.correct(actor=None, run=run, layout=Layout(**layout))
    columns = [
        "external_ref" if title == "کد ما" else name
        for title, name in zip(run.header, run.columns, strict=True)
    ]
    run = services.correct(actor=None, run=run, columns=columns)
    run = services.check_run(actor=None, run=run)
    return services.apply_run(actor=None, run=run)


def test_columns_registered_once_are_proposed_again():
    assert sent(as_csv([HEAD, LINE])).columns[1] is None
    chosen(as_csv([HEAD, LINE]))
    run = sent(as_csv([HEAD, ["دیگری", "13", "لاهیجان", "خیریه"]]))
    assert run.columns[1] == "external_ref"
    assert run.remembered["columns"] == [1]


def test_what_was_only_checked_is_not_remembered():
    run = sent(as_csv([HEAD, LINE]))
    run = services.correct(actor=None, run=run, columns=["name", "external_ref", "county", "field"])
    run = services.check_run(actor=None, run=run)
    services.discard(actor=None, run=run)
    assert not Reading.objects.exists()
    assert sent(as_csv([HEAD, LINE])).columns[1] is None


def test_where_nothing_was_changed_nothing_is_said_of_memory():
    imported(as_csv([HEAD, LINE]))
    assert sent(as_csv([HEAD, LINE])).remembered == {}


def test_the_spelling_of_the_titles_does_not_matter():
    chosen(as_csv([HEAD, LINE]))
    written = [title.replace("ی", "ي") for title in HEAD]
    assert sent(as_csv([written, LINE])).columns[1] == "external_ref"


def test_another_header_is_guessed_as_ever():
    chosen(as_csv([HEAD, LINE]))
    assert sent(as_csv([[*HEAD, "نشانی"], [*LINE, "رشت"]])).columns[1] is None


def test_another_office_chooses_for_itself():
    chosen(as_csv([HEAD, LINE]))
    assert sent(as_csv([HEAD, LINE]), province="قزوین").columns[1] is None


def test_how_the_file_is_read_is_remembered_for_a_file_in_which_the_same_is_found():
    lines = [HEAD, LINE, HEAD, LINE]
    assert sent(as_csv(lines)).header_row == 1
    chosen(as_csv(lines), header_row=3)
    run = sent(as_csv(lines))
    assert (run.header_row, run.remembered["layout"]) == (3, True)


def test_read_afresh_the_file_alone_tells():
    lines = [HEAD, LINE, HEAD, LINE]
    chosen(as_csv(lines), header_row=3)
    run = services.correct(actor=None, run=sent(as_csv(lines)), layout=Layout())
    assert (run.header_row, run.columns[1], run.remembered, run.given) == (1, None, {}, {})


def test_what_was_remembered_and_fits_no_more_does_no_harm():
    run = chosen(as_csv([HEAD, LINE]))
    remembered = Reading.objects.get(header_key=run.header_key)
    remembered.layout["header_row"] = 900
    remembered.save()
    assert sent(as_csv([HEAD, LINE])).header_row == 1


def test_a_title_row_more_is_found_whatever_last_month_had():
    imported(month("اول"))
    run = sent(month("دوم", ["فهرست سازمان‌های مردم‌نهاد - ماه دوم"]))
    assert (run.header_row, run.read, run.header) == (2, 3, MONTH)


def test_a_title_row_less_is_found_whatever_last_month_had():
    imported(month("بالا", ["استانداری نمونه"], ["فهرست سمن‌ها"]))
    run = sent(month("ساده", count=6))
    assert (run.header_row, run.read, run.header) == (1, 5, MONTH)


def test_encoding_and_delimiter_are_those_of_the_file():
    titles = ["ردیف", "نام سازمان", "شهرستان", "موضوع", "همراه"]
    first = "\n".join(";".join(row) for row in [titles, ["1", "جمعیت الف", "رشت", "خیریه", ""]])
    imported(first.replace("ی", "ي").replace("ک", "ك").encode("cp1256"))
    run = sent(as_csv([titles, ["1", "جمعیت ب", "رشت", "خیریه", "09700000550"]]))
    assert (run.encoding, run.delimiter, run.header) == ("utf-8", ",", titles)
    assert run.columns == [None, "name", "county", "field", "mobile"]


def test_a_remembered_column_over_values_that_contradict_it_is_left_out():
    title = ["نام سازمان", "مشخصه", "شهرستان", "موضوع فعالیت"]
    lines = [[f"انجمن {at}", f"0970000{at:04}", "رشت", "خیریه"] for at in range(4)]
    assert imported(as_csv([title, *lines])).columns[1] == "mobile"
    words = [[f"کانون {at}", "مریم نمونه", "رشت", "خیریه"] for at in range(4)]
    assert sent(as_csv([title, *words])).columns[1] is None


def test_one_value_for_all_rows_is_proposed_again():
    head = ["نام سازمان", "شهرستان"]
    run = sent(as_csv([head, ["انجمن یک", "رشت"]]))
    run = services.correct(actor=None, run=run, given={"field": "خیریه"})
    services.apply_run(actor=None, run=services.check_run(actor=None, run=run))
    run = sent(as_csv([head, ["انجمن دو", "رشت"]]))
    assert (run.given, run.remembered["given"]) == ({"field": "خیریه"}, ["field"])
