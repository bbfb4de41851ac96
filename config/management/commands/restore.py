"""`manage.py restore FILE`: an empty database and an empty folder become what a backup holds."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from environs import Env

from config.backup import BackupError
from config.backup.restoring import restore


class Command(BaseCommand):
    help = (
        "Bring back a backup into an empty database and an empty folder of files. With --database "
        "and --files it is a drill: nothing of this installation is changed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="made by `manage.py backup`")
        parser.add_argument(
            "--admin-url", help="an administrator's login, who makes what roles are missing"
        )
        parser.add_argument("--database", default="", help="another database than that of .env")
        parser.add_argument("--files", type=Path, help="another folder than MEDIA_ROOT")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["database"]) != bool(options["files"]):
            raise CommandError("A drill names both: --database and --files.")
        administrator = settings.DATABASE_ADMINISTRATOR
        if settings.EMBEDDED_SERVER is not None:
            settings.EMBEDDED_SERVER.ensure_running()
        if options["admin_url"]:
            administrator = Env().dj_db_url("", options["admin_url"])
        try:
            back = restore(
                options["file"],
                administrator=administrator,
                database=options["database"],
                media=options["files"],
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Back are {back.rows} rows in {back.tables} tables, and {back.files} uploaded files."
        )
        if back.settings:
            self.stdout.write(f"Added to .env: {', '.join(back.settings)}.")
        if back.other_keys:
            self.stdout.write(
                f"Not those of this installation: {', '.join(back.other_keys)}. What was encrypted "
                "or signed with them cannot be read here."
            )
