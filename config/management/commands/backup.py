"""`manage.py backup FOLDER_OR_FILE`: database, uploaded files, settings and keys in one file."""

import signal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import BackupError
from config.backup.saving import back_up


class Command(BaseCommand):
    help = "Save database, uploaded files, settings and keys in one file, while people work."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, help="a folder, or a file that is not there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _leave)  # nothing half done is left
        try:
            file = back_up(options["target"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{file} ({file.stat().st_size / 1_000_000:.1f} MB) holds everything, the keys too: "
            "keep it on another machine, where nobody else can read it."
        )


def _leave(number: int, frame: object) -> None:
    raise SystemExit(1)
