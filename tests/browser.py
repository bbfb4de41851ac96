"""Tests in a browser: the application on a port of its own, seen on a wide screen and on a phone.

`page` and `phone` are Playwright pages at the application's address. Every such test also fails
when a page asks another host for anything, misses one of its own files, has an error in its
scripts, or does what its content security policy forbids. Mark them with `@pytest.mark.browser`.
"""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as project
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright

from accounts.models import User
from tests.cast import signed_in

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # No host but this machine is found, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
# Said aloud in the console, whose errors fail a test.
TELLS_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
  `against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample} ` +
  `${event.sourceFile}:${event.lineNumber} ${event.target.outerHTML?.slice(0, 200)}`));
"""
MISSING = "no Chromium on this machine; install one, or name it in CHROMIUM"


def program() -> str | None:
    """The browser of this machine."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("BROWSER_TESTS") == "required" and program() is None:
        raise pytest.UsageError(f"BROWSER_TESTS=required, but there is {MISSING}.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if program() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", ())
               if MISSING in str(report.longrepr)]  # fmt: skip
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests in a browser were skipped: {MISSING}.", yellow=True
        )


class _Server(ThreadedWSGIServer):
    """Knows how many connections are open, so that a test can wait for the last answer."""

    open_connections = 0
    _guard = threading.Lock()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self.open_connections += 1
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._guard:
                self.open_connections -= 1


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing: failures show in the test."""


@pytest.fixture(scope="session")
def _server(django_db_setup: None) -> Iterator[_Server]:
    server = _Server(("127.0.0.1", 0), _QuietHandler)
    # Not `config.wsgi`, which makes a web server of this process and of whatever it starts.
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def live(_server: _Server, transactional_db: None) -> Iterator[str]:
    """The application's address, for a test whose rows are committed and removed afterwards."""
    yield f"http://127.0.0.1:{_server.server_port}"
    deadline = time.monotonic() + 10
    while _server.open_connections and time.monotonic() < deadline:
        time.sleep(0.01)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, live: str) -> Iterator[Page]:
    """A page on a clerk's monitor."""
    yield from _page(browser, live, viewport={"width": 1400, "height": 850})


@pytest.fixture
def phone(browser: Browser, live: str) -> Iterator[Page]:
    """A page on a phone."""
    yield from _page(
        browser, live, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )


def sign_in(page: Page, user: User, *, is_proven: bool = True) -> None:
    """Let this browser be signed in as `user`; see `cast.signed_in`."""
    name = project.SESSION_COOKIE_NAME
    value = signed_in(user, is_proven=is_proven).cookies[name].value
    page.context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])


def _page(browser: Browser, live: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live, locale="fa-IR", timezone_id="Asia/Tehran", **options
    )
    context.set_default_timeout(15_000)
    problems = _watch(context, live)
    yield context.new_page()
    context.close()
    assert not problems, "\n".join(problems)


def _watch(context: BrowserContext, live: str) -> list[str]:
    problems: list[str] = []
    context.add_init_script(TELLS_VIOLATIONS)

    def asked(request: Request) -> None:
        is_of_a_host = request.url.startswith(("http:", "https:"))  # and no data: or blob:
        if is_of_a_host and not request.url.startswith(f"{live}/"):
            problems.append(f"asked another host: {request.url}")

    def answered(response: Response) -> None:
        kind = response.request.resource_type
        is_page = kind == "document"
        is_refusal = response.status == 409 and kind == "fetch"  # the page tells it in words
        if response.status >= 400 and not is_page and not is_refusal:
            problems.append(f"{response.status} for {response.url}")

    # Looked at and not routed: a route turns the browser's cache off.
    context.on("request", asked)
    context.on("response", answered)
    context.on("weberror", lambda error: problems.append(f"error in a script: {error.error}"))
    context.on(
        "console",
        lambda message: (
            problems.append(f"console: {message.text}")
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    return problems
