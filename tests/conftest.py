"""The database of the tests: a real PostgreSQL, entered as the application enters it.

A template database is migrated once by the owner of the tables; each worker works on a copy. The
tests themselves log in as the application does, so row security holds them too.
"""

import datetime
import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from hypothesis import settings as examples
from psycopg import sql

from accounts import scope
from config.database.preparation import prepare
from persian.dates import TEHRAN
from tests.emptying import empty_after_committed_tests
from tests.once import kept_in
from tests.template import name as template_name

pytest_plugins = ["tests.cast", "tests.browser", "tests.contexts", "tests.workers"]
LOCK = 20221401  # of whoever makes or drops databases of tests
# Longer than the longest test takes on a machine that does much else.
BEFORE_MIDNIGHT = datetime.timedelta(minutes=4)

# The same examples every time, so that one tree has one result; new ones are looked for with
# `make test ARGS=--hypothesis-profile=search`. How long one takes says something of the machine.
examples.register_profile("same", derandomize=True, database=None, deadline=None)
examples.register_profile("search", derandomize=False, deadline=None)
examples.load_profile("same")


def pytest_collection_finish() -> None:
    """What was loaded stays: the collector of garbage looks at what tests make alone, as it does
    in the web server."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _administrator(database: str = "") -> psycopg.Connection:
    login = settings.DATABASE_ADMINISTRATOR
    return psycopg.connect(
        dbname=database or login["NAME"], user=login["USER"], password=login["PASSWORD"] or None,
        host=login["HOST"] or None, port=login["PORT"] or None, autocommit=True,
    )  # fmt: skip


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, worker_id: str) -> Iterator[None]:
    if settings.EMBEDDED_SERVER is not None:
        settings.EMBEDDED_SERVER.ensure_running()
    if settings.DATABASE_ADMINISTRATOR is None:
        pytest.exit(
            "Tests make databases: unset DATABASE_URL or set DATABASE_ADMINISTRATOR_URL.", 2
        )
    template, name = template_name(), f"test_samanyar_{os.getpid()}_{worker_id}"
    with django_db_blocker.unblock(), _administrator() as administrator:
        connection.close()
        administrator.execute(
            "SELECT pg_advisory_lock(%s)", [LOCK]
        )  # one worker makes the template
        _drop_leftovers(administrator)
        _make_template(administrator, template)
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        administrator.execute(
            copy.format(*map(sql.Identifier, (name, template, settings.OWNER_ROLE)))
        )
        # Whether its rows outlast a power cut nobody asks.
        administrator.execute(
            sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name))
        )
        administrator.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        prepare(settings.DATABASE_ADMINISTRATOR, name)
        connection.settings_dict["NAME"] = name
        with _administrator(name) as within, empty_after_committed_tests(within):
            yield
        connection.close()
        administrator.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def _drop_leftovers(administrator: psycopg.Connection) -> None:
    """Databases of test runs that were killed."""
    names = administrator.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'test_samanyar_%'"
    ).fetchall()
    for (name,) in names:
        if not Path(f"/proc/{name.split('_')[2]}").exists():
            administrator.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _make_template(administrator: psycopg.Connection, template: str) -> None:
    names = administrator.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'test_template_%'"
    )
    present = {row[0] for row in names}
    if template in present:
        return
    for old in present:
        administrator.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
    making = "test_making"
    administrator.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making))
    )
    prepare(settings.DATABASE_ADMINISTRATOR, making)
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = making
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    connection.settings_dict["NAME"] = before
    administrator.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(making), sql.Identifier(template)
        )
    )


@pytest.fixture
def everything(db) -> Iterator[None]:
    """A test that looks at the rows of every office, as a job does."""
    with scope.system():
        yield


@pytest.fixture(autouse=True)
def _within_a_day() -> None:
    """No test begins in the last moments of a day: what it says of today would end on the next."""
    now = datetime.datetime.now(TEHRAN)
    left = datetime.timedelta(days=1) - (now - now.replace(hour=0, minute=0, second=0))
    if left < BEFORE_MIDNIGHT:
        time.sleep(left.total_seconds())


@pytest.fixture(autouse=True)
def _no_second_factor_yet(settings) -> None:
    """Whose role needs one is a policy; the tests that are about it turn the default on."""
    settings.SECOND_FACTOR_BY_DEFAULT = False


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    for name, value in kept_in(tmp_path / "media").items():
        setattr(settings, name, value)
