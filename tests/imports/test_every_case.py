"""Files as offices meet them, read by the command: each comes out right, or is told in words.

What is asked of the others stands in the tests of their kinds; none may be without one.
"""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts import scope
from licensing.models import Licence
from ngos.models import NGO

TESTS = Path(__file__).parents[1]
CASES = TESTS / "data" / "cases"
pytestmark = pytest.mark.django_db

# The same list of a few NGOs in files of different make.
OF_ONE_LIST = (
    "13-biff5-codepage-1256.xls", "13c-biff8.xls", "14-inline-strings.xlsx",
    "14b-no-cell-references.xlsx", "14c-strict-ooxml.xlsx", "16-sep-line-bom.csv",
    "16b-sep-line-quoted.csv", "16c-sep-line-utf16.csv", "18-line-ends-and-trailing-commas.csv",
    "19-two-hundred-columns.xlsx", "21-utf16be-no-mark.csv", "68-libreoffice.ods",
)  # fmt: skip
STRICT_DAYS = ["2015-03-21", "2015-03-22", "2015-03-23", "2015-03-24"]


def told(name, kind="ngos", **options):
    out = io.StringIO()
    options = {"province": "گیلان", "json": True, **options}
    call_command("import_registry", kind, str(CASES / name), stdout=out, stderr=io.StringIO(),
                 **options)  # fmt: skip
    return json.loads(out.getvalue())


def registered(*fields):
    """By the last number of its name, what is registered of each NGO."""
    with scope.system():
        return {
            int(name.split()[-1]): tuple(values) if len(fields) > 1 else values[0]
            for name, *values in NGO.objects.order_by("pk").values_list("name", *fields)
        }


def warned(outcome, field):
    return sorted(
        (each["row"], each["code"]) for each in outcome["problems"] if each["field"] == field
    )


def test_every_file_is_asked_about_somewhere():
    written = [file.read_text() for file in TESTS.rglob("test_*.py")]
    cases = [file.name for file in CASES.iterdir()]
    assert [name for name in cases if not any(f'"{name}"' in text for text in written)] == []


@pytest.mark.parametrize("name", OF_ONE_LIST)
def test_a_list_is_read_whatever_has_made_its_file(name):
    outcome = told(name)
    assert outcome["read"] == outcome["created"] > 3
    assert (outcome["warned"], outcome["problems"]) == (0, [])
    found = registered("county__name", "field__name", "founded_on")
    counties, fields, days = zip(*found.values(), strict=True)
    assert set(counties) <= {"رشت", "لاهیجان", "فومن"}
    assert set(fields) <= {"خیریه", "محیط زیست", "آموزش"}
    if "founded_on" in outcome["columns"].values():
        assert None not in days


@pytest.mark.parametrize("name", ["14c-strict-ooxml.xlsx", "68-libreoffice.ods"])
def test_dates_of_workbooks_are_days(name):
    told(name)
    assert [str(day) for day in registered("founded_on").values()][:4] == STRICT_DAYS


def test_spaces_that_do_not_break_and_lengthened_letters_do_not_matter():
    told("08-nbsp-kashida-joiners.csv")
    with scope.system():
        found = list(NGO.objects.order_by("pk").values_list("name", "registration_no",
                                                           "county__name"))  # fmt: skip
    assert found == [
        ("انجمن مهر", "1234", "رشت"), ("انجمن نور", "567", "صومعه‌سرا"),
        ("انجمن مهربانی", "89", "رشت"), ("انجمن‌نیک", "12 345", "رضوانشهر"),
    ]  # fmt: skip


