"""What an office chose for a header once is proposed for the next file that has it."""

import pytest

from accounts import scope
from imports import services
from imports.models import Reading
from imports.reading import Layout
from tests.imports.factory import as_csv, sent

pytestmark = pytest.mark.django_db
HEAD = ["نام سازمان", "کد ما", "شهرستان", "موضوع فعالیت"]
LINE = ["انجمن نمونه", "12", "رشت", "خیریه"]


@pytest.fixture(autouse=True)
def _as_a_job(db: None):
    with scope.system():
        yield


def chosen(content: bytes, **layout):
    run = sent(content)
    if layout:
        run = services.correct(actor=None, run=run, layout=Layout(**layout))
    columns = [
        "external_ref" if title == "کد ما" else name
        for title, name in zip(run.header, run.columns, strict=True)
    ]
    run = services.correct(actor=None, run=run, columns=columns)
    return services.check_run(actor=None, run=run)


def test_columns_chosen_once_are_proposed_again():
    assert sent(as_csv([HEAD, LINE])).columns[1] is None
    chosen(as_csv([HEAD, LINE]))
    assert sent(as_csv([HEAD, ["دیگری", "13", "لاهیجان", "خیریه"]])).columns[1] == "external_ref"


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


def test_how_the_file_is_read_is_remembered_too():
    lines = [HEAD, LINE, HEAD, LINE]
    assert sent(as_csv(lines)).header_row == 1
    chosen(as_csv(lines), header_row=3)
    assert sent(as_csv(lines)).header_row == 3


def test_what_was_remembered_and_fits_no_more_does_no_harm():
    run = chosen(as_csv([HEAD, LINE]))
    remembered = Reading.objects.get(header_key=run.header_key)
    remembered.layout["header_row"] = 900
    remembered.save()
    assert sent(as_csv([HEAD, LINE])).header_row == 1
