"""The database of the tests is made anew when anything that makes it has changed."""

from importlib.util import find_spec
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from accounts import functions
from accounts.row_security import tables
from accounts.scope import Kind
from tests.rooms import FOLDERS, ROOT
from tests.template import name, sources


def test_what_makes_the_tables_names_the_template():
    makers = {model.__module__ for model in tables()}
    makers |= {
        type(model.row_scope).__module__ for model in tables() if hasattr(model, "row_scope")
    }
    makers |= {
        migration.__module__
        for migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
    }
    makers |= {
        "accounts.workflow", "accounts.row_security", "licensing.workflow", "licensing.kinds",
        "persian.sql", "config.database.preparation",
    }  # fmt: skip
    ours = {Path(find_spec(name).origin) for name in makers if name.partition(".")[0] in FOLDERS}
    assert ours <= sources()


def test_who_may_call_a_function_names_it_too(monkeypatch):
    before = name()
    monkeypatch.setattr(functions, "_callers", functions.callers())
    assert name() == before
    functions.callable_by("ngos_field_not_known()", Kind.PUBLIC)
    assert name() != before


def test_a_screen_does_not():
    assert ROOT / "ngos/admin/ngo.py" not in sources()
