"""Counters: the next number of an office's licences, letters, sessions, and tracking codes."""

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from accounts.functions import callable_by
from accounts.models import Province
from accounts.row_security import ByPlace
from accounts.scope import Kind

_COUNTED_FOR = (Kind.NATIONAL, Kind.PROVINCE, Kind.COUNTY, Kind.NGO, Kind.SYSTEM)
callable_by("papers_next_number(bigint,text,integer)", *_COUNTED_FOR)


class Counter(models.Model):
    """The last number that an office has given out in one series, in one Jalali year (0: ever)."""

    row_scope = ByPlace(county=None)

    province = models.ForeignKey(
        Province, verbose_name=_("Province"), on_delete=models.PROTECT, related_name="+"
    )
    series = models.CharField(_("Series"), max_length=40)
    year = models.PositiveSmallIntegerField(_("Year"), default=0)
    last = models.BigIntegerField(_("Last number"))

    class Meta:
        verbose_name = _("Counter")
        verbose_name_plural = _("Counters")
        constraints = [
            models.UniqueConstraint(fields=["province", "series", "year"], name="counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"


def next_number(*, province_id: int, series: str, year: int = 0) -> int:
    """The next number of a series, given out once: another transaction waits until this one ends.

    A transaction that is rolled back gives its number back, so series have no gaps. Whoever may
    register may take a number: the function counts for county offices and NGOs too, which do not
    see the table.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT papers_next_number(%s, %s, %s)", [province_id, series, year])
        return int(cursor.fetchone()[0])
