"""Importing a list on the screen: the file, and its columns."""

import io
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts import scope
from imports.models import Run, State
from ngos.models import NGO
from tests.cast import legal_id, signed_in
from tests.imports.screens import (
    ADD,
    DATA,
    HEAD,
    apply,
    check,
    chosen,
    latest,
    line,
    listed,
    page,
    send,
    text_of,
)

pytestmark = pytest.mark.django_db


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


def test_a_form_that_comes_back_says_that_its_file_must_be_chosen_again(expert: Client) -> None:
    file = SimpleUploadedFile("list.csv", listed(line()))
    response = expert.post(ADD, {"kind": "", "province": "", "file": file})
    assert "فایل را دوباره انتخاب کنید" in text_of(response)
    response = expert.post(ADD, {"kind": "ngos", "province": ""})
    assert "فایل را دوباره انتخاب کنید" not in text_of(response)


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
    head = "نام سازمان,شناسه ملی,موضوع فعالییت,چیز دیگر"
    send(expert, listed(f"انجمن یک,{legal_id(1)},خیریه,الف", "انجمن دو,,ورزشی,ب", head=head))
    response = expert.get(page("columns", latest()))
    rows = {row["title"]: row for row in response.context["rows"]}
    assert rows["نام سازمان"]["samples"] == ["انجمن یک", "انجمن دو"]
    assert rows["نام سازمان"]["sureness"] == "sure"
    assert rows["موضوع فعالییت"]["sureness"] == "likely"
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
