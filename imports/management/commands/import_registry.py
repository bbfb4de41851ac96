"""`manage.py import_registry KIND FILE --province NAME`: an import as the screen does it."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import scope
from accounts.models import Province, User
from imports import services
from imports.models import Row, Run
from imports.reading import UnreadableFile
from imports.registry import registries
from persian.errors import PersianValueError
from persian.text import fold


class Command(BaseCommand):
    help = "Import a registry from a file. Progress goes to standard error."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(registries()))
        parser.add_argument("file", type=Path)
        parser.add_argument("--province", required=True, help="name of the province")
        parser.add_argument("--as", dest="username", help="username of whoever imports")
        parser.add_argument("--dry-run", action="store_true", help="check, and apply nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as one object")

    def handle(self, *args: Any, **options: Any) -> None:
        with scope.system():
            actor = self._actor(options["username"])
            province = self._province(options["province"])
        entered = scope.of(actor) if actor else scope.Scope(scope.Kind.SYSTEM)
        with scope.enter(entered):
            try:
                run = self._import(options, actor, province)
            except (UnreadableFile, PersianValueError, PermissionDenied) as error:
                raise CommandError(str(error)) from error
            problems = Row.objects.filter(run=run).exclude(problems=[])
            found = [
                problem for listed in problems.values_list("problems", flat=True) for problem in listed
            ]
        if options["json"]:
            self.stdout.write(json.dumps(_outcome(run, found), ensure_ascii=False))
        else:
            self._print(run, found)

    def _import(self, options: dict[str, Any], actor: User | None, province: Province) -> Run:
        started = time.monotonic()

        def progress(step: str) -> None:
            print(f"{time.monotonic() - started:6.1f} s  {step}", file=sys.stderr)

        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path} is not a file.")
        with path.open("rb") as file:
            run = services.upload(
                actor=actor, kind=options["kind"], province=province, file=file, file_name=path.name
            )
        services.check_run(actor=actor, run=run, progress=progress)
        if options["dry_run"]:
            return services.discard(actor=actor, run=run)
        return services.apply_run(actor=actor, run=run, progress=progress)

    @staticmethod
    def _actor(username: str | None) -> User | None:
        if username is None:
            return None
        actor = User.objects.filter(username__iexact=username).first()
        if actor is None:
            raise CommandError(f"No account is named {username}.")
        return actor

    @staticmethod
    def _province(name: str) -> Province:
        for province in Province.objects.all():
            if fold(name) in {fold(province.name), *map(fold, province.aliases)}:
                return province
        raise CommandError(f"No province is named {name}.")

    def _print(self, run: Run, problems: list[dict[str, Any]]) -> None:
        for name in ("read", "created", "updated", "unchanged", "repeated", "rejected", "warned"):
            self.stdout.write(f"{getattr(run, name):>9,}  {Run._meta.get_field(name).verbose_name}")
        for problem in problems:
            self.stdout.write(f"{problem['row']}\t{problem['column'] or ''}\t{problem['message']}")


def _outcome(run: Run, problems: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "run": run.pk,
        "kind": run.kind,
        "encoding": run.encoding,
        "delimiter": run.delimiter,
        "header_row": run.header_row,
        "columns": dict(zip(run.header, run.columns, strict=True)),
        **{
            name: getattr(run, name)
            for name in (
                "read", "created", "updated", "unchanged", "repeated", "rejected", "warned",
            )
        },
        "problems": problems,
    }  # fmt: skip
