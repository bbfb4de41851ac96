"""Fields of models by what they are, for code that reads how models are made."""

from typing import Any

from django.db import models


def column_of(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The field that a column of the model's table stores. Raises FieldDoesNotExist."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field), f"{name} of {model.__name__} is no column"
    return field


def key_of(model: type[models.Model], name: str) -> "models.ForeignKey[Any, Any]":
    """The foreign key of that name."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.ForeignKey), f"{name} of {model.__name__} is no key"
    return field


def links_of(model: type[models.Model], name: str) -> "models.ManyToManyField[Any, Any]":
    """The many-to-many field of that name."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.ManyToManyField), f"{name} of {model.__name__} links nothing"
    return field


def table_of_links(links: "models.ManyToManyField[Any, Any]") -> str:
    """The table in which the links of a many-to-many field stand."""
    through = links.remote_field.through
    assert through is not None, "the models are loaded"
    return through._meta.db_table
