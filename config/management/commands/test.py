"""`manage.py test [LABEL …]`: the tests are pytest's, and are run by it."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

TESTS = "tests"


class Command(BaseCommand):
    help = (
        "Run the tests by pytest, which is given what follows. A room's name means its tests. "
        "`make test` runs all of them, on more cores than one."
    )
    requires_system_checks = ()

    def run_from_argv(self, argv: list[str]) -> None:
        if {"-h", "--help"} & set(argv[2:]):
            super().run_from_argv(argv)
            return
        if find_spec("pytest") is None:
            sys.exit("pytest is not installed here: run `make test`, which installs it.")
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *pytest_arguments(argv[2:])])

    def handle(self, *args: object, **options: object) -> None:
        raise CommandError("Run the tests at a command line, or by pytest.")


def pytest_arguments(labels: list[str]) -> list[str]:
    """Django's labels (`ngos`, `tests.ngos.test_pages`) as pytest's folders and files."""
    return [_path(label) or label for label in labels]


def _path(label: str) -> str:
    """The folder or file of a label; nothing when it is none, but a path or an option."""
    dotted = Path(*label.split("."))
    if label.isidentifier():
        candidates = [Path(TESTS, label)]
    elif label.startswith(f"{TESTS}."):
        candidates = [dotted, dotted.with_suffix(".py")]
    else:
        candidates = []
    return next((str(path) for path in candidates if (settings.BASE_DIR / path).exists()), "")
