"""The installation guide, walked as it is written: from a bare checkout to the first sign-in.

Its commands are read out of `docs/installation.md` and run in a copy of the checkout, on a
PostgreSQL that nobody has prepared. Only names and passwords are put in, as a reader would.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.machine import Machine, Visitor, blocks
from tests.office import OfficeServer

pytestmark = pytest.mark.skipif(
    settings.EMBEDDED_SERVER is None, reason="needs the programs of the embedded server"
)
PASSWORD = "a-first-password"


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    server = OfficeServer(tmp_path / "office")
    server.start()
    machine = Machine(tmp_path, server)
    yield machine
    machine.stop_serving()
    server.stop()


def sign_in(machine: Machine, password: str) -> tuple[int, str]:
    """The page that somebody who signs in arrives at."""
    visitor = Visitor(machine.port, "register.office.example")
    visitor.open("/account/login/")
    return visitor.open("/account/login/", login="first.expert", password=password)


def test_the_guide_leads_from_an_empty_machine_to_the_first_sign_in_and_a_restore_drill(machine):
    for block in blocks("docs/installation.md", "For an office"):
        if "createsuperuser" in block:
            machine.type(
                block,
                {
                    "Username": "first.expert",
                    "First name": "سیما",
                    "Last name": "رهنما",
                    "Password:": PASSWORD,
                    "Password again:": PASSWORD,
                },
            )
        elif "manage.py serve" in block:
            machine.serve(block)
        else:
            said = machine.run(block)
            if "check --deploy" in block:
                assert "no issues (0 silenced)" in said, said
    assert (machine.folder / ".env").stat().st_mode & 0o777 == 0o600
    assert sign_in(machine, "another-password")[1] == "/account/login/"
    assert sign_in(machine, PASSWORD) == (200, "/office/")

    again = "a-second-password"
    machine.type(
        ".venv/bin/python manage.py changepassword first.expert",
        {"Password:": again, "Password again:": again},
    )
    assert sign_in(machine, PASSWORD)[1] == "/account/login/"
    assert sign_in(machine, again) == (200, "/office/")

    for block in blocks("docs/installation.md", "Backups"):
        said = machine.run(block)
    assert "Back are" in said, said
