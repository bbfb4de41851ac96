"""Lists of licences as offices keep them become the licences of the register."""

import io
import json
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts import scope
from accounts.models import PolicySetting
from imports import services
from imports.models import Run
from imports.registry import registry_of
from imports.templates_file import empty_workbook
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.models.licence import LicenceState
from licensing.policies.licences import LICENCE_MONTHS
from ngos.models import NGO
from persian.dates import jalali_iso, to_gregorian, to_jalali
from tests import cast
from tests.cast import make_ngo, signed_in
from tests.imports.factory import (
    WIDE_TITLES,
    as_csv,
    as_workbook,
    codes,
    imported,
    licence_row,
    licences,
    ngo_file,
    ngo_row,
    problems,
    totals,
)

SAMPLE = Path(__file__).parent.parent / "data" / "licences_qazvin.csv"
EXPECTED = json.loads(SAMPLE.with_name(f"{SAMPLE.name}.expected.json").read_text("utf-8"))
NARROW = (
    "شماره پروانه", "نام تشکل", "نوع مجوز", "تاریخ صدور", "مدت اعتبار(ماه)", "تاریخ انقضا",
    "شماره جلسه", "تاریخ جلسه",
)  # fmt: skip
WORDS = {LicenceKind.ACTIVITY: "پروانه فعالیت", LicenceKind.PRINCIPLE_APPROVAL: "موافقت"}
EIGHT_SPELLINGS = (
    "۱۴۰۱/۰۶/۰۹", "1401/6/9", "01/06/09", "9/6/1401", "1401-06-09", "14010609", "۹ شهریور ۱۴۰۱",
    "44804",
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(everything):
    """The register as a job sees it."""


def counted():
    """How many licences there are, as the expectations name them: «1401:پروانه فعالیت»."""
    return Counter(
        f"{to_jalali(licence.issued_on).year}:{WORDS[LicenceKind(licence.kind)]}"
        for licence in Licence.objects.all()
    )


def outcome(**options):
    told = io.StringIO()
    call_command(
        "import_registry", "licences", str(SAMPLE), province=EXPECTED["province"], json=True,
        stdout=told, stderr=io.StringIO(), **options,
    )  # fmt: skip
    return json.loads(told.getvalue())


def only():
    return Licence.objects.get()


# -- the list of Qazvin ------------------------------------------------------------------------


def test_the_counts_of_each_year_and_kind_come_out_of_what_was_imported():
    told = outcome()
    counts = ("read", "created", "rejected", "repeated", "warned", "brought")
    assert [told[name] for name in counts] == [EXPECTED["data_rows"]] * 2 + [0, 0, 0, 57]
    assert None not in told["columns"].values()
    with scope.system():
        assert counted() == EXPECTED["per_year"]
        assert NGO.objects.filter(province__name="قزوین").count() == 57


def test_the_same_list_again_changes_nothing():
    outcome()
    with scope.system():
        before = list(Licence.objects.order_by("pk").values()), list(NGO.objects.values())
    told = outcome()
    assert (told["unchanged"], told["created"], told["updated"], told["brought"]) == (57, 0, 0, 0)
    with scope.system():
        assert (list(Licence.objects.order_by("pk").values()), list(NGO.objects.values())) == before


def test_a_dry_run_tells_the_same_and_registers_nothing():
    told = outcome(dry_run=True)
    assert (told["created"], told["brought"]) == (57, 57)
    with scope.system():
        assert not NGO.objects.exists()


def test_an_expert_of_the_office_imports_and_undoes_it(db):
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="قزوین")
    told = outcome(username=expert.username)
    with scope.enter(scope.of(expert)):
        run = Run.objects.get(pk=told["run"])
        assert counted() == EXPECTED["per_year"]
        ngo = NGO.objects.get(licence_no="1/1401")
        assert ngo.events.order_by("pgh_id").first().pgh_context["run"] == run.pk
        services.undo_run(actor=expert, run=run)
        assert (Licence.objects.count(), NGO.objects.count()) == (0, 0)


def test_by_the_screen_it_takes_the_steps_of_every_import(cast):
    client = signed_in(cast.qazvin_director)
    with SAMPLE.open("rb") as file:
        form = {
            "kind": "licences", "province": str(cast.qazvin_director.province_id), "file": file,
        }  # fmt: skip
        columns = client.post(reverse("admin:imports_run_add"), form)
    with scope.enter(scope.of(cast.qazvin_director)):
        run = Run.objects.get()
    page = client.get(columns.url)
    given = {f"column-{index}": name or "" for index, name in enumerate(run.columns)}
    read_as = page.context["columns"].reading(run)
    checked = client.post(columns.url, {**given, "read_as": read_as}, follow=True)
    assert "ثبت ۵۷ مجوز" in checked.content.decode()
    with scope.system():
        run.refresh_from_db()
    apply = reverse("admin:imports_run_apply", args=(run.pk,))
    done = client.post(apply, {"checked_at": run.checked_at.isoformat()}, follow=True)
    assert "۵۷ سمن تازه همراه آن‌ها ثبت شد" in done.content.decode()
    with scope.system():
        assert counted() == EXPECTED["per_year"]


