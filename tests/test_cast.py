"""The people of the tests, made in bulk, are what a form would have made of them."""

from accounts.models import User
from ngos.models import NGO
from tests.cast import PASSWORD


def test_everybody_of_the_cast_is_what_a_form_would_store(cast, everything):
    rows = [row for row in vars(cast).values() if row is not None]
    assert {type(row) for row in rows} == {NGO, User}
    for row in rows:
        as_stored = type(row).objects.get(pk=row.pk)
        as_stored.full_clean()
        for column in row._meta.concrete_fields:
            assert getattr(row, column.attname) == getattr(as_stored, column.attname), column
        if isinstance(row, User):
            assert row.check_password(PASSWORD)


def test_history_knows_everybody_of_the_cast(cast, everything):
    for model in (NGO, User):
        assert set(
            model.events.rel.related_model.objects.values_list("pgh_obj_id", "pgh_label")
        ) == {(row.pk, "insert") for row in vars(cast).values() if isinstance(row, model)}


def test_the_cast_costs_few_queries(db, request, django_assert_max_num_queries):
    """It is made for a thousand tests; one row at a time it took 350 queries."""
    with django_assert_max_num_queries(8):
        request.getfixturevalue("cast")
