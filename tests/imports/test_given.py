"""One value for all rows of what a file does not tell, and what is taken as unknown."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import scope
from imports import services
from imports.services import ImportRefused
from licensing.models import Licence
from ngos import completeness
from ngos.models import NGO
from ngos.policies.registers import FIELD_MAY_BE_UNKNOWN
from tests import cast
from tests.imports.factory import as_csv, checked, codes, imported, sent, totals
from tests.imports.screens import chosen, latest, page, send, text_of
from tests.imports.test_import_policies import decide

HEAD = ["نام سازمان", "شناسه ملی"]


def line(number, *more):
    return [f"انجمن {number}", cast.legal_id(710_000 + number), *more]


def given(content, values, **options):
    run = sent(content, **options)
    run = services.correct(actor=None, run=run, given=values)
    return services.check_run(actor=None, run=run)


@pytest.fixture
def _as_a_job(db: None):
    with scope.system():
        yield


job = pytest.mark.usefixtures("_as_a_job")


@job
def test_all_rows_have_the_value_and_the_report_says_so():
    values = {"field": "خیریه", "county": "شهرستان رشت", "status": "غیرفعال"}
    run = given(as_csv([HEAD, line(1), line(2)]), values)
    run = services.apply_run(actor=None, run=run)
    assert totals(run) == {"read": 2, "created": 2}
    told = NGO.objects.values_list("field__name", "county__name", "status", "is_charity")
    assert set(told) == {("خیریه", "رشت", "inactive", True)}
    assert [(d["code"], d["field"]) for d in run.doubts] == [
        ("given_for_all", name) for name in values
    ]


@job
def test_what_the_register_knows_of_known_rows_stays():
    imported(as_csv([[*HEAD, "موضوع فعالیت", "گستره"], line(1, "آموزش", "ملی")]))
    run = given(as_csv([HEAD, line(1), line(2)]), {"field": "خیریه", "activity_level": "استانی"})
    services.apply_run(actor=None, run=run)
    known = NGO.objects.order_by("legal_id").values_list("field__name", "activity_level")
    assert list(known) == [("آموزش", "national"), ("خیریه", "provincial")]
    assert (run.created, run.unchanged) == (1, 1)


@job
def test_a_given_county_tells_rows_without_a_number_apart():
    first = as_csv([["نام سازمان", "شهرستان", "موضوع"], ["انجمن مهر", "رشت", "خیریه"]])
    imported(first)
    again = as_csv([["نام سازمان", "موضوع"], ["انجمن مهر", "خیریه"]])
    assert totals(given(again, {"county": "رشت"})) == {"read": 1, "unchanged": 1}


@job
def test_the_kind_of_all_licences_of_a_file():
    titles = ["نام سازمان", "شناسه ملی", "شماره پروانه", "تاریخ صدور"]
    run = given(
        as_csv([titles, line(1, "12/1401", "1401/02/13")]), {"licence_kind": "اعتبارنامه"},
        kind="licences",
    )  # fmt: skip
    services.apply_run(actor=None, run=run)
    assert Licence.objects.get().kind == "credential"


@job
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"field": "ناکجا"}, "given_wrong"),
        ({"field": "-"}, "given_wrong"),
        ({"name": "انجمن"}, "given_unknown"),
        ({"legal_id": "99900001010"}, "given_unknown"),
        ({"چیز": "انجمن"}, "given_unknown"),
    ],
)
def test_what_cannot_be_one_for_all_is_refused(values, code):
    run = sent(as_csv([HEAD, line(1)]))
    with pytest.raises(ImportRefused) as refused:
        services.correct(actor=None, run=run, given=values)
    assert refused.value.code == code


@job
def test_a_column_of_the_file_is_no_place_for_one_value():
    run = sent(as_csv([[*HEAD, "شهرستان"], line(1, "رشت")]))
    with pytest.raises(ImportRefused) as refused:
        services.correct(actor=None, run=run, given={"county": "فومن"})
    assert refused.value.code == "given_twice"


@job
def test_a_list_without_fields_of_activity_comes_in_and_counts_as_incomplete():
    run = imported(as_csv([HEAD, line(1), line(2)]))
    assert totals(run) == {"read": 2, "created": 2, "warned": 2}
    assert [problem[1:] for problem in codes(run)] == [(None, "not_told")] * 2
    ngo = NGO.objects.first()
    assert "field" in [part.code for part in completeness.missing(ngo)]
    assert NGO.objects.filter(completeness.PARTS[0].lacking).count() == 2


@job
def test_a_known_ngo_keeps_its_field_where_a_list_has_none():
    imported(as_csv([[*HEAD, "موضوع"], line(1, "آموزش")]))
    assert imported(as_csv([HEAD, line(1)])).unchanged == 1
    assert NGO.objects.get().field.name == "آموزش"


@job
def test_an_office_may_refuse_rows_without_a_field():
    decide(FIELD_MAY_BE_UNKNOWN, False)
    run = checked(as_csv([HEAD, line(1)]))
    assert codes(run) == [(2, None, "missing")]


@job
def test_undoing_takes_back_what_was_given():
    run = given(as_csv([HEAD, line(1)]), {"field": "خیریه"})
    run = services.apply_run(actor=None, run=run)
    services.undo_run(actor=None, run=run)
    assert not NGO.objects.exists()


# -- on the command line --------------------------------------------------------------------------


def command(tmp_path, content, **options):
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    options = {"province": "گیلان", **options}
    call_command("import_registry", "ngos", str(file), stdout=out, stderr=err, **options)
    return out.getvalue() if options.get("json") else err.getvalue()


def test_the_command_takes_columns_and_values(db, tmp_path):
    content = as_csv([["نام سازمان", "کد ما", "جا"], ["انجمن یک", "12", "رشت"]])
    options = {"column": ["كد ما=کد رهگیری", "جا=شهرستان"], "given": ["موضوع فعالیت=خیریه"]}
    told = json.loads(command(tmp_path, content, json=True, **options))
    assert told["columns"] == {"نام سازمان": "name", "کد ما": "external_ref", "جا": "county"}
    assert told["sureness"] == {"نام سازمان": "sure", "کد ما": "chosen", "جا": "chosen"}
    assert (told["given"], told["created"]) == ({"field": "خیریه"}, 1)


def test_a_column_can_be_left_out_and_another_take_its_place(db, tmp_path):
    content = as_csv([["نام", "عنوان سازمان"], ["الف", "انجمن یک"]])
    told = json.loads(command(tmp_path, content, json=True, column=["نام=name"]))
    assert told["columns"] == {"نام": "name", "عنوان سازمان": None}
    content = as_csv([["نام", "تلفن"], ["انجمن دو", "01333112200"]])
    left = json.loads(command(tmp_path, content, json=True, column=["تلفن="]))
    assert left["columns"] == {"نام": "name", "تلفن": None}


def test_the_command_prints_how_sure_each_column_is(db, tmp_path):
    told = command(tmp_path, as_csv([["نام سازمان", "موبایل پیشکار"], ["انجمن یک", "1"]]))
    assert "نام سازمان\tنام\tقطعی (از روی عنوان)" in told
    assert "موبایل پیشکار\t-\tنامطمئن" in told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"column": ["ناکجا=نام"]}, "ستونی با عنوان «ناکجا»"),
        ({"column": ["نام سازمان=ناکجا"]}, "فیلدی با نام «ناکجا»"),
        ({"column": ["نام سازمان"]}, "نام سازمان"),
        ({"given": ["ناکجا=خیریه"]}, "فیلدی با نام «ناکجا»"),
        ({"given": ["field=ناکجا"]}, "ناکجا"),
    ],
)
def test_unknown_titles_and_fields_are_told_in_words(db, tmp_path, options, words):
    with pytest.raises(CommandError, match=words):
        command(tmp_path, as_csv([["نام سازمان"], ["انجمن یک"]]), **options)


# -- on the screen --------------------------------------------------------------------------------


def test_the_page_asks_for_what_the_file_lacks(expert: Client):
    send(expert, as_csv([["نام سازمان", "شهرستان"], ["انجمن یک", "کاشان"]]))
    run = latest()
    response = expert.get(page("columns", run))
    asked = [field.name for field in response.context["columns"].for_all]
    assert "given-field" in asked
    assert "آنچه فایل نمی‌گوید" in text_of(response)
    data = {**chosen(run), "given-field": "خیریه", "given-county": "کاشان"}
    assert expert.post(page("columns", run), data).status_code == 302
    run = latest()
    assert run.given == {"field": "خیریه"}  # the county is a column of the file
    assert run.created == 1


def test_the_page_says_what_is_from_memory_and_reads_afresh_at_once(expert: Client):
    content = as_csv([["نام سازمان", "کد ما"], ["انجمن یک", "12"]])
    send(expert, content)
    run = latest()
    expert.post(page("columns", run), chosen(run, c1="external_ref"))
    with scope.system():
        services.apply_run(actor=None, run=latest())
    send(expert, content)
    run = latest()
    assert run.columns == ["name", "external_ref"]
    told = text_of(expert.get(page("columns", run)))
    assert "ستون‌های «کد ما»" in told
    assert expert.post(page("columns", run), {"afresh": "1"}).status_code == 302
    assert latest().columns == ["name", None]
    assert "برداشته شد" not in text_of(expert.get(page("columns", run)))
