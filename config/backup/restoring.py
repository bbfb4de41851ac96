"""Making an installation of a backup: an empty database and an empty folder of files become it."""

import json
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader

from accounts.sql_scope import keep_key
from config.backup import BackupError, archive, keys, programs
from config.backup.saving import rows_of_tables
from config.database.logins import as_owner
from config.database.preparation import prepare


@dataclass(frozen=True)
class Restored:
    """What came back: tables with their rows, uploaded files, settings added to `.env`."""

    rows: int
    tables: int
    files: int
    settings: list[str]
    other_keys: list[str]


def restore(
    source: Path,
    *,
    administrator: dict[str, Any] | None = None,
    database: str = "",
    media: Path | None = None,
) -> Restored:
    """Bring back a backup, all of it or nothing.

    With an administrator's login (Django's names), roles and database are made first. A `database`
    or a folder of files (`media`) beside the installation's own is a drill: settings stay as they
    are. Raises BackupError when the archive is not whole, when it is of a newer version, or when
    the database or the folder holds anything.
    """
    is_drill = bool(database or media)
    database = database or connection.settings_dict["NAME"]
    media = media or Path(settings.MEDIA_ROOT)
    env = settings.BASE_DIR / ".env"
    manifest = archive.read(source)
    saved_keys = json.loads(archive.text_of(source, archive.KEYS))
    _require_known(manifest)
    if not is_drill:
        keys.require_no_others(saved_keys, env)
    if media.exists() and any(media.iterdir()):
        raise BackupError(f"{media} holds files. A restore overwrites nothing: name an empty one.")
    if administrator is not None:
        prepare(administrator, database)
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        _require_empty(database)
        _bring_back(source, manifest, database, media)
        call_command("migrate", verbosity=0, interactive=False)  # writes row security anew
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    added = (
        [] if is_drill else keys.take_over(saved_keys, archive.text_of(source, archive.ENV), env)
    )
    if "SECRET_KEY" in added:  # the key that processes will sign scopes with from now on
        settings.SECRET_KEY = saved_keys["SECRET_KEY"]
        with as_owner():
            keep_key()
    return Restored(
        rows=sum(manifest.tables.values()),
        tables=len(manifest.tables),
        files=len(manifest.uploaded),
        settings=added,
        other_keys=keys.differ(saved_keys) if is_drill else [],
    )


def _require_known(manifest: archive.Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted({*manifest.migrations} - known)
    if unknown:
        raise BackupError(
            f"The backup is of a newer version, which knows {', '.join(unknown[:3])}. Fetch that "
            "version first."
        )


def _require_empty(database: str) -> None:
    try:
        with as_owner(), connection.cursor() as cursor:
            held = rows_of_tables(cursor)
    except OperationalError as error:
        raise BackupError(
            f"The database {database} cannot be reached ({str(error).strip()}). "
            "`manage.py prepare_database` makes it, or name an administrator with --admin-url."
        ) from error
    if held:
        most = sorted(held, key=lambda table: -held[table])[:3]
        shown = ", ".join(f"{table}: {held[table]}" for table in most)
        raise BackupError(
            f"The database {database} holds tables and rows ({shown}). A restore overwrites "
            "nothing: `manage.py prepare_database --database …` makes an empty one."
        )


def _bring_back(source: Path, manifest: archive.Manifest, database: str, media: Path) -> None:
    """Files first into a folder beside their own, then the database in one transaction."""
    media.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=media.parent) as folder:
            archive.unpack(source, Path(folder))
            with as_owner():
                connection.ensure_connection()
                server = connection.connection.info.server_version // 10_000
                program = programs.program("pg_restore", server=server)
                dump, contents = Path(folder, archive.DUMP), Path(folder, "contents")
                run = partial(
                    programs.run, program, login=connection.settings_dict, database=database
                )
                listed = run("--list", str(dump))
                contents.write_text("\n".join(_of_the_owner(listed)))
                run(
                    "--no-password",
                    "--exit-on-error",
                    "--single-transaction",
                    f"--use-list={contents}",
                    f"--dbname={database}",
                    str(dump),
                )
                with connection.cursor() as cursor:
                    _require_counts(rows_of_tables(cursor), manifest)
            uploaded = Path(folder, archive.FILES)
            uploaded.mkdir(mode=0o700, exist_ok=True)
            if media.exists():
                media.rmdir()
            uploaded.rename(media)
    except (OSError, psycopg.Error) as error:
        raise BackupError(f"The restore failed: {error}.") from error


def _of_the_owner(listed: str) -> list[str]:
    """Of the list of a dump's contents (as `pg_restore --list` prints it) what the owner of the
    tables may make: extensions and leakproof functions are there, an administrator made them."""
    owners = (settings.OWNER_ROLE, "pg_database_owner")
    return [line for line in listed.splitlines() if line.rpartition(" ")[2] in owners]


def _require_counts(found: dict[str, int], manifest: archive.Manifest) -> None:
    wrong = [table for table, rows in manifest.tables.items() if found.get(table) != rows]
    if wrong:
        raise BackupError(f"Of {', '.join(wrong[:5])} not every row came back.")
