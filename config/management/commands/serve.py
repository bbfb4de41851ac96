"""`make run`: database, tables, demonstration data, web server and background worker, together.

Ctrl-C, a TERM or a HUP signal stops all that was started here. After a `kill -9` of this process
the web server and the embedded database end by themselves, and the next start recovers.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.database.place import EmbeddedServerError
from jobs.processes import alone, end_with_parent

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE_SECONDS = 10  # for requests that are being answered
SECONDS_BETWEEN_LOOKS = 1  # at whether web server and background worker still live
SECONDS_TO_BEGIN = 5  # a web server that ends sooner has failed
MOST_FAILURES = 5  # in a row


class Command(BaseCommand):
    help = "Prepare whatever is missing and serve the application."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="fill an empty database with demonstration data and show its accounts",
        )
        parser.add_argument(
            "--yes-invented-people",
            action="store_true",
            help="a demonstration on a server of one's own too",
        )
        parser.add_argument(
            "--end-with-parent", action="store_true", help="stop when the calling process ends"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["end_with_parent"]:
            end_with_parent()
        for number in STOPPING:
            signal.signal(number, _leave)
        if (
            options["demonstration"]
            and settings.EMBEDDED_SERVER is None
            and not options["yes_invented_people"]
        ):
            raise CommandError(
                "DATABASE_URL names a server of your own, and a demonstration shows the passwords "
                f"of its accounts to everybody. Start the office's register with `manage.py serve "
                f"--port {options['port']}`; if it is only for trying, say --yes-invented-people."
            )
        host, port = options["host"], options["port"]
        address = f"http://{_shown(host)}:{port}/"
        with alone(settings.VAR / f"serve-{port}.lock") as is_first:
            if not is_first:
                raise CommandError(
                    f"This checkout is being served at {address} already. Use that, stop it first, "
                    f"or choose another port: make run PORT={port + 1}"
                )
            _claim(host, port)
            environment = dict(os.environ)
            with alone(settings.VAR / "serve.lock", wait=True):
                try:
                    call_command("migrate", verbosity=0, interactive=False)
                except EmbeddedServerError as error:
                    raise CommandError(str(error)) from error
                if options["demonstration"]:
                    call_command(
                        "seed_demo",
                        if_empty=True,
                        yes_invented_people=options["yes_invented_people"],
                        stdout=self.stdout,
                    )
                    environment["DEMONSTRATION"] = "1"
            self.stdout.write(address)
            self.stdout.flush()
            _serve(host, port, environment)


def _leave(number: int, frame: object) -> None:
    raise SystemExit(0)


def _shown(host: str) -> str:
    if host in ("127.0.0.1", "0.0.0.0"):  # noqa: S104  only compared
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _claim(host: str, port: int) -> None:
    """Raise CommandError when nobody can listen at this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}). Stop the program that uses it, or choose "
                f"another port: make run PORT={port + 1 if port < 65535 else 8000}"
            ) from error


def _serve(host: str, port: int, environment: dict[str, str]) -> None:
    """Keep web server and background worker running until this process is told to stop."""
    command = [
        sys.executable, "-m", "config.web_server", "--host", host, "--port", str(port),
    ]  # fmt: skip
    server = _start(command, environment)
    worker = _start([sys.executable, str(settings.BASE_DIR / "manage.py"), "work"], environment)
    begun, failures = time.monotonic(), 0
    try:
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            if worker.poll() is not None:  # killed, or out of memory
                worker = _start(worker.args, environment)  # type: ignore[arg-type]
            if server.poll() is not None:
                failures = failures + 1 if time.monotonic() - begun < SECONDS_TO_BEGIN else 0
                if failures == MOST_FAILURES:  # it cannot serve at all
                    break
                server, begun = _start(command, environment), time.monotonic()
    finally:
        _stop(server)
        _stop(worker)
    raise CommandError(f"The web server ended by itself (exit code {server.returncode}).")


def _start(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env={**environment, "END_WITH_PARENT": "1"},
        start_new_session=True,  # Ctrl-C comes here, and here alone
        preexec_fn=partial(end_with_parent, signal.SIGTERM),
    )


def _stop(server: subprocess.Popen[bytes]) -> None:
    for number in STOPPING:  # a second Ctrl-C must not leave anything behind
        signal.signal(number, signal.SIG_IGN)
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
