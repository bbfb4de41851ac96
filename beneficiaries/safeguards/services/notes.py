"""Sealed notes: written with her consent or on a legal ground, read by who may open her record."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Consent, Note, OfficeKey
from beneficiaries.safeguards.models.consent import Purpose
from beneficiaries.safeguards.services import looking, sealing
from persian.dates import today

ADD, CHANGE, VIEW = "safeguards.add_note", "safeguards.change_note", "safeguards.view_note"


def in_force(day: datetime.date | None = None) -> Q:
    """Of consents: those that hold on a day."""
    day = day or today()
    return (
        Q(given_on__lte=day)
        & (Q(until=None) | Q(until__gte=day))
        & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))
    )


def consents_to_notes(woman: Beneficiary) -> QuerySet[Consent]:
    """Her consents to writing down sensitive matters that hold today."""
    return Consent.objects.filter(in_force(), beneficiary=woman, purpose=Purpose.NOTES)


def key_of(woman: Beneficiary) -> OfficeKey:
    """The newest key of her office, made where it has none."""
    key = (
        OfficeKey.objects.filter(province=woman.province_id, county=woman.county_id)
        .order_by("-version")
        .first()
    )
    if key is None:
        key = sealing.new_key(province_id=woman.province_id, county_id=woman.county_id, version=1)
        key.save()
    return key


@transaction.atomic
def write(
    *,
    actor: User,
    woman: Beneficiary,
    subject: str,
    text: str,
    consent: Consent | None,
    legal_ground: str,
) -> Note:
    """Seal a new note. Raises Refusal without a consent that holds or a legal ground."""
    require(actor, ADD)
    if consent is None and not legal_ground:
        raise _no_ground()
    note = Note(
        beneficiary=woman, subject=subject, consent=consent, legal_ground=legal_ground,
        author_name=actor.get_full_name(),
    )  # fmt: skip
    _seal(note, text, woman)
    note.save()
    return note


@transaction.atomic
def change(*, actor: User, note: Note, text: str) -> Note:
    """Put another text into a note. The same text changes nothing, in the history neither.

    Raises Refusal where her consent to writing it down holds no longer.
    """
    require(actor, CHANGE)
    stored = Note.objects.select_for_update(of=("self",)).select_related("beneficiary").get(
        pk=note.pk
    )  # fmt: skip
    held = Consent.objects.filter(in_force(), notes=stored)
    if not stored.legal_ground and not held.exists():
        over = _("She has taken her consent back, or its time is over: nothing is written anew.")
        raise Refusal("no_ground", over, field="text")
    if bytes(stored.digest) != sealing.digest_of(text):
        _seal(stored, text, stored.beneficiary)
        stored.save(update_fields=["sealed", "key", "digest"])
    return stored


def read(*, actor: User, note: Note) -> str:
    """The text of a note; that it was read is written down. Raises Refusal where it is lost."""
    require(actor, VIEW)
    looking.note(note.beneficiary, "note_read", str(note.pk))
    try:
        return sealing.open_text(note)
    except sealing.Unreadable as error:
        text = _("This note cannot be opened: the key with which it was sealed is not here.")
        raise Refusal("unreadable", text) from error


def _seal(note: Note, text: str, woman: Beneficiary) -> None:
    """Raises Refusal where the key of the office cannot be opened."""
    try:
        sealing.seal(note, text, key_of(woman))
    except sealing.Unreadable as error:
        told = _("Nothing can be sealed: the key of the office cannot be opened here.")
        raise Refusal("unreadable", told, field="text") from error


def _no_ground() -> Refusal:
    return Refusal(
        "no_ground",
        _("A sensitive note needs her consent to writing it down, or a legal ground."),
        field="consent",
    )
