"""`manage.py find_duplicates [KIND] [--province NAME]`: looks for likely duplicates anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts import scope
from accounts.models import Province
from imports.duplicates.finding import find_in_province
from imports.duplicates.models import DuplicatePair
from imports.duplicates.rules import all_rules
from persian.text import fold


class Command(BaseCommand):
    help = "Look for rows of a registry that may be the same, among all rows of each province."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = [rules.kind for rules in all_rules()]
        parser.add_argument(
            "kind", nargs="?", choices=kinds, help="registry; all, where none is named"
        )
        parser.add_argument("--province", help="name of the province; all, where none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        with scope.system():
            for province in self._provinces(options["province"]):
                for rules in all_rules():
                    if options["kind"] not in (None, rules.kind):
                        continue
                    found = find_in_province(rules, province.pk)
                    pairs = DuplicatePair.objects.filter(kind=rules.kind, province=province)
                    waiting = pairs.open().count()
                    if waiting or options["province"]:
                        self.stdout.write(
                            f"{province.name}, {rules.kind}: {found} new or changed, {waiting} open"
                        )

    @staticmethod
    def _provinces(name: str | None) -> list[Province]:
        provinces = list(Province.objects.all())
        if name is None:
            return provinces
        for province in provinces:
            if fold(name) in {fold(province.name), *map(fold, province.aliases)}:
                return [province]
        raise CommandError(_("There is no province “%(name)s”.") % {"name": name})
