"""Django's own commands, typed by somebody who knows Django and has just cloned this project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import InternalError, OperationalError, ProgrammingError, connection

from accounts import scope
from accounts.models import Province
from config import command_line
from config.command_line import explained
from config.database.base import DatabaseWrapper
from config.database.embedded import EmbeddedServer
from config.management.commands import test as command_test

ROOT = Path(__file__).parents[2]
embedded = pytest.mark.skipif(
    settings.EMBEDDED_SERVER is None, reason="tests run on a server of one's own"
)
# Each command line as it is typed, in one process since each would take seconds to begin.
ON_NOTHING = {
    "showmigrations accounts": "showmigrations",
    "makemigrations --check --dry-run": "makemigrations",
    "check --database default": "check",
    "seed_demo": "seed_demo",
    "createsuperuser --no-input --username a.b --first-name x --last-name y": "createsuperuser",
    "run_clock": "run_clock",
    "shell -c scope.current()": "shell",
    "dbshell -- -Atc 'select 6*7'": "dbshell",
    "dbshell --as somebody": "dbshell --as",
    "test --help": "test",
}
DRIVER = """
import shlex, sys, warnings
from config.command_line import main
warnings.simplefilter("error", RuntimeWarning)
for line in sys.stdin.read().splitlines():
    print(f"=== {line}", flush=True)
    code = 0
    try:
        main(["manage.py", *shlex.split(line)])
    except SystemExit as end:
        code = end.code
    print(f"=== {code}", flush=True)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict[str, tuple[str, str]]:
    """What each command says on an empty `var/`, and the code that it ends with."""
    var = tmp_path_factory.mktemp("checkout") / "var"
    server = EmbeddedServer(var)
    try:
        run = subprocess.run(
            [sys.executable, "-c", DRIVER], input="\n".join(ON_NOTHING), cwd=ROOT,
            env={**os.environ, "VAR": str(var), "DJANGO_SUPERUSER_PASSWORD": "a-good-one-1404"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True,
        )  # fmt: skip
    finally:
        server.stop_if_unused()
        shutil.rmtree(server.place.folder, ignore_errors=True)
        shutil.rmtree(server.socket_folder, ignore_errors=True)
    parts = run.stdout.split("=== ")[1:]
    assert len(parts) == 2 * len(ON_NOTHING), run.stdout
    words = [part.split("\n", 1)[1] for part in parts[::2]]
    codes = [part.strip() for part in parts[1::2]]
    return dict(zip(ON_NOTHING.values(), zip(words, codes, strict=True), strict=True))


@embedded
def test_what_needs_no_tables_works_before_there_are_any(said):
    assert "[ ] 0001_initial" in said["showmigrations"][0]
    assert said["makemigrations"] == ("No changes detected\n", "0")
    assert said["check"] == ("System check identified no issues (0 silenced).\n", "0")
    assert "42\n" in said["dbshell"][0]
    assert {said[name][1] for name in ("showmigrations", "shell", "dbshell", "test")} == {"0"}


@embedded
@pytest.mark.parametrize("command", ["seed_demo", "createsuperuser", "run_clock", "dbshell --as"])
def test_what_needs_tables_says_in_one_line_how_they_are_made(said, command):
    words, code = said[command]
    assert "manage.py migrate`" in words.splitlines()[-1]
    assert "Traceback" not in words
    assert code == "1"


def test_a_server_that_cannot_be_reached_is_told_in_words(db, settings, monkeypatch):
    settings.EMBEDDED_SERVER = None
    nowhere = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": "1"}
    monkeypatch.setattr(
        command_line, "execute_from_command_line",
        lambda arguments: DatabaseWrapper(nowhere).ensure_connection(),
    )  # fmt: skip
    with pytest.raises(SystemExit, match="prepare_database") as end:
        command_line.main(["manage.py", "showmigrations"])
    assert "refused" in str(end.value)
    with pytest.raises(OperationalError):
        command_line.main(["manage.py", "showmigrations", "--traceback"])


COUNT = "print('provinces:', Province.objects.count())"


def test_a_shell_outside_every_scope_says_how_one_is_entered(db, capsys):
    with connection.execute_wrapper(explained), pytest.raises(ProgrammingError) as refused:
        call_command("shell", command=COUNT)
    assert isinstance(refused.value, CommandError)  # a line, where nobody catches it
    assert "permission denied" in str(refused.value)
    assert "--every-row" in str(refused.value)
    assert "provinces" not in capsys.readouterr().out


def test_a_mistake_in_a_scope_keeps_its_own_words(everything):
    with (
        connection.execute_wrapper(explained),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="migrationz") as refused,
    ):
        cursor.execute("SELECT * FROM migrationz")
    assert not isinstance(refused.value, CommandError)


def test_a_shell_on_every_row_reads_them(db, capsys):
    call_command("shell", command=COUNT, every_row=True)
    with scope.system():
        assert f"provinces: {Province.objects.count()}" in capsys.readouterr().out
    assert scope.current() is None


@pytest.mark.django_db(transaction=True)
def test_a_shell_as_somebody_sees_what_they_see_and_writes_nothing(cast, capsys):
    name = cast.rasht_expert.username
    call_command("shell", command="print(User.objects.count())", username=name)
    with scope.enter(scope.of(cast.rasht_expert)):
        seen = type(cast.rasht_expert).objects.count()
    assert capsys.readouterr().out.strip().endswith(str(seen))
    with pytest.raises(InternalError, match="read-only"):
        call_command("shell", command="User.objects.update(first_name='x')", username=name)
    with scope.system():  # a shell that has ended leaves nothing behind
        cast.rasht_expert.save()


def test_a_shell_as_nobody_is_refused(db):
    for command in ("shell", "dbshell"):
        with pytest.raises(CommandError, match="No account"):
            call_command(command, username="nobody.here")


def test_psql_enters_the_scope_that_is_asked_for(cast, capfd):
    asked = ["--", "-Atc", "SELECT count(*) FROM accounts_province"]
    call_command("dbshell", asked, every_row=True)
    with scope.system():
        provinces = str(Province.objects.count())
    assert capfd.readouterr().out.strip() == provinces
    call_command("dbshell", asked, username=cast.rasht_expert.username)
    assert capfd.readouterr().out.strip() == provinces
    change = ["--", "-c", "UPDATE accounts_user SET first_name = first_name"]
    with pytest.raises(CommandError):
        call_command("dbshell", change, username=cast.rasht_expert.username)
    assert "read-only" in capfd.readouterr().err
    with pytest.raises(CommandError):
        call_command("dbshell", asked)
    refused = capfd.readouterr()
    assert "permission denied" in refused.err
    assert "PSQLRC" not in os.environ


def test_djangos_labels_are_pytests_folders_and_files():
    given = ["accounts", "tests.config.test_django_habits", "tests/config", "-k", "shell", "-x"]
    assert command_test.pytest_arguments(given) == [
        "tests/accounts", "tests/config/test_django_habits.py", "tests/config", "-k", "shell", "-x",
    ]  # fmt: skip


def test_the_command_test_runs_pytest(monkeypatch):
    ran = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: ran.append(arguments[1:]))
    command_test.Command().run_from_argv(["manage.py", "test", "persian"])
    assert ran == [["-m", "pytest", "tests/persian"]]