def test_words_of_a_status_are_taken_as_they_are_meant_and_no_other_says_active():
    outcome = told("12b-status-words.csv")
    assert list(registered("status").values()) == [
        "active", "inactive", "unknown", "active", "unknown", "unknown", "unknown", "unknown",
        "applicant", "unknown", "unknown", "suspended", "revoked", "dissolved", "revoked",
    ]  # fmt: skip
    asked = [each["word"] for each in outcome["words"]["status"]]
    assert asked == [
        "نیمه فعال", "بله", "TRUE", "دارای مجوز", "مجوز ندارد", "منقضی", "در حال تمدید",
    ]  # fmt: skip
    assert len(warned(outcome, "status")) == len(asked)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("20-locked.xlsx", "رمز"),
        ("22-mac-farsi.csv", "به‌عنوان فارسی شناخته نشد"),
        ("22b-iso-8859-6.csv", "به‌عنوان فارسی شناخته نشد"),
    ],
)
def test_what_nobody_can_read_is_refused_in_words(name, words):
    with pytest.raises(CommandError, match=words):
        told(name)


def test_the_second_column_of_a_title_is_left_out_and_told():
    outcome = told("31-title-twice.csv")
    columns = outcome["columns"]
    assert (columns["تلفن"], columns["تلفن (3)"], columns["آدرس (8)"]) == ("phones", None, None)
    assert [doubt["column"] for doubt in outcome["doubts"]] == ["تلفن (3)", "آدرس (8)"]
    assert registered("phone", "mobile")[1] == ("01333112200", None)


def test_no_unknown_word_of_a_real_list_asserts_anything():
    outcome = told("43-words-of-real-lists.csv")
    found = registered("issuer", "activity_level", "ngo_type", "field__name")
    assert {number: row[0] for number, row in found.items()} == {
        1: "moi", 2: "welfare", 3: "police", 4: "other", 5: "other", 6: "other", 7: "youth",
        11: "welfare", 12: "other",
    }  # fmt: skip
    assert {number: row[1] for number, row in found.items()} == {
        1: "county", 2: "", 3: "", 4: "county", 5: "provincial", 6: "national",
        7: "national", 11: "county", 12: "national",
    }  # fmt: skip
    assert [found[number][2] for number in (2, 3, 7, 11)] == [""] * 4
    assert found[4][3] == found[11][3] == "تعیین‌نشده"
    assert outcome["rejected"] == 3
    assert {9, 10, 11} <= {row for row, _code in warned(outcome, "county")}
    assert {"کوچصفهان", "خشکبیجار"} <= {each["word"] for each in outcome["words"]["county"]}


def test_the_first_of_several_fields_is_taken_and_the_others_are_kept():
    outcome = told("44-several-fields.csv")
    assert (outcome["created"], outcome["warned"]) == (10, 10)
    assert list(registered("field__name").values()) == [
        "خیریه", "خیریه", "خیریه", "آموزش", "خیریه", "خیریه", "فرهنگی و مذهبی", "خیریه", "خیریه",
        "زنان و خانواده",
    ]  # fmt: skip
    with scope.system():
        others = {
            int(ngo.name.split()[-1]): {field.name for field in ngo.other_fields.all()}
            for ngo in NGO.objects.prefetch_related("other_fields")
        }
    assert (others[1], others[4], others[5], others[8]) == (
        {"آموزش"}, {"خیریه"}, {"آموزش"}, {"سلامت و درمان"},
    )  # fmt: skip
    assert [each["word"] for each in outcome["words"]["field"]] == ["کمک به نیازمندان", "کودکان"]


def test_files_that_name_an_ngo_more_or_less_fully_meet_the_same_one():
    assert told("64a-without-legal-id.csv")["created"] == 1
    assert told("64b-with-legal-id.csv")["updated"] == 1
    assert told("64c-without-again.csv")["updated"] == 1
    with scope.system():
        assert list(NGO.objects.values_list("legal_id", "member_count")) == [("99900048847", 55)]


def test_kinds_of_licences_are_known_or_asked():
    outcome = told("69-licence-kinds.csv", "licences")
    with scope.system():
        kinds = dict(Licence.objects.values_list("number", "kind"))
    assert kinds == {
        "1402/600": "principle_approval", "1402/604": "activity_licence",
        "1402/605": "activity_licence", "1402/607": "activity_licence",
        "1402/608": "activity_licence", "1402/610": "principle_approval",
        "1402/611": "credential",
    }  # fmt: skip
    asked = [each["word"] for each in outcome["words"]["licence_kind"]]
    assert asked == ["قطعی", "موقت", "دائم", "مجوز", "تأسیس"]
