"""Who reaches the rows of women, in raw SQL too: their own office's carers and nobody else."""

import json

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from beneficiaries.records.models import Beneficiary
from imports import services
from imports.models import Run
from tests.beneficiaries.rows import make_woman, of_women
from tests.cast import county, make_user, national_id, province, signed_in

pytestmark = pytest.mark.django_db
TABLES = (
    "records_beneficiary", "records_beneficiaryevent", "records_householdmember",
    "records_householdmemberevent", "safeguards_consent", "safeguards_consentevent",
    "safeguards_look", "safeguards_opening", "safeguards_note", "safeguards_noteevent",
    "safeguards_question", "safeguards_transfer", "safeguards_officekey", "intake_draft",
    "intake_search", "assessments_questionnaire", "assessments_questionnaireevent",
    "assessments_version", "assessments_assessment", "assessments_assessmentevent",
    *(
        f"care_{name}{history}"
        for name in ("goal", "service", "referral", "enrolment", "casenote", "complaint",
                     "outcome", "incomecheck", "graduation")
        for history in ("", "event")
    ),
)  # fmt: skip
OWN = {"gilan_director", "gilan_expert", "rasht_expert", "rasht_case_worker"}
OTHERS = (
    "national_expert", "national_auditor", "gilan_auditor", "gilan_secretary", "gilan_chair",
    "rasht_secretary", "rasht_chair", "rasht_ngo_officer", "isfahan_expert", "qazvin_director",
)  # fmt: skip


def rows_of(person, table: str) -> int:
    """How many rows a person reaches; none where they may not even ask."""
    with scope.enter(scope.of(person)):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                return cursor.fetchone()[0]
        except ProgrammingError:  # permission denied for the table
            return 0


@pytest.fixture
def women(cast):
    make_user(Role.COUNTY_EXPERT, at="گیلان/رشت")
    with scope.system():
        of_women(cast.rasht_ngo)
    return cast


@pytest.mark.parametrize("person", sorted(OWN))
def test_the_carers_of_her_office_reach_her(women, person):
    found = {table: rows_of(getattr(women, person), table) for table in TABLES}
    # A note that is in nobody's caseload of the province's office needs a broken glass there.
    closed = {"safeguards_note", "safeguards_noteevent"} if person.startswith("gilan") else set()
    assert {table for table, rows in found.items() if rows == 0} - closed == set()


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_else_reaches_anything_of_her(women, person):
    assert {table: rows_of(getattr(women, person), table) for table in TABLES} == dict.fromkeys(
        TABLES, 0
    )


def test_a_case_worker_changes_records_and_no_ngo(women):
    with scope.enter(scope.of(women.rasht_case_worker)):
        assert Beneficiary.objects.update(job="خیاط") == 1
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ngos_ngo SET name = name")
            assert cursor.rowcount == 0


def test_no_constraint_tells_that_another_office_has_a_number(women):
    """The same number may stand in two offices; who types it learns nothing."""
    number = national_id(770_100)
    with scope.system():
        make_woman({"province": province("گیلان"), "county": county("بندر انزلی")}, 770_100)
    with scope.enter(scope.of(women.rasht_case_worker)):
        own = make_woman({"province": province("گیلان"), "county": county("رشت")}, 770_100)
        assert Beneficiary.objects.filter(national_id=number).get() == own
        asked = json.dumps([{
            "id": 0, "province_id": own.province_id, "county_id": county("بندر انزلی").pk,
            "national_id": number,
        }])  # fmt: skip
        with (
            pytest.raises(DatabaseError, match="This index is not asked"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "SELECT scope_taken('woman_once_in_an_office'::regclass, %s::jsonb)", [asked]
            )


def test_a_list_of_women_is_an_import_that_only_their_carers_see(cast):
    content = "نام,نام خانوادگی,کد ملی\nزهرا,نمونه,9991000011\n".encode()
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        run = services.upload(
            actor=expert, kind="beneficiaries", province=cast.rasht_ngo.province,
            file=ContentFile(content, "women.csv"), file_name="women.csv",
        )  # fmt: skip
        services.check_run(actor=expert, run=run)
    for person in (cast.gilan_auditor, cast.national_auditor, cast.national_expert):
        for table in ("imports_run", "imports_row", "imports_reading"):
            assert rows_of(person, table) == 0
        page = signed_in(person).get(reverse("admin:imports_run_changelist"))
        assert "women.csv" not in page.content.decode()
    assert rows_of(expert, "imports_row") == 1
    with scope.enter(scope.of(cast.gilan_director)):
        assert Run.objects.count() == 1


def test_the_ministry_is_offered_no_import_of_women(cast):
    page = signed_in(cast.national_expert).get(reverse("admin:imports_run_add"))
    assert 'value="ngos"' in page.content.decode()
    assert 'value="beneficiaries"' not in page.content.decode()
