"""`manage.py import_registry`, as a person at a terminal and a script use it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts import scope
from imports.models import Row, Run, State
from ngos.models import NGO
from tests.imports.factory import TITLES, as_csv, ngo_file, ngo_row

KEYS = [
    "run", "kind", "encoding", "delimiter", "header_row", "columns", "sureness", "offered", "given",
    "read", "created", "updated", "unchanged", "repeated", "rejected", "warned", "doubts", "words",
    "problems",
]  # fmt: skip
GOOD = ngo_file(*(ngo_row(number) for number in range(1, 6)))


@pytest.fixture
def register(tmp_path):
    """Writes a file and gives its place."""

    def write(content: bytes) -> str:
        file = tmp_path / "فهرست.csv"
        file.write_bytes(content)
        return str(file)

    return write


def outcome(file, **options):
    out, err = io.StringIO(), io.StringIO()
    options = {"province": "گیلان", **options}
    call_command("import_registry", "ngos", file, json=True, stdout=out, stderr=err, **options)
    assert out.getvalue().count("\n") == 1
    return json.loads(out.getvalue())


def registered():
    with scope.system():
        return NGO.objects.count()


def test_a_dry_run_tells_all_and_registers_nothing(db, register):
    content = ngo_file(ngo_row(1), ngo_row(2, county="ناکجا"), ngo_row(3, mobile="1"))
    told = outcome(register(content), dry_run=True)
    assert (told["read"], told["created"], told["rejected"], told["warned"]) == (3, 2, 1, 1)
    assert [(problem["row"], problem["field"]) for problem in told["problems"]] == [
        (3, "county"),
        (4, "mobile"),
    ]
    assert registered() == 0
    with scope.system():
        assert Run.objects.get().state == State.DISCARDED
        assert not Row.objects.exists()
    real = outcome(register(content))
    assert {**real, "run": None} == {**told, "run": None}
    assert registered() == 2


def test_the_object_has_its_keys_and_nothing_else(db, register):
    told = outcome(register(ngo_file(ngo_row(1), ngo_row(2, legal_id="1"))))
    assert list(told) == KEYS
    (problem,) = told["problems"]
    assert list(problem) == ["row", "column", "field", "code", "message", "severity"]
    assert (problem["row"], problem["column"], problem["field"]) == (
        3,
        TITLES["legal_id"],
        "legal_id",
    )
    assert (problem["code"], problem["severity"]) == ("length", "error")
    assert (told["kind"], told["encoding"], told["delimiter"], told["header_row"]) == (
        "ngos", "utf-8", ",", 1,
    )  # fmt: skip
    assert told["columns"] == {
        TITLES[name]: name for name in ("name", "legal_id", "county", "field")
    }


def test_columns_without_a_title_or_with_one_twice_are_not_lost(db, register):
    titles = [TITLES["name"], TITLES["county"], TITLES["county"], "", TITLES["field"], ""]
    row = ["انجمن مهر", "رشت", "لاهیجان", "الف", "خیریه", "ب"]
    told = outcome(register(as_csv([titles, row])))
    assert told["columns"] == {
        TITLES["name"]: "name",
        TITLES["county"]: "county",
        f"{TITLES['county']} (3)": None,
        "(4)": None,
        TITLES["field"]: "field",
        "(6)": None,
    }
    assert told["created"] == 1


def test_an_expert_cannot_import_into_another_province(cast, register):
    before = registered()
    with pytest.raises(CommandError, match="دفتر دیگری"):
        outcome(register(GOOD), province="اصفهان", username=cast.gilan_expert.username)
    assert registered() == before
    with scope.system():
        assert not Run.objects.exists()


@pytest.mark.parametrize(
    "name", ["rasht_expert", "rasht_case_worker", "gilan_auditor", "rasht_ngo_officer"]
)
def test_a_role_without_the_permission_cannot_import(cast, register, name):
    before = registered()
    with pytest.raises(CommandError, match="نقش شما"):
        outcome(register(GOOD), username=getattr(cast, name).username)
    assert registered() == before


def test_the_history_names_the_person_and_the_run(cast, register):
    expert = cast.gilan_expert
    told = outcome(register(GOOD), username=expert.username)
    with scope.enter(scope.of(expert)):
        run = Run.objects.get(pk=told["run"])
        assert (run.created_by_id, run.author_name) == (expert.pk, expert.get_full_name())
        event = NGO.objects.get(legal_id=ngo_row(1)["legal_id"]).events.get()
        assert event.pgh_context == {
            "run": run.pk,
            "import": run.file_name,
            "user": expert.pk,
            "name": expert.get_full_name(),
        }


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"province": "ناکجا"}, "استانی با نام «ناکجا»"),
        ({"username": "nobody"}, "حساب"),
    ],
)
def test_an_unknown_name_is_said(db, register, options, words):
    with pytest.raises(CommandError, match=words):
        outcome(register(GOOD), **options)


def test_an_account_that_has_ended_cannot_import(cast, register):
    with scope.system():
        type(cast.gilan_expert).objects.filter(pk=cast.gilan_expert.pk).update(is_active=False)
    with pytest.raises(CommandError, match="حساب"):
        outcome(register(GOOD), username=cast.gilan_expert.username)


@pytest.mark.parametrize("place", ["/nowhere/list.csv", "/"])
def test_a_file_that_cannot_be_opened_is_said(db, place):
    with pytest.raises(CommandError, match="باز نمی‌شود"):
        outcome(place)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.5", b"a,b\n1,2\n", ",".join(TITLES.values()).encode()]
)
def test_what_cannot_be_imported_is_refused(db, register, content):
    with pytest.raises(CommandError, match=r"[آ-ی]"):
        outcome(register(content))
    assert registered() == 0


def test_people_get_totals_and_problems_in_persian(db, register):
    out, err = io.StringIO(), io.StringIO()
    content = ngo_file(ngo_row(1), ngo_row(2, county="ناکجا"))
    call_command(
        "import_registry", "ngos", register(content), province="گیلان", stdout=out, stderr=err
    )
    *totals, word, problem = out.getvalue().splitlines()
    assert len(totals) == 7
    assert "«ناکجا»" in word
    assert problem.startswith(f"3\t{TITLES['county']}\t")
    assert "بررسی" in err.getvalue()


def test_what_a_column_may_be_is_printed_beside_it(db, register):
    days = ["1401/02/13", "1401/02/14", "1402/02/15"]
    rows = [[f"انجمن مهر {day}", "رشت", "خیریه", day] for day in days]
    titles = [TITLES["name"], TITLES["county"], TITLES["field"], "ستون هفتم"]
    file, err = register(as_csv([titles, *rows])), io.StringIO()
    call_command("import_registry", "ngos", file, province="گیلان", dry_run=True, stderr=err,
                 stdout=io.StringIO())  # fmt: skip
    (line,) = [line for line in err.getvalue().splitlines() if line.startswith("ستون هفتم\t")]
    assert "شاید «تاریخ تأسیس»، «تاریخ صدور پروانه»، «تاریخ انقضای پروانه»" in line
    told = outcome(file, dry_run=True)["offered"]
    assert told == {"ستون هفتم": ["founded_on", "licence_issued_on", "licence_expires_on"]}


def test_as_a_process_it_keeps_its_streams_and_codes(committed, register, tmp_path):
    def run(file: str, *more: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "DATABASE_NAME": committed,
            "MEDIA_ROOT": str(tmp_path / "media"),
        }
        arguments = ["import_registry", "ngos", file, "--province", "گیلان", *more]
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=settings.BASE_DIR, env=environment,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    done = run(register(GOOD), "--json")
    assert done.returncode == 0, done.stderr
    assert list(json.loads(done.stdout)) == KEYS
    assert "خواندن" in done.stderr
    refused = run(register(b"%PDF-1.4"), "--json")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "PDF" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert registered() == 5
    assert len(list(Path(tmp_path / "media" / "imports").iterdir())) == 1
