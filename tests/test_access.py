"""Every address × every role: what one may not open one cannot, nor reach another office.

Addresses come from the URL conf and rights from the role table, so a new address or permission is
tried at once; an address without a rule fails. So does an answer without its content security
policy, and a page that somebody's words became a part of (tests/security/canaries.py).
"""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import PERMISSIONS, STAFF, Role
from tests import posts, rows
from tests.addresses import DESK, PUBLIC, SIGNED_IN, Address, addresses
from tests.addresses import STAFF as OFFICE
from tests.cast import make_cast, signed_in
from tests.once import kept_in, rows_of_a_module
from tests.policy import lacking
from tests.security.canaries import broken_out, plant

KNOWN, UNKNOWN = addresses()
PEOPLE = (
    "national_expert",
    "gilan_director",
    "gilan_expert",
    "rasht_expert",
    "rasht_case_worker",
    "gilan_secretary",
    "gilan_chair",
    "rasht_secretary",
    "rasht_chair",
    "gilan_auditor",
    "national_auditor",
    "rasht_ngo_officer",
    "visitor",
)
OPENED, FORBIDDEN, ABSENT = "opened", "forbidden", "absent"
TAKES_FORMS = "takes nothing but forms"
NOT_SO = "asks for more than was sent"
# What is written in a session is written by who works for its council.
OF_THE_COUNCIL = ("councils.change_session", "councils.sign_session")


def test_every_address_has_a_rule():
    assert UNKNOWN == [], "Name the rule of these addresses in tests/addresses.py"


def test_every_permission_that_a_rule_names_is_in_the_role_table():
    named = {address.rule for address in KNOWN} - {PUBLIC, SIGNED_IN, OFFICE, DESK}
    assert named <= set(PERMISSIONS)


def test_every_model_s_permissions_are_in_the_role_table_or_nowhere():
    """A permission of the table that no model has would never be asked for."""
    existing = {
        f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
        for model in apps.get_models()
        for verb in model._meta.default_permissions
    } | {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename, _name in model._meta.permissions
    }
    assert set(PERMISSIONS) <= existing


def may(user: User | None, rule: str) -> bool:
    if rule == PUBLIC:
        return True
    if user is None:
        return False
    if rule == SIGNED_IN:
        return True
    if rule == DESK:
        return user.role == Role.NGO_OFFICER
    if rule == OFFICE:
        return user.role in STAFF
    return user.role in PERMISSIONS[rule] and user.role in STAFF


def outcome(
    client: Client, address: Address, parameters: dict[str, Any], *, method: str = "get"
) -> str:
    response = getattr(client, method)(reverse(address.name, kwargs=parameters))
    while response.status_code in (301, 302):
        assert lacking(response) == "", f"{address.name}: {lacking(response)}"
        if _leads_to_sign_in(response) and address.rule != PUBLIC:
            return FORBIDDEN
        response = client.get(urljoin(response.request["PATH_INFO"], response["Location"]))
    assert lacking(response) == "", f"{address.name}: {lacking(response)}"
    if response["Content-Type"].startswith("text/html"):
        escaped = broken_out(response.content.decode())
        assert escaped == "", f"{address.name}: words became a part of the page: {escaped}"
    # 400, 405, 409: the address asks for something else than was sent, and tells nothing.
    return {
        200: OPENED, 400: NOT_SO, 405: TAKES_FORMS, 409: NOT_SO, 403: FORBIDDEN, 404: ABSENT,
    }[response.status_code]  # fmt: skip


def _leads_to_sign_in(response: Any) -> bool:
    return urlsplit(response["Location"]).path == reverse("account_login")


def expected(user: User | None, register: rows.Register, address: Address) -> set[str]:
    """What may come of it when this person goes to the address of Rasht's row."""
    if not may(user, address.rule):
        return {FORBIDDEN, ABSENT, NOT_SO, TAKES_FORMS}
    if address.rule in OF_THE_COUNCIL and address.parameters and user.county_id is None:
        return {FORBIDDEN, TAKES_FORMS, ABSENT}
    if not is_own(address) and not register.reaches(user, address):
        return {ABSENT, TAKES_FORMS}
    if user is None:
        return {OPENED, NOT_SO}  # the page that keeps a session has none to keep
    return {OPENED}


def is_own(address: Address) -> bool:
    """Whether it is about a filter that everybody has for themselves."""
    return "_savedfilter_" in address.name


@pytest.fixture(scope="module")
def planted(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[tuple[rows.Register, Path]]:
    """Rows in whose every text stands what would act if it became a part of a page."""
    folder = tmp_path_factory.mktemp("media")
    with rows_of_a_module(django_db_blocker, folder):
        register = rows.Register(make_cast())
        plant(register.keys())
        yield register, folder


@pytest.fixture
def register(planted, db, settings) -> rows.Register:
    register, folder = planted
    for name, value in kept_in(folder).items():
        setattr(settings, name, value)
    return register


@pytest.fixture
def cast(register) -> SimpleNamespace:
    return register.cast


@pytest.mark.parametrize("person", PEOPLE)
def test_a_role_opens_what_it_may_and_nothing_else(cast, register, person):
    user = getattr(cast, person)
    client = signed_in(user)
    seen: posts.Seen = {}
    wrong = []
    for address in KNOWN:
        allowed = expected(user, register, address)
        methods = ("get",) if OPENED in allowed else ("get", "post")
        for method in methods:
            found = outcome(client, address, register.own(address), method=method)
            if found == TAKES_FORMS and OPENED in allowed:
                found, allowed = posts.sent(client, user, register, address, seen), {posts.DONE}
                if address.name in posts.NOT_AS_IT_STANDS:
                    allowed = {posts.REFUSED}
            if found not in allowed:
                wrong.append(f"{method} {address.name} ({address.rule}): {found}")
    assert wrong == [], "\n" + "\n".join(wrong)


@pytest.mark.parametrize("person", [name for name in PEOPLE if name.startswith(("gilan", "rasht"))])
def test_rows_of_another_province_are_absent(cast, register, person):
    client = signed_in(getattr(cast, person))
    addresses_of_rows = [
        a
        for a in KNOWN
        if {"pk", "object_id", "ngo_pk"} & set(a.parameters) and register.is_scoped(a)
    ]
    assert addresses_of_rows
    opened = [
        f"{method} {address.name}"
        for address in addresses_of_rows
        for method in ("get", "post")
        if outcome(client, address, register.foreign(address), method=method) == OPENED
    ]
    assert opened == [], "\n" + "\n".join(opened)
