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


def sign_in(machine: Machine, password: str) -> tuple[Visitor, tuple[int, str]]:
    """Somebody who signs in, and the page at which they arrive."""
    visitor = Visitor(machine.port, "register.office.example")
    visitor.open("/account/login/")
    return visitor, visitor.open("/account/login/", login="first.expert", password=password)


def is_guarded(visitor: Visitor) -> None:
    """What a browser is told about an answer over https."""
    headers = visitor.headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert {"__Host-sessionid", "__Host-csrftoken"} <= {*visitor.cookies}
    assert all(name.startswith("__Host-") for name in visitor.cookies)
    kept = [cookie for cookie in visitor.set_cookies if "Max-Age=0;" not in cookie]
    for cookie in kept:
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {*cookie.split("; ")}, cookie


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
                assert not {"WARNINGS:", "ERRORS:"} & {*said.split()}, said
    env = (machine.folder / ".env").read_text()
    assert env.count("?sslmode=disable") == 3, "the logins are not kept from listeners as said"
    assert (machine.folder / ".env").stat().st_mode & 0o777 == 0o600
    assert sign_in(machine, "another-password")[1] == (200, "/account/login/")
    visitor, arrived = sign_in(machine, PASSWORD)
    # A national expert sets up a second factor first.
    assert arrived == (200, "/account/2fa/totp/activate/")
    is_guarded(visitor)

    again = "a-second-password"
    machine.type(
        ".venv/bin/python manage.py changepassword first.expert",
        {"Password:": again, "Password again:": again},
    )
    assert sign_in(machine, PASSWORD)[1] == (200, "/account/login/")
    assert sign_in(machine, again)[1] == (200, "/account/password/")

    for block in blocks("docs/installation.md", "Backups"):
        said = machine.run(block)
    assert "Back are" in said, said
