"""`manage.py rotate_note_keys`: new keys for the sealed notes, while they are in use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import scope
from beneficiaries.safeguards.services import rotating


class Command(BaseCommand):
    help = (
        "Give each office a new key and seal its notes by it. With --master, first wrap the keys "
        "by the NOTES_KEY in force; that of before stands in NOTES_KEY_FALLBACKS meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--master", action="store_true", help="after NOTES_KEY was changed")

    def handle(self, *args: Any, master: bool, **options: Any) -> None:
        with scope.system():
            if master:
                self.stdout.write(f"{rotating.rewrap()} keys wrapped anew.")
            self.stdout.write(f"{rotating.rotate_offices()} notes sealed anew.")
