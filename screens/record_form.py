"""The form of a record: the page on which one is added, and the one on which it is changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import signed_in
from accounts.workflow import Objection
from screens.concurrent_edits import locked
from screens.pages import address_of, allow, named
from screens.step_page import Back, StepPage, Text


def _nothing(user: User, row: Any) -> Objection | None:
    return None


@dataclass(frozen=True, kw_only=True)
class RecordForm:
    """What a room says once of the form of its records.

    `form` is made with an instance and the user, `save` is the service, given the user and the form
    once it is valid. `begin` is a new row, which may take from the address what it hangs on;
    `objection` says why a row takes no changes.
    """

    model: type[models.Model]
    form: Callable[..., Any]
    save: Callable[[User, Any], Any]
    add_permission: str
    change_permission: str
    adding: Text
    changing: Text
    added: Text  # what is said of a new one
    begin: Callable[[HttpRequest], Any] | None = None
    objection: Callable[[User, Any], Objection | None] = _nothing

    def add(self, request: HttpRequest) -> HttpResponse:
        allow(request, self.add_permission)
        user = signed_in(request)
        row = self.begin(request) if self.begin is not None else self.model()
        form = self.form(request.POST or None, instance=row, user=user)
        listed = reverse(f"admin:{named(self.model)}_changelist")
        return StepPage(
            row=self.model,
            form=form,
            title=self.adding,
            button=_("Save"),
            take=lambda data: self.save(user, form),
            done=self.added,
            leads_to=address_of,
            back=Back(listed, self.model._meta.verbose_name_plural or ""),
        ).answer(request)

    @transaction.atomic
    def change(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(request, self.change_permission)
        rows = self.model._default_manager.all()
        row = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
        user = signed_in(request)
        form = self.form(request.POST or None, instance=row, user=user)
        return StepPage(
            row=row,
            form=form,
            title=self.changing,
            button=_("Save"),
            take=lambda data: self.save(user, form),
            done=_("Saved."),
            back=Back(address_of(row), str(row)),
            objection=self.objection(user, row),
        ).answer(request)
