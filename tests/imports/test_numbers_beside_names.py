"""What a file holds of persons beside their names is read by those alone who may see such data."""

from pathlib import Path

import pytest

from accounts import scope
from imports.models import Row, Run
from imports.tiles import TILES
from ngos.models import NGO
from tests.cast import signed_in
from tests.imports.factory import as_csv, imported
from tests.imports.screens import page

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[1] / "data" / "cases"
HIDDEN = ("09700000001", "09700000002", "9991000011", "0009876545", "239990000000000000123456")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def _import(cast) -> Run:
    """The cells of CEOs as offices fill them, with a column that is given to no field."""
    head, *lines = (CASES / "11-ceo-cell.csv").read_text("utf-8-sig").splitlines()
    rows = [[*line.split(",")[:5], HIDDEN[3], HIDDEN[4]] for line in lines if '"' not in line]
    rows = [row for row in rows if len(row) == 7]
    return imported(as_csv([[*head.split(","), "ستون دیگر", "ملاحظات"], *rows]))


def _holds_one(content: str) -> list[str]:
    return [number for number in HIDDEN
            if number in content or number.translate(_PERSIAN) in content]  # fmt: skip


def test_no_page_shows_them_to_whoever_sees_personal_data_masked(cast):
    with scope.system():
        run = _import(cast)
    auditor, expert = signed_in(cast.gilan_auditor), signed_in(cast.gilan_expert)
    shown = dict.fromkeys((auditor, expert), "")
    for client in shown:
        for name, *_rest in TILES:
            shown[client] += client.get(page("change", run, f"?rows={name}")).content.decode()
    assert _holds_one(shown[auditor]) == []
    assert HIDDEN[0].translate(_PERSIAN) in shown[expert]
    for step in ("file", "refused"):
        assert auditor.get(page(step, run)).status_code in (403, 404)


def test_what_is_staged_to_be_stored_and_what_is_told_holds_none(cast):
    with scope.system():
        run = _import(cast)
        rows = list(Row.objects.filter(run=run))
        assert rows
        assert _holds_one(str([(row.values, row.before, row.problems) for row in rows])) == []
        assert _holds_one(str(run.doubts)) == []
        for ngo in NGO.objects.all():
            assert _holds_one(f"{ngo.ceo_name} {ngo.notes}") == []
