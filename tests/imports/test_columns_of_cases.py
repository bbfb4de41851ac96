"""Files as offices meet them: which column is what, by the command and in the order of imports."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts import scope
from licensing.models import Licence
from ngos.models import NGO

CASES = Path(__file__).parent.parent / "data" / "cases"

pytestmark = pytest.mark.django_db


def told(name, kind="ngos", **options):
    """What the command says of a case."""
    out = io.StringIO()
    options = {"province": "گیلان", "json": True, **options}
    call_command("import_registry", kind, str(CASES / name), stdout=out, stderr=io.StringIO(),
                 **options)  # fmt: skip
    return json.loads(out.getvalue())


def names():
    with scope.system():
        return sorted(NGO.objects.values_list("name", flat=True))


def test_the_status_of_yes_and_no_and_no_number_in_a_column_of_have_and_have_not():
    columns = told("12-yes-and-no.csv")["columns"]
    assert (columns["فعال/غیرفعال"], columns["پروانه فعالیت"]) == ("status", None)
    with scope.system():
        assert set(NGO.objects.values_list("licence_no", flat=True)) == {""}


def test_the_licences_under_their_real_titles():
    assert told("46-licences-real-titles.csv", "licences")["created"] == 4
    with scope.system():
        assert Licence.objects.filter(number__startswith="1402/5").count() == 4


def test_ngos_are_not_called_after_their_founders():
    told("51-founder-becomes-name.csv")
    assert names() == [f"موسسه خیریه عنوان {number}" for number in "1234"]


def test_the_mobile_number_is_the_ceos_and_not_the_referees():
    told("52-mobile-of-the-referee.csv")
    with scope.system():
        mobiles = sorted(NGO.objects.values_list("mobile", flat=True))
    assert mobiles == [f"0970000020{number}" for number in range(4)]


def test_first_names_of_officers_are_no_ngos():
    columns = told("53-list-of-officers.csv", dry_run=True)["columns"]
    assert (columns["نام"], columns["نام موسسه"]) == (None, "name")


def test_women_are_not_all_members():
    told("54-women-and-men.csv")
    with scope.system():
        assert set(NGO.objects.values_list("member_count", flat=True)) == {None}


def test_a_header_in_the_midst_is_left_out():
    assert told("55-two-files-joined.csv")["created"] == 8


@pytest.mark.parametrize("is_dry", [True, False])
@pytest.mark.parametrize(
    ("first", "second", "row", "encoding", "count"),
    [
        ("60a-first-month.xlsx", "60b-second-month-with-title-row.xlsx", 2, None, 4),
        ("61a-windows-1256.csv", "61b-utf8.csv", 1, "utf-8", None),
        ("63a-two-title-rows.xlsx", "63b-no-title-rows.xlsx", 1, None, 5),
    ],
)
def test_the_second_file_is_read_as_it_is_read_alone(is_dry, first, second, row, encoding, count):
    alone = told(second, dry_run=True)
    told(first, dry_run=is_dry)
    after = told(second)
    assert (after["header_row"], after["encoding"]) == (row, encoding)
    assert after["columns"] == alone["columns"]
    assert after["created"] == alone["created"] == (count or alone["read"])


def test_another_legal_id_is_another_ngo():
    told("64b-with-legal-id.csv")
    assert told("64d-another-legal-id.csv")["created"] == 1
    assert len(names()) == 2
