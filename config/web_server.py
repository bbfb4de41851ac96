"""The web server: a whole request is in hand before a thread takes it, and slow clients are let go.

Waitress reads requests and sends answers in one loop for all clients, so a client that is slow
costs a socket and no thread. What it lacks is here: a time by which a request has come, by its
size, and sizes of bodies by address, since a body is kept on disk until it is whole.

`manage.py serve` runs several of these on one socket (`config/web_processes.py`); by itself it is
`python -m config.web_server --host 127.0.0.1 --port 8000`.
"""

import argparse
import contextlib
import copy
import gc
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from config import web_processes

MEBIBYTE = 1 << 20
MOST_CONNECTIONS = 2_000  # of all processes together
# Seconds.
IDLE = 30  # for a client that neither sends nor takes anything
HEADERS = 15  # until the headers have come
BODY = 30  # until a body has come, and the time that its bytes take at the slowest rate
SLOWEST = 8 * 1024  # bytes of a body in a second
BETWEEN_LOOKS = 2
TO_FINISH = 5  # for answers that are being made when the server is told to stop
# Of a body, with what surrounds a file in a form.
_AROUND = MEBIBYTE
_SMALL = MEBIBYTE
_IN_MEMORY = MEBIBYTE  # of a body or an answer; the rest waits on disk
_MOST_OF_AN_ANSWER = 4096 * MEBIBYTE  # that waits for a slow reader, so that no thread does


def most_of_body(path: str, headers: dict[str, str]) -> int:
    """The bytes that a request may send to an address.

    Files are taken by the office's pages alone, from people who have signed in.
    """
    is_form_of_files = headers.get("CONTENT_TYPE", "").lower().startswith("multipart/")
    has_session = f"{settings.SESSION_COOKIE_NAME}=" in headers.get("COOKIE", "")
    if not (is_form_of_files and has_session and path.startswith("/office/")):
        return _SMALL if not has_session else _SMALL + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if path.startswith("/office/imports/"):
        return int(settings.IMPORT_MAX_SIZE) + _AROUND
    return int(settings.DOCUMENT_MAX_SIZE) + _AROUND


class Request(HTTPRequestParser):
    """A request that is still coming."""

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.begun = time.time()

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        self.adj: Adjustments = copy.copy(self.adj)
        self.adj.max_request_body_size = most_of_body(self.path, self.headers)

    def is_late(self, now: float) -> bool:
        if not self.headers_finished:
            return now - self.begun > HEADERS
        return now - self.begun > BODY + self.body_bytes_received / SLOWEST


class Channel(HTTPChannel):
    """A connection."""

    parser_class = Request

    def is_late(self, now: float) -> bool:
        """Whether nothing is lost when it is closed: no request of it is being answered."""
        if self.requests:
            return False
        coming = self.request is not None and not self.request.empty
        return now - self.last_activity > IDLE or (coming and self.request.is_late(now))


class Server(TcpWSGIServer):
    channel_class = Channel

    def maintenance(self, now: float) -> None:
        """Close what is idle or late, at once: one that takes nothing would never be flushed."""
        for channel in list(self.active_channels.values()):
            if channel.is_late(now):
                channel.will_close = True
                channel.handle_close()

    @property
    def is_busy(self) -> bool:
        return any(c.requests or c.total_outbufs_len for c in self.active_channels.values())


def unwrapped(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The application, whose files are read and closed by the thread that answers: with them go
    its connection to the database and its scope."""

    def answer(environ: dict[str, Any], start: object) -> Iterable[bytes]:
        environ.pop("wsgi.file_wrapper", None)
        return application(environ, start)

    return answer


def serve(listening: socket.socket) -> None:
    """Answer whoever connects to this socket until the process is told to stop."""
    from config.wsgi import application

    _room_for_sockets()
    _settle()
    threads = web_processes.threads()
    host, port = listening.getsockname()[:2]
    adjustments = Adjustments(
        host=host,
        port=port,
        threads=threads,
        backlog=web_processes.BACKLOG,
        connection_limit=max(1, MOST_CONNECTIONS // web_processes.processes()),
        channel_timeout=IDLE,
        cleanup_interval=BETWEEN_LOOKS,
        asyncore_use_poll=True,
        recv_bytes=65536,
        max_request_header_size=32 * 1024,
        inbuf_overflow=_IN_MEMORY,
        outbuf_overflow=_IN_MEMORY,
        outbuf_high_watermark=_MOST_OF_AN_ANSWER,
        # What a proxy says is believed by the settings, or not.
        clear_untrusted_proxy_headers=False,
        ident=None,
    )
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(threads)
    sockets: dict[int, Any] = {}
    server = Server(
        unwrapped(application),
        sockets,
        _sock=listening,
        dispatcher=dispatcher,
        adj=adjustments,
        bind_socket=False,
    )
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopping.append(number))
    signal.signal(signal.SIGINT, lambda number, frame: stopping.append(number))
    while not stopping:
        wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)
    _finish(server, sockets)
    dispatcher.shutdown(timeout=1)


def _settle() -> None:
    """Read what every request needs, and have the collector of garbage leave it alone: looking
    through all of Django again and again costs a page as much as its rows."""
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def _finish(server: Server, sockets: dict[int, Any]) -> None:
    """Answer what has been asked, and take nothing more."""
    last = time.monotonic() + TO_FINISH
    server.accepting = False
    while server.is_busy and time.monotonic() < last:
        wasyncore.loop(timeout=0.1, use_poll=True, map=sockets, count=1)


def _room_for_sockets() -> None:
    """As many open files as connections need, where the system lets us have them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS * 2
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def main() -> None:
    parser = argparse.ArgumentParser(prog="config.web_server")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--socket", type=int, help="the number of an open socket, in their place")
    asked = parser.parse_args()
    if asked.socket is not None:
        serve(socket.socket(fileno=asked.socket))
    else:
        serve(web_processes.opened(asked.host, asked.port))


if __name__ == "__main__":
    main()
