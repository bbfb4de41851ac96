"""The embedded server as newcomers meet it: started on demand, stopped by the last one to leave."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from config.database.embedded import SUPERUSER, EmbeddedServer
from config.database.place import EmbeddedServerError, is_open_to_others

pytestmark = pytest.mark.skipif(
    settings.EMBEDDED_SERVER is None, reason="tests run on a server of one's own"
)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path_factory) -> Iterator[Path]:
    """A folder as a checkout's `var/`, with a name that shells and sockets stumble over."""
    home = tmp_path_factory.mktemp("پوشهٔ من و تو" + "x" * 80) / "var"
    yield home
    server = EmbeddedServer(home)
    server.stop_if_unused()
    is_running = server.process_id() is not None
    shutil.rmtree(server.place.folder, ignore_errors=True)  # root's is not below `home`
    shutil.rmtree(server.socket_folder, ignore_errors=True)
    assert not is_running, "the server was left running"


def _answer(server: EmbeddedServer) -> int:
    login = server.url(SUPERUSER, "postgres")
    with psycopg.connect(
        host=login["HOST"], port=login["PORT"], user=login["USER"], dbname=login["NAME"]
    ) as connection:
        return connection.execute("SELECT 42").fetchone()[0]


def _wait_until(condition) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_changes_no_folder_that_it_did_not_make_and_stops_with_its_last_user(home):
    above = {folder: folder.stat().st_mode for folder in home.parents}
    server, second = EmbeddedServer(home), EmbeddedServer(home)
    server.ensure_running()
    assert _answer(server) == 42
    second.ensure_running()
    server.release()
    assert _answer(second) == 42
    second.release()
    assert second.process_id() is None
    assert {folder: folder.stat().st_mode for folder in home.parents} == above
    assert stat.S_IMODE(server.place.data.stat().st_mode) == 0o700


def test_it_comes_back_after_it_was_killed(home):
    server = EmbeddedServer(home)
    server.ensure_running()
    os.kill(server.process_id(), signal.SIGKILL)
    _wait_until(lambda: server.process_id() is None)
    server.ensure_running(look_again=True)
    assert _answer(server) == 42
    server.release()


def test_it_stops_after_its_only_user_was_killed(home):
    script = (
        "import sys, time; from pathlib import Path;"
        "from config.database.embedded import EmbeddedServer;"
        "EmbeddedServer(Path(sys.argv[1])).ensure_running(); print('up', flush=True);"
        "time.sleep(60)"
    )
    user = subprocess.Popen(
        [sys.executable, "-c", script, str(home)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert user.stdout.readline() == b"up\n"
    user.kill()
    user.communicate()
    _wait_until(lambda: EmbeddedServer(home).process_id() is None)


def test_a_half_made_database_is_made_anew(home):
    server = EmbeddedServer(home)
    server.place.make_home()
    server.place.make_folder()
    (server.place.folder / "data.making" / "base").mkdir(parents=True)
    server.ensure_running()
    assert _answer(server) == 42
    server.release()


def test_a_folder_of_another_users_is_refused_in_words(home, monkeypatch):
    server = EmbeddedServer(home)
    server.place.make_home()
    monkeypatch.setattr(server.place, "uid", server.place.uid + 1)
    server.socket_folder.mkdir()
    with pytest.raises(EmbeddedServerError, match="belongs to another user"):
        server.ensure_running()


def test_closed_folders_are_told_from_open_ones(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    assert not is_open_to_others(closed / "var")
    assert is_open_to_others(Path("/usr"))
