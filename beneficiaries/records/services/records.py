"""What is done with a record: kept, given to a case worker, closed and opened again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.models.words import RecordState
from beneficiaries.records.personal_data import ASSIGN, CHANGE
from persian.dates import today


@transaction.atomic
def save_woman(*, actor: User, woman: Beneficiary) -> Beneficiary:
    """Store what was changed of a record. Raises PermissionDenied without the permission."""
    require(actor, CHANGE)
    woman.save()
    return woman


@transaction.atomic
def assign(*, actor: User, woman: Beneficiary, case_worker: User | None) -> Beneficiary:
    """Give a woman to a case worker, or to nobody. Raises Refusal for somebody of another office.

    Whoever loses her from their caseload must break the glass from then on.
    """
    require(actor, ASSIGN)
    if case_worker is not None and (
        case_worker.province_id != woman.province_id or case_worker.county_id != woman.county_id
    ):
        text = _("This person is of another office than the record.")
        raise Refusal("another_office", text, field="case_worker")
    stored = Beneficiary.objects.select_for_update(of=("self",)).get(pk=woman.pk)
    stored.case_worker = case_worker
    stored.save(update_fields=["case_worker", "updated_at"])
    return stored


@transaction.atomic
def close(*, actor: User, woman: Beneficiary, state: str, reason: str) -> Beneficiary:
    """Close a record, with its reason. Raises Refusal where it is closed already."""
    require(actor, CHANGE)
    stored = Beneficiary.objects.select_for_update(of=("self",)).get(pk=woman.pk)
    if stored.state != RecordState.ACTIVE:
        raise Refusal("closed", _("This record is closed already."))
    stored.state, stored.closed_on, stored.closing_reason = state, today(), reason
    stored.save(update_fields=["state", "closed_on", "closing_reason", "updated_at"])
    return stored


@transaction.atomic
def open_again(*, actor: User, woman: Beneficiary) -> Beneficiary:
    """Take a woman into the program again. Raises Refusal where her record is open."""
    require(actor, CHANGE)
    stored = Beneficiary.objects.select_for_update(of=("self",)).get(pk=woman.pk)
    if stored.state == RecordState.ACTIVE:
        raise Refusal("open", _("This record is open already."))
    stored.state, stored.closed_on, stored.closing_reason = RecordState.ACTIVE, None, ""
    stored.save(update_fields=["state", "closed_on", "closing_reason", "updated_at"])
    return stored
