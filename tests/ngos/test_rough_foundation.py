"""An NGO of whose foundation the year alone is known, on the office's screens and in its files."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import scope
from ngos.models import NGO
from tests.cast import make_ngo, signed_in
from tests.exports import body, ngo_export
from tests.imports.factory import imported, totals
from tests.ngos.test_ngo_form import change_address, errors, filled, fresh


@pytest.fixture
def ngo(db):
    with scope.system():
        return make_ngo("انجمن باران")


@pytest.fixture
def client(cast):
    return signed_in(cast.gilan_expert)


def save(client, ngo, **values):
    return client.post(change_address(ngo), {**filled(client, ngo), **values})


@pytest.mark.parametrize(
    ("typed", "shown"), [("1398", "۱۳۹۸"), ("مهر ۱۳۹۸", "مهر ۱۳۹۸"), ("۱۳۹۸/۰۷", "مهر ۱۳۹۸")]
)
def test_what_is_typed_stays_as_far_as_it_is_known(client, ngo, typed, shown):
    assert save(client, ngo, founded_on=typed).status_code == 302
    assert filled(client, ngo)["founded_on"] == shown
    page = client.get(reverse("admin:ngos_ngo_detail", args=[ngo.pk])).content.decode()
    assert shown in page
    assert "۱۳۹۸/۰۱/۰۱" not in page
    assert f"۱ {shown}" not in page


def test_the_form_asks_the_rule_of_the_database_of_what_is_typed(client, ngo, caplog):
    save(client, ngo, founded_on="1398")
    assert "Got a database error" not in caplog.text
    ngo = fresh(ngo)
    ngo.founded_on = ngo.founded_on.replace(day=22)
    ngo.founded_precision = "year"
    with scope.system(), pytest.raises(ValidationError):
        ngo.validate_constraints()


def test_a_form_that_is_saved_unchanged_changes_nothing(client, ngo):
    save(client, ngo, founded_on="1398")
    save(client, ngo, phone="01333333333")
    assert fresh(ngo).founded_precision == "year"
    history = client.get(reverse("admin:ngos_ngo_history", args=[ngo.pk])).content.decode()
    assert "۱۳۹۸" in history
    assert "۱۳۹۸/۰۱/۰۱" not in history


def test_a_day_takes_the_place_of_a_year(client, ngo):
    save(client, ngo, founded_on="1398")
    save(client, ngo, founded_on="1398/01/01")
    assert fresh(ngo).founded_precision == "day"
    assert filled(client, ngo)["founded_on"] == "۱۳۹۸/۰۱/۰۱"


def test_a_year_to_come_is_refused(client, ngo):
    assert "founded_on" in errors(save(client, ngo, founded_on="1490"))


def test_a_file_of_the_list_says_as_much_and_comes_back_unchanged(cast, client, ngo):
    save(client, ngo, founded_on="مهر ۱۳۹۸")
    content = body(ngo_export(cast.gilan_expert, NGO.objects.filter(pk=ngo.pk)))
    assert "1398/07," in content.decode() or '"1398/07"' in content.decode()
    with scope.system():
        assert totals(imported(content)) == {"read": 1, "unchanged": 1}
