"""Lists of unknown words, imported as an office would: by its services, on the page, by command."""

import io
import json
import random
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts import scope
from imports import services
from imports.models import Meaning, Row, Run
from licensing.models import Licence
from ngos.models import NGO
from tests import cast
from tests.browser import sign_in
from tests.imports.factory import (
    LICENCE_TITLES,
    as_csv,
    checked,
    codes,
    imported,
    licence_row,
    licences,
    ngo_file,
    ngo_row,
    problems,
    totals,
)

pytestmark = pytest.mark.usefixtures("everything")


def listed(field: str, *words: Any, **cells: Any) -> bytes:
    """A file of NGOs that have these words in one column."""
    return ngo_file(*(ngo_row(n, **{field: word}, **cells) for n, word in enumerate(words, 1)))


def stored(column: str) -> list[Any]:
    return list(NGO.objects.order_by("legal_id").values_list(column, flat=True))


def answered(run: Run, **meanings: dict[str, str]) -> Run:
    services.correct(actor=None, run=run, meanings=meanings)
    return services.check_run(actor=None, run=run)


def test_words_of_a_status_are_known_and_unknown_ones_are_never_active() -> None:
    """«تعلیق شده» and «ابطال شده» stood in the register as active."""
    words = (
        "فعال", "غیر فعال", "نیمه فعال", "فعال است", "بله", "TRUE", "دارای مجوز", "مجوز ندارد",
        "متقاضی مجوز است", "منقضی", "در حال تمدید", "تعلیق شده", "لغو مجوز", "منحل شده",
        "ابطال شده",
    )  # fmt: skip
    run = imported(listed("status", *words))
    assert stored("status") == [
        "active", "inactive", "unknown", "active", "unknown", "unknown", "unknown", "unknown",
        "applicant", "unknown", "unknown", "suspended", "revoked", "dissolved", "revoked",
    ]  # fmt: skip
    assert totals(run) == {"read": 15, "created": 15, "warned": 7}


def test_a_word_is_told_to_resemble_only_what_is_nearly_the_same() -> None:
    """«بله» was said to be perhaps «لغوشده», «منقضی» «متقاضی»."""
    run = checked(listed("status", "بله", "منقضی", "در حال تمدید", "فعل", "نیمه فعال"))
    near = {word["word"]: word["near"] for word in run.words["status"]}
    assert near == {
        "بله": [], "منقضی": [], "در حال تمدید": [], "فعل": ["فعال"], "نیمه فعال": ["فعال"],
    }  # fmt: skip
    told = problems(run)[0]["message"]
    assert "واژه‌های رایج این‌هاست: متقاضی، فعال، غیرفعال، تعلیق، لغوشده، منحل" in told


def test_a_list_without_issuer_level_and_status_asserts_none_of_them() -> None:
    imported(listed("county", "رشت"))
    ngo = NGO.objects.get()
    assert (ngo.issuer, ngo.activity_level, ngo.status) == ("", "", "unknown")


