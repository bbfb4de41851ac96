"""Nonsense to every parameter of every address: it is refused in words, and never breaks a page.

Addresses come from the URL conf. What a page takes comes from the page: the fields of its forms,
the parameters of its links and of its filters. So the next page is tried as well.
"""

import contextlib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from accounts.models import User
from screens.posted_once import FIELD
from tests import rows
from tests.addresses import Address, addresses
from tests.cast import signed_in
from tests.security.forms_of_pages import Form, Forms
from tests.test_access import may

KNOWN, _UNKNOWN = addresses()
# The first of these who may open an address opens it.
STRONGEST = (
    "national_expert", "gilan_director", "rasht_chair", "rasht_secretary", "rasht_expert",
    "rasht_case_worker", "gilan_auditor",
)  # fmt: skip

SURROGATE = b"\xed\xa0\x80"  # half of a pair, as no text in UTF-8 has it
LONG = "y" * 5000
NONSENSE: tuple[str | bytes, ...] = (
    "abc", "٣", "9" * 30, "-1", "\x00", "", SURROGATE, LONG, "²", "1.5", "۱۴۰۳/۱۳/۴۵", "\\",
)  # fmt: skip
# In addresses: what a text's place takes; a number's place takes digits alone.
AS_TEXTS = ("٣", "abc", "9" * 30, "\x00", "_2F", SURROGATE)
AS_NUMBER = "9" * 30
# What Django's pages and ours take besides what they show.
ALWAYS = (
    "q", "p", "o", "e", "all", "_popup", "_to_field", "_facets", "_changelist_filters", "format",
    "next", "tab", "x", "id__in", "term", "page", "app_label", "model_name", "field_name",
)  # fmt: skip
FEW = 4  # fields of a form that a view may read by itself
PARTS = 4  # of the people, so that cores share them
OPENED = 3  # of so many who may open an address, one does
REFUSED = 2  # of so many who may not, one tries
ROUNDS = 1  # in each of which every field has another nonsense
ABSENT = None
# Of the fields of a form, in turn, when one of them is nonsense and the others are as shown.
ALONE = ("abc", "٣", "9" * 30, ABSENT, "\x00", LONG)
KEPT = ("csrfmiddlewaretoken", FIELD)


@dataclass
class Trial:
    """Sends requests as one person, and keeps what broke."""

    name: str
    user: User | None
    broken: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = signed_in(self.user)
        self.client.raise_request_exception = False
        self.cookies = self.client.cookies.output(header="", sep=";")

    def get(self, address: str) -> Any:
        return self._judge("GET", address, lambda: self.client.get(address))

    def post(self, address: str, data: list[tuple[str, Any]], note: str = "") -> Any:
        if any(isinstance(value, SimpleUploadedFile) for _name, value in data):
            together: dict[str, list[Any]] = defaultdict(list)
            for name, value in data:
                together[name].append(value)
            return self._judge("POST", address, lambda: self.client.post(address, together), note)
        body, kind = urlencode(data), "application/x-www-form-urlencoded"
        return self._judge("POST", address, lambda: self.client.post(address, body, kind), note)

    def _judge(self, method: str, address: str, ask: Any, note: str = "") -> Any:
        self.client.cookies = SimpleCookie(self.cookies)  # no answer signs the person out
        with _taken_back():
            response = ask()
            if response.streaming:  # read to its end, it closes without closing the connection
                for _part in response:
                    pass
        if response.status_code >= 500:
            error = repr((getattr(response, "exc_info", None) or (0, None))[1])[:200]
            kind = re.sub(r"[0-9]+", "#", urlsplit(address).path)[:120]
            told = f"{self.name}: {method} {address[:160]} {note}: {response.status_code} {error}"
            self.broken.setdefault(f"{method} {kind} {error[:60]}", told)
        return response


