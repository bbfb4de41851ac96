"""What a migration adds is rendered alone; whatever changes what stands begins with all anew."""

from collections.abc import Iterator

import pytest
from django.db import connection, models, transaction
from django.db.migrations import Migration, operations
from django.db.migrations.state import ProjectState

from config.database.logins import as_owner
from config.database.migrating import Executor


def _model(name: str, **relations: models.Field) -> operations.CreateModel:
    return operations.CreateModel(
        name, [("id", models.BigAutoField(primary_key=True)), *relations.items()]
    )


def _migration(*steps: operations.base.Operation) -> Migration:
    migration = Migration("made_up", "archive")
    migration.operations = list(steps)
    return migration


@pytest.fixture
def executor(transactional_db) -> Iterator[Executor]:
    with as_owner(), transaction.atomic():
        yield Executor(connection)
        transaction.set_rollback(True)


@pytest.fixture
def state(executor) -> ProjectState:
    """Shelves with boxes on them, as they stand after the migration that made them."""
    box = _model("Box", shelf=models.ForeignKey("archive.Shelf", models.CASCADE))
    return executor.apply_migration(ProjectState(), _migration(_model("Shelf"), box))


def test_a_table_that_is_added_leaves_the_classes_around_it_as_they_are(executor, state):
    shelf = state.apps.get_model("archive", "Shelf")
    label = _model("Label", shelf=models.ForeignKey("archive.Shelf", models.CASCADE))
    executor.apply_migration(state, _migration(label))
    assert state.apps.get_model("archive", "Shelf") is shelf


def test_rows_are_written_through_classes_that_know_each_other(executor, state):
    """`shelf` is rendered anew by its new column; the class of boxes is older than it."""
    seen = []

    def write(apps, schema_editor):
        shelf = apps.get_model("archive", "Shelf").objects.create(row=3)
        seen.append(apps.get_model("archive", "Box").objects.create(shelf=shelf).shelf.row)

    row = operations.AddField("Shelf", "row", models.IntegerField(default=0))
    executor.apply_migration(state, _migration(row, operations.RunPython(write)))
    assert seen == [3]


def test_a_key_whose_type_changes_takes_the_columns_that_point_to_it_along(executor, state):
    row = operations.AddField("Shelf", "row", models.IntegerField(default=0))
    state = executor.apply_migration(state, _migration(row))
    smaller = operations.AlterField("Shelf", "id", models.AutoField(primary_key=True))
    executor.apply_migration(state, _migration(smaller))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name, data_type FROM information_schema.columns "
            "WHERE table_name LIKE 'archive\\_%' AND column_name IN ('id', 'shelf_id')"
        )
        assert dict(cursor.fetchall()) == {
            "archive_shelf.id": "integer", "archive_box.id": "bigint",
            "archive_box.shelf_id": "integer",
        }  # fmt: skip
