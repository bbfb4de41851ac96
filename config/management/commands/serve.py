"""`make run`: the database, its tables, the demonstration's data and the web server, together.

Ctrl-C or a TERM signal stops all that was started here. After a `kill -9` the next start finds the
database server as PostgreSQL leaves it after a crash, and recovers.
"""

import os
import signal
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from environs import Env

from config.database.preparation import prepare


class Command(BaseCommand):
    help = "Prepare whatever is missing and serve the application."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=Env().int("PORT", 8000))
        parser.add_argument("--host", default=Env().str("HOST", "127.0.0.1"))
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="fill an empty database with demonstration data and show its accounts",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMBEDDED_SERVER is not None:
            settings.EMBEDDED_SERVER.ensure_running()
            prepare(settings.DATABASE_ADMINISTRATOR, settings.DATABASE_NAME)
        call_command("migrate", verbosity=0, interactive=False)
        environment = dict(os.environ)
        if options["demonstration"]:
            call_command("seed_demo", if_empty=True, stdout=self.stdout)
            environment["DEMONSTRATION"] = "1"
        self.stdout.write(f"http://{_shown(options['host'])}:{options['port']}/")
        self.stdout.flush()
        raise SystemExit(_serve(options["host"], options["port"], environment))


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0") else host  # noqa: S104  only compared


def _serve(host: str, port: int, environment: dict[str, str]) -> int:
    """Run the web server until it ends or this process is told to; return its exit code."""
    command = [
        sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi",
        "--host", host, "--port", str(port), "--blocking-threads", "8", "--no-ws",
        "--log-level", "warning", "--respawn-failed-workers",
        # A client that sends its file slowly holds one thread, not the worker.
        "--backpressure", "64",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment, start_new_session=True)

    def stop(number: int, frame: object) -> None:
        if server.poll() is None:
            server.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    server.wait()
    # Granian reports a requested stop as a signal: that is a clean end here.
    return 0 if server.returncode in (0, -signal.SIGTERM) else server.returncode
