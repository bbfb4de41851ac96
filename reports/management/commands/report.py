"""`manage.py report NAME --year 1401 --province NAME --format json`: as the screen has it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts import scope
from accounts.models import County, Province, User
from files.printing import PrintingError
from persian.dates import FIRST_YEAR, LAST_YEAR, JalaliDateError, parse_jalali, to_jalali, today
from persian.text import fold
from reports import report
from reports.periods import MONTHS_OF_A_SEASON, Beside, Periods, of_days, of_months, of_year
from reports.renderings.formats import FORMATS
from reports.renderings.made import make
from reports.renderings.performance import write_performance

PERFORMANCE = "performance"  # all of them as one document


class Command(BaseCommand):
    help = "Print a report, or write it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=[*report.names(), PERFORMANCE])
        parser.add_argument("--year", type=int, help="Jalali year; this one if nothing is said")
        parser.add_argument("--season", type=int, choices=range(1, 5))
        parser.add_argument("--month", type=int, choices=range(1, 13))
        parser.add_argument("--from", dest="first", help="first day, Jalali: 1401/02/03")
        parser.add_argument("--to", dest="last", help="last day, Jalali")
        parser.add_argument(
            "--beside", choices=Beside.values, default=Beside.SAME, help="what it is set against"
        )
        parser.add_argument("--province", help="name of the province; all if nothing is said")
        parser.add_argument("--county", help="name of a county of the province")
        parser.add_argument("--by", default="", help="by what rows are told apart")
        parser.add_argument("--as", dest="username", help="username of whoever reads it")
        parser.add_argument("--format", default="json", choices=sorted(FORMATS))
        parser.add_argument(
            "--output", type=Path, help="the file; standard output if none is named"
        )

    def handle(self, *args: object, **options: Any) -> None:
        with scope.system():
            reader = _reader(options["username"])
        with scope.enter(scope.of(reader) if reader else scope.Scope(scope.Kind.SYSTEM)):
            self._write(options, reader)

    def _write(self, options: dict[str, Any], reader: User | None) -> None:
        if options["name"] == PERFORMANCE:
            if options["format"] != "pdf":
                raise CommandError(
                    _("The performance report is a document to print; say so as its format.")
                )
            province = _province(options["province"])
            county = _county(options["county"], province)
            asked = report.Asked(_periods(options), province, county)
            self._send(options, lambda file: write_performance(file, asked, reader))
            return
        found = report.named(options["name"])
        if reader is not None and not found.may_be_seen_by(reader):
            raise CommandError(_("Your role does not allow this."))
        if options["by"] and options["by"] not in found.ways:
            ways = ", ".join(found.ways) or "—"
            raise CommandError(_("This report can be told apart by: %(ways)s") % {"ways": ways})
        province = _province(options["province"])
        asked = report.Asked(
            _periods(options), province, _county(options["county"], province), options["by"]
        )
        write = FORMATS[options["format"]].write
        self._send(options, lambda file: write(file, make(found, asked)))

    def _send(self, options: dict[str, Any], write: Callable[[Any], None]) -> None:
        try:
            if options["output"]:
                with options["output"].open("wb") as file:
                    write(file)
            else:
                write(self._standard_output())
        except (OSError, PrintingError) as error:
            raise CommandError(str(error)) from error

    def _standard_output(self) -> Any:
        return getattr(self.stdout._out, "buffer", None) or _Bytes(self.stdout)


class _Bytes:
    """Standard output that takes text alone, as a caller within Python gives one."""

    def __init__(self, out: Any) -> None:
        self.out = out

    def write(self, content: bytes) -> None:
        self.out.write(content.decode(), ending="")


def _reader(username: str | None) -> User | None:
    if username is None:
        return None
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": username})
    return found


def _province(name: str | None) -> Province | None:
    if name is None:
        return None
    for province in Province.objects.all():
        if fold(province.name) == fold(name):
            return province
    raise CommandError(_("There is no province “%(name)s”.") % {"name": name})


def _county(name: str | None, province: Province | None) -> County | None:
    if name is None:
        return None
    for county in County.objects.filter(**({"province": province} if province else {})):
        if fold(county.name) == fold(name):
            return county
    raise CommandError(_("There is no county “%(name)s” here.") % {"name": name})


def _periods(options: dict[str, Any]) -> Periods:
    now, beside = today(), options["beside"]
    year = options["year"] or to_jalali(now).year
    if not FIRST_YEAR < year < LAST_YEAR:  # the years beside it are of the calendar too
        raise CommandError(_("Write the year with four digits."))
    try:
        if options["first"] or options["last"]:
            if not (options["first"] and options["last"]):
                raise CommandError(_("Say both the first and the last day."))
            first, last = parse_jalali(options["first"]), parse_jalali(options["last"])
            if first > last:
                raise CommandError(_("The last day is before the first one."))
            return of_days(first, last, now, beside)
        if options["month"]:
            return of_months(year, options["month"], options["month"], now, beside)
        if options["season"]:
            last_month = options["season"] * MONTHS_OF_A_SEASON
            return of_months(year, last_month - MONTHS_OF_A_SEASON + 1, last_month, now, beside)
        return of_year(year, now, beside)
    except JalaliDateError as error:
        raise CommandError(str(error)) from error
