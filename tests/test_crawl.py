"""Every screen that a link leads to, as each role: Persian to the last word, and no broken link."""

import re
from collections import Counter, deque
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from accounts import scope
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
# How often links to the same screen, but for a number, are followed; and to the same list, but for
# a filter's value or the column it is ordered by. An export is followed once in each format,
# however its list is filtered: what is in it is not read here.
OF_A_KIND = 2
OF_A_LIST = 1
# Screens for each role; reaching it fails, so that the test cannot quietly stop short.
AT_MOST = 900


@pytest.fixture
def register(cast) -> rows.Register:
    return rows.Register(cast)


@pytest.mark.parametrize("person", PEOPLE)
def test_every_screen_is_persian_and_every_link_leads_somewhere(cast, register, person):
    client = signed_in(getattr(cast, person))
    found: list[str] = []
    waiting = deque([("/", "the beginning")])
    seen = {"/"}
    followed = Counter([_kind("/")])
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
            page = Page(response.content.decode())
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
            kind = _kind(follow)
            if followed[kind] < (OF_A_LIST if target.query else OF_A_KIND):
                followed[kind] += 1
                seen.add(follow)
                waiting.append((follow, address))
    assert scope.current() is None
    assert found == [], "\n".join(dict.fromkeys(found))


def _kind(address: str) -> str:
    """What a screen is, whatever row or value it shows."""
    parts = urlsplit(address)
    values = dict(parse_qsl(parts.query, keep_blank_values=True))
    is_export = "/export/" in parts.path
    told = [values.get("format", "")] if is_export else sorted(values)
    return re.sub(r"[0-9]+", "#", parts.path) + "?" + "&".join(told)
