"""Rows that come as JSON with those of other tables are what a query of their own would give."""

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import scope
from screens.history import is_tracked
from screens.together import events_of, rows_together
from tests.rows import Register


def values(row):
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


def test_the_rows_that_a_history_can_name_are_the_same_as_by_themselves(cast):
    Register(cast)
    with scope.system():
        named = {
            each.related_model
            for model in apps.get_models()
            if is_tracked(model)
            for each in model._meta.get_fields()
            if each.many_to_one or each.many_to_many
        }
        keys = {each: list(each._default_manager.values_list("pk", flat=True)) for each in named}
        filled = {model: pks for model, pks in keys.items() if pks}
        with CaptureQueriesContext(connection) as asked:
            found = rows_together(filled)
        assert len(asked) == 1
        assert len(filled) > 10
        for model, pks in filled.items():
            by_itself = model._default_manager.in_bulk(pks)
            assert found[model].keys() == by_itself.keys()
            for pk, row in by_itself.items():
                assert values(found[model][pk]) == values(row), model


def test_every_model_s_events_are_the_same_each_with_the_one_before(cast):
    Register(cast)
    with scope.system():
        type(cast.rasht_ngo).objects.filter(pk=cast.rasht_ngo.pk).update(notes="تازه")
        tracked = [each for each in apps.get_models() if is_tracked(each)]
        queries = [each._meta.get_field("events").related_model.objects.all() for each in tracked]
        with CaptureQueriesContext(connection) as asked:
            found = events_of(queries)
        assert len(asked) == 1
        by_itself = {
            (number, event.pgh_id): event for number, query in enumerate(queries) for event in query
        }
        assert len({number for number, _pk in by_itself}) > 15
        assert found.keys() == by_itself.keys()
        for (number, pk), event in by_itself.items():
            read = found[number, pk]
            assert values(read) == values(event)
            before = queries[number].filter(pgh_obj_id=event.pgh_obj_id, pgh_id__lt=pk)
            older = before.order_by("pgh_id").last()
            assert (read.event_before and values(read.event_before)) == (older and values(older))
