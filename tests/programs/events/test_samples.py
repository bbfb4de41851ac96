"""Lists of events and of who came, imported as an office would."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from accounts import scope
from imports import services
from imports.models import Row, Run, State
from persian.dates import jalali_iso
from programs.events.models import Attendance, Centre, Cohort, Event, Participant, Session
from tests import cast as people
from tests.imports.test_samples import TOTALS, expectations, expected_totals, refusals, totals

DATA = Path(__file__).parents[2] / "data"
EVENTS, ATTENDANCE = DATA / "events_qazvin.csv", DATA / "attendance_gilan.csv"

pytestmark = pytest.mark.django_db
every_sample = pytest.mark.parametrize("sample", [EVENTS, ATTENDANCE], ids=lambda path: path.stem)


def imported(content: bytes, name: str, kind: str, actor: Any) -> Run:
    run = services.upload(
        actor=actor, kind=kind, province=actor.province,
        file=ContentFile(content, name), file_name=name,
    )  # fmt: skip
    services.check_run(actor=actor, run=run)
    return services.apply_run(actor=actor, run=run)


def of_sample(sample: Path, actor: Any) -> Run:
    return imported(sample.read_bytes(), sample.name, expectations(sample)["kind"], actor)


def expert_of(sample: Path) -> Any:
    return people.make_user(people.Role.PROVINCIAL_EXPERT, at=expectations(sample)["province"])


def problems_of(run: Run) -> list[dict[str, Any]]:
    rows = Row.objects.filter(run=run).order_by("number")
    return [each for listed in rows.values_list("problems", flat=True) for each in listed]


def expected_refusals(expected: dict[str, Any]) -> list[tuple[int, str]]:
    return sorted((row["row"], row["column"]) for row in expected["rejected"])


@every_sample
def test_a_list_is_imported_as_expected(sample):
    expected, actor = expectations(sample), expert_of(sample)
    with scope.enter(scope.of(actor)):
        run = of_sample(sample, actor)
        assert totals(run) == expected_totals(expected)
        assert refusals(problems_of(run)) == expected_refusals(expected)
        if expected["kind"] == "events":
            years = [(jalali_iso(day)[:4], kind) for day, kind in
                     Event.objects.values_list("starts_on", "kind")]  # fmt: skip
            assert Counter(year for year, _kind in years) == expected["per_year"]
            words = {"course": "دوره آموزشی", "meeting": "نشست", "conference": "همایش"}
            per_type = Counter(f"{year}:{words[kind]}" for year, kind in years)
            assert per_type == expected["per_type"]


def test_who_came_is_there_with_course_cohorts_and_centres():
    expected, actor = expectations(ATTENDANCE), expert_of(ATTENDANCE)
    with scope.enter(scope.of(actor)):
        run = of_sample(ATTENDANCE, actor)
        course = Event.objects.get()
        assert course.title == "آموزش برنامه‌های اجتماع‌محور"
        assert (jalali_iso(course.starts_on), jalali_iso(course.ends_on)) == (
            "1400/10/24", "1400/10/26",
        )  # fmt: skip
        cohorts = Counter(Participant.objects.values_list("cohort__number", flat=True))
        assert {str(number): count for number, count in cohorts.items()} == expected["per_cohort"]
        roles = Counter(each.get_role_display() for each in Participant.objects.all())
        labels = {"Facilitator": "تسهیلگر", "Technical officer": "مسئول فنی"}
        roles = Counter({labels.get(name, name): count for name, count in roles.items()})
        assert sum(roles.values()) == 250
        assert sorted(roles.values()) == sorted(expected["by_role"].values())
        third = Session.objects.get(cohort__number=3)
        assert jalali_iso(third.held_on) == "1400/10/26"
        assert Attendance.objects.filter(is_present=True).count() == 250
        centres = Centre.objects.count()
        assert centres == Participant.objects.values("centre").distinct().count()
        assert run.brought == 1 + 3 + 3 + centres


@every_sample
def test_the_same_list_again_changes_nothing(sample):
    expected, actor = expectations(sample), expert_of(sample)
    kept = (Event, Cohort, Session, Participant, Attendance, Centre)
    with scope.enter(scope.of(actor)):
        of_sample(sample, actor)
        before = [list(model.objects.order_by("pk").values()) for model in kept]
        again = of_sample(sample, actor)
        assert totals(again) == {
            **expected_totals(expected), "created": 0, "unchanged": expected["accepted"],
        }  # fmt: skip
        assert again.brought == 0
        assert [list(model.objects.order_by("pk").values()) for model in kept] == before


@every_sample
def test_the_command_tells_what_became_of_a_list(sample):
    expected, actor = expectations(sample), expert_of(sample)
    printed = io.StringIO()
    call_command(
        "import_registry", expected["kind"], str(sample), province=expected["province"],
        username=actor.username, json=True, stdout=printed,
    )  # fmt: skip
    outcome = json.loads(printed.getvalue())
    assert {name: outcome[name] for name in TOTALS} == expected_totals(expected)
    assert refusals(outcome["problems"]) == expected_refusals(expected)
    assert None not in outcome["columns"].values()
    if expected["kind"] == "attendance":
        brought = outcome["brought_in"]
        assert (brought["event"], brought["cohort"], brought["session"]) == (1, 3, 3)
        assert outcome["brought"] == sum(brought.values())


@every_sample
def test_undoing_leaves_nothing_behind(sample):
    actor = expert_of(sample)
    with scope.enter(scope.of(actor)):
        run = services.undo_run(actor=actor, run=of_sample(sample, actor))
        assert (run.state, run.kept, run.brought_kept) == (State.UNDONE, 0, 0)
        for model in (Event, Cohort, Session, Participant, Attendance, Centre):
            assert model.objects.count() == 0
