"""A record is opened through here, whatever page of whatever room shows something of it.

`guard` stands before every page about one woman: it lets those through who have her in their
caseload, asks everybody else for a reason, and writes down each look. It is the room of safeguards
that declares it; without one no record opens.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import VIEW
from screens.pages import allow


class Guard(Protocol):
    def stop(self, request: HttpRequest, woman: Beneficiary) -> HttpResponse | None:
        """The page that asks for a reason, or None for whoever may open the record."""

    def saw(self, woman: Beneficiary, deed: str, page: str = "", reason: str = "") -> None:
        """Write down that the person of the scope did something with the record: one of
        `opened`, `revealed`, `exported`, `printed`."""


_guards: list[Guard] = []


def declare(guard: Guard) -> None:
    """Put the guard before all records. For `AppConfig.ready()`."""
    _guards[:] = [guard]


def guard() -> Guard:
    if not _guards:
        raise ImproperlyConfigured("Nobody guards the records of women.")
    return _guards[0]


def find(pk: int) -> Beneficiary:
    """Raises Http404 for a woman outside the scope."""
    query = Beneficiary.objects.select_related("province", "county", "case_worker")
    return get_object_or_404(query, pk=pk)


def open_record(
    request: HttpRequest, pk: int, page: str, permission: str = VIEW
) -> Beneficiary | HttpResponse:
    """The woman, and a line in her log; or the page that asks for a reason.

    Raises Http404 for one out of sight, PermissionDenied without the permission.
    """
    woman = find(pk)
    allow(request, permission)
    asked = guard().stop(request, woman)
    if asked is not None:
        return asked
    guard().saw(woman, "opened", page)
    return woman


def of_record(
    page: str, permission: str = VIEW
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Decorator of a view about one woman: the view is given her in place of her key.

    `page` is what her log calls it, `permission` what it takes.
    """

    def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
            found = open_record(request, pk, page, permission)
            return found if isinstance(found, HttpResponse) else view(request, found, **more)

        return opened

    return guarded


def found_open(request: HttpRequest, object_id: str, page: str) -> Beneficiary | HttpResponse:
    """As `open_record`, for the addresses of the staff site, whose keys are texts."""
    if not object_id.isdecimal():
        raise Http404
    return open_record(request, int(object_id), page)
