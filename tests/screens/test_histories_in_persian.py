"""Histories tell of fields by the words that people have for them, whichever model they are of."""

import re

import pytest
from django.apps import apps
from django.db.models import Q
from django.utils import translation

from councils.models.session import AgendaItem
from screens.history import Track, is_tracked

TRACKED = [model for model in apps.get_models() if is_tracked(model)]


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_no_field_of_a_history_is_without_a_persian_label(model):
    track = Track(model, Q())
    with translation.override("fa"):
        labels = {each.name: str(each.verbose_name) for each in track.fields}
        labels |= {each.name: str(each.verbose_name) for each in model._meta.many_to_many}
    assert labels
    odd = {name: label for name, label in labels.items() if not re.match("[آ-ی]", label)}
    assert odd == {}


def test_what_has_no_label_is_not_told(db):
    told = {each.name for each in Track(AgendaItem, Q()).fields}
    assert "decision" in told
    assert not {"sense", "matter", "province", "county"} & told
