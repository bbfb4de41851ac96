"""`manage.py export_open_data FOLDER [--province NAME]`: the files of open data, as the page has
them."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts import scope
from accounts.models import Province
from persian.dates import today
from persian.text import fold
from programs.money.open_data import package, published
from programs.money.open_data.formats import FORMATS


class Command(BaseCommand):
    help = "Write awards and payments as 360Giving 1.4: one file of JSON, two of CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--province", default="", help="name of the province; else all")

    def handle(self, *args: object, **options: object) -> None:
        folder, name = options["folder"], str(options["province"])
        assert isinstance(folder, Path)
        with scope.system():
            province = self._province(name) if name else None
            grants = published(province)
            if not grants:
                raise CommandError(_("Nothing is public yet, and the standard has no empty file."))
            written = package(grants, province=province, day=today())
        for known in FORMATS.values():
            path = folder / known.file_name
            try:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_text(known.write(written), encoding="utf-8", newline="")
            except OSError as error:
                message = _("The file %(path)s cannot be written: %(reason)s")
                reason = error.strerror or str(error)
                raise CommandError(message % {"path": path, "reason": reason}) from error
            self.stdout.write(str(path))

    @staticmethod
    def _province(name: str) -> Province:
        for province in Province.objects.all():
            if fold(name) in {fold(province.name), *map(fold, province.aliases)}:
                return province
        raise CommandError(_("There is no province “%(name)s”.") % {"name": name})
