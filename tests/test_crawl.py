"""Every screen that a link leads to, as each role: Persian to the last word, no broken link, and no
icon that the web server's font lacks, which would be shown as its name.
"""

import re
from collections import Counter, deque
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

import pytest
from django.test.utils import override_settings

from accounts import scope
from config.icons import IconFontFinder
from files.exporting.formats import FORMATS
from reports.renderings.formats import FORMATS as REPORTED
from tests import rows
from tests.cast import signed_in
from tests.pages import Page, not_persian

PEOPLE = (
    "national_expert",
    "gilan_director",
    "gilan_expert",
    "rasht_expert",
    "rasht_case_worker",
    "gilan_secretary",
    "gilan_chair",
    "gilan_auditor",
    "rasht_ngo_officer",
    "visitor",
)
# Who follow every parameter of every list: of the country, a province, a county, and outside the
# office. Of the others each follows every third, and the next one of them the next.
THOROUGH = ("national_expert", "gilan_director", "rasht_expert", "rasht_ngo_officer", "visitor")
THIRD = 3
OF_REPORTS = list(REPORTED)
# How often links to the same screen, but for a number, are followed.
OF_A_KIND = 2
# Screens for each role; reaching it fails, so that the test cannot quietly stop short.
AT_MOST = 1200


ICON = re.compile(r'class="[^"]*material-symbols-outlined[^"]*"[^>]*>\s*([^<]*?)\s*<')


@pytest.fixture(scope="module")
def icons(tmp_path_factory) -> set[str]:
    """Those that the font has."""
    with override_settings(VAR=tmp_path_factory.mktemp("var")):
        return set(IconFontFinder().names)


@pytest.fixture
def register(cast) -> rows.Register:
    return rows.Register(cast)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_screen_is_persian_and_every_link_leads_somewhere(cast, register, person, icons):
    client = signed_in(getattr(cast, person))
    found: list[str] = []
    waiting = deque([("/", "the beginning")])
    seen = {"/"}
    choice = Choice(PEOPLE.index(person), is_thorough=person in THOROUGH)
    while waiting:
        assert len(seen) < AT_MOST, "more screens than expected"
        address, origin = waiting.popleft()
        response = client.get(address)
        if response.status_code in (301, 302):
            links = [response["Location"]]
        elif response.status_code >= 400:
            found.append(f"{origin} → {address}: broken, {response.status_code}")
            continue
        elif not response.get("Content-Type", "").startswith("text/html"):
            continue
        else:
            html = response.content.decode()
            page = Page(html)
            lacking = set(ICON.findall(html)) - icons - {""}
            found += [f"{address}: the font lacks the icon {name}" for name in lacking]
            found += [f"{address}: {complaint}" for complaint in not_persian(page)]
            links = page.links
        for link in links:
            target = urlsplit(urljoin(address, link))
            if target.scheme not in ("", "http") or target.netloc not in ("", "testserver"):
                found.append(f"{address}: leads out of the house, to {link}")
                continue
            follow = target.path + (f"?{target.query}" if target.query else "")
            if target.path.startswith("/static/") or follow in seen:
                continue
            if choice.takes(target):
                seen.add(follow)
                waiting.append((follow, address))
    assert scope.current() is None
    assert found == [], "\n".join(dict.fromkeys(found))


class Choice:
    """Which links are followed, that tell something which those before did not.

    A screen is opened for two rows. A list is asked again with each parameter that a link of it has
    (a filter, a column it is ordered by, a page), and with each tab, not with what else these may
    hold or stand beside. Of a list or a report one file is fetched, however it is filtered, each
    one's in another format, and in the next format by the next person: what is in it is not read
    here.
    """

    def __init__(self, turn: int, *, is_thorough: bool) -> None:
        self.turn = turn
        self.is_thorough = is_thorough
        self.followed: Counter[str] = Counter()
        self.lists: dict[str, str] = {}  # with the format that is fetched
        self.parameters: dict[str, bool] = {}  # and whether they are followed

    def takes(self, link: SplitResult) -> bool:
        screen = re.sub(r"[0-9]+", "#", link.path)
        values = dict(parse_qsl(link.query, keep_blank_values=True))
        if "/export/" in screen and "format" not in values:
            values = {}
        elif "/export/" in screen:
            formats = list(FORMATS)
            mine = formats[(self.turn + len(self.lists)) % len(formats)]
            if values["format"] != self.lists.setdefault(screen, mine):
                return False
            values = {"format": ""}
        report = re.fullmatch(r"(.*/reports/[^/]+/)([a-z-]+)/", screen)
        if report is not None and report[2] in OF_REPORTS:
            mine = OF_REPORTS[(self.turn + len(self.lists)) % len(OF_REPORTS)]
            if report[2] != self.lists.setdefault(report[1], mine):
                return False
        told = {screen + f"?{name}" + (value if name == "tab" else "") for name, value in
                values.items()} or {screen}  # fmt: skip
        new = {
            each
            for each in told
            if self.followed[each] < (1 if values else OF_A_KIND) and self._is_mine(each)
        }
        self.followed.update(told if new else ())
        return bool(new)

    def _is_mine(self, told: str) -> bool:
        """Whether this person follows a parameter; tabs, pages and files everybody follows."""
        _screen, _, parameter = told.partition("?")
        if self.is_thorough or not parameter or parameter.startswith(("tab", "format")):
            return True
        met = len(self.parameters)
        return self.parameters.setdefault(told, (met + self.turn) % THIRD == 0)
