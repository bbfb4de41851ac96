"""Rows that hang on a record and are kept from its page: steps of a program, members of a network.

Each has a form of its own under the record's address. An admin class names its parts, and a page
asks them for their rows and addresses.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from django.contrib import messages
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from screens.admin import OfficeAdmin
from screens.concurrent_edits import VersionedForm, locked
from screens.history import Shown, Track
from screens.pages import address_of, allow, named
from screens.step_page import Back, StepPage

Text = str | Promise
Finder = Callable[[int], Any]


def _nothing(user: User, record: Any) -> Refusal | None:
    return None


@dataclass(frozen=True, kw_only=True)
class RecordPart:
    """One kind of rows that hang on a record.

    `key` stands in the addresses (`…/5/steps/add/`), `parent` names the key to the record, also one
    further on (`indicator__program`), and `permission` is what keeping them takes; `objection` says
    why the record takes no change of them now. The form is a `VersionedForm` that can show
    refusals; one that has a method `about` is given the record.
    """

    key: str
    model: type[models.Model]
    parent: str
    form: type[VersionedForm]
    permission: str
    adding: Text
    changing: Text
    title: Callable[[Shown], str] | None = None
    objection: Callable[[User, Any], Refusal | None] = _nothing
    order: tuple[str, ...] = ("pk",)

    # -- on the record's page ------------------------------------------------------------------

    def rows(self, record: models.Model) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{self.parent: record}).order_by(*self.order)

    def may_keep(self, user: User, record: models.Model) -> bool:
        return user.has_perm(self.permission) and self.objection(user, record) is None

    def track(self, pk: int) -> Track:
        """Their history, for that of the record."""
        where = Q(**{self.parent: pk})
        return Track(self.model, where, hidden={self.parent}, title=self.title)

    def on_page(self, user: User, record: models.Model) -> dict[str, Any]:
        """What the template of the page needs of the part: its rows, and where they are kept."""
        keeps = self.may_keep(user, record)
        return {
            "key": self.key,
            "adding": self.adding,
            "add": self._address(record, "add", record.pk) if keeps else "",
            "rows": [
                {
                    "row": row,
                    "change": self._address(record, "change", record.pk, row.pk) if keeps else "",
                }
                for row in self.rows(record)
            ],
        }

    def _address(self, record: models.Model, page: str, *keys: int) -> str:
        return reverse(f"admin:{named(record)}_{self.key}_{page}", args=keys)

    # -- pages of its own ----------------------------------------------------------------------

    def paths(self, admin: OfficeAdmin, find: Finder) -> list[URLPattern]:
        """The addresses under a record; `find` gives the record of a key."""
        name = f"{named(admin.model)}_{self.key}"
        office = admin.admin_site.admin_view
        edit = partial(self.edit, find=find)
        remove = partial(self.remove, find=find)
        return [
            path(f"<int:pk>/{self.key}/add/", office(edit), name=f"{name}_add"),
            path(f"<int:pk>/{self.key}/<int:part_pk>/change/", office(edit), name=f"{name}_change"),
            path(
                f"<int:pk>/{self.key}/<int:part_pk>/remove/",
                office(require_POST(remove)),
                name=f"{name}_remove",
            ),
        ]

    @transaction.atomic
    def edit(
        self, request: HttpRequest, pk: int, part_pk: int | None = None, *, find: Finder
    ) -> HttpResponse:
        """Enter a row, or change what is entered."""
        record = find(pk)
        allow(request, self.permission)
        is_sent = request.method == "POST"
        row: Any = self.model()
        if part_pk is not None:
            rows = self.rows(record)
            row = get_object_or_404(locked(rows) if is_sent else rows, pk=part_pk)
        if "__" not in self.parent:
            setattr(row, self.parent, record)
        form: Any = self.form(request.POST if is_sent else None, instance=row)
        if hasattr(form, "about"):
            form.about(record)
        objection = self.objection(signed_in(request), record)
        more = {"remove": self._address(record, "remove", pk, part_pk)} if part_pk else {}
        return StepPage(
            row=record,
            form=form,
            title=self.changing if part_pk else self.adding,
            button=_("Save"),
            take=lambda data: self._stored(form, objection),
            done=_("Saved."),
            back=Back(address_of(record), str(record)),
            objection=objection,
            template="screens/part.html",
            more=more,
        ).answer(request)

    @staticmethod
    def _stored(form: Any, objection: Refusal | None) -> Any:
        if objection is not None:
            raise objection
        return form.save()

    @transaction.atomic
    def remove(self, request: HttpRequest, pk: int, part_pk: int, *, find: Finder) -> HttpResponse:
        """Take a row off the record; its history keeps it."""
        record = find(pk)
        allow(request, self.permission)
        row = locked(self.rows(record)).filter(pk=part_pk).first()
        if row is None:
            raise Http404
        objection = self.objection(signed_in(request), record)
        if objection is not None:
            messages.error(request, str(objection))
            return HttpResponseRedirect(address_of(record))
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            messages.error(request, _("Other records name this; it stays."))
        else:
            messages.success(request, _("Removed."))
        return HttpResponseRedirect(address_of(record))


class Kept(Protocol):
    """Whatever is kept from a record's page and has a history."""

    def track(self, pk: int) -> Track: ...


def tracks(parts: Iterable[Kept], pk: int) -> list[Track]:
    """The history of all parts of a record."""
    return [part.track(pk) for part in parts]


def on_page(parts: Iterable[RecordPart], user: User, record: models.Model) -> dict[str, Any]:
    """All parts by their keys, for the template of the record's page."""
    return {part.key: part.on_page(user, record) for part in parts}
