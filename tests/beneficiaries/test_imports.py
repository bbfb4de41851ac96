"""Lists of women who head households, imported as an office would."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from accounts import scope
from beneficiaries.care.models import Service
from beneficiaries.records.models import Beneficiary, HouseholdMember
from imports import services
from imports.changes import CLOSED
from imports.models import Row, Run, State
from persian.text import fold
from tests import cast
from tests.beneficiaries.rows import make_woman

SAMPLE = Path(__file__).parent.parent / "data" / "beneficiaries_rasht_utf16.txt"
EXPECTED: dict[str, Any] = json.loads(
    SAMPLE.with_name(f"{SAMPLE.name}.expected.json").read_text("utf-8")
)
# What the expectations call a column, and the field of the registry that it is.
FIELDS = {"code": "national_id", "last": "last_name", "birth": "birth_date"}
TOTALS = ("read", "created", "updated", "unchanged", "repeated", "rejected")
AS_EXPECTED = {
    "read": EXPECTED["data_rows"],
    "created": EXPECTED["accepted"],
    "updated": 0,
    "unchanged": 0,
    "repeated": EXPECTED["repeated"],
    "rejected": len(EXPECTED["rejected"]),
}

pytestmark = pytest.mark.django_db


def imported(actor: Any, content: bytes, name: str, kind: str = "beneficiaries") -> Run:
    run = services.upload(
        actor=actor, kind=kind, province=cast.province("گیلان"),
        file=ContentFile(content, name), file_name=name,
    )  # fmt: skip
    services.check_run(actor=actor, run=run)
    return services.apply_run(actor=actor, run=run)


def totals(run: Run) -> dict[str, int]:
    return {name: getattr(run, name) for name in TOTALS}


def refusals(problems: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """(row, field) of each refused row, by the first of its refusals."""
    fields: dict[int, str] = {}
    for problem in problems:
        if problem["severity"] == "error":
            fields.setdefault(problem["row"], problem["field"])
    return sorted(fields.items())


REFUSED = sorted((row["row"], FIELDS[row["column"]]) for row in EXPECTED["rejected"])


@pytest.fixture
def expert() -> Any:
    return cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="گیلان")


def test_the_sample_is_imported_as_expected_and_a_second_time_changes_nothing(expert) -> None:
    with scope.enter(scope.of(expert)):
        run = imported(expert, SAMPLE.read_bytes(), SAMPLE.name)
        listed = Row.objects.filter(run=run).order_by("number").values_list("problems", flat=True)
        assert totals(run) == AS_EXPECTED
        assert run.state == State.APPLIED
        assert None not in run.columns
        assert refusals([each for problems in listed for each in problems]) == REFUSED
        assert (
            Counter(Beneficiary.objects.values_list("headship_cause", flat=True))
            == (EXPECTED["by_cause"])
        )
        for probe in EXPECTED["probes"]:
            assert_registered(probe)
        before = list(Beneficiary.objects.order_by("pk").values())
        again = imported(expert, SAMPLE.read_bytes(), SAMPLE.name)
        assert totals(again) == {**AS_EXPECTED, "created": 0, "unchanged": EXPECTED["accepted"]}
        assert list(Beneficiary.objects.order_by("pk").values()) == before


def assert_registered(probe: dict[str, Any]) -> None:
    woman = Beneficiary.objects.select_related("county").get(national_id=probe["national_code"])
    found = {
        "first_name": fold(woman.first_name),
        "last_name": fold(woman.last_name),
        "birth_date": woman.birth_date.isoformat() if woman.birth_date else None,
        "cause": woman.headship_cause,
        "county": fold(woman.county.name) if woman.county else None,
        "mobile": woman.mobile,
        "children": woman.children,
    }
    folded = {name: fold(probe[name]) for name in ("first_name", "last_name", "county")}
    expected = {**probe, **folded}
    assert found == {name: expected[name] for name in found}


def test_the_command_tells_programs_what_became_of_the_sample(expert) -> None:
    printed = io.StringIO()
    call_command(
        "import_registry", "beneficiaries", str(SAMPLE), province="گیلان",
        username=expert.username, json=True, stdout=printed,
    )  # fmt: skip
    outcome = json.loads(printed.getvalue())
    assert {name: outcome[name] for name in TOTALS} == AS_EXPECTED
    assert refusals(outcome["problems"]) == REFUSED


B1 = (
    "ردیف,نام و نام خانوادگی,نام پدر,کد ملی,تاریخ تولد,علت سرپرستی,تحت تکفل,نهاد حمایتی,موبایل,"
    "شهرستان\n"
    "1,سیده زهرا حسینی,رضا,9991000011,1355/03/12,فوت همسر,3,کمیته امداد و بهزیستی,09700000001,رشت\n"
    "2,مریم آزمونی,علی,9992000023,1360/01/05,مطلقه,2,ندارد,09700000002,شهرستان فومن\n"
)
B2 = (
    "كدملي;نام;نام خانوادگي;ش.ش;تاهل;تعداد فرزند;فرزند1;فرزند2;بيمه;مسكن;مهارت;درآمد(تومان);شبا\n"
    "9993000035;زهرا;نمونه;125;بيوه;2;علي;سارا;سلامت;استيجاري;خياطي;2500000;"
    "IR239990000000000000123456\n"
    "9995000040;ليلا;آزمون;44;مطلقه;1;رضا;;بدون بيمه;ملكي;;0;\n"
)


def test_a_list_with_whole_names_and_several_supporters(expert) -> None:
    with scope.enter(scope.of(expert)):
        run = imported(expert, b"\xef\xbb\xbf" + B1.encode(), "b1.csv")
        assert (run.created, run.rejected) == (2, 0)
        woman = Beneficiary.objects.get(national_id="9991000011")
        assert (woman.first_name, woman.last_name) == ("سیده زهرا", "حسینی")
        assert (woman.supporters, woman.dependents) == (["relief", "welfare"], 3)
        assert Beneficiary.objects.get(national_id="9992000023").supporters == []


def test_a_list_with_children_beside_their_mothers(expert) -> None:
    with scope.enter(scope.of(expert)):
        run = imported(expert, B2.encode("cp1256"), "b2.csv")
        assert (run.created, run.rejected) == (2, 0)
        woman = Beneficiary.objects.get(national_id="9993000035")
        assert (woman.income, woman.housing, woman.insurance) == (25_000_000, "rent", "health")
        assert woman.booklet_no == "125"
        names = HouseholdMember.objects.order_by("pk").values_list("full_name", flat=True)
        assert sorted(names) == sorted(["علی", "سارا", "رضا"])
        services.undo_run(actor=expert, run=run)
        assert not Beneficiary.objects.exists()
        assert not HouseholdMember.objects.exists()


HOUSEHOLDS = (
    "کد ملی سرپرست,نام عضو,نسبت,کد ملی,تاریخ تولد,تحصیلات\n"
    "9993000035,علی نمونه,فرزند,9991000011,1390/05/06,ابتدایی\n"
    "9993000035,سارا نمونه,دختر,,1393/01/02,\n"
    "9990000000,رضا گمشده,فرزند,,,\n"
    "9995000131,مینا ناشناس,فرزند,,,\n"
)


def test_members_of_households_are_given_to_their_heads(expert) -> None:
    with scope.enter(scope.of(expert)):
        imported(expert, B2.encode("cp1256"), "b2.csv")
        file = ContentFile(HOUSEHOLDS.encode(), "h.csv")
        run = services.upload(
            actor=expert, kind="households", province=cast.province("گیلان"), file=file,
            file_name="h.csv",
        )  # fmt: skip
        assert None not in run.columns
        services.check_run(actor=expert, run=run)
        run = services.apply_run(actor=expert, run=run)
        # Her son and her daughter are there already, under their first names alone.
        assert (run.created, run.rejected) == (2, 2)
        woman = Beneficiary.objects.get(national_id="9993000035")
        names = woman.members.exclude(birth_date=None).values_list("full_name", flat=True)
        assert sorted(names) == sorted(["علی نمونه", "سارا نمونه"])
        services.undo_run(actor=expert, run=run)
        assert woman.members.exclude(birth_date=None).count() == 0


def test_a_list_shows_nothing_of_what_stands_in_a_record_that_is_closed(db):
    """Else whoever has her number would read her record without opening it."""
    people = cast.make_cast()
    expert = people.gilan_expert
    with scope.system():
        woman = make_woman(
            {"province": cast.province("گیلان"), "county": cast.county("رشت")}, 790_001,
            case_worker=people.rasht_case_worker, headship_cause="husband_imprisoned",
            mobile="09700000079", job="قالی‌باف",
        )  # fmt: skip
    content = (
        "نام,نام خانوادگی,کد ملی,شهرستان,علت سرپرستی,موبایل,شغل\n"
        f"زهرا,نمونه,{woman.national_id},رشت,فوت همسر,09700000080,خیاط\n"
    ).encode()
    with scope.enter(scope.of(expert)):
        run = services.upload(
            actor=expert, kind="beneficiaries", province=woman.province,
            file=ContentFile(content, "list.csv"), file_name="list.csv",
        )  # fmt: skip
        services.check_run(actor=expert, run=run)
        assert run.updated == 1
    page = cast.signed_in(expert).get(
        reverse("admin:imports_run_change", args=[run.pk]), {"rows": "updated"}
    )
    text = page.content.decode().translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    assert "خیاط" in text
    assert CLOSED in text
    for stored in ("قالی‌باف", "09700000079", str(woman.get_headship_cause_display())):
        assert stored not in text


def test_a_list_of_services_is_given_to_the_women_of_the_office_once(cast):
    content = (
        "کد ملی,نوع خدمت,شرح خدمت,مبلغ (تومان),تاریخ خدمت,ارائه‌دهنده\n"
        "9991000011,نقدی,کمک نوروز,2000000,1403/12/20,کمیته امداد\n"
        "9991000011,سبد کالا,سبد ماه رمضان,,1403/12/01,\n"
        "9992000023,وام,وام اشتغال,1,1403/11/01,\n"  # whom the office has not
        "9991000011,نقدی,کمک نوروز,2000000,20/12/1403,کمیته امداد\n"
    ).encode()
    with scope.system():
        at = {"province": cast.rasht_ngo.province, "county": cast.rasht_ngo.county}
        woman = make_woman(at, 730_500, national_id="9991000011")
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        run = imported(expert, content, "services.csv", "services")
        assert (run.created, run.rejected) == (2, 1), [row.problems for row in run.rows.all()]
        again = imported(expert, content, "again.csv", "services")
        assert (again.created, again.rejected) == (0, 1)
        given = Service.objects.filter(beneficiary=woman).order_by("given_on")
        assert [(each.kind, each.value, each.provider) for each in given] == [
            ("goods", None, "office"), ("cash", 20_000_000, "agency"),
        ]  # fmt: skip