def test_an_unknown_issuer_is_no_ministry_and_an_unknown_level_no_county() -> None:
    rows = [ngo_row(1, activity_level="روستایی"), ngo_row(2, activity_level="شهرستان رشت")]
    titles = ["نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "گستره فعالیت", "مرجع صدور"]
    issuers = ("سازمان ناشناخته", "اداره کل بهزیستی استان")
    lines = [[*row.values(), issuer] for row, issuer in zip(rows, issuers, strict=True)]
    imported(as_csv([titles, *lines]))
    assert stored("issuer") == ["", "welfare"]
    assert stored("activity_level") == ["", "county"]


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        ("وزارت کشور", "moi"),
        ("استانداری گیلان", "moi"),
        ("فرمانداری رشت", "moi"),
        ("کشور", "moi"),
        ("سازمان بهزیستی کشور", "welfare"),
        ("نیروی انتظامی", "police"),
        ("وزارت ورزش و جوانان", "youth"),
        ("سازمان تبلیغات اسلامی", "other"),
        ("کمیته امداد", "other"),
        ("وزارت فرهنگ و ارشاد", "other"),
        ("وزرات کشور", ""),
    ],
)
def test_issuers_of_real_lists(written: str, issuer: str) -> None:
    titles = ["نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "مرجع صدور"]
    imported(as_csv([titles, [*ngo_row().values(), written]]))
    assert stored("issuer") == [issuer]


def test_a_file_fills_a_status_that_is_not_known_and_changes_none_that_is() -> None:
    unknown = cast.make_ngo(status="unknown", legal_id=cast.legal_id(500_001))
    known = cast.make_ngo(status="active", legal_id=cast.legal_id(500_002))
    run = imported(listed("status", "تعلیق شده", "تعلیق شده"))
    unknown.refresh_from_db()
    known.refresh_from_db()
    assert (unknown.status, known.status) == ("suspended", "active")
    assert (3, "status", "differs_from_register") in codes(run)


def test_several_fields_in_a_cell_are_the_first_and_other_ones() -> None:
    """Ten of ten rows were refused."""
    cells = (
        "خیریه، آموزشی", "خیریه/محیط زیست", "خیریه - فرهنگی", "آموزش و خیریه", "1- خیریه 2- آموزش",
        "خیریه\nآموزش", "فرهنگی، اجتماعی و هنری", "خیریه؛ درمان", "امور خیریه و کمک به نیازمندان",
        "زنان/ کودکان", "زنان و خانواده",
    )  # fmt: skip
    run = imported(listed("field", *cells))
    assert totals(run)["created"] == 11
    found = {
        ngo.legal_id: (ngo.field.name, *ngo.other_fields.values_list("name", flat=True))
        for ngo in NGO.objects.order_by("legal_id")
    }
    assert list(found.values()) == [
        ("خیریه", "آموزش"),
        ("خیریه", "محیط زیست"),
        ("خیریه", "فرهنگی و مذهبی"),
        ("آموزش", "خیریه"),
        ("خیریه", "آموزش"),
        ("خیریه", "آموزش"),
        ("فرهنگی و مذهبی", "اجتماعی", "هنری"),
        ("خیریه", "سلامت و درمان"),
        ("خیریه",),
        ("زنان و خانواده",),
        ("زنان و خانواده",),
    ]
    assert totals(run)["warned"] == 10
    assert [word["word"] for word in run.words["field"]] == ["کمک به نیازمندان", "کودکان"]
    again = imported(listed("field", *cells))
    assert totals(again)["unchanged"] == 11


def test_undoing_takes_back_the_other_fields_too() -> None:
    run = imported(listed("field", "خیریه، آموزشی"))
    services.undo_run(actor=None, run=run)
    assert not NGO.objects.exists()
    assert not NGO.other_fields.through.objects.exists()


def test_an_ngo_whose_field_is_not_known_is_registered_as_such_and_warned_of() -> None:
    run = imported(listed("field", "تعلیم و تربیت", ""))
    assert [ngo.field.name for ngo in NGO.objects.all()] == ["تعیین‌نشده"] * 2
    assert codes(run) == [(2, "field", "unknown"), (3, "field", "not_told")]


def test_one_answer_holds_for_all_rows_of_a_word() -> None:
    run = checked(listed("field", "تعلیم و تربیت", "خیریه", "تعلیم  و تربیت", "قرآنی"))
    assert [(word["word"], word["rows"], word["meaning"]) for word in run.words["field"]] == [
        ("تعلیم و تربیت", 2, None),
        ("قرآنی", 1, None),
    ]
    run = answered(run, field={"تعلیم و تربیت": "آموزش"})
    services.apply_run(actor=None, run=run)
    assert [ngo.field.name for ngo in NGO.objects.order_by("legal_id")] == [
        "آموزش", "خیریه", "آموزش", "تعیین‌نشده",
    ]  # fmt: skip


def test_a_word_that_is_said_to_say_nothing_leaves_its_field_empty_without_a_warning() -> None:
    run = checked(listed("county", "رشت/لاهیجان", "رشت"))
    assert totals(run) == {"read": 2, "created": 1, "rejected": 1}
    run = answered(run, county={"رشت/لاهیجان": ""})
    assert totals(run) == {"read": 2, "created": 2}
    services.apply_run(actor=None, run=run)
    assert [ngo.county and ngo.county.name for ngo in NGO.objects.order_by("legal_id")] == [
        None, "رشت",
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["رشت - مرکزی", "شهرستان رشت", "شهر رشت", "رشت (بخش مرکزی)"])
def test_a_county_is_found_beside_words_that_every_county_has(written: str) -> None:
    imported(listed("county", written))
    assert NGO.objects.get().county.name == "رشت"  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["گیلان", "استان گیلان", "تمام شهرستان ها", "کل استان"])
def test_what_names_all_counties_names_none_and_is_told(written: str) -> None:
    run = imported(listed("county", written))
    assert codes(run) == [(2, "county", "no_single")]
    assert NGO.objects.get().county is None


@pytest.mark.parametrize("written", ["رشت/لاهیجان", "کوچصفهان", "رشتت"])
def test_what_is_no_county_of_the_list_is_refused_and_never_taken_for_a_near_one(
    written: str,
) -> None:
    run = checked(listed("county", written))
    assert codes(run) == [(2, "county", "unknown")]


