"""`manage.py draw_docs`: writes the pages of `docs/` that are drawn from the code.

With `--check` nothing is written, and a page that is behind the code is an error.
"""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.drawing import PAGES


class Command(BaseCommand):
    help = "Write the pages of docs/ that are drawn from the code."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare")

    def handle(self, *args: object, **options: object) -> None:
        folder = Path(settings.BASE_DIR, "docs")
        drawn = {folder / name: draw() for name, draw in PAGES.items()}
        behind = [
            page
            for page, text in drawn.items()
            if not page.exists() or page.read_text(encoding="utf-8") != text
        ]
        if not options["check"]:
            for page in behind:
                page.write_text(drawn[page], encoding="utf-8")
                self.stdout.write(f"Written: docs/{page.name}")
        elif behind:
            names = ", ".join(f"docs/{page.name}" for page in behind)
            raise CommandError(f"Behind the code: {names}. Run `make docs`.")
