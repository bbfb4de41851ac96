"""The register shows the licence in force, whatever a file or a person writes over it."""

import pytest

from accounts import scope
from ngos.models import NGO
from tests.cast import make_ngo
from tests.imports.factory import codes, imported, ngo_file, ngo_row, totals
from tests.licensing.licences.paths import ago, ahead, make_licence

OTHER = {"licence_no": "99/1390", "licence_issued_on": "1390/01/01",
         "licence_expires_on": "1392/01/01"}  # fmt: skip


@pytest.fixture
def ngo(cast, everything) -> NGO:
    ngo = make_ngo("انجمن مهر", at="گیلان/رشت")
    make_licence(ngo, number="8/1404", issued_on=ago(100), expires_on=ahead(600))
    return ngo


def shown(ngo) -> tuple[object, ...]:
    with scope.system():
        ngo = NGO.objects.get(pk=ngo.pk)
    return ngo.licence_no, ngo.licence_issued_on, ngo.licence_expires_on


def test_a_file_with_another_licence_is_warned_about_and_changes_nothing_each_time(ngo):
    content = ngo_file(ngo_row(name=ngo.name, legal_id=ngo.legal_id, **OTHER))
    imported(content)
    assert shown(ngo) == ("8/1404", ago(100), ahead(600))
    again = imported(content)
    assert totals(again) == {"read": 1, "unchanged": 1, "warned": 1}
    assert {code for _row, column, code in codes(again)} == {"differs_from_register"}


def test_without_a_recorded_licence_the_file_s_is_shown(cast, everything):
    ngo = make_ngo("انجمن مهر", at="گیلان/رشت")
    imported(ngo_file(ngo_row(name=ngo.name, legal_id=ngo.legal_id, **OTHER)))
    assert shown(ngo)[0] == "99/1390"


def test_raw_sql_does_not_change_what_the_licence_says(ngo):
    with scope.system():
        NGO.objects.filter(pk=ngo.pk).update(licence_no="99", licence_expires_on=ago(1))
    assert shown(ngo) == ("8/1404", ago(100), ahead(600))
