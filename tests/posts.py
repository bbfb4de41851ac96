"""What is sent to an address that takes nothing but forms: as its page shows it, filled in.

Such an address is found by its answer to whoever only looks (405). One that is not spoken of here
is sent its page's form as it stands, or nothing; that it then does nothing is noticed.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import scope
from accounts.models import User
from ngos.models import NGO
from ngos.services.delete_ngo import delete_ngo
from screens.models import SavedFilter
from tests import rows
from tests.addresses import Address
from tests.cast import legal_id
from tests.security.forms_of_pages import Form, Forms

Seen = dict[str, list[Form]]  # forms of pages, by their addresses

DONE, REFUSED = "done", "refused in words"
# The page that shows the form.
PAGES = {
    "admin:imports_duplicatepair_": "change",
    "admin:imports_run_": "change",
    "admin:supervision_annualreport_": "detail",
    "admin:licensing_application_": "detail",
    "admin:councils_session_": "detail",
    "admin:money_allocation_": "detail",
    "admin:money_campaign_": "detail",
}
# What a person types into it, or what is sent where a page shows it later.
TYPED: dict[str, dict[str, str]] = {
    "admin:imports_duplicatepair_merge": {"confirmed": "1"},
    "admin:councils_session_attendance": {"present": "1"},
    "admin:councils_session_items_add": {"subject": "گزارش"},
    "admin:councils_session_items_order": {"move": "down"},
    "admin:intake_draft_save": {"field": "job", "value": "خیاط"},
    "savedfilter_add": {"name": "نام", "query": "q=1"},
    "savedfilter_rename": {"name": "نام دیگر"},
}
# What has to be done first, by the same person.
AFTER = {
    "admin:imports_duplicatepair_reopen": "admin:imports_duplicatepair_different",
    "admin:imports_run_undo": "admin:imports_run_apply",
}
# As the rows of `rows.Register` stand: whoever may is told why not.
NOT_AS_IT_STANDS = {
    "admin:imports_run_words": "no word of its file is asked about",
    "admin:supervision_annualreport_accept": "the report has not been received",
    "desk_report_sign": "nothing is written in the report",
    "admin:councils_session_sign": "nothing has been decided",
    "admin:calls_call_criteria_remove": "another is the secretary of the working group",
    "admin:calls_call_questions_remove": "another is the secretary of the working group",
    "admin:calls_call_clarifications_remove": "another is the secretary of the working group",
    "admin:money_allocation_take_up": "no list has brought it",
    "admin:money_campaign_draw": "it is drawn",
    "admin:money_campaign_publish": "no replies have been asked for",
    "admin:money_allocation_close": "not all of it is paid and verified",
}


def sent(client: Client, user: User, register: rows.Register, address: Address, seen: Seen) -> str:
    """What comes of the form when this person sends it; all of it is taken back.

    `seen` keeps what pages this person has opened, since they stay as they are.
    """
    with transaction.atomic():
        try:
            before = AFTER.get(address.name)
            if before is not None:
                first = Address(before, address.parameters, address.rule)
                _send(client, register, first, {}, seen)
                seen = {}
            own = _made_for(user, register, address)
            return _send(client, register, address, own, seen)
        finally:
            transaction.set_rollback(True)


def _send(
    client: Client, register: rows.Register, address: Address, own: dict[str, Any], seen: Seen
) -> str:
    parameters = {**register.own(address), **own}
    path = reverse(address.name, kwargs=parameters)
    held = _held(client, register, address, path, seen)
    response = client.post(path, {**held, **TYPED.get(_kind(address), {})})
    if response.status_code in (200, 302):
        storage: Any = messages.get_messages(response.wsgi_request)  # with those of before
        if any(each.level >= messages.WARNING for each in storage._queued_messages):
            return REFUSED
        leads_to = response.get("Location", "")
        return "asked who it is" if leads_to.startswith(reverse("account_login")) else DONE
    return str(response.status_code)


def _kind(address: Address) -> str:
    _app, found, action = address.name.partition("_savedfilter_")
    return f"savedfilter_{action}" if found else address.name


def _held(
    client: Client, register: rows.Register, address: Address, path: str, seen: Seen
) -> dict[str, Any]:
    """The fields of the form on its page; none where no page shows it."""
    for prefix, action in PAGES.items():
        if address.name.startswith(prefix) and "pk" in address.parameters:
            page = Address(f"{prefix}{action}", ("pk",), address.rule)
            name = "object_id" if action == "change" else "pk"
            at = reverse(page.name, kwargs={name: register.own(page)["pk"]})
            if at not in seen:
                seen[at] = Forms(client.get(at).content.decode(), at).found
            return next((form.fields for form in seen[at] if form.action == path), {})
    return {}


def _made_for(user: User, register: rows.Register, address: Address) -> dict[str, Any]:
    """Rows that are there for this person alone."""
    made: Callable[[], Any] | None = {
        "savedfilter_rename": lambda: _filter_of(user, address),
        "savedfilter_delete": lambda: _filter_of(user, address),
        "admin:ngos_ngo_restore": lambda: _deleted_ngo(user, register.cast.rasht_ngo),
    }.get(_kind(address))
    return {"pk": made()} if made else {}


def _filter_of(user: User, address: Address) -> int:
    name = address.name.removeprefix("admin:").partition("_savedfilter_")[0].replace("_", ".", 1)
    with scope.system():
        return SavedFilter.objects.create(user=user, list_name=name, name="x", query="q=1").pk


def _deleted_ngo(user: User, like: NGO) -> int:
    """An NGO of the same place that this person has just deleted."""
    with scope.system():
        ngo = NGO.objects.create(
            name="انجمن نو", legal_id=legal_id(700_001), field_id=like.field_id,
            province_id=like.province_id, county_id=like.county_id,
        )  # fmt: skip
    with scope.enter(scope.of(user)):
        delete_ngo(actor=user, ngo=ngo)
    return ngo.pk
