"""Importing a list on the screen: the file, its columns, the check, the report."""

import io
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts import scope
from imports import services
from imports.models import Run, State
from imports.outcome import Outcome
from ngos.models import NGO
from persian.numbers import persian_digits
from tests.cast import legal_id, make_ngo, province, signed_in

DATA = Path(__file__).parent.parent / "data"
ADD = "/office/imports/run/add/"
HEAD = "نام سازمان,شناسه ملی,شهرستان,موضوع فعالیت,گستره,تلفن همراه,تعداد اعضا"

pytestmark = pytest.mark.django_db


def line(name: str = "انجمن آزمون واردات", **cells: Any) -> str:
    values = {
        "name": name,
        "legal_id": legal_id(900_001),
        "county": "کاشان",
        "field": "خیریه",
        "level": "شهرستانی",
        "mobile": "09700000001",
        "members": "45",
        **cells,
    }
    return ",".join(str(value) for value in values.values())


def listed(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


def send(client: Client, content: bytes, name: str = "list.csv", at: str = "اصفهان") -> Any:
    with scope.system():
        home = province(at).pk
    file = SimpleUploadedFile(name, content)
    return client.post(ADD, {"kind": "ngos", "province": home, "file": file})


def page(name: str, run: Run, query: str = "") -> str:
    return reverse(f"admin:imports_run_{name}", args=(run.pk,)) + query


def latest() -> Run:
    with scope.system():
        return Run.objects.order_by("-pk").first()


def chosen(run: Run, **changes: str) -> dict[str, str]:
    """The form of the columns as it is shown, with some choices changed by place."""
    shown = {f"column-{index}": name or "" for index, name in enumerate(run.columns)}
    read_as = f"{run.encoding}|{run.delimiter}|{run.sheet}|{run.header_row}"
    return {"read_as": read_as, **shown, **{f"column-{key[1:]}": to for key, to in changes.items()}}


def check(client: Client, content: bytes, **options: Any) -> Run:
    response = send(client, content, **options)
    assert response.status_code == 302, text_of(response)
    run = latest()
    response = client.post(page("columns", run), chosen(run))
    assert response.status_code == 302, text_of(response)
    return latest()


def apply(client: Client, run: Run, **data: str) -> Any:
    shown = {"checked_at": run.checked_at.isoformat() if run.checked_at else "", **data}
    return client.post(page("apply", run), shown, follow=True)


def text_of(response: Any) -> str:
    text = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def expert(cast: SimpleNamespace) -> Client:
    return signed_in(cast.isfahan_expert)


# -- the whole way ------------------------------------------------------------------------------


def test_the_register_of_isfahan_is_imported_from_the_file_to_the_list(expert: Client) -> None:
    content = (DATA / "ngos_isfahan_cp1256.csv").read_bytes()
    run = check(expert, content, name="ngos_isfahan_cp1256.csv")
    shown = text_of(expert.get(page("change", run)))
    assert (run.created, run.repeated, run.rejected) == (1781, 24, 19)
    assert "ثبت ۱٬۷۸۱" in shown
    report = text_of(apply(expert, run))
    assert latest().state == State.APPLIED
    assert "۱٬۷۸۱" in report
    with scope.system():
        assert NGO.objects.filter(province__name="اصفهان").count() == 1782  # one was there before
    assert "۱٬۷۸۲" in text_of(expert.get(reverse("admin:ngos_ngo_changelist")))


def test_a_workbook_with_two_sheets_offers_both_and_opens_the_one_with_the_list(
    cast: SimpleNamespace,
) -> None:
    client = signed_in(cast.qazvin_director)
    content = (DATA / "ngos_qazvin.xlsx").read_bytes()
    assert send(client, content, name="ngos_qazvin.xlsx", at="قزوین").status_code == 302
    run = latest()
    response = client.get(page("columns", run))
    sheets = [value for value, _label in response.context["layout"].fields["sheet"].choices]
    assert len(sheets) == 2
    assert run.sheet in sheets
    other = next(sheet for sheet in sheets if sheet != run.sheet)
    refused = client.post(page("columns", run), {"reread": "1", "sheet": other, "header_row": ""})
    assert refused.status_code in (200, 302)
    back = {"reread": "1", "sheet": run.sheet, "header_row": str(run.header_row)}
    assert client.post(page("columns", run), back).status_code == 302
    assert client.post(page("columns", latest()), chosen(latest())).status_code == 302
    assert latest().created == 239


# -- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", "خالی"),
        (b"%PDF-1.7 ...", "list.csv", "PDF"),
        (b"\x89PNG\r\n", "list.xlsx", "تصویر"),
        (b"\x00\x00\x00", "nul.csv", "خالی"),
        (HEAD.encode(), "head.csv", "ردیف"),
        (b"PK\x03\x04broken", "list.xlsx", "خراب"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(
    expert: Client, content: bytes, name: str, said: str
) -> None:
    response = send(expert, content, name)
    assert response.status_code == 200
    assert said in str(response.context["form"].errors["file"])
    assert latest() is None


def test_a_file_above_the_limit_is_refused_without_being_kept(
    expert: Client, settings: Any
) -> None:
    settings.IMPORT_MAX_SIZE = 1 << 20
    response = send(expert, listed(line()) + b"\n" * (3 << 20))
    assert response.status_code == 200
    assert "مگابایت" in str(response.context["form"].errors["file"])
    assert latest() is None


def test_sending_without_a_file_says_what_is_missing(expert: Client) -> None:
    response = expert.post(ADD, {"kind": "ngos"})
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"file", "province"}


def test_the_form_is_protected_against_other_sites(cast: SimpleNamespace) -> None:
    client = signed_in(cast.isfahan_expert)
    client.handler.enforce_csrf_checks = True
    assert send(client, listed(line())).status_code == 403
    assert latest() is None


@pytest.mark.parametrize(
    "name", ["فهرست\x00\n.csv", "‮cs.exe.csv", "ا" * 300 + ".csv", "../../x.csv"]
)
def test_a_strange_file_name_is_kept_as_text_alone(expert: Client, name: str) -> None:
    assert send(expert, listed(line()), name).status_code == 302
    kept = latest().file_name
    assert kept.endswith(".csv")
    assert not set(kept) & set("\x00\n/\u202e")
    assert latest().file.name.startswith("imports/")


def test_the_empty_list_can_be_filled_in_and_is_recognised_wholly(expert: Client) -> None:
    response = expert.get("/office/imports/run/template/ngos/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    content = io.BytesIO()
    book.active["C2"] = ""
    book.active["D2"], book.active["E2"] = "اصفهان", "کاشان"
    book.save(content)
    run = check(expert, content.getvalue(), name="filled.xlsx")
    assert None not in run.columns
    assert (run.created, run.rejected, run.warned) == (1, 0, 0)


def test_an_unknown_empty_list_is_not_found(expert: Client) -> None:
    assert expert.get("/office/imports/run/template/nothing/").status_code == 404


# -- the columns --------------------------------------------------------------------------------


def test_columns_show_their_values_and_how_sure_the_guess_is(expert: Client) -> None:
    head = "نام سازمان,شناسه ملی,موضوع فعالیتها,چیز دیگر"
    send(expert, listed(f"انجمن یک,{legal_id(1)},خیریه,الف", "انجمن دو,,ورزشی,ب", head=head))
    response = expert.get(page("columns", latest()))
    rows = {row["title"]: row for row in response.context["rows"]}
    assert rows["نام سازمان"]["samples"] == ["انجمن یک", "انجمن دو"]
    assert rows["نام سازمان"]["sureness"] == "certain"
    assert rows["موضوع فعالیتها"]["sureness"] == "alike"
    assert rows["چیز دیگر"]["sureness"] == "left-out"
    assert "کنار گذاشته می‌شود" in text_of(response)


def test_two_columns_given_to_one_field_are_told_at_both_and_choices_stay(expert: Client) -> None:
    send(expert, listed(line()))
    run = latest()
    response = expert.post(page("columns", run), chosen(run, c5="name", c6="phone"))
    form = response.context["columns"]
    assert response.status_code == 200
    assert set(form.errors) == {"column-0", "column-5"}
    assert form["column-6"].value() == "phone"
    assert latest().state == State.UPLOADED


def test_rows_that_nothing_tells_apart_are_not_checked(expert: Client) -> None:
    send(expert, listed(line()))
    run = latest()
    response = expert.post(page("columns", run), chosen(run, c0="", c1=""))
    assert response.status_code == 200
    assert "نام" in str(response.context["columns"].non_field_errors())


def test_a_field_that_does_not_exist_is_refused(expert: Client) -> None:
    send(expert, listed(line()))
    run = latest()
    response = expert.post(page("columns", run), chosen(run, c6="is_charity"))
    assert response.status_code == 200
    assert "column-6" in response.context["columns"].errors


def test_the_file_is_read_in_another_way_when_a_person_says_so(expert: Client) -> None:
    head = HEAD.replace(",", ";")
    send(expert, listed(line().replace(",", ";"), head=head))
    run = latest()
    assert run.delimiter == ";"
    asked = {"reread": "1", "encoding": "utf-8", "delimiter": ",", "header_row": "۱"}
    expert.post(page("columns", run), asked)
    assert latest().delimiter == ","
    assert len(latest().header) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"header_row": "۹۹"}, "header_row"),
        ({"header_row": "سه"}, "header_row"),
        ({"header_row": "0"}, "header_row"),
        ({"encoding": "rot13"}, "encoding"),
        ({"encoding": "utf-16-le"}, "encoding"),
        ({"delimiter": "xx"}, "delimiter"),
    ],
)
def test_a_reading_that_fails_is_told_at_its_field_and_changes_nothing(
    expert: Client, changed: dict[str, str], field: str
) -> None:
    send(expert, listed(line()))
    run = latest()
    asked = {"reread": "1", "encoding": "utf-8", "delimiter": ",", "header_row": "1", **changed}
    response = expert.post(page("columns", run), asked)
    assert response.status_code == 200
    assert field in response.context["layout"].errors
    assert latest().header == run.header


def test_choices_made_for_another_reading_are_not_taken(expert: Client) -> None:
    send(expert, listed(line(), line("انجمن دو", legal_id="")))
    run = latest()
    with scope.system():
        Run.objects.filter(pk=run.pk).update(header_row=2)
    response = expert.post(page("columns", run), chosen(run))
    assert response.status_code == 200
    assert latest().state == State.UPLOADED


def test_a_file_applied_before_is_told(expert: Client) -> None:
    run = check(expert, listed(line()))
    apply(expert, run)
    send(expert, listed(line()))
    assert expert.get(page("columns", latest())).context["earlier"].pk == run.pk


# -- the check ----------------------------------------------------------------------------------


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


# -- applying -----------------------------------------------------------------------------------


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


# -- cost ---------------------------------------------------------------------------------------


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
        with django_assert_max_num_queries(13):
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
