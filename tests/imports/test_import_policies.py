"""What an office has decided about its files holds for its imports, and for no other office's."""

import datetime

import pytest

from accounts.services.set_policy import set_policy
from imports.cleaning import identifier
from imports.models import Row
from imports.policies import DATE_ORDER, REJECT_REPEATED, STRICT_POSTAL_CODE, YEAR_PIVOT
from persian.dates import jalali_iso
from persian.identifiers import IdentifierError, clean_national_id
from tests import cast
from tests.imports.factory import checked, codes, ngo_file, ngo_row

pytestmark = pytest.mark.usefixtures("everything")


def decide(policy, value, *, at="گیلان"):
    expert = cast.make_user(cast.Role.NATIONAL_EXPERT)
    home = cast.province(at) if at else None
    set_policy(actor=expert, policy=policy, province=home, value=value)


def read(written, *, province="گیلان"):
    """The day that an import into the province reads in the column of the founding, in Jalali."""
    run = checked(ngo_file(ngo_row(county="", founded_on=written)), province=province)
    stored = Row.objects.get(run=run).values["founded_on"]
    return jalali_iso(datetime.date.fromisoformat(stored))


def test_a_date_that_can_be_read_both_ways_is_read_as_the_office_decided():
    decide(DATE_ORDER, "dmy")
    assert read("04/06/02") == "1402/06/04"
    assert read("04/06/02", province="قزوین") == "1404/06/02"
    assert read("1395/06/09") == read("95/06/09") == "1395/06/09"


def test_a_decision_of_the_ministry_holds_where_the_office_has_none():
    decide(DATE_ORDER, "dmy", at=None)
    decide(DATE_ORDER, "ymd", at="قزوین")
    assert read("04/06/02") == "1402/06/04"
    assert read("04/06/02", province="قزوین") == "1404/06/02"


def test_a_year_of_two_digits_is_of_the_century_that_the_office_decided():
    decide(YEAR_PIVOT, 3)
    assert read("04/06/02") == "1304/06/02"
    assert read("02/06/04") == "1402/06/04"
    assert read("04/06/02", province="قزوین") == "1404/06/02"


def test_a_five_in_fifth_place_is_refused_where_the_office_decided_so():
    rows = ngo_file(ngo_row(county="", postal_code="4133512345"))
    assert codes(checked(rows)) == []
    decide(STRICT_POSTAL_CODE, True)
    assert codes(checked(rows)) == [(2, "postal_code", "fifth_digit")]
    assert codes(checked(rows, province="قزوین")) == []


def test_a_column_of_national_ids_refuses_equal_digits_where_the_office_decided_so():
    cleaner = identifier(clean_national_id, reject_repeated=REJECT_REPEATED)(None)
    assert cleaner("1111111111") == "1111111111"
    assert cleaner.decided({REJECT_REPEATED.name: False})("1111111111") == "1111111111"
    with pytest.raises(IdentifierError):
        cleaner.decided({REJECT_REPEATED.name: True})("1111111111")


def test_the_decisions_are_asked_for_once_in_a_run(django_assert_num_queries):
    from imports.checking import bind
    from imports.registry import registry_of
    from imports.tables import table_of

    run = checked(ngo_file(ngo_row(founded_on="1400/01/01", licence_issued_on="1400/01/01")))
    registry, table = registry_of(run.kind), table_of(run)
    with django_assert_num_queries(5):  # counties, province, fields, decisions, remembered words
        bind(run, registry, table)
