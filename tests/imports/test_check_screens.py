"""The check of an import on the screen: tiles, rows, what is wrong with them, and what it costs."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from accounts import scope
from imports.models import State
from imports.outcome import Outcome
from tests.cast import legal_id, make_ngo
from tests.imports.screens import (
    HEAD,
    apply,
    check,
    latest,
    line,
    listed,
    page,
    send,
)

pytestmark = pytest.mark.django_db


def test_each_tile_opens_its_rows_and_the_wrong_cell_is_marked(expert: Client) -> None:
    good, bad = line(), line("انجمن بی‌شهرستان", legal_id="", county="ناکجاآباد")
    warned = line("انجمن هشدار", legal_id="", mobile="0912")
    run = check(expert, listed(good, bad, warned, good))
    totals = {"created": 2, "repeated": 1, "rejected": 1, "warned": 1, "updated": 0, "unchanged": 0}
    for tile, total in totals.items():
        outcome = expert.get(page("change", run, f"?rows={tile}")).context["outcome"]
        assert outcome.tile == tile
        assert len(outcome.rows) == total
    shown = expert.get(page("change", run, "?rows=rejected")).context["outcome"].rows[0]
    assert [cell.text for cell in shown.cells if cell.problem] == ["ناکجاآباد"]
    assert "ناکجاآباد" in shown.reasons[0].message


def test_an_unknown_tile_or_page_opens_what_is_there(expert: Client) -> None:
    run = check(expert, listed(line()))
    response = expert.get(page("change", run, "?rows=%00x&p=minus"))
    assert response.context["outcome"].tile == "created"
    assert expert.get(page("change", run, "?rows=created&p=99")).status_code == 200


def test_rows_stand_on_pages_of_fifty(expert: Client) -> None:
    lines = [line(f"انجمن صفحه {number}", legal_id="") for number in range(120)]
    run = check(expert, listed(*lines))
    outcome = expert.get(page("change", run, "?rows=created&p=3")).context["outcome"]
    assert [row.number for row in outcome.rows] == list(range(102, 122))


def test_a_change_is_shown_before_and_after_as_people_read_it(expert: Client) -> None:
    ngo = make_ngo("انجمن آزمون واردات", at="اصفهان/کاشان", legal_id=legal_id(900_001))
    head = f"{HEAD},تاریخ تأسیس"
    changed = line(county="نائین", level="ملی")
    run = check(expert, listed(f"{changed},1395/06/09", head=head))
    response = expert.get(page("change", run, "?rows=updated"))
    row = response.context["outcome"].rows[0]
    changes = {change.label: (change.before, change.after) for change in row.changes}
    assert changes["شهرستان"] == ("کاشان", "نائین")
    assert ("", "۱۳۹۵/۰۶/۰۹") in changes.values()
    assert ("شهرستانی", "ملی") in changes.values()
    assert str(ngo.pk) in row.link
    assert row.name == ngo.name
    assert "تغییر ۱ " in response.context["doing"]


def test_the_button_says_exactly_what_it_will_do(expert: Client) -> None:
    make_ngo("انجمن آزمون واردات", at="اصفهان/کاشان", legal_id=legal_id(900_001))
    run = check(expert, listed(line(), line("انجمن نو", legal_id=legal_id(900_002))))
    doing = expert.get(page("change", run)).context["doing"]
    assert re.fullmatch("ثبت ۱ .+ تازه و تغییر ۱ .+", doing)


def test_nothing_to_do_disables_the_button_and_says_why(expert: Client) -> None:
    apply(expert, check(expert, listed(line())))
    run = check(expert, listed(line()))
    response = expert.get(page("change", run))
    button = re.search(r"<button[^>]*disabled[^>]*>", response.content.decode())
    assert button
    assert 'aria-describedby="nothing-to-do"' in button[0]
    apply(expert, run)
    assert latest().state == State.CHECKED


def test_refused_rows_are_downloaded_with_their_reasons_and_cannot_run(expert: Client) -> None:
    bad = line('=cmd|"x"!A1', county="ناکجاآباد", legal_id="").replace('"', "")
    run = check(expert, listed(bad, line()))
    workbook = b"".join(expert.get(page("refused", run)))
    rows = list(openpyxl.load_workbook(io.BytesIO(workbook)).active.values)
    assert rows[0][1:3] == ("نام سازمان", "شناسه ملی")
    assert rows[1][0] == "2"
    assert str(rows[1][1]).startswith("'=")
    assert "ناکجاآباد" in rows[1][-1]
    assert len(rows) == 2
    response = expert.get(page("refused", run, "?format=csv"))
    assert "attachment" in response["Content-Disposition"]
    assert "'=cmd" in b"".join(response).decode("utf-8-sig")
    assert expert.get(page("refused", run, "?format=exe")).status_code == 404


def test_the_file_comes_back_as_it_was_sent(expert: Client) -> None:
    content = listed(line())
    run = check(expert, content, name="فهرست ۱.csv")
    response = expert.get(page("file", run))
    assert b"".join(response) == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_page_of_rows_costs_the_same_queries_whatever_their_number(
    expert: Client, django_assert_max_num_queries: Any
) -> None:
    before = [line(f"انجمن پیشین {number}", legal_id="") for number in range(60)]
    apply(expert, check(expert, listed(*before)))
    kept = [f"{changed[:-2]}46" for changed in before]
    new = [line(f"انجمن نو {number}", legal_id="") for number in range(60)]
    refused = [line(f"انجمن رد {number}", legal_id="", county="ناکجا") for number in range(60)]
    run = check(expert, listed(*kept, *new, *refused))
    assert (run.created, run.updated, run.rejected) == (60, 60, 60)
    for tile in ("created", "updated", "rejected"):
        # Two of them for what an unknown county may mean: counties, and the province's names.
        with django_assert_max_num_queries(17):
            expert.get(page("change", run, f"?rows={tile}"))


def test_the_list_costs_the_same_queries_whatever_its_length(
    expert: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(5):
        send(expert, listed(line()))
    with django_assert_max_num_queries(13):
        expert.get(reverse("admin:imports_run_changelist"))


def test_rows_are_looked_for_in_any_spelling_and_by_what_is_wrong(expert: Client) -> None:
    lines = [
        line(f"انجمن شمارهٔ {n}", legal_id=legal_id(900_100 + n), county="ناکجا") for n in range(12)
    ]
    lines.append(line("مؤسسهٔ یکتای کاشان", legal_id="123"))
    run = check(expert, listed(*lines))
    found = expert.get(page("change", run, "?rows=rejected&q=موسسه يكتا")).context["outcome"]
    assert [row.number for row in found.rows] == [14]
    found = expert.get(page("change", run, "?rows=rejected&q=۹۰۰۱")).context["outcome"]
    assert found.is_narrowed
    found = expert.get(page("change", run, "?rows=rejected&field=county")).context["outcome"]
    assert len(found.rows) == 12
    assert [name for name, _title, _count in found.problem_fields] == ["county", "legal_id"]
    assert not expert.get(page("change", run, "?field=%00")).context["outcome"].is_narrowed
    assert (
        "q=" in expert.get(page("change", run, "?rows=rejected&q=انجمن")).context["outcome"].query
    )


def test_what_is_masked_is_not_looked_through(expert: Client, cast: Any) -> None:
    lines = [
        line(f"انجمن {n}", legal_id=legal_id(900_200 + n), mobile=f"0970111000{n % 10}")
        for n in range(12)
    ]
    run = check(expert, listed(*lines))
    address = page("change", run, "?rows=created&q=09701110003")
    assert len(expert.get(address).context["outcome"].rows) == 1
    with scope.system():
        outcome = Outcome(
            run, user=cast.national_auditor, tile="created", page=None, sought="0970111"
        )
        assert not outcome.is_unmasked
        assert not outcome.rows
