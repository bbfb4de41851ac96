"""`make run`: database, tables, demonstration data, web server and background worker, together.

The web server is as many processes as there are cores (`config/web_processes.py`). Ctrl-C, a TERM
or a HUP signal stops all that was started here. After a `kill -9` of this process the web server
and the embedded database end by themselves, and the next start recovers.
"""

import os
import signal
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import static_files, web_processes
from config.database.place import EmbeddedServerError
from config.web_processes import Kept
from jobs.processes import alone, end_with_parent

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_BETWEEN_LOOKS = 1  # at whether web server and background worker still live
MOST_FAILURES = 5  # of a process of the web server, in a row: it cannot serve at all


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
            listening = _claim(host, port)
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
                environment["STATIC_GATHERED"] = str(static_files.gather())
            self.stdout.write(address)
            self.stdout.flush()
            with listening:
                _serve(listening, environment)


def _leave(number: int, frame: object) -> None:
    raise SystemExit(0)


def _shown(host: str) -> str:
    if host in ("127.0.0.1", "0.0.0.0"):  # noqa: S104  only compared
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _claim(host: str, port: int) -> socket.socket:
    """The address, held; raise CommandError when nobody can listen there."""
    try:
        return web_processes.opened(host, port)
    except (OSError, OverflowError) as error:
        raise _taken(port, error) from error


def _taken(port: int, error: Exception) -> CommandError:
    return CommandError(
        f"Port {port} cannot be used ({error}). Stop the program that uses it, or choose "
        f"another port: make run PORT={port + 1 if port < 65535 else 8000}"
    )


def _serve(listening: socket.socket, environment: dict[str, str]) -> None:
    """Keep web server and background worker running until this process is told to stop."""
    try:
        listening.listen(web_processes.BACKLOG)
    except OSError as error:
        raise _taken(listening.getsockname()[1], error) from error
    number = listening.fileno()
    web = [sys.executable, "-m", "config.web_server", "--socket", str(number)]
    worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]
    servers: list[Kept] = []
    kept: list[Kept] = []
    try:
        for _ in range(web_processes.processes()):
            servers.append(Kept(web, environment, files=(number,)))
            kept.append(servers[-1])
        kept.append(Kept(worker, environment))
        while all(each.failures < MOST_FAILURES for each in servers):
            time.sleep(SECONDS_BETWEEN_LOOKS)
            for each in kept:
                each.look()
    finally:
        for signal_number in STOPPING:  # a second Ctrl-C must not leave anything behind
            signal.signal(signal_number, signal.SIG_IGN)
        web_processes.stop(kept)
    raise CommandError(
        "The web server ended by itself, again and again; what it said stands above."
    )
