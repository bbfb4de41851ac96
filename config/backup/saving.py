"""Making a backup, while the register is in use."""

import datetime
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from config.backup import BackupError, archive, keys, programs
from config.database.logins import as_owner

# What lasts for hours at most. A session's key in a stolen backup would still open the register.
PASSING_TABLES = ("accounts_session", "cache")


def back_up(target: Path) -> Path:
    """Save everything in `target`, a new file, or a folder in which a file named by time is made.

    Returns the file, which is there only when it is complete. Raises BackupError.
    """
    made_at = datetime.datetime.now().astimezone()
    if target.is_dir():
        target = target / f"samanyar-{made_at:%Y-%m-%d-%H%M%S}.tar"
    if target.exists():
        raise BackupError(f"{target} is there already. A backup overwrites nothing.")
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}.")
    try:
        # Beside the target, so that the last step is a change of name.
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
            made = Path(folder, "backup.tar")
            with archive.writing(made) as writer:
                _save(writer, Path(folder), made_at)
            with made.open("rb") as file:
                os.fsync(file.fileno())
            made.rename(target)
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error}. Nothing was kept.") from error
    return target


def _save(writer: archive.Writer, folder: Path, made_at: datetime.datetime) -> None:
    manifest = _save_database(writer, folder / archive.DUMP, made_at)
    # After the database: a file without its row does no harm, a row without its file does.
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*")) if media.exists() else ():
        if path.is_file():
            _save_upload(writer, path, media)
    env = settings.BASE_DIR / ".env"
    if env.exists():
        writer.add(archive.ENV, env)
    writer.add_text(archive.KEYS, json.dumps(keys.current()))
    writer.close_with(manifest)


def _save_upload(writer: archive.Writer, path: Path, media: Path) -> None:
    try:
        writer.add(f"{archive.FILES}{path.relative_to(media).as_posix()}", path)
    except FileNotFoundError:
        return  # deleted in this moment, and its row too


def _save_database(
    writer: archive.Writer, dump: Path, made_at: datetime.datetime
) -> archive.Manifest:
    """Dump the database as the owner of the tables, whom no policy holds; count the same rows."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        server = connection.connection.info.server_version // 10_000
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        manifest = archive.Manifest(
            made_at=made_at.isoformat(timespec="seconds"),
            postgresql=server,
            django=django.get_version(),
            migrations=[row[0] for row in cursor.fetchall()],
            tables=rows_of_tables(cursor),
        )
        programs.run(
            programs.program("pg_dump", server=server),
            "--format=custom",
            "--no-password",
            f"--snapshot={snapshot}",
            f"--file={dump}",
            *(f"--exclude-table-data=public.{table}" for table in PASSING_TABLES),
            login=connection.settings_dict,
            database=connection.settings_dict["NAME"],
        )
    writer.add(archive.DUMP, dump)
    dump.unlink()
    return manifest


def rows_of_tables(cursor: Any) -> dict[str, int]:
    """How many rows each table holds that a backup keeps the rows of, by its name."""
    cursor.execute(
        "SELECT table_schema, table_name FROM information_schema.tables "
        "WHERE table_type = 'BASE TABLE' "
        "AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
    )
    counts = {}
    for table in cursor.fetchall():
        if table[1] not in PASSING_TABLES:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*table)))
            (counts[".".join(table)],) = cursor.fetchone()
    return counts
