"""How many pages the web server gives in a second, beside the stock admin's list of the same rows.

Both are served by the same web server in as many processes, on one machine, in turns; sixteen
browsers ask for the same page again as soon as they have it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from accounts import scope
from accounts.models import User
from config import static_files, web_processes
from config.database.logins import as_owner
from config.web_processes import Kept
from ngos.models import NGO
from tests.bench import database, stock_admin, stock_parts
from tests.bench.clients import Served, ask
from tests.bench.measuring import Claim, medians, milliseconds

CLIENTS = 16
SECONDS = 4  # of one turn
LIST_BYTES = 60 * 1024
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Site:
    """A web server that is running: where, and with which headers somebody is signed in to it."""

    host: str
    port: int
    headers: dict[str, str]
    kept: list[Kept]

    def ask(self, path: str, *, seconds: float = SECONDS) -> tuple[Served, float]:
        """What it gave, and the seconds of a processor that its processes took for each page."""
        before = self._processor()
        found = ask(
            self.host, self.port, path, headers=self.headers, clients=CLIENTS, seconds=seconds
        )
        return found, (self._processor() - before) / found.pages

    def _processor(self) -> float:
        ticks = 0
        for each in self.kept:
            told = Path(f"/proc/{each.process.pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(told[11]) + int(told[12])
        return ticks / TICK


def claims(rows: int, *, repetitions: int) -> Iterator[Claim]:
    """`rows` NGOs of one province, and an expert of its office who looks at its pages."""
    database.empty(existing=rows)
    expert = database.expert()
    with scope.enter(scope.of(expert)):
        some = NGO.objects.order_by("sort_key", "id").values_list("pk", flat=True)[0]
    pages = {
        "list": reverse("admin:ngos_ngo_changelist"),
        "dashboard": reverse("admin:index"),
        "an NGO's page": reverse("admin:ngos_ngo_detail", args=[some]),
        "worklist": reverse("admin:worklist"),
    }
    with _ours(expert) as ours, _stock(expert) as stock:
        asked: list[Callable[[], tuple[Served, float]]] = [
            *(lambda path=path: ours.ask(path) for path in pages.values()),
            lambda: stock.ask(stock_admin.ADDRESS),
        ]
        for each in asked:
            each()
        turns = [[each() for each in asked] for _ in range(repetitions)]
    rates = medians([[served.rate for served, _ in turn] for turn in turns])
    slowest = medians([[served.p95 for served, _ in turn] for turn in turns])
    processor = medians([[taken for _, taken in turn] for turn in turns])
    lengths = [served.bytes for served, _ in turns[0]]
    subject = f"list of {rows:,} NGOs, {CLIENTS} browsers, {web_processes.processes()} processes"
    yield Claim(
        subject, _told(rates[0], slowest[0]), "stock admin's list", _told(rates[-1], slowest[-1]),
        rates[0] / rates[-1], at_least=1, required=False,
    )  # fmt: skip
    yield Claim(
        "processor of the web server for that page", milliseconds(processor[0]),
        "stock admin's", milliseconds(processor[-1]), processor[0] / processor[-1], at_most=1.5,
    )  # fmt: skip
    yield Claim(
        "bytes of that page over the line", _kib(lengths[0]), "what a slow line bears",
        _kib(LIST_BYTES), lengths[0] / LIST_BYTES, at_most=1,
    )  # fmt: skip
    for place, name in enumerate(list(pages)[1:], 1):
        yield Claim(
            f"{name}, {_kib(lengths[place])}, processor {milliseconds(processor[place])}",
            _told(rates[place], slowest[place]), "stock admin's list",
            _told(rates[-1], slowest[-1]), rates[place] / rates[-1],
        )  # fmt: skip


def _told(rate: float, slowest: float) -> str:
    return f"{rate:,.1f} pages/s, p95 {milliseconds(slowest)}"


def _kib(length: float) -> str:
    return f"{length / 1024:,.1f} KiB"


@contextmanager
def _ours(expert: User) -> Iterator[Site]:
    client = Client(SERVER_NAME="localhost")
    with scope.sign_in(expert.pk):
        client.force_login(expert)
    folder = static_files.gather()
    with _served(client, "config.settings", STATIC_GATHERED=str(folder)) as site:
        yield site


@contextmanager
def _stock(expert: User) -> Iterator[Site]:
    with (
        as_owner(),
        stock_admin.installed(),
        override_settings(SESSION_ENGINE=stock_parts.SESSION_ENGINE),
    ):
        client = Client(SERVER_NAME="localhost")
        client.force_login(expert)
    with _served(client, "tests.bench.stock_settings") as site:
        yield site


@contextmanager
def _served(client: Client, named: str, **environment: str) -> Iterator[Site]:
    """The web server with these settings, for who is signed in to the client."""
    whole: dict[str, Any] = {**os.environ, **environment}
    whole |= {"DJANGO_SETTINGS_MODULE": named, "PYTHONPATH": str(settings.BASE_DIR)}
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    with web_processes.opened("127.0.0.1", 0) as listening:
        listening.listen(web_processes.BACKLOG)
        number = listening.fileno()
        command = [sys.executable, "-m", "config.web_server", "--socket", str(number)]
        kept: list[Kept] = []
        try:
            for _ in range(web_processes.processes()):
                kept.append(Kept(command, whole, files=(number,)))
            host, port = listening.getsockname()
            yield Site(host, port, {"Cookie": cookies, "Accept-Encoding": "gzip"}, kept)
        finally:
            web_processes.stop(kept)
