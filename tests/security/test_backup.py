"""A backup brings back everything, or says in words why nothing was changed."""

import errno
import io
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from config.backup import BackupError, archive, keys, programs
from config.backup.saving import PASSING_TABLES, back_up
from tests.conftest import _administrator
from tests.rows import Register
from tests.security.whole_database import whole


@pytest.fixture
def env(settings, tmp_path) -> Path:
    """The `.env` of an installation in a folder of its own."""
    settings.BASE_DIR = tmp_path
    file = tmp_path / ".env"
    file.write_text(
        f"SECRET_KEY={settings.SECRET_KEY}\n# The office's address.\n"
        "ALLOWED_HOSTS=a.example\nDATABASE_URL=x\n"
    )
    return file


@pytest.fixture
def empty(db) -> Iterator[str]:
    """A database of which only the name is known."""
    name = f"test_samanyar_{os.getpid()}_restored"
    yield name
    with _administrator() as administrator:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        administrator.execute(drop.format(sql.Identifier(name)))


def run(command: str, *arguments: str | Path) -> str:
    said = io.StringIO()
    call_command(command, *map(str, arguments), stdout=said)
    return said.getvalue()


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_row_file_policy_and_grant_comes_back(
    transactional_db, cast, env, empty, settings, tmp_path
):
    Register(cast)
    media = settings.MEDIA_ROOT
    assert files_of(media)
    with _administrator() as administrator:  # a database of the tests is set so, no other
        name = sql.Identifier(connection.settings_dict["NAME"])
        reset = sql.SQL("ALTER DATABASE {} RESET synchronous_commit")
        administrator.execute(reset.format(name))
    saved = tmp_path / "saved"
    saved.mkdir()
    run("backup", saved)
    (file,) = saved.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    with _administrator(connection.settings_dict["NAME"]) as administrator:
        before = whole(administrator)
    kept = [name for name in before if name.startswith("rows of") and before[name][0]]
    assert len(kept) > 40, kept

    drill = tmp_path / "drill/files"
    said = run("restore", file, "--database", empty, "--files", drill)
    assert f"{len(files_of(media))} uploaded files" in said
    assert files_of(drill) == files_of(media)
    assert all(path.stat().st_mode & 0o077 == 0 for path in [drill, *drill.rglob("*")])
    with _administrator(empty) as administrator:
        after = whole(administrator)
    for table in PASSING_TABLES:
        before[f"rows of public.{table}"] = (0, None)
    assert before.keys() == after.keys()
    for kind in before:
        assert after[kind] == before[kind], kind

    for holds in (["--database", empty, "--files", tmp_path / "other"],
                  ["--database", f"{empty}_2", "--files", drill]):  # fmt: skip
        with pytest.raises(CommandError, match="overwrites nothing"):
            run("restore", file, *holds)
    assert not (tmp_path / "other").exists()
    with pytest.raises(CommandError, match="both"):
        run("restore", file, "--database", empty)
    env.write_text("SECRET_KEY=another\n")
    settings.SECRET_KEY = "another"
    with pytest.raises(CommandError, match=r"SECRET_KEY in .*Nothing was changed"):
        run("restore", file)


@pytest.fixture
def saved(env, settings, tmp_path, monkeypatch) -> Path:
    """A backup of an office's files whose dump is of no database."""

    def dump(path: str, *arguments: str, **login: object) -> None:
        (target,) = (word.removeprefix("--file=") for word in arguments if "--file=" in word)
        Path(target).write_bytes(b"PGDMP" * 1000)

    monkeypatch.setattr(programs, "run", dump)
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "اساسنامه.pdf").write_bytes(b"%PDF-1.4")
    return back_up(tmp_path / "office.tar")


def test_the_manifest_tells_what_a_backup_holds(transactional_db, saved):
    manifest = archive.read(saved)
    assert manifest.tables["public.accounts_province"] == 31
    assert "public.accounts_session" not in manifest.tables
    assert "ngos.0001_initial" in manifest.migrations
    assert {*manifest.files} == {"database.dump", "env", "keys.json", "files/اساسنامه.pdf"}
    assert "a.example" in archive.text_of(saved, archive.ENV)
    assert json.loads(archive.text_of(saved, archive.KEYS)) == keys.current()