# -- one below the other -----------------------------------------------------------------------


def narrow(**cells):
    usual = dict(
        zip(
            ("number", "name", "kind", "issued_on", "months", "expires_on", "session_no",
             "session_on"),
            ("12/1401", "انجمن یاری", "پروانه فعالیت", "1401/06/09", "", "", "", ""),
            strict=True,
        )
    )  # fmt: skip
    return licences(list({**usual, **cells}.values()), titles=NARROW)


def test_every_column_of_the_narrow_list_is_known(register):
    run = narrow(session_no="۳", session_on="1401/06/01", expires_on="1404/06/09")
    assert totals(run) == {"read": 1, "created": 1, "brought": 1}
    assert None not in run.columns
    licence = only()
    assert (licence.number, licence.session_no) == ("12/1401", "3")
    assert jalali_iso(licence.session_on) == "1401/06/01"
    assert jalali_iso(licence.expires_on) == "1404/06/09"


@pytest.mark.parametrize("spelled", EIGHT_SPELLINGS)
def test_the_day_of_issue_is_read_however_it_is_spelled(register, spelled):
    narrow(issued_on=spelled)
    assert jalali_iso(only().issued_on) == "1401/06/09"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("موافقت", LicenceKind.PRINCIPLE_APPROVAL),
        ("موافقت اصولی", LicenceKind.PRINCIPLE_APPROVAL),
        ("موافقت اولیه", LicenceKind.INITIAL_APPROVAL),
        ("پروانه", LicenceKind.ACTIVITY),
        ("پروانهٔ فعاليت", LicenceKind.ACTIVITY),
        ("اعتبارنامه", LicenceKind.CREDENTIAL),
        ("مجوز شعبه", LicenceKind.BRANCH),
    ],
)
def test_the_kind_is_known_by_the_words_of_offices(register, word, kind):
    narrow(kind=word)
    assert only().kind == kind


@pytest.mark.parametrize(
    ("kind", "months", "written", "end"),
    [
        ("پروانه فعالیت", "", "", "1403/06/09"),
        ("اعتبارنامه", "", "", "1403/06/09"),
        ("پروانه فعالیت", "۳۶", "", "1404/06/09"),
        ("موافقت", "", "", None),
        ("موافقت", "6", "", "1401/12/09"),
        ("پروانه فعالیت", "36", "1402/01/01", "1402/01/01"),
    ],
)
def test_a_licence_ends_as_the_file_says_else_after_its_months_else_after_the_usual_term(
    register, kind, months, written, end
):
    narrow(kind=kind, months=months, expires_on=written)
    expires_on = only().expires_on
    assert (jalali_iso(expires_on) if expires_on else None) == end


def test_the_usual_term_is_what_the_office_has_decided(register):
    PolicySetting.objects.create(
        name=LICENCE_MONTHS.name, province=cast.province("گیلان"), value=30
    )
    narrow()
    assert jalali_iso(only().expires_on) == "1403/12/09"


def test_months_that_the_file_changes_change_the_end(register):
    narrow(months="24")
    assert totals(narrow(months="36")) == {"read": 1, "updated": 1}
    assert jalali_iso(only().expires_on) == "1404/06/09"


def test_an_end_that_the_register_knows_is_not_lost_to_the_usual_term(register):
    narrow(expires_on="1405/01/01")
    assert totals(narrow()) == {"read": 1, "unchanged": 1}
    assert jalali_iso(only().expires_on) == "1405/01/01"


def test_a_licence_that_ends_before_it_is_issued_is_refused(register):
    run = narrow(expires_on="1400/01/01")
    assert [code for _row, _field, code in codes(run)] == ["licence_ends_after_it_begins"]


def test_a_number_is_of_one_licence_for_each_kind(register):
    rows = [licence_row(1), licence_row(1, kind="موافقت"), licence_row(1)]
    assert totals(licences(*rows)) == {"read": 3, "created": 2, "repeated": 1, "brought": 1}


def test_each_new_licence_has_a_code_of_its_own(register):
    licences(licence_row(1), licence_row(2))
    first, second = Licence.objects.values_list("verification_code", flat=True)
    assert first != second
    assert len(first) == len(second) == 20


def test_what_was_extended_here_is_not_shortened_by_an_old_list(register):
    narrow()
    Licence.objects.update(extended_by="مصوبهٔ ۵", expires_on=to_gregorian(1404, 6, 9))
    run = narrow(expires_on="1403/06/09")
    assert codes(run) == [(2, "expires_on", "differs_from_register")]
    assert jalali_iso(only().expires_on) == "1404/06/09"


def test_the_register_shows_the_licence_that_was_imported(register):
    make_ngo("انجمن یاری", at="گیلان/رشت")
    narrow()
    assert NGO.objects.get().licence_no == "12/1401"


