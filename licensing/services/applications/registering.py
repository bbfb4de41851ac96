"""From the founding assembly to the registry: introduction, and what the registry answers."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come
from imports.duplicates.merging import reason_of
from licensing.models import Application
from licensing.services.applications.moving import begin, move
from ngos.models import NGO
from persian.dates import format_jalali
from screens.steps import needed


def introduce(*, actor: User, application: Application, seen: str, reason: str = "") -> Application:
    """Introduce the NGO to the registry of companies."""
    return move(actor=actor, application=application, step="introduce", seen=seen, reason=reason)


@transaction.atomic
def register(
    *,
    actor: User,
    application: Application,
    seen: str,
    on: datetime.date,
    registration_no: str,
    gazette_no: str,
    legal_id: str | None = None,
    registration_office: str = "",
    reason: str = "",
) -> Application:
    """Record the registration, in the application and in the register of NGOs.

    Raises Refusal for a day to come or before the assembly, without a number of the registry or of
    the Gazette, and where another NGO has the number.
    """
    stored = begin(actor, application, seen=seen, step="register")
    check_day_has_come(on)
    if stored.assembly_on and on < stored.assembly_on:
        raise Refusal(
            "too_early",
            _("The assembly was on %(day)s; the registration comes after it."),
            field="on",
            params={"day": format_jalali(stored.assembly_on)},
        )
    application.registered_on = on
    application.registration_no = needed(
        registration_no, _("Enter the registration number."), field="registration_no"
    )
    application.gazette_no = needed(
        gazette_no, _("Enter the number of the Official Gazette."), field="gazette_no"
    )
    moved = move(
        actor=actor, application=application, step="register", seen=seen, reason=reason,
        also=["registered_on", "registration_no", "gazette_no"],
    )  # fmt: skip
    _tell_register(moved, legal_id, registration_office)
    return moved


def _tell_register(
    application: Application, legal_id: str | None, registration_office: str
) -> None:
    ngo = NGO.objects.select_for_update(of=("self",)).get(pk=application.ngo_id)
    ngo.registration_no = application.registration_no
    ngo.registration_office = registration_office or ngo.registration_office
    ngo.legal_id = legal_id or ngo.legal_id
    ngo.founded_on = ngo.founded_on or application.registered_on
    changed = ["registration_no", "registration_office", "legal_id", "founded_on", "updated_at"]
    try:
        with transaction.atomic():
            ngo.save(update_fields=changed)
    except IntegrityError as error:
        raise Refusal("against_a_rule", str(reason_of(error, NGO))) from error