@contextlib.contextmanager
def _taken_back() -> Iterator[None]:
    """What a request changes is forgotten: the next one finds the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def register(cast) -> rows.Register:
    return rows.Register(cast)


def _path(register: rows.Register, address: Address) -> str:
    return reverse(address.name, kwargs=register.own(address))


def _opener(cast: Any, register: rows.Register, address: Address) -> str:
    for name in STRONGEST:
        user = getattr(cast, name)
        if may(user, address.rule) and register.reaches(user, address):
            return name
    return STRONGEST[0]


def _name_of(address: str) -> str:
    """The name of the pattern that an address is of; its path, where there is none."""
    path = urlsplit(address).path
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def _bent_paths(register: rows.Register, address: Address) -> Iterator[str]:
    """The address with each of its parameters in turn as nonsense."""
    own = register.own(address)
    texts = AS_TEXTS if address.name.endswith("_change") else AS_TEXTS[:2]
    for name in own:
        with contextlib.suppress(NoReverseMatch):
            path = reverse(address.name, kwargs={**own, name: "mark"})
            for text in texts:
                yield path.replace("mark", quote(text, safe=""))
            continue
        path = reverse(address.name, kwargs={**own, name: 918_273_645})
        yield path.replace("918273645", AS_NUMBER)


def _mixed(names: Any, turn: int) -> list[tuple[str, Any]]:
    """Every name with a nonsense, each with another one, and in every turn another."""
    values = itertools.islice(itertools.cycle(NONSENSE), turn * 5, None)
    return list(zip(sorted(names), values, strict=False))


def _queries(own: set[str], turn: int, *, is_list: bool) -> Iterator[str]:
    yield urlencode(_mixed({*own, *ALWAYS}, turn))
    if is_list:
        yield "x=1"
        yield urlencode([(name, value) for name in sorted(own) for value in ("1", "abc")])
        for value in NONSENSE[1:3]:  # the first was the last of two above
            yield urlencode([(name, value) for name in sorted(own)])


def _sent_with(form: Form) -> Iterator[tuple[list[tuple[str, Any]], str]]:
    """What is sent instead of the form: all fields as nonsense, then one after the other."""
    names = [name for name in form.fields if name not in KEPT]
    held = [(name, value) for name in names for value in form.fields[name]]
    yield [], "nothing"
    for turn in range(ROUNDS):
        yield _mixed(names, turn), f"all as nonsense, {turn}"
    yield [(name, value) for name in names for value in ("1", "abc")], "all as letters, twice"
    if len(names) > FEW:  # a form of Django's, which looks at its fields one by one
        return
    for name, nonsense in zip(names, itertools.cycle(ALONE), strict=False):
        others = [pair for pair in held if pair[0] != name]
        changed = [] if nonsense is ABSENT else [(name, nonsense)]
        yield [*others, *changed], f"{name} as {(nonsense or 'nothing')[:20]!r}"
    for name in form.files:
        file = SimpleUploadedFile("x\x00.pdf", b"\x00nonsense", "application/pdf")
        yield [*held, (name, file)], f"a file as {name}"
        yield [*held, (name, "abc")], f"text as the file {name}"


# Forms that are sent by POST since what they ask is long.
STORE_NOTHING = {"public_list"}


def _told(trials: Any) -> str:
    return "\n".join(told for trial in trials for told in ["", *trial.broken.values()])


def _signs_in(path: str) -> bool:
    return path.startswith(settings.SIGN_IN_PATH)


def test_no_address_breaks_at_nonsense_from_those_who_may_most(cast, register):
    trials = {name: Trial(name, getattr(cast, name)) for name in STRONGEST}
    without_key: set[str] = set()
    forms: dict[tuple[str, frozenset[str]], tuple[Trial, Form]] = {}
    takes: dict[str, set[str]] = defaultdict(set)
    openers = {address: trials[_opener(cast, register, address)] for address in KNOWN}
    for address, trial in openers.items():
        path = _path(register, address)
        response = trial.get(path)
        if response.status_code == 405:
            trial.post(path, [], "nothing")
            trial.post(path, _mixed(ALWAYS, 0), "what it knows nothing of")
        elif response.get("Content-Type", "").startswith("text/html"):
            page = Forms(response.content.decode(), path)
            for linked, names in page.linked.items():
                takes[_name_of(linked)] |= names
            for form in page.found:
                name = _name_of(form.action)
                if form.method == "get":
                    takes[name] |= form.fields.keys()
                    continue
                stores = address.name not in STORE_NOTHING and not _signs_in(path)
                if FIELD not in form.fields and stores:
                    without_key.add(address.name)
                # What all lists have alike is tried on one of them.
                kind = re.sub(
                    r"^admin:[a-z]+_[a-z]+_(?=changelist|savedfilter|export_locked)", "", name
                )
                forms.setdefault((kind, frozenset(form.fields) | form.files), (trial, form))
    assert len(forms) > 50, "the forms of the pages were not found"
    assert without_key == set(), "forms that would be stored as often as they are sent"
    for turn, (address, trial) in enumerate(openers.items()):
        for bent in _bent_paths(register, address):
            trial.get(bent)
        is_list = address.name.endswith("_changelist")
        for query in _queries(takes[address.name], turn, is_list=is_list):
            trial.get(f"{_path(register, address)}?{query}")
        if address.name.endswith("_export"):
            trial.get(f"{_path(register, address)}?x=1")
    for trial, form in forms.values():
        for data, note in _sent_with(form):
            trial.post(form.action, data, note)
    assert not any(trial.broken for trial in trials.values()), _told(trials.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_nor_from_anybody_else(cast, register, part):
    """Everybody of the cast, a visitor too, at every address: half are read, half are sent to.

    Of those who may open one, and so meet what the strongest have met above, some do; of those who
    are refused before anything is read, every other.
    """
    people = [name for name, held in vars(cast).items() if isinstance(held, User | None)]
    assert len(people) > 12
    shifts = {name: shift for shift, name in enumerate(people)}
    trials = [Trial(name, getattr(cast, name)) for name in people[part::PARTS]]
    for trial in trials:
        for turn, address in enumerate(KNOWN, start=shifts[trial.name]):
            if turn // 2 % (OPENED if may(trial.user, address.rule) else REFUSED):
                continue
            mixed = _mixed(ALWAYS, turn)
            path = f"{_path(register, address)}?{urlencode(mixed)}"
            if turn % 2:
                trial.get(path)
            else:
                trial.post(path, mixed, "of whoever else")
    assert not any(trial.broken for trial in trials), _told(trials)
