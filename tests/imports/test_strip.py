"""«پیش از ثبت ببینید»: what a person should look at before a file is registered."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from accounts import scope
from imports.models import Run
from imports.outcome import Outcome
from reading import Table
from reading.doubts import Doubt, kept
from tests.browser import sign_in
from tests.cast import legal_id, signed_in
from tests.imports.screens import apply, check, latest, line, listed, page, send, text_of

pytestmark = pytest.mark.django_db
TITLE = "پیش از ثبت ببینید"


def doubt(*rows: int, **said: Any) -> Doubt:
    usual = {"code": "dates_order", "message": "تاریخ‌ها روز/ماه/سال خوانده شد.", "rows": rows}
    return Doubt(**{**usual, **said})


def doubting(run: Run, *doubts: Doubt) -> Run:
    """The run as if its check had these doubts."""
    with scope.system():
        Run.objects.filter(pk=run.pk).update(doubts=kept(doubts))
    return latest()


def lines_of(client: Client, run: Run) -> list[Any]:
    found: list[Any] = client.get(page("change", run)).context["lines"]
    return found


def opened_by(client: Client, run: Run, told: Any) -> int:
    """How many rows the link of a line opens."""
    outcome = client.get(page("change", run, f"?{told.query}")).context["outcome"]
    return int(outcome.page.paginator.count)


def mixed(client: Client) -> Run:
    """A run with rows of every kind."""
    lines = [line(f"انجمن {n}", legal_id=legal_id(900_300 + n)) for n in range(3)]
    lines += [line(f"انجمن الف {n}", legal_id="", mobile=f"09{n}") for n in range(4)]
    lines += [line(f"انجمن ب {n}", legal_id="", members="چند") for n in range(2)]
    lines += [line(f"انجمن پ {n}", legal_id="", county=f"ناکجا {n}") for n in range(5)]
    lines += [line("", legal_id="", mobile="1", members="چند")]
    lines += [line("انجمن 0", legal_id=legal_id(900_300), members="46")]
    return check(client, listed(*lines))


def test_each_count_is_the_number_of_rows_that_its_link_opens(expert: Client) -> None:
    run = doubting(mixed(expert), doubt(2, 3, 4, 9, 15), doubt(2), doubt(900, 901), doubt())
    lines = lines_of(expert, run)
    assert len(lines) > 8
    for told in lines:
        assert bool(told.query) == bool(told.count)
        if told.query:
            assert opened_by(expert, run, told) == told.count


def test_doubts_come_first_then_what_loses_rows_then_warnings_then_what_is_mild(
    expert: Client,
) -> None:
    mild = doubt(2, code="wrapped", column="شناسه ملی", field="legal_id")
    lines = lines_of(expert, doubting(mixed(expert), mild, doubt(2, 3)))
    assert [(told.place, told.severity, told.count) for told in lines] == [
        ("", "warning", 2),
        ("شهرستان", "error", 5),
        ("نام سازمان", "error", 1),
        ("", "warning", 1),  # the row that stands there twice, with other values
        ("تلفن همراه", "warning", 4),
        ("تعداد اعضا", "warning", 2),
        ("شناسه ملی", "warning", 1),
    ]


def test_the_page_says_it_in_words_with_a_way_to_look(expert: Client) -> None:
    run = doubting(mixed(expert), doubt(2, 3))
    response = expert.get(page("change", run))
    assert TITLE in text_of(response)
    assert "تاریخ‌ها روز/ماه/سال خوانده شد. دیدن ۲ ردیف" in text_of(response)
    assert 'href="?doubt=0#rows"' in response.content.decode()
    assert "?rows=rejected&amp;field=county&amp;code=unknown#rows" in response.content.decode()


def test_the_rows_of_a_doubt_are_shown_with_what_becomes_of_each(expert: Client) -> None:
    run = doubting(mixed(expert), doubt(2, 11, 16))
    response = expert.get(page("change", run, "?doubt=0"))
    rows = response.context["outcome"].rows
    assert [(row.number, row.verdict) for row in rows] == [
        (2, "تازه"), (11, "ردشده"), (16, "ردشده"),
    ]  # fmt: skip
    assert not any(tile["is_open"] for tile in response.context["outcome"].tiles)
    found = expert.get(page("change", run, "?doubt=0&q=انجمن 0")).context["outcome"]
    assert [row.number for row in found.rows] == [2]
    assert found.kept_while_seeking == {"doubt": "0"}


def test_rows_that_the_file_alone_has_are_named_and_not_linked(expert: Client) -> None:
    run = doubting(check(expert, listed(line())), doubt(1, 7, message="دو ردیف کنار ماند."))
    (told,) = lines_of(expert, run)
    assert (told.count, told.query, told.numbers) == (0, "", "۱، ۷")
    assert "دو ردیف کنار ماند. ردیف‌های ۱، ۷" in text_of(expert.get(page("change", run)))


@pytest.mark.parametrize("query", [
    "?doubt=9", "?doubt=-1", "?doubt=%00", "?doubt=1e3", "?doubt=99999999999999999999999",
    "?rows=warned&code=%00", "?rows=warned&code=x'--", "?code=%F0",
])  # fmt: skip
def test_an_address_that_is_not_understood_narrows_nothing(expert: Client, query: str) -> None:
    run = doubting(check(expert, listed(line())), doubt())
    response = expert.get(page("change", run, query))
    assert response.status_code == 200
    assert not response.context["outcome"].is_narrowed


def test_what_a_person_gave_to_all_rows_is_told_last(expert: Client) -> None:
    given = doubt(code="given_for_all", message="به همهٔ ردیف‌ها «رشت» داده شد.")
    lines = lines_of(expert, doubting(mixed(expert), given))
    assert [told.message for told in lines].index(given.message) == len(lines) - 1


def test_one_row_is_named_in_the_singular(expert: Client) -> None:
    run = doubting(check(expert, listed(line())), doubt(7, message="یک ردیف کنار ماند."))
    assert "یک ردیف کنار ماند. ردیف ۷" in text_of(expert.get(page("change", run)))


def test_a_line_leads_to_the_step_that_mends_it_for_all_rows(expert: Client) -> None:
    lines = [line(level="ناکجایی"), line("انجمن ب", legal_id="", county="ناکجا")]
    sheets = doubt(code="other_sheets", message="برگهٔ دیگری هست.")
    run = doubting(check(expert, listed(*lines)), sheets)
    content = expert.get(page("change", run)).content.decode()
    assert content.count('href="#words"') == 2
    assert content.count('id="words"') == 1
    assert content.count(page("columns", run)) == 3  # of the steps, the line, the foot
    apply(expert, run)
    content = expert.get(page("change", run)).content.decode()
    assert 'href="#words"' not in content
    assert page("columns", run) not in content


def test_columns_that_are_left_out_are_named_but_for_row_numbers(expert: Client) -> None:
    head = "ردیف,نام سازمان,شهرستان,موضوع فعالیت,روز پیدایش,کد ضامن"
    run = check(expert, listed("1,انجمن الف,کاشان,خیریه,1390/01/02,7", head=head))
    response = expert.get(page("change", run))
    assert response.context["outcome"].left_out == ["روز پیدایش", "کد ضامن"]
    assert re.search("ستون‌های کنارگذاشته: « ?روز پیدایش ?»، « ?کد ضامن ?»", text_of(response))
    run = check(expert, listed(line()))
    assert "کنارگذاشته" not in text_of(expert.get(page("change", run)))


def test_many_words_are_folded_and_few_are_not(expert: Client) -> None:
    few = [line(f"انجمن {n}", legal_id="", level=f"ناکجای {chr(0x628 + n)}") for n in range(3)]
    many = [line(f"انجمن {n}", legal_id="", level=f"ناکجای {chr(0x628 + n)}") for n in range(15)]
    for lines, opened in ((few, True), (many, False)):
        content = expert.get(page("change", check(expert, listed(*lines)))).content.decode()
        assert ('<details class="import-words" open>' in content) is opened
        assert f"واژه‌های ناشناخته: {'۳' if opened else '۱۵'}" in content


def test_what_refuses_a_row_is_told_before_what_warns(expert: Client) -> None:
    run = check(expert, listed(line("", mobile="1", members="چند")))
    (row,) = expert.get(page("change", run)).context["outcome"].rows
    assert [reason.severity for reason in row.reasons] == ["error", "warning", "warning"]


def test_where_there_is_nothing_to_doubt_there_is_no_strip(expert: Client) -> None:
    run = check(expert, listed(line()))
    assert not lines_of(expert, run)
    response = expert.get(page("change", run))
    assert "import-strip" not in response.content.decode()
    assert TITLE not in text_of(response)


def test_the_report_of_an_applied_import_keeps_it(expert: Client) -> None:
    run = doubting(mixed(expert), doubt(2, 3))
    before = lines_of(expert, run)
    apply(expert, run)
    run = latest()
    assert lines_of(expert, run) == before
    assert "آنچه پیش از ثبت دیدنی بود" in text_of(expert.get(page("change", run)))
    for told in before:
        assert opened_by(expert, run, told) == told.count


def test_the_button_says_what_it_said(expert: Client) -> None:
    run = check(expert, listed(line()))
    before = expert.get(page("change", run)).context["doing"]
    assert expert.get(page("change", doubting(run, doubt(2)))).context["doing"] == before


def test_whoever_may_not_see_personal_data_reads_none_of_it_here(expert: Client, cast: Any) -> None:
    run = check(expert, listed(line(mobile="0912345"), line("انجمن ب", legal_id="", county="۰۹۱")))
    quoted = doubt(2, message="«09123456789» شمارهٔ کسی است.", field="mobile", column="تلفن همراه")
    open_to_all = doubt(2, message="در «علی 09123456789» شماره‌ای هست.", column="09123456789")
    run = doubting(run, quoted, open_to_all)
    with scope.system():
        told = Outcome(run, user=cast.national_auditor, tile=None, page=None).lines
    words = " ".join(f"{each.place} {each.message}" for each in told)
    assert "09123456789" not in words
    assert "0912345" not in words
    assert "تردیدی هست" in told[0].message
    assert "09123456789" in lines_of(expert, run)[0].message


def test_the_strip_costs_the_same_queries_however_many_doubts_there_are(
    expert: Client, django_assert_max_num_queries: Any
) -> None:
    run = doubting(mixed(expert), *(doubt(number) for number in range(2, 14)))
    with django_assert_max_num_queries(16):
        expert.get(page("change", run, "?rows=created"))


def test_many_doubts_are_folded_and_none_is_left_out(expert: Client) -> None:
    run = doubting(check(expert, listed(line())), *(doubt(2) for _each in range(9)))
    content = expert.get(page("change", run)).content.decode()
    assert len(re.findall('class="strip-warning"', content)) == 9
    assert "۳ مورد دیگر" in content


def test_rows_in_many_pieces_are_all_found(expert: Client) -> None:
    lines = [line(f"انجمن تکه {n}", legal_id="") for n in range(600)]
    run = doubting(check(expert, listed(*lines)), doubt(*range(2, 602, 2)))
    (told,) = lines_of(expert, run)
    assert told.count == opened_by(expert, run, told) == 300


def test_the_columns_page_tells_what_the_reader_doubts_before_the_check(
    expert: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(expert, listed(line()))
    run = latest()
    found = [doubt(4, 5, code="subtotals", message="دو ردیف جمع کنار گذاشته شد.")]
    monkeypatch.setattr(Table, "doubts", property(lambda table: found, lambda *_all: None))
    response = expert.get(page("columns", run))
    assert f"{TITLE}" in text_of(response)
    assert "دو ردیف جمع کنار گذاشته شد. ردیف‌های ۴، ۵" in text_of(response)


def test_the_command_prints_doubts_before_problems(
    tmp_path: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    found = [doubt(*range(2, 30), column="تاریخ تأسیس", field="founded_on")]
    monkeypatch.setattr(Table, "doubts", property(lambda table: found, lambda *_all: None))
    file = tmp_path / "list.csv"
    file.write_bytes(listed(line(mobile="1")))
    call_command("import_registry", "ngos", str(file), province="اصفهان", dry_run=True)
    printed = capsys.readouterr().out.splitlines()
    (at,) = [place for place, told in enumerate(printed) if "روز/ماه/سال" in told]
    assert printed[at].startswith("2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …\tتاریخ تأسیس\t")
    assert "تلفن همراه" in printed[at + 1]


@pytest.mark.browser
def test_the_strip_is_read_on_a_monitor_and_on_a_phone(page: Page, phone: Page, cast: Any) -> None:
    run = doubting(mixed(signed_in(cast.isfahan_expert)), doubt(2, 3))
    for screen in (page, phone):
        sign_in(screen, cast.isfahan_expert)
        screen.goto(f"/office/imports/run/{run.pk}/change/")
        strip = screen.locator(".import-strip")
        assert TITLE in strip.inner_text()
        assert not re.search("[0-9]", strip.inner_text())
        assert strip.evaluate("el => getComputedStyle(el).direction") == "rtl"
        assert screen.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        strip.get_by_text("دیدن ۵ ردیف").click()
        screen.wait_for_url("**field=county**")
        assert screen.locator(".import-cells tbody tr").count() == 5