def test_a_backup_overwrites_nothing_and_needs_its_folder(transactional_db, saved, tmp_path):
    before = saved.read_bytes()
    for target, words in ((saved, "there already"), (tmp_path / "none/x.tar", "no folder")):
        with pytest.raises(CommandError, match=words):
            run("backup", target)
    assert saved.read_bytes() == before


def test_of_a_backup_that_fails_nothing_is_left(transactional_db, saved, tmp_path, monkeypatch):
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archive.Writer, "close_with", full)
    before = {*tmp_path.iterdir()}
    with pytest.raises(CommandError, match=r"No space left on device.*Nothing was kept"):
        run("backup", tmp_path / "second.tar")
    assert {*tmp_path.iterdir()} == before


def _changed(content: bytes) -> bytes:
    return content.replace(b"%PDF-1.4", b"%PDF-1.5")


def _with_a_way_out(content: bytes) -> bytes:
    """The archive with one more file, whose name leads out of the folder."""
    made = io.BytesIO(content)
    with tarfile.open(fileobj=made, mode="a:") as tar:
        tar.addfile(tarfile.TarInfo("files/../../outside"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_changed, "damaged"),
        (lambda content: content[: len(content) // 2], "damaged|cut off"),
        (lambda content: content[:512], "damaged|cut off"),
        (lambda content: b"", "no backup"),
        (lambda content: b"PK\3\4" + b"x" * 5000, "no backup"),
        (lambda content: content.replace(b'"format": 1', b'"format": 9'), "format 9"),
        (lambda content: content.replace(b"ngos.0001", b"ngos.9001"), "newer version"),
        (_with_a_way_out, "no backup"),
    ],
)
def test_what_is_no_whole_backup_is_refused_in_words(
    transactional_db, saved, tmp_path, harm, words
):
    bad = tmp_path / "bad.tar"
    bad.write_bytes(harm(saved.read_bytes()))
    with pytest.raises(CommandError, match=words):
        run("restore", bad, "--database", "nowhere", "--files", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_file_that_is_not_there_is_named(db, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        run("restore", tmp_path / "none.tar")


def test_a_missing_or_older_program_is_named(monkeypatch, tmp_path):
    for there, words in (([], "not on this machine"), (["/bin/pg_dump"], "only of version 14")):
        monkeypatch.setattr(programs, "_candidates", lambda name, there=there: there)
        monkeypatch.setattr(programs, "_major", lambda path: 14)
        with pytest.raises(BackupError, match=f"{words}.*postgresql-client-16"):
            programs.program("pg_dump", server=16)
    monkeypatch.setattr(programs, "_candidates", lambda name: ["15", "18", "16"])
    monkeypatch.setattr(programs, "_major", int)
    assert programs.program("pg_dump", server=16) == "16"


def test_a_program_that_fails_is_quoted(db):
    login = {**project.DATABASE_OWNER, "PASSWORD": ""}
    path = programs.program("pg_dump", server=1)
    with pytest.raises(BackupError, match='database "nowhere" does not exist'):
        programs.run(path, "--no-password", login=login, database="nowhere")


def test_settings_and_keys_come_back_and_the_machines_own_stay(env, settings):
    env.write_text("DATABASE_URL=new\nMEDIA_ROOT=/new")
    settings.SECRET_KEY = "made here"
    saved_env = "SECRET_KEY=old\nHTTPS=1\nDATABASE_URL=old\nMEDIA_ROOT=/old\n# HTTPS=0\n"
    assert keys.take_over({"SECRET_KEY": "old"}, saved_env, env) == ["HTTPS", "SECRET_KEY"]
    assert env.read_text() == ("DATABASE_URL=new\nMEDIA_ROOT=/new\nSECRET_KEY='old'\nHTTPS=1\n")
    env.unlink()
    keys.take_over({"SECRET_KEY": "old"}, "", env)
    assert env.stat().st_mode & 0o777 == 0o600
