"""Lists of funding as offices keep them become allocations of the register."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.urls import reverse

from accounts import scope
from imports import services
from imports.models import Run
from imports.registry import registry_of
from imports.tables import table_of
from imports.understanding import understand
from letters.models import Counterpart
from programs.money.models import Allocation, Source
from programs.money.services.sums import by_priority
from tests import cast
from tests.cast import signed_in
from tests.imports.factory import as_csv, codes, imported, problems, sent, totals

SAMPLE = Path(__file__).parents[2] / "data" / "funding_qazvin.csv"
EXPECTED = json.loads(SAMPLE.with_name(f"{SAMPLE.name}.expected.json").read_text("utf-8"))
TITLES = ("دستگاه", "سال", "اولویت", "مبلغ تخصیص (تومان)", "هزینه‌کرد (تومان)", "شماره سند")

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(everything):
    """The register as a job sees it."""


def outcome(**options):
    told = io.StringIO()
    call_command(
        "import_registry", "funding", str(SAMPLE), province=EXPECTED["province"], json=True,
        stdout=told, stderr=io.StringIO(), **options,
    )  # fmt: skip
    return json.loads(told.getvalue())


def row(**cells):
    usual = {
        "agency": "اداره کل بهزیستی", "year": "1401", "priority": "خانواده",
        "amount": "100,000,000", "spent": "40,000,000", "document": "12/1401",
    }  # fmt: skip
    return list({**usual, **cells}.values())


def funding(*rows, titles=TITLES, **options):
    return imported(as_csv([titles, *rows]), kind="funding", **options)


def per_agency():
    return {
        each.counterpart.name: [each.allocated, each.spent]
        for each in Allocation.objects.select_related("counterpart")
    }


# -- the list of Qazvin ------------------------------------------------------------------------


def test_twenty_eight_milliard_rial_come_out_and_what_is_overspent_is_refused_with_its_reason():
    told = outcome()
    counts = ("read", "created", "repeated", "warned", "brought")
    assert [told[name] for name in counts] == [EXPECTED["data_rows"], EXPECTED["accepted"], 0, 0, 4]
    refused = [
        {"row": each["row"], "column": each["field"]}
        for each in told["problems"] if each["severity"] == "error"
    ]  # fmt: skip
    assert refused == EXPECTED["rejected"]
    assert "۱٬۲۰۰٬۰۰۰٬۰۰۰" in next(each["message"] for each in told["problems"])
    assert None not in told["columns"].values()
    with scope.system():
        total = Allocation.objects.aggregate(total=Sum("allocated"))["total"]
        assert total == EXPECTED["total_rial"]
        assert per_agency() == EXPECTED["per_agency"]


def test_the_sources_of_a_list_are_as_large_as_what_it_allocates_and_add_up_by_priority():
    outcome()
    with scope.system():
        sources = Source.objects.values_list("amount", "allocated", "is_listed")
        assert {(amount - allocated, listed) for amount, allocated, listed in sources} == {
            (0, True)
        }
        sums = {each.name: each.allocated for each in by_priority(1401) if each.allocated}
    assert sums == {
        "جوانی جمعیت": 13_630_000_000,
        "توانمندسازی زنان": 7_090_000_000,
        "آسیب‌های اجتماعی": 7_280_000_000,
    }


def test_the_same_list_again_changes_nothing():
    outcome()
    with scope.system():
        before = [list(model.objects.order_by("pk").values()) for model in (Allocation, Source)]
    told = outcome()
    assert (told["unchanged"], told["created"], told["updated"], told["brought"]) == (4, 0, 0, 0)
    with scope.system():
        after = [list(model.objects.order_by("pk").values()) for model in (Allocation, Source)]
    assert after == before


def test_an_expert_of_the_office_imports_and_undoes_it_and_no_source_is_left(db):
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="قزوین")
    told = outcome(username=expert.username)
    with scope.enter(scope.of(expert)):
        run = Run.objects.get(pk=told["run"])
        allocation = Allocation.objects.get(document_no="547/1401")
        assert allocation.events.get().pgh_context["run"] == run.pk
        services.undo_run(actor=expert, run=run)
        left = [model.objects.count() for model in (Allocation, Source, Counterpart)]
        assert left == [0, 0, 0]


def test_by_the_screen_it_takes_the_steps_of_every_import(cast):
    client = signed_in(cast.qazvin_director)
    with SAMPLE.open("rb") as file:
        form = {
            "kind": "funding", "province": str(cast.qazvin_director.province_id), "file": file,
        }  # fmt: skip
        columns = client.post(reverse("admin:imports_run_add"), form)
    with scope.enter(scope.of(cast.qazvin_director)):
        run = Run.objects.get()
    page = client.get(columns.url)
    given = {f"column-{index}": name or "" for index, name in enumerate(run.columns)}
    read_as = page.context["columns"].reading(run)
    checked = client.post(columns.url, {**given, "read_as": read_as}, follow=True)
    assert "ثبت ۴ تخصیص" in checked.content.decode()
    with scope.system():
        run.refresh_from_db()
    apply = reverse("admin:imports_run_apply", args=(run.pk,))
    client.post(apply, {"checked_at": run.checked_at.isoformat()}, follow=True)
    with scope.system():
        assert per_agency() == EXPECTED["per_agency"]


# -- other lists -------------------------------------------------------------------------------


def test_a_list_in_million_rials_without_documents_is_understood(register):
    titles = ("ردیف", "نام دستگاه اجرایی", "سال مالی", "محور", "اعتبار مصوب (میلیون ریال)",
              "عملکرد (میلیون ریال)")  # fmt: skip
    run = funding(["1", "بهزیستی", "۱۴۰۲", "آسیب اجتماعی", "500", "100"], titles=titles)
    assert totals(run) == {"read": 1, "created": 1, "brought": 1}
    allocation = Allocation.objects.get()
    assert (allocation.allocated, allocation.spent) == (500_000_000, 100_000_000)
    assert allocation.priority.name == "آسیب‌های اجتماعی"


def test_two_rows_of_one_agency_without_documents_are_two_where_their_amounts_differ(register):
    titles = TITLES[:5]
    rows = [row(amount="100"), row(amount="200"), row(amount="100")]
    run = funding(*([*each[:4], "0"] for each in rows), titles=titles)
    assert totals(run) == {"read": 3, "created": 2, "repeated": 1, "brought": 1}


def test_an_agency_that_is_known_is_found_in_any_spelling(register):
    known = Counterpart.objects.create(province=cast.province("گیلان"), name="اداره کل بهزیستی")
    funding(row(agency="اداره‌کل  بهزيستى"))
    assert Allocation.objects.get().counterpart == known


def test_a_list_does_not_edit_what_is_registered(register):
    funding(row())
    run = funding(row(amount="900,000,000"))
    assert codes(run) == [(2, "allocated", "differs_from_register")]
    assert Allocation.objects.get().allocated == 1_000_000_000


def test_an_unknown_priority_is_asked_about(register):
    run = funding(row(priority="هوافضا"))
    assert [each["field"] for each in problems(run)] == ["priority"]
    assert not Allocation.objects.exists()


def test_a_source_of_another_province_is_not_touched(register):
    funding(row(), province="گیلان")
    funding(row(), province="قزوین")
    assert Source.objects.count() == 2
    assert {each.allocated for each in Source.objects.all()} == {1_000_000_000}


AMOUNTS = {
    "grouped": ["100,000,000", "250,000,000", "1,200,000,000", "75,500,000", "100,000,000"],
    "plain": ["100000000", "250000000", "1200000000", "75500000", "100000000"],
    "with their unit": ["280 میلیون تومان", "۵۰ میلیون تومان", "1 میلیارد ریال", "75 میلیون ریال",
                        "280 میلیون تومان"],
}  # fmt: skip


def understood(*titled):
    """What is understood of columns of a list of funding: field and offers, by title."""
    titles, columns = zip(*titled, strict=True)
    run = sent(as_csv([titles, *zip(*columns, strict=True)]), kind="funding")
    found = understand(table_of(run), registry_of("funding"), run.province_id)
    return {each.title: (each.field, set(each.offers)) for each in found}


@pytest.mark.parametrize("form", AMOUNTS)
def test_money_under_an_unknown_title_is_asked_about_and_never_taken(register, form):
    beside = [("دستگاه", ["اداره کل بهزیستی"] * 5), ("سال", ["1401"] * 5),
              ("اولویت", ["خانواده"] * 5)]  # fmt: skip
    found = understood(*beside, ("ستون پنجم", AMOUNTS[form]))
    field, offers = found["ستون پنجم"]
    assert field is None
    assert {"allocated", "spent"} <= offers
    found = understood(*beside, ("مبلغ تخصیص", AMOUNTS[form]), ("ستون پنجم", AMOUNTS[form]))
    field, offers = found["ستون پنجم"]
    assert (field, "allocated" in offers, "spent" in offers) == (None, False, True)


def test_rows_that_are_numbered_and_years_are_no_money(register):
    beside = [("دستگاه", ["اداره کل بهزیستی"] * 5), ("اولویت", ["خانواده"] * 5),
              ("سال", ["1401"] * 5)]  # fmt: skip
    for values in (["1", "2", "3", "4", "5"], ["1390", "1391", "1399", "1401", "1400"]):
        assert understood(*beside, ("ستون پنجم", values))["ستون پنجم"] == (None, set())


def test_every_title_of_the_empty_file_is_known(register):
    own = [str(column.label) for column in registry_of("funding").stored().values()]
    run = funding(["x"] * len(own), titles=own)
    assert run.columns == list(registry_of("funding").stored())
