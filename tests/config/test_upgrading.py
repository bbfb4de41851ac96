"""A database of an earlier state comes to the present one with every row it had.

`tests/data/upgrades/` holds such databases, as `pg_dump` wrote them: each with an NGO whose licence
is recorded and suspended, a signed session and a planned one, applications, a letter, a report.
"""

import lzma
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from accounts import scope
from config.backup import programs
from config.database.preparation import prepare
from councils.models import AgendaItem, Session
from letters.models import Letter
from licensing.models import Application, Licence
from ngos.models import NGO
from supervision.models import MeasureEffect
from tests.conftest import _administrator

STATES = sorted(Path("tests/data/upgrades").glob("*.sql.xz"))


@pytest.fixture(params=STATES, ids=lambda path: path.name.partition(".")[0])
def upgraded(request, db, tmp_path) -> Iterator[None]:
    """The database of an earlier state, brought to the present one."""
    before, name = connection.settings_dict["NAME"], f"test_samanyar_{os.getpid()}_upgraded"
    written = tmp_path / "state.sql"
    written.write_bytes(lzma.decompress(request.param.read_bytes()))
    with _administrator() as administrator:
        database = sql.Identifier(name)
        administrator.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 LOCALE_PROVIDER libc "
                "LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
            ).format(database, sql.Identifier(settings.OWNER_ROLE))
        )
        psql = programs.program("psql", server=administrator.info.server_version // 10_000)
        programs.run(
            psql, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(written),
            login=settings.DATABASE_ADMINISTRATOR, database=name,
        )  # fmt: skip
        prepare(settings.DATABASE_ADMINISTRATOR, name)  # logins, which no dump holds
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            call_command("migrate", verbosity=0, interactive=False)
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            administrator.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_on_the_way(upgraded):
    with scope.system():
        ngo = NGO.objects.get(name="انجمن یاری رشت")
        assert ngo.status == "suspended"
        assert Licence.objects.get(ngo=ngo).state == "suspended"
        assert MeasureEffect.objects.filter(measure__case__ngo=ngo, ended_on=None).count() == 2
        signed, planned = Session.objects.order_by("held_on")
        assert (signed.state, planned.state) == ("signed", "planned")
        states = Application.objects.values_list("state", flat=True).order_by("pk")
        assert list(states) == ["initial_approved", "approved", "preliminary_review"]
        decided = AgendaItem.objects.filter(session=signed).order_by("position")
        assert [item.decision for item in decided] == ["approve_initially", "approve"]
        assert [item.sense for item in decided] == ["for", "for"]
        assert signed.council.kind == "council"
        letter = Letter.objects.get()
        assert re.fullmatch(r"14\d\d/1", letter.number)
        changed = ngo.events.order_by("-pgh_id").first()
        assert changed.status == "suspended"
