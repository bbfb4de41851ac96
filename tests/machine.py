"""A machine on which nothing of the project is set up, and who sits before it.

`Machine` runs the commands of a guide in a copy of the checkout; `Visitor` is a browser behind the
web server that ends TLS.
"""

import http.client
import os
import pty
import re
import shutil
import signal
import subprocess
import textwrap
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.office import OfficeServer, free_port
from tests.template import ROOT

SECONDS = 180  # a machine that does much else at the same time


def blocks(guide: str, heading: str) -> list[str]:
    """The blocks of commands under a heading of a guide, in their order."""
    section = (ROOT / guide).read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^( *)```sh\n(.*?)^\1```$", section, re.M | re.S)
    assert found, f"no commands under {heading}"
    return [textwrap.dedent(block) for _indent, block in found]


class Machine:
    """A copy of the checkout without anything that was made in it, and a shell there."""

    def __init__(self, folder: Path, server: OfficeServer) -> None:
        self.folder = folder / "checkout"
        self.port = free_port()
        # What a reader writes in place of the guide's own names.
        self.names = {
            "postgresql://postgres:…@db.office:5432/postgres": f"{server.url()}?sslmode=disable",
            "/srv/samanyar": str(folder / "srv"),
            "--port 8000": f"--port {self.port}",
        }
        # No setting comes from outside: neither of the tests nor of whoever runs them.
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
        self._serving: subprocess.Popen[bytes] | None = None
        self._copy()

    def _copy(self) -> None:
        left_out = shutil.ignore_patterns(
            ".*cache", ".git", ".venv", ".env", "var", "node_modules", "vendor", "tests",
            "__pycache__", "pictures",
        )  # fmt: skip
        shutil.copytree(ROOT, self.folder, ignore=left_out)
        for file in self.folder.rglob("*"):
            os.utime(file, (0, 0))
        # Packages and libraries are those of the tests, newer than what asks for them: the first
        # step of a guide runs and finds nothing to fetch.
        (self.folder / ".venv").symlink_to(ROOT / ".venv")
        (self.folder / "static/vendor").symlink_to(ROOT / "static/vendor")

    def _shell(self, block: str) -> list[str]:
        for written, own in self.names.items():
            block = block.replace(written, own)
        assert not re.search(r"…|\bdb\.office\b", block), f"a name is not put in: {block}"
        return ["bash", "-euo", "pipefail", "-c", block]

    def run(self, block: str) -> str:
        """What the commands say. Fails when one of them does."""
        done = subprocess.run(
            self._shell(block), cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{block}\n{done.stdout}"
        return done.stdout

    def type(self, block: str, answers: dict[str, str]) -> str:
        """Run at a terminal, where each question of `answers` is waited for and answered."""
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execvpe("bash", self._shell(block), self.environment)
        said, after = "", 0
        for question, answer in answers.items():
            while question not in said[after:]:
                heard = self._read(terminal)
                assert heard, f"it ended and did not ask for «{question}»: {said}"
                said += heard
            after = len(said)
            os.write(terminal, f"{answer}\n".encode())
        while more := self._read(terminal):
            said += more
        os.close(terminal)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0, said
        return said

    @staticmethod
    def _read(terminal: int) -> str:
        try:
            return os.read(terminal, 10_000).decode(errors="replace")
        except OSError:  # the program has ended
            return ""

    def serve(self, block: str) -> None:
        """Run in the background until `stop_serving`, and wait for its first answer."""
        self._serving = subprocess.Popen(
            self._shell(f"exec {block}"), cwd=self.folder, env=self.environment
        )
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                Visitor(self.port, "localhost").open("/")
            except OSError:
                assert self._serving.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.2)
            else:
                return

    def stop_serving(self) -> None:
        if self._serving is not None and self._serving.poll() is None:
            self._serving.send_signal(signal.SIGTERM)
            self._serving.wait(SECONDS)


class Visitor:
    """Somebody's browser."""

    def __init__(self, port: int, host: str) -> None:
        self.port = port
        self.host = host
        self.cookies: dict[str, str] = {}
        self.set_cookies: list[str] = []  # as they were sent
        self.headers: http.client.HTTPMessage | None = None  # of the last answer

    def open(self, path: str, **form: str) -> tuple[int, str]:
        """The status and the path of the page at which one arrives; a form is sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        headers = {
            "Host": self.host,
            "X-Forwarded-Proto": "https",
            "Referer": f"https://{self.host}{path}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form:
            form["csrfmiddlewaretoken"] = self.cookies["__Host-csrftoken"]
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form), headers)
        else:
            connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        self.headers = answer.headers
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.set_cookies.append(cookie)
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status in (301, 302):
            return self.open(urlsplit(answer.headers["Location"]).path)
        return answer.status, path
