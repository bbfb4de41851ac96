"""What this room shows on a woman's page: her consents, and that there are sealed notes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.personal_data import VIEW
from beneficiaries.records.sections import Section
from beneficiaries.safeguards.models import Consent, Note
from beneficiaries.safeguards.models.consent import Purpose
from beneficiaries.safeguards.parts import CONSENTS
from beneficiaries.safeguards.services import notes


def _consents(user: User, woman: Beneficiary) -> Mapping[str, Any]:
    return {"part": CONSENTS.on_page(user, woman)}


def _warns(woman: Beneficiary) -> Iterable[str | Promise]:
    held = Consent.objects.filter(notes.in_force(), beneficiary=woman, purpose=Purpose.RECORD)
    if not held.exists():
        yield _("No consent to keeping her record is in force.")


def _notes(user: User, woman: Beneficiary) -> Mapping[str, Any]:
    rows = Note.objects.filter(beneficiary=woman).only(
        "subject", "written_on", "author_name", "beneficiary"
    )
    return {
        "add": reverse("admin:records_beneficiary_notes_add", args=[woman.pk])
        if user.has_perm(notes.ADD)
        else "",
        "rows": [
            {"row": row, "read": reverse("admin:records_beneficiary_notes_read",
                                         args=[woman.pk, row.pk])}
            for row in rows
        ],
    }  # fmt: skip


SECTIONS = (
    Section(
        key="consents", title=_("Consents"), permission=VIEW, place=80,
        template="safeguards/consents.html", load=_consents, warns=_warns, parts=(CONSENTS,),
    ),
    Section(
        key="notes", title=_("Sealed notes"), permission=notes.VIEW, place=90,
        template="safeguards/notes.html", load=_notes,
    ),
)  # fmt: skip
