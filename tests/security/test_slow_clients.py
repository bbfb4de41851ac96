"""Two hundred clients that are slow in every way, and pages that are there all the same."""

import contextlib
import datetime
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.db import connection

from config import web_server
from config.web_server import BODY, HEADERS, IDLE, MEBIBYTE, SLOWEST, Channel, most_of_body
from tests.office import free_port

ROOT = Path(__file__).parent.parent.parent
CLIENTS = 200
SECONDS = 2  # for a page
BEGUN = 60  # seconds for the server to begin, on a busy machine

FORM = (
    b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
)
FILE = (
    b"POST /office/imports/run/add/ HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid=x\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n"
)
PAGE = b"GET /account/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = b"GET /static/vendor/vazirmatn/Vazirmatn-Regular.ttf HTTP/1.1\r\nHost: localhost\r\n\r\n"
# What each client sends first, what it sends again and again, and what else it does.
KINDS: dict[str, tuple[bytes, bytes, Callable[[socket.socket], Any]]] = {
    "nothing at all": (b"", b"", lambda client: None),
    "headers, bit by bit": (PAGE[:-2], b"X-A: b\r\n", lambda client: None),
    "a body, bit by bit": (FORM + b"Content-Length: 100000\r\n\r\n", b"a", lambda client: None),
    "a body in chunks": (FORM + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n",
                         lambda client: None),
    "a file, bit by bit": (FILE, b"a", lambda client: None),
    "nothing after a page": (PAGE, b"", lambda client: None),
    "half a body, and the end": (FORM + b"Content-Length: 9\r\n\r\na", b"",
                                 lambda client: client.shutdown(socket.SHUT_WR)),
    "no reading of answers": (LARGE * 3, b"", lambda client: None),
}  # fmt: skip


@pytest.fixture(scope="module")
def port(django_db_setup: None) -> Iterator[int]:
    """The web server that offices run, on the database of the tests."""
    free = free_port()
    environment = {
        **os.environ,
        "DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-m", "config.web_server", "--host", "127.0.0.1"]
    server = subprocess.Popen([*command, "--port", str(free)], cwd=ROOT, env=environment)
    try:
        last = time.monotonic() + BEGUN
        while True:
            try:
                asked(free, timeout=10)
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < last, "the web server did not begin"
                time.sleep(0.2)
        yield free
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            assert server.wait(20) == 0
        finally:
            server.kill()


def asked(port: int, *, timeout: float = BEGUN) -> int:
    address = f"http://127.0.0.1:{port}/account/login/"
    with urllib.request.urlopen(address, timeout=timeout) as answer:
        assert answer.read()
        return int(answer.status)


@pytest.fixture
def many_sockets() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextlib.contextmanager
def slow_clients(port: int, kind: str) -> Iterator[None]:
    first, again, then = KINDS[kind]
    over = threading.Event()
    with contextlib.ExitStack() as all_of_them:
        clients = []
        for _ in range(CLIENTS):
            client = all_of_them.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.settimeout(5)
            client.connect(("127.0.0.1", port))
            client.sendall(first)
            then(client)
            clients.append(client)

        def trickle() -> None:
            while again and not over.wait(0.4):
                for client in clients:
                    with contextlib.suppress(OSError):
                        client.sendall(again)

        trickling = threading.Thread(target=trickle)
        trickling.start()
        try:
            yield
        finally:
            over.set()
            trickling.join()


def test_pages_are_there_beside_two_hundred_slow_clients_of_each_kind(port, many_sockets):
    """However slow the machine is: a page without them takes as long as it takes there."""
    alone = _time_of_a_page(port)
    took = {}
    for kind in KINDS:
        with slow_clients(port, kind):
            time.sleep(0.5)
            took[kind] = _time_of_a_page(port)
    assert {kind: time for kind, time in took.items() if time > SECONDS + 10 * alone} == {}


