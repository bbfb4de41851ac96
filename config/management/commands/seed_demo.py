"""Repeatable demonstration data: three offices, their NGOs, and an account for each role."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration import ACCOUNTS, seeding


class Command(BaseCommand):
    help = "Fill an empty register with invented data, and make an account for each role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale", type=int, default=1, help="times the NGOs of three offices (up to 400)"
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave a register that holds NGOs as it is, whoever made them",
        )
        parser.add_argument(
            "--yes-invented-people",
            action="store_true",
            help="also on a server of one's own: its register is for trying, and its accounts "
            "have a password that everybody knows",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["scale"] < 1:
            raise CommandError("--scale is a whole number from 1.")
        if options["if_empty"] and seeding.has_ngos():
            self.stdout.write("The register holds NGOs already; no demonstration data was added.")
            return
        if settings.EMBEDDED_SERVER is None and not options["yes_invented_people"]:
            raise CommandError(
                "DATABASE_URL names a server of your own. Demonstration data would bring invented "
                f"people and {len(ACCOUNTS)} accounts whose password is published. For a first "
                "account use `manage.py createsuperuser`; if this register is only for trying, "
                "say --yes-invented-people."
            )
        try:
            seeded = seeding.seed(scale=options["scale"])
        except seeding.ForeignRegisterError:
            raise CommandError(
                "This register holds NGOs that are not of the demonstration. Demonstration data "
                "is only added to a database of its own: set DATABASE_NAME to a new name."
            ) from None
        call_command("find_duplicates", stdout=self.stdout)
        self.stdout.write(
            f"Demonstration data: {seeded.ngos} NGOs and {seeded.accounts} accounts added."
        )
