"""Change requests: asking, withdrawing, deciding field by field, carrying out what is approved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.history import told as told_by
from accounts.models import User
from accounts.refusals import Refusal, require
from desk.fields import shown_now
from desk.models import ChangePaper, ChangeRequest, ChangeState, FieldChange
from desk.services.carrying_out import carry_out
from files.harmless import harmless_name
from imports.duplicates.merging import reason_of
from ngos.models import NGO
from papers.keeping import keep_with
from papers.uploads import check_upload


@transaction.atomic
def ask_for_change(
    *,
    actor: User,
    ngo: NGO,
    field: str,
    values: Mapping[str, Any],
    papers: Iterable[UploadedFile],
    reason: str = "",
) -> ChangeRequest:
    """Ask the office to change one field. `values` are the columns of the change that were typed.

    An office that asks on the NGO's behalf says so. Raises PermissionDenied without the permission,
    NGO.DoesNotExist outside the scope, Refusal without a paper, for one that is not kept, and where
    a change of this field waits already.
    """
    require(actor, "desk.ask_changes")
    ngo = NGO.objects.select_related("field", "county").get(pk=ngo.pk)
    kept = list(papers)
    if not kept:
        text = _("Attach the paper that proves it.")
        raise Refusal("no_paper", text, field="papers")
    request = ChangeRequest.objects.create(
        ngo=ngo, reason=reason, asked_by=actor, asked_by_name=actor.get_full_name(),
        by_office=actor.is_staff,
    )  # fmt: skip
    change = FieldChange(
        request=request, ngo=ngo, field=field, before=shown_now(ngo, field), **values
    )
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise Refusal("against_a_rule", str(reason_of(error, FieldChange))) from error
    for upload in kept:
        _keep(request, upload)
    return request


def _keep(request: ChangeRequest, upload: UploadedFile) -> None:
    try:
        kind = check_upload(upload, max_size=settings.DOCUMENT_MAX_SIZE)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, refusal.params, field="papers") from refusal
    paper = ChangePaper(
        request=request, original_name=harmless_name(upload.name or ""), size=upload.size or 0
    )
    keep_with(paper, "file", upload, ending=kind.endings[0])


@transaction.atomic
def withdraw_change(*, actor: User, change: FieldChange) -> FieldChange:
    """Take back what was asked for and not decided. Raises Refusal where it was decided."""
    require(actor, "desk.ask_changes")
    stored = FieldChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if stored.state != ChangeState.ASKED:
        raise decided_already(stored)
    stored.state, stored.decided_at = ChangeState.WITHDRAWN, timezone.now()
    stored.save(update_fields=["state", "decided_at"])
    return stored


def decided_already(change: FieldChange) -> Refusal:
    text = _("This was decided meanwhile: it is now “%(state)s”.")
    return Refusal("decided", text, params={"state": change.get_state_display()})


@dataclass(frozen=True)
class Decision:
    """What is decided on one field. `now` is what the register showed beside it to who decides."""

    change: int
    approves: bool
    now: str
    remarks: str = ""


@transaction.atomic
def decide(*, actor: User, request: ChangeRequest, decisions: Iterable[Decision]) -> int:
    """Decide on fields of a request and carry out what is approved, all of it or nothing.

    The history of what changes has both names. Raises PermissionDenied without the permission,
    Refusal for a field that was decided, that is returned without a reason, whose value is another
    than who decides had before them, or that a rule of the register refuses. Gives their number.
    """
    require(actor, "desk.decide_changes")
    locked = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    ngo = NGO.objects.select_for_update(of=("self",)).get(pk=locked.ngo_id)
    changes = {
        each.pk: each
        for each in FieldChange.objects.select_for_update(of=("self",)).filter(request=locked)
    }
    count = 0
    with told_by(asked_by=locked.asked_by_name):
        for decision in decisions:
            change = changes[decision.change]
            _decide_one(actor, ngo, change, decision)
            count += 1
    return count


def _decide_one(actor: User, ngo: NGO, change: FieldChange, decision: Decision) -> None:
    if change.state != ChangeState.ASKED:
        raise decided_already(change)
    now = shown_now(ngo, change.field)
    if now != decision.now:
        text = _("%(field)s has changed meanwhile: it is now “%(now)s”. Look at it again.")
        raise Refusal("changed", text, params={"field": change, "now": now or "—"})
    remarks = decision.remarks.strip()
    if decision.approves:
        carry_out(actor=actor, ngo=ngo, change=change)
    elif not remarks:
        text = _("Write what is lacking.")
        raise Refusal("missing", text, field=f"remarks_{change.pk}")
    change.state = ChangeState.APPROVED if decision.approves else ChangeState.RETURNED
    change.remarks, change.decided_at = remarks, timezone.now()
    change.decided_by_name = actor.get_full_name()
    change.save()