def _time_of_a_page(port: int) -> float:
    """The middle one of three."""
    times = []
    for _ in range(3):
        begun = time.monotonic()
        assert asked(port, timeout=10) == 200
        times.append(time.monotonic() - begun)
    return sorted(times)[1]


def test_a_body_that_is_larger_than_its_address_takes_is_refused_before_it_comes(port):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
        client.sendall(FORM + b"Content-Length: 99999999\r\n\r\n")
        assert client.recv(64).startswith(b"HTTP/1.1 413")


def test_files_are_taken_by_the_offices_pages_from_those_who_have_signed_in():
    form = {"CONTENT_TYPE": "multipart/form-data; boundary=x"}
    signed_in = {**form, "COOKIE": f"{settings.SESSION_COOKIE_NAME}=x"}
    assert most_of_body("/office/imports/run/add/", signed_in) > settings.IMPORT_MAX_SIZE
    most = most_of_body("/office/ngos/document/add/", signed_in)
    assert settings.DOCUMENT_MAX_SIZE < most < settings.IMPORT_MAX_SIZE
    for path, headers in (
        ("/account/login/", signed_in),
        ("/office/imports/run/add/", form),
        ("/office/imports/run/add/", {}),
        ("/verify/", {}),
    ):
        assert most_of_body(path, headers) <= 4 * MEBIBYTE, path


def coming(*, headers_finished: bool = True, received: int = 0) -> SimpleNamespace:
    """A request that has begun at the second nought."""
    request = SimpleNamespace(
        begun=0, headers_finished=headers_finished, body_bytes_received=received, empty=False
    )
    request.is_late = lambda now: web_server.Request.is_late(request, now)
    return request


def test_a_request_has_a_time_by_which_it_has_come():
    def late(now: float, request: Any, *, active: float | None = None, served: Any = ()) -> bool:
        channel = SimpleNamespace(
            requests=list(served), request=request, last_activity=now if active is None else active
        )
        return bool(Channel.is_late(channel, now))

    assert not late(HEADERS - 1, coming(headers_finished=False))
    assert late(HEADERS + 1, coming(headers_finished=False))
    assert not late(BODY - 1, coming(received=9))
    assert late(BODY + 1, coming(received=9))
    # A large file on a line that is only slow.
    hundred = 100 * MEBIBYTE
    assert not late(hundred / SLOWEST, coming(received=hundred))
    assert late(IDLE + 1, None, active=0)
    assert not late(IDLE - 1, None, active=0)
    # An answer that takes long to be made is waited for.
    assert not late(9_999, None, active=0, served=["a request"])


def test_the_configuration_of_the_guide_is_one_that_nginx_takes(tmp_path):
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed on this machine")
    written = (ROOT / "docs" / "nginx.conf").read_text()
    name = "/etc/ssl/certs/register.office.example.pem"
    key_name = "/etc/ssl/private/register.office.example.key"
    assert name in written
    assert key_name in written
    certificate(tmp_path / "a.pem", tmp_path / "a.key")
    site = written.replace(key_name, str(tmp_path / "a.key")).replace(name, str(tmp_path / "a.pem"))
    (tmp_path / "site.conf").write_text(site)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; include {tmp_path}/site.conf;\n"
        + "".join(
            f"{what}_temp_path {tmp_path}/{what};\n"
            for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + "}\n"
    )
    result = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True, text=True, timeout=20,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "warn" not in result.stderr
    for said in ("X-Forwarded-Proto", "X-Forwarded-For", "client_body_timeout", "limit_conn "):
        assert said in written
    # As large as the application takes, and a little more for what surrounds a file.
    assert f"client_max_body_size {settings.IMPORT_MAX_SIZE // MEBIBYTE + 2}m" in written
    assert f"client_max_body_size {settings.DOCUMENT_MAX_SIZE // MEBIBYTE + 2}m" in written


def certificate(file: Path, key_file: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "register.office.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