def test_an_old_list_of_ngos_does_not_change_which_licence_is_shown(register):
    known = make_ngo("انجمن یاری", at="گیلان/رشت")
    narrow()
    row = ngo_row(legal_id=known.legal_id, name=known.name, licence_no="1/1390")
    run = imported(ngo_file(row))
    assert codes(run) == [(2, "licence_no", "differs_from_register")]
    assert totals(run) == {"read": 1, "unchanged": 1, "warned": 1}


# -- a column a year ---------------------------------------------------------------------------


def test_a_column_a_year_is_known_and_the_day_that_is_not_is_warned_about(register):
    line = ["مؤسسهٔ گسترده", cast.legal_id(1), "11/1400", "12/1401 مورخ 1401/03/05", "1405/03/05"]
    content = as_workbook([WIDE_TITLES, line])
    run = imported(content, kind="licences", name="list.xlsx")
    assert codes(run) == [(2, "issued_on", "day_not_known")]
    first, second = Licence.objects.order_by("issued_on")
    assert [jalali_iso(day) for day in (first.issued_on, second.issued_on)] == [
        "1400/01/01", "1401/03/05",
    ]  # fmt: skip
    assert {first.kind, second.kind} == {LicenceKind.ACTIVITY}
    assert jalali_iso(second.expires_on) == "1405/03/05"


def test_a_column_of_a_year_to_come_is_refused(register):
    titles = (*WIDE_TITLES[:3], "پروانه ۱۴۹۰")
    line = ["مؤسسهٔ گسترده", cast.legal_id(1), "11/1400", "12/1490"]
    run = imported(as_workbook([titles, line]), kind="licences", name="list.xlsx")
    assert codes(run)[-1] == (2, "issued_on", "future_date")
    assert totals(run) == {"read": 2, "created": 1, "rejected": 1, "warned": 1, "brought": 1}


# -- one in force at a time --------------------------------------------------------------------


def at(number, day, **cells):
    """A licence of one and the same NGO."""
    return licence_row(1, number=number, issued_on=day, **cells)


def test_of_two_that_overlap_the_older_is_superseded(register):
    licences(at("2", "1401/06/01"), at("1", "1400/02/01"), at("7", "1396/01/01"))
    states = {item.number: (item.state, item.state_since) for item in Licence.objects.all()}
    assert states == {
        "7": (LicenceState.VALID, None),
        "1": (LicenceState.SUPERSEDED, to_gregorian(1401, 6, 1)),
        "2": (LicenceState.VALID, None),
    }
    assert NGO.objects.get().licence_no == "2"


def test_an_older_licence_than_the_registered_one_is_superseded_by_it(register):
    licences(at("2", "1401/06/01"))
    assert totals(licences(at("1", "1400/02/01"))) == {"read": 1, "created": 1}
    assert Licence.objects.get(number="1").state == LicenceState.SUPERSEDED


def test_a_newer_one_than_the_registered_one_in_force_is_refused_in_the_words_of_the_rule(register):
    licences(at("1", "1400/02/01"))
    run = licences(at("2", "1401/06/01"))
    assert codes(run) == [(2, "licence_no", "licence_one_in_force")]
    assert totals(run) == {"read": 1, "rejected": 1}
    assert "پروانه" in problems(run)[0]["message"]


def test_an_end_that_would_reach_into_the_next_licence_is_refused(register):
    licences(at("1", "1398/01/01"), at("2", "1401/06/01"))
    titles = ("نام سازمان", "شناسه ملی", "نوع مجوز", "شماره", "تاریخ انقضا")
    row = ["انجمن دارندهٔ 1", cast.legal_id(600_001), "پروانه فعالیت", "1", "1402/01/01"]
    run = licences(row, titles=titles)
    assert codes(run) == [(2, "licence_no", "licence_one_in_force")]


def test_a_revoked_one_stands_in_nobody_s_way(register):
    licences(at("1", "1400/02/01"))
    Licence.objects.update(state=LicenceState.REVOKED, state_since=to_gregorian(1401, 1, 1))
    assert totals(licences(at("2", "1401/06/01"))) == {"read": 1, "created": 1}


# -- the empty workbook ------------------------------------------------------------------------


def test_the_empty_workbook_is_understood_when_it_comes_back(register):
    file = empty_workbook(registry_of("licences"), cast.province("گیلان").pk)
    titles = next(openpyxl.load_workbook(file).worksheets[0].values)
    own = [title for title in titles if title]
    run = licences(["x"] * len(own), titles=own)
    assert run.columns == list(registry_of("licences").stored())


def test_a_file_without_kinds_is_not_checked(register):
    with pytest.raises(services.ImportRefused) as refused:
        imported(as_csv([["نام تشکل", "شماره پروانه"], ["انجمن", "1"]]), kind="licences")
    assert refused.value.code == "column_missing"
    assert "نوع" in str(refused.value)
