"""Real-looking registers, imported as an office would: what is taken, refused and found again."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts import scope
from imports import services
from imports.models import Row, Run, State, Verdict
from ngos.models import NGO
from persian.text import fold
from tests import cast

DATA = Path(__file__).parent.parent / "data"
SAMPLES = sorted(DATA.glob("ngos_*[!n]"))
# What the expectations call a column, and the field of the register that it is.
FIELDS = {"name": "name", "county": "county", "legal_id": "legal_id", "date": "founded_on"}
TOTALS = ("read", "created", "updated", "unchanged", "repeated", "rejected")

pytestmark = pytest.mark.django_db
every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)


def expectations(sample: Path) -> dict[str, Any]:
    return json.loads(sample.with_name(f"{sample.name}.expected.json").read_text("utf-8"))


def imported(sample: Path, actor: Any, province: str) -> Run:
    with sample.open("rb") as file:
        run = services.upload(
            actor=actor,
            kind="ngos",
            province=cast.province(province),
            file=file,
            file_name=sample.name,
        )
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


def expected_refusals(expected: dict[str, Any]) -> list[tuple[int, str]]:
    return sorted((row["row"], FIELDS[row["column"]]) for row in expected["rejected"])


def expected_totals(expected: dict[str, Any]) -> dict[str, int]:
    return {
        "read": expected["data_rows"],
        "created": expected["accepted"],
        "updated": 0,
        "unchanged": 0,
        "repeated": expected["repeated"],
        "rejected": len(expected["rejected"]),
    }


@every_sample
def test_a_register_is_imported_as_expected(sample: Path) -> None:
    expected = expectations(sample)
    actor = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at=expected["province"])
    with scope.enter(scope.of(actor)):
        run = imported(sample, actor, expected["province"])
        rows = Row.objects.filter(run=run).order_by("number")
        problems = [
            problem for listed in rows.values_list("problems", flat=True) for problem in listed
        ]
        assert totals(run) == expected_totals(expected)
        assert run.state == State.APPLIED
        assert refusals(problems) == expected_refusals(expected)
        fields = Counter(NGO.objects.values_list("field__name", flat=True))
        assert fields == expected["by_field"]
        for probe in expected["probes"]:
            assert_registered(probe)
        assert NGO.objects.exclude(province__name=expected["province"]).count() == 0


def assert_registered(probe: dict[str, Any]) -> None:
    ngo = NGO.objects.get(legal_id=probe["national_id"])
    found = {
        "name": fold(ngo.name),
        "county": fold(ngo.county.name) if ngo.county else None,
        "field": fold(ngo.field.name),
        "level": ngo.activity_level,
        "established": ngo.founded_on.isoformat() if ngo.founded_on else None,
        "phone": ngo.mobile,
        "members": ngo.member_count,
    }
    folded = {name: fold(probe[name]) for name in ("name", "county", "field") if probe.get(name)}
    expected = {**probe, **folded}
    assert found == {name: expected[name] for name in found}


@every_sample
def test_the_same_register_again_changes_nothing(sample: Path) -> None:
    expected = expectations(sample)
    actor = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at=expected["province"])
    with scope.enter(scope.of(actor)):
        imported(sample, actor, expected["province"])
        before = list(NGO.objects.order_by("pk").values())
        events = NGO.events.rel.related_model.objects.count()
        again = imported(sample, actor, expected["province"])
        assert totals(again) == {
            **expected_totals(expected),
            "created": 0,
            "unchanged": expected["accepted"],
        }
        assert list(NGO.objects.order_by("pk").values()) == before
        assert NGO.events.rel.related_model.objects.count() == events


@every_sample
def test_the_command_tells_programs_what_became_of_a_register(sample: Path) -> None:
    expected = expectations(sample)
    actor = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at=expected["province"])
    printed = io.StringIO()
    call_command(
        "import_registry",
        "ngos",
        str(sample),
        province=expected["province"],
        username=actor.username,
        json=True,
        stdout=printed,
    )
    outcome = json.loads(printed.getvalue())
    assert {name: outcome[name] for name in TOTALS} == expected_totals(expected)
    assert refusals(outcome["problems"]) == expected_refusals(expected)
    assert outcome["kind"] == "ngos"
    assert None not in outcome["columns"].values()
    with scope.system():
        assert NGO.objects.filter(province__name=expected["province"]).count() == outcome["created"]


def test_a_dry_run_of_the_command_registers_nothing() -> None:
    sample = SAMPLES[0]
    expected = expectations(sample)
    printed = io.StringIO()
    call_command(
        "import_registry",
        "ngos",
        str(sample),
        province=expected["province"],
        dry_run=True,
        json=True,
        stdout=printed,
    )
    with scope.system():
        assert json.loads(printed.getvalue())["created"] == expected["accepted"]
        assert NGO.objects.count() == 0
        assert Run.objects.get().state == State.DISCARDED


def test_history_names_the_import_of_every_new_row() -> None:
    sample = SAMPLES[0]
    expected = expectations(sample)
    actor = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at=expected["province"])
    with scope.enter(scope.of(actor)):
        run = imported(sample, actor, expected["province"])
        taken = Row.objects.filter(run=run, verdict=Verdict.CREATED).values_list(
            "object_id", flat=True
        )
        for ngo in NGO.objects.filter(pk__in=list(taken)[:5]):
            event = ngo.events.get()
            assert event.pgh_label == "insert"
            assert event.pgh_context["run"] == run.pk