def test_what_an_office_answered_is_remembered_once_it_is_applied_and_told() -> None:
    run = answered(checked(listed("status", "نیمه فعال")), status={"نیمه فعال": "غیرفعال"})
    assert not Meaning.objects.exists()
    services.apply_run(actor=None, run=run)
    again = checked(ngo_file(ngo_row(7, status="نیمه فعال")))
    [word] = again.words["status"]
    assert (word["meaning"], word["source"]) == ("غیرفعال", "remembered")
    services.apply_run(actor=None, run=again)
    assert stored("status") == ["inactive", "inactive"]
    elsewhere = checked(ngo_file(ngo_row(8, county=None, status="نیمه فعال")), province="قزوین")
    assert elsewhere.words["status"][0]["meaning"] is None


def test_an_answer_of_today_outweighs_what_is_remembered() -> None:
    Meaning.objects.create(
        province=cast.province("گیلان"), kind="ngos", field="status", word="نیمهفعال",
        meaning="غیرفعال",
    )  # fmt: skip
    run = answered(checked(listed("status", "نیمه فعال")), status={"نیمه فعال": "فعال"})
    services.apply_run(actor=None, run=run)
    assert stored("status") == ["active"]
    assert Meaning.objects.get().meaning == "فعال"


def test_what_is_remembered_can_be_put_aside_and_is_forgotten_then() -> None:
    services.apply_run(
        actor=None,
        run=answered(checked(listed("status", "نیمه فعال")), status={"نیمه فعال": "غیرفعال"}),
    )
    again = checked(ngo_file(ngo_row(7, status="نیمه فعال")))
    assert [doubt["code"] for doubt in again.doubts] == ["remembered_word"]
    services.correct(actor=None, run=again, meanings={"status": {"نیمه فعال": None}})
    again = services.check_run(actor=None, run=again)
    assert again.words["status"][0]["meaning"] is None
    assert Meaning.objects.exists()
    services.apply_run(actor=None, run=again)
    assert stored("status") == ["inactive", "unknown"]
    assert not Meaning.objects.exists()


def test_a_word_with_a_number_of_a_person_is_not_asked_about_and_not_remembered() -> None:
    run = checked(listed("status", f"نیمه فعال {cast.national_id(1)}", "نیمه 09700000001"))
    assert run.words == {}


@pytest.mark.parametrize(
    ("field", "meaning", "code"),
    [
        ("status", "خوب", "no_word_in_use"),
        ("name", "فعال", "not_of_words"),
        ("x", "", "not_of_words"),
    ],
)
def test_only_words_in_use_are_meanings(field: str, meaning: str, code: str) -> None:
    run = checked(listed("status", "نیمه فعال"))
    with pytest.raises(services.ImportRefused) as refusal:
        services.correct(actor=None, run=run, meanings={field: {"نیمه فعال": meaning}})
    assert refusal.value.code == code


def test_kinds_of_licences_are_known_by_their_words_or_asked_about() -> None:
    kinds = {
        "اصولی": "principle_approval",
        "پروانه تاسیس": "activity_licence",
        "پروانه بهره‌برداری": "activity_licence",
        "پروانه فعالیت (تمدید)": "activity_licence",
        "تمدید پروانه": "activity_licence",
        "موافقت اصولی": "principle_approval",
        "اعتبارنامه": "credential",
        "قطعی": None, "موقت": None, "دائم": None, "مجوز": None, "تأسیس": None,
    }  # fmt: skip
    rows = [licence_row(n, kind=kind) for n, kind in enumerate(kinds, 1)]
    run = licences(*rows)
    found = dict(Licence.objects.values_list("number", "kind"))
    assert found == {f"{n}/1401": kind for n, kind in enumerate(kinds.values(), 1) if kind}
    assert {word["word"] for word in run.words["licence_kind"]} == {
        word for word, kind in kinds.items() if kind is None
    }


def test_kinds_that_are_asked_about_are_taken_once_they_are_answered() -> None:
    run = checked(as_csv([LICENCE_TITLES, licence_row(1, kind="قطعی")]), kind="licences")
    assert totals(run)["rejected"] == 1
    answered(run, licence_kind={"قطعی": "پروانه فعالیت"})
    services.apply_run(actor=None, run=run)
    assert Licence.objects.get().kind == "activity_licence"


def test_that_there_is_a_licence_is_not_its_number() -> None:
    run = imported(listed("licence_no", "دارد", "ندارد", "1401/125"))
    assert stored("licence_no") == ["", "", "1401/125"]
    assert codes(run) == [(2, "licence_no", "not_a_number_of_paper")]


