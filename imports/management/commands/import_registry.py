"""`manage.py import_registry KIND FILE --province NAME`: an import as the screen does it."""

import json
import time
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import scope
from accounts.models import Province, User
from imports import background, besides, choosing, services, sureness
from imports.headers import unique_titles
from imports.models import Row, Run
from imports.registry import registries, registry_of
from imports.tables import table_of
from imports.understanding import understand
from persian.errors import PersianValueError
from persian.text import fold
from reading import ALL_SHEETS, Layout, UnreadableFile

TOTALS = ("read", "created", "updated", "unchanged", "repeated", "rejected", "warned")
PROBLEM = ("row", "column", "field", "code", "message", "severity")
DOUBT = ("code", "message", "rows", "count", "column", "field")
ALL = "all"  # instead of the name of a sheet
FEW = 12  # rows that a line names
BROUGHT = "brought"  # told where rows bring in what they belong to
STEPS = {
    "read": gettext_noop("Reading the file"),
    "check": gettext_noop("Checking the rows"),
    "apply": gettext_noop("Writing to the register"),
}
ATTEMPTS = 5  # where others keep changing the register between check and writing


class Command(BaseCommand):
    help = "Import a registry from a file. Progress and columns go to standard error."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(registries()))
        parser.add_argument("file", type=Path)
        parser.add_argument("--province", required=True, help="name of the province")
        parser.add_argument("--as", dest="username", help="username of whoever imports")
        parser.add_argument(
            "--sheet", help="name of the sheet, or “all” for all that have the same titles"
        )
        parser.add_argument(
            "--word",
            action="append",
            default=[],
            dest="words",
            metavar="FIELD:WORD=MEANING",
            help="what a word of the file means; nothing after = where it says nothing",
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="TITLE=FIELD",
            help="give a column of the file to a field; without a field it is left out",
        )
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="FIELD=VALUE",
            dest="given",
            help="one value for all rows of what the file does not tell",
        )
        parser.add_argument("--dry-run", action="store_true", help="check, and apply nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as one object")

    def handle(self, *args: object, **options: object) -> None:
        self._started = time.monotonic()
        try:
            run, problems = self._within_scope(options)
        except (UnreadableFile, PersianValueError, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        except (OperationalError, InterfaceError) as error:
            raise CommandError(
                _(
                    "The connection to the database was lost. An import is written whole or not at "
                    "all, so it can be started again safely."
                )
            ) from error
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {**_outcome(run, problems, self._sureness), **self._brought},
                    ensure_ascii=False,
                )
            )
        else:
            self._print(run, problems)

    def _within_scope(self, options: dict[str, Any]) -> tuple[Run, list[dict[str, Any]]]:
        with scope.system():
            actor = self._actor(options["username"])
            province = self._province(options["province"])
        with scope.enter(scope.of(actor) if actor else scope.Scope(scope.Kind.SYSTEM)):
            return self._import(options, actor, province)

    def _import(
        self, options: dict[str, Any], actor: User | None, province: Province
    ) -> tuple[Run, list[dict[str, Any]]]:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                run = services.upload(
                    actor=actor,
                    kind=options["kind"],
                    province=province,
                    file=file,
                    file_name=path.name,
                )
        except OSError as error:
            message = _("The file %(path)s cannot be opened: %(reason)s")
            reason = error.strerror or str(error)
            raise CommandError(message % {"path": path, "reason": reason}) from error
        if (sheet := options["sheet"]) is not None:
            layout = Layout(sheet=ALL_SHEETS if sheet == ALL else sheet)
            try:
                run = services.correct(actor=actor, run=run, layout=layout)
            except UnreadableFile:
                services.discard(actor=actor, run=run)
                raise
        if options["words"]:
            answers = _answers(run, options["words"])
            run = services.correct(actor=actor, run=run, meanings=answers)
        run = self._with_columns(options, actor, run)
        run = services.check_run(actor=actor, run=run, progress=self._progress)
        self._brought = _brought_in(run)
        if options["dry_run"]:
            problems = _problems(run)
            return services.discard(actor=actor, run=run), problems
        run = self._apply(actor, run)
        background.look_for_duplicates(run)
        return run, _problems(run)

    def _with_columns(self, options: dict[str, Any], actor: User | None, run: Run) -> Run:
        """The run with the columns and values that `--column` and `--set` name."""
        run.just_read = run.just_read or table_of(run)
        understood = understand(run.just_read, registry_of(run.kind), run.province_id)
        if options["column"] or options["given"]:
            columns = choosing.columns_of(run, options["column"])
            given = choosing.given_of(run, options["given"])
            run = services.correct(actor=actor, run=run, columns=columns, given=given)
        self._sureness = sureness.of_columns(run, understood)
        if not options["json"]:
            self._print_columns(run)
        return run

    def _apply(self, actor: User | None, run: Run) -> Run:
        """Nobody looks at the rows in between, so a changed register is no reason to stop."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return services.apply_run(actor=actor, run=run, progress=self._progress)
            except services.ImportRefused as error:
                if error.code != "changed_meanwhile" or attempt == ATTEMPTS:
                    raise
                run = Run.objects.get(pk=run.pk)
        raise AssertionError("the last attempt returns or raises")

    def _progress(self, step: str, done: int = 0, total: int = 0) -> None:
        if done:
            return  # each step is told once
        seconds = time.monotonic() - self._started
        self.stderr.write(f"{seconds:6.1f} s  {_(STEPS[step])}", lambda text: text)

    @staticmethod
    def _actor(username: str | None) -> User | None:
        if username is None:
            return None
        actor = User.objects.filter(username__iexact=username).first()
        if actor is None or not actor.is_active or actor.has_ended:
            message = _("There is no account “%(name)s” that may sign in.")
            raise CommandError(message % {"name": username})
        return actor

    @staticmethod
    def _province(name: str) -> Province:
        for province in Province.objects.all():
            if fold(name) in {fold(province.name), *map(fold, province.aliases)}:
                return province
        raise CommandError(_("There is no province “%(name)s”.") % {"name": name})

    def _print_columns(self, run: Run) -> None:
        """What each column of the file is taken for, and how sure that is."""
        declared = registry_of(run.kind).columns()
        for title, name, sure in zip(
            unique_titles(run.header), run.columns, self._sureness, strict=True
        ):
            field = declared[name].label if name else "-"
            told = sure.told(declared)
            why = f" ({told})" if told else ""
            self.stderr.write(f"{title}\t{field}\t{sure.label}{why}", lambda text: text)

    def _print(self, run: Run, problems: list[dict[str, Any]]) -> None:
        for name in _totals(run):
            self.stdout.write(
                f"{getattr(run, name):>9,}  "
                f"{getattr(Run._meta.get_field(name), 'verbose_name', name)}"
            )
        for doubt in run.doubts:
            rows = ", ".join(map(str, doubt["rows"][:FEW]))
            more = ", …" if doubt["count"] > FEW else ""
            self.stdout.write(f"{rows}{more}\t{doubt['column'] or ''}\t{doubt['message']}")
        for line in _word_lines(run):
            self.stdout.write(line)
        for problem in problems:
            self.stdout.write(f"{problem['row']}\t{problem['column'] or ''}\t{problem['message']}")


def _totals(run: Run) -> tuple[str, ...]:
    registry = registry_of(run.kind)
    return (*TOTALS, BROUGHT) if registry.parent or registry.besides else TOTALS


def _brought_in(run: Run) -> dict[str, Any]:
    """How many rows of each other table a run brings in, where its registry knows several."""
    registry = registry_of(run.kind)
    if not registry.besides:
        return {}
    found = besides.counts(run, registry.besides)
    names = {each.key: each.model._meta.model_name for each in registry.besides}
    return {"brought_in": {names[key]: count for key, count in found.items()}}


def _problems(run: Run) -> list[dict[str, Any]]:
    listed = Row.objects.filter(run=run).exclude(problems=[]).order_by("number", "part")
    return [
        {key: problem[key] for key in PROBLEM}
        for found in listed.values_list("problems", flat=True)
        for problem in found
    ]


def _outcome(
    run: Run, problems: list[dict[str, Any]], found: list[sureness.Sureness]
) -> dict[str, Any]:
    return {
        "run": run.pk,
        "kind": run.kind,
        "encoding": run.encoding,
        "delimiter": run.delimiter,
        "header_row": run.header_row,
        "columns": dict(zip(titles := unique_titles(run.header), run.columns, strict=True)),
        "sureness": dict(zip(titles, (str(each.level) for each in found), strict=True)),
        "offered": {
            title: list(each.offers)
            for title, each in zip(titles, found, strict=True)
            if each.offers
        },
        "given": run.given,
        **{name: getattr(run, name) for name in _totals(run)},
        "doubts": [{key: doubt[key] for key in DOUBT} for doubt in run.doubts],
        "words": run.words,
        "problems": problems,
    }


def _answers(run: Run, words: list[str]) -> dict[str, dict[str, str]]:
    """What `--word` says, by the field's name; a field may be named by its label too."""
    declared = registry_of(run.kind).columns()
    named = {fold(str(column.label)): name for name, column in declared.items()}
    answers: dict[str, dict[str, str]] = {}
    for each in words:
        field, colon, rest = each.partition(":")
        word, equals, meaning = rest.partition("=")
        if not (colon and equals and word.strip()):
            raise CommandError(_("Say FIELD:WORD=MEANING, not “%(word)s”.") % {"word": each})
        name = field if field in declared else named.get(fold(field), field)
        answers.setdefault(name, {})[word.strip()] = meaning.strip()
    return answers


def _word_lines(run: Run) -> list[str]:
    """The words that the file's columns do not know or that were given a meaning, one a line."""
    lines = []
    for field, listed in run.words.items():
        label = registry_of(run.kind).columns()[field].label
        for each in listed:
            meaning = each["meaning"]
            if meaning is None:
                said = _("%(field)s: “%(word)s” is not known; say what it means: %(option)s")
            elif meaning:
                said = _("%(field)s: “%(word)s” means “%(meaning)s”")
            else:
                said = _("%(field)s: “%(word)s” says nothing")
            option = f"--word {field}:{each['word']}=…"
            told = said % {
                "field": label, "word": each["word"], "meaning": meaning, "option": option,
            }  # fmt: skip
            lines.append(f"{each['rows']:>9,}  {told}")
    return lines
