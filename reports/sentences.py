"""Sentences of a report out of its figures: how much, beside what, how many times, up or down.

People mean by «۲٫۴ برابر» the ratio and by «۱۴۰ درصد افزایش» the growth; a sentence says both where
both say something, and neither where there was nothing before.
"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from persian.numbers import format_number
from reports.table import Cell, Table, growth, ratio

TIMES_FROM = 1.5  # from which on one says how many times as many; below it only the growth


def compared(label: str, now: int, before: int, write: Callable[[int], str] = format_number) -> str:
    """One figure beside the one before: zero, from zero, equal, more, less."""
    words = {"label": label, "now": write(now), "before": write(before)}
    if now == before == 0:
        return _("%(label)s: zero, as in the year before.") % words
    if before == 0:
        return _("%(label)s: %(now)s; in the year before none.") % words
    if now == before:
        return _("%(label)s: %(now)s, as many as in the year before.") % words
    grown = growth(now, before) or 0
    words["percent"] = format_number(abs(grown)) if grown else _("less than one")
    if now == 0:
        return _("%(label)s: zero, beside %(before)s in the year before.") % words
    if now < before:
        return (
            _("%(label)s: %(now)s beside %(before)s in the year before; %(percent)s percent less.")
            % words
        )
    if now / before < TIMES_FROM:
        return (
            _("%(label)s: %(now)s beside %(before)s in the year before; %(percent)s percent more.")
            % words
        )
    words["times"] = format_number(ratio(now, before) or 0.0)
    return (
        _(
            "%(label)s: %(now)s beside %(before)s in the year before; %(times)s times as many, "
            "which is %(percent)s percent more."
        )
        % words
    )


def sentences(table: Table, rows: Sequence[Sequence[Cell]]) -> list[str]:
    """A sentence for each line that sets two figures beside each other, and one for their total;
    lines that count nothing in either period are passed over."""
    names = [column.name for column in table.columns]
    if "before" not in names:
        return []
    now, before = names.index("now"), names.index("before")
    texts = [at for at, column in enumerate(table.columns) if column.is_name]
    found = []
    for row in [table.totals, *rows]:
        one, other = row[now].value, row[before].value
        if (
            isinstance(one, int)
            and isinstance(other, int)
            and (one or other or row is table.totals)
        ):
            label = "، ".join(str(row[at].value) for at in texts if row[at].value)
            found.append(compared(label, one, other))
    return found