def test_a_column_that_asks_whether_an_ngo_is_active_is_answered_by_yes_and_no() -> None:
    answers = ("فعال", "غیرفعال", "بله", "خیر", "✓", "*", "TRUE", "0", "1", "✔", "دارد", "ندارد")
    titles = ["نام سازمان", "شناسه ملی", "شهرستان", "موضوع فعالیت", "فعال/غیرفعال", "پروانه فعالیت"]
    lines = [
        [*ngo_row(n).values(), answer, ("ندارد", "دارد")[n % 2]]
        for n, answer in enumerate(answers, 1)
    ]
    imported(as_csv([titles, *lines]))
    yes, no = "active", "inactive"
    assert stored("status") == [yes, no, yes, no, yes, yes, yes, no, yes, yes, yes, no]
    assert set(stored("licence_no")) == {""}


def test_whatever_stands_in_columns_of_words_what_is_not_known_stays_unknown() -> None:
    made = random.Random(7)
    letters = "ابپتجحدرزسشعغفقکگلمنوهی"
    rows = [
        ngo_row(
            n,
            **{
                field: " ".join(
                    "".join(made.choices(letters, k=made.randint(5, 9)))
                    for _word in range(made.randint(1, 3))
                )
                for field in ("status", "activity_level", "ngo_type", "field")
            },
        )
        for n in range(1, 121)
    ]
    run = imported(ngo_file(*rows))
    assert totals(run) == {"read": 120, "created": 120, "warned": 120}
    assert set(NGO.objects.values_list("status", "activity_level", "ngo_type", "issuer")) == {
        ("unknown", "", "", "")
    }
    assert set(NGO.objects.values_list("field__name", flat=True)) == {"تعیین‌نشده"}


# -- on the page of the check --------------------------------------------------------------------


@pytest.fixture
def gilan(cast: SimpleNamespace) -> Client:
    from tests.cast import signed_in

    return signed_in(cast.gilan_expert)


def test_the_page_of_the_check_asks_and_takes_an_answer_for_all_rows(
    gilan: Client, cast: SimpleNamespace
) -> None:
    run = checked(listed("status", "نیمه فعال", "نیمه فعال", "فعال"), actor=cast.gilan_expert)
    address = reverse("admin:imports_run_change", args=(run.pk,))
    shown = gilan.get(address).content.decode()
    assert "این واژه یعنی" in shown
    assert "نیمه فعال" in shown
    checked_at = re.search(r'name="checked_at" value="([^"]+)"', shown)
    assert checked_at is not None
    form = {"checked_at": checked_at[1], "word-status-0": "غیرفعال"}
    answer = gilan.post(reverse("admin:imports_run_words", args=(run.pk,)), form, follow=True)
    assert answer.status_code == 200
    run.refresh_from_db()
    assert run.meanings == {"status": {"نیمهفعال": "غیرفعال"}}
    assert totals(run) == {"read": 3, "created": 3}
    statuses = Row.objects.filter(run=run).order_by("number").values_list("values__status")
    assert [status for (status,) in statuses] == ["inactive", "inactive", "active"]


def test_an_answer_to_what_is_no_longer_shown_is_not_taken(
    gilan: Client, cast: SimpleNamespace
) -> None:
    run = checked(listed("status", "نیمه فعال"), actor=cast.gilan_expert)
    form = {"checked_at": "2020-01-01T00:00:00+00:00", "word-status-0": "غیرفعال"}
    gilan.post(reverse("admin:imports_run_words", args=(run.pk,)), form)
    run.refresh_from_db()
    assert run.meanings == {}


@pytest.mark.browser
def test_a_person_says_what_a_word_means_in_the_browser(
    transactional_db: None, page: Page, live: str, cast: SimpleNamespace
) -> None:
    with scope.enter(scope.of(cast.gilan_expert)):
        run = checked(listed("status", "نیمه فعال", "نیمه فعال", "فعال"), actor=cast.gilan_expert)
    sign_in(page, cast.gilan_expert)
    page.goto(f"{live}{reverse('admin:imports_run_change', args=(run.pk,))}")
    page.get_by_label("معنای «نیمه فعال»").select_option("غیرفعال")
    page.get_by_role("button", name="به کار بردن این معناها").click()
    expect(page.get_by_label("معنای «نیمه فعال»")).to_have_value("غیرفعال")
    expect(page.get_by_text("معنای ۱ واژه برای همهٔ ردیف‌ها به کار رفت.")).to_be_visible()


# -- by command ----------------------------------------------------------------------------------


def test_the_command_names_unknown_words_and_takes_their_meaning(tmp_path: Any) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(listed("status", "نیمه فعال", "فعال"))

    def run(*words: str) -> dict[str, Any]:
        printed = io.StringIO()
        options = {"province": "گیلان", "json": True, "dry_run": not words, "words": list(words)}
        call_command("import_registry", "ngos", str(path), stdout=printed, **options)
        return json.loads(printed.getvalue())

    assert run()["words"]["status"][0]["word"] == "نیمه فعال"
    assert run("وضعیت:نیمه فعال=غیرفعال")["warned"] == 0
    assert stored("status") == ["inactive", "active"]
