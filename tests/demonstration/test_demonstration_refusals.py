"""Where demonstration data does not belong, none is added."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts import scope
from accounts.models import User
from demonstration import seeding
from ngos.models import NGO
from tests.cast import make_ngo


def seed(**options: object) -> str:
    said = StringIO()
    call_command("seed_demo", stdout=said, **options)
    return said.getvalue()


def test_a_register_of_an_office_is_refused_and_stays_as_it_was(db):
    ngo = make_ngo("انجمن یاری رشت")
    with pytest.raises(CommandError, match="not of the demonstration"):
        seed()
    with scope.system():
        assert list(NGO.objects.all()) == [ngo]
        assert not User.objects.exists()


def test_a_register_that_holds_ngos_is_left_alone_when_only_an_empty_one_is_to_be_filled(db):
    make_ngo("انجمن یاری رشت")
    assert "no demonstration data was added" in seed(if_empty=True)
    with scope.system():
        assert NGO.objects.count() == 1
        assert not User.objects.exists()


def test_seeding_needs_a_scale_of_at_least_one(db):
    with pytest.raises(CommandError):
        seed(scale=0)


def test_no_trace_of_the_demonstration_is_in_a_new_database(everything):
    assert not seeding.has_ngos()
    assert not User.objects.exists()
