"""Writing applications: a new one, with the NGO where that is founded, or one put right."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import County, User
from accounts.refusals import Refusal, require
from imports.duplicates.merging import reason_of
from licensing.kinds import Kind
from licensing.models import Application
from licensing.requirements import kinds_open_to
from licensing.services.applications.councils import council_at
from licensing.services.applications.moving import hold
from licensing.states import State
from ngos.models import NGO
from ngos.models.ngo import Issuer, Status
from ngos.services.save_ngo import save_ngo
from papers.tracking import tracking_code

SERIES = "applications"  # of the tracking codes
# States in which an applicant still writes.
WRITABLE = (State.DRAFT, State.RETURNED)
# What only an application for more than the NGO has may name.
_OTHER_LEVEL = (Kind.ESTABLISHMENT, Kind.UPGRADE, Kind.ALIGNMENT, Kind.NETWORK)


@transaction.atomic
def create_application(
    *,
    actor: User,
    ngo: NGO,
    kind: str,
    level: str = "",
    branch_county: County | None = None,
    subject: str = "",
    external_ref: str = "",
) -> Application:
    """A draft with its tracking code. Without a `level` it is that of the NGO, where that is known.

    Raises PermissionDenied without the permission, NGO.DoesNotExist outside the scope, and Refusal
    where the NGO's status allows no such application or one is open already.
    """
    require(actor, "licensing.add_application")
    ngo = NGO.objects.get(pk=ngo.pk)
    if kind not in kinds_open_to(ngo):
        raise Refusal(
            "not_open",
            _(
                "An NGO with the status “%(status)s” cannot ask for this. Choose another kind, or "
                "look at its status."
            ),
            field="kind",
            params={"status": ngo.get_status_display()},
        )
    asked = (level if kind in _OTHER_LEVEL else "") or ngo.activity_level or level
    if not asked:
        raise Refusal(
            "level_not_known",
            _("The activity level of the NGO is not known. Enter it on the NGO's page first."),
            field="level",
        )
    application = Application(
        tracking_code=tracking_code(province=ngo.province, series=SERIES),
        kind=kind,
        ngo=ngo,
        level=asked,
        branch_county=branch_county if kind == Kind.BRANCH else None,
        subject=subject,
        external_ref=external_ref,
        created_by=actor,
    )
    application.council = council_at(application.level, application)
    _store(application)
    return application


@transaction.atomic
def found_ngo(*, actor: User, ngo: NGO, subject: str = "", external_ref: str = "") -> Application:
    """Register an NGO that is being founded as applicant, with the draft for its establishment.

    `ngo` is cleaned and new. Raises PermissionDenied without the permissions, IntegrityError where
    a constraint of the register refuses.
    """
    require(actor, "licensing.add_application")
    ngo.status, ngo.issuer = Status.APPLICANT, ngo.issuer or Issuer.MOI
    save_ngo(actor=actor, ngo=ngo)
    return create_application(
        actor=actor, ngo=ngo, kind=Kind.ESTABLISHMENT, level=ngo.activity_level,
        subject=subject, external_ref=external_ref,
    )  # fmt: skip


@transaction.atomic
def edit_application(
    *,
    actor: User,
    application: Application,
    seen: str,
    level: str,
    branch_county: County | None = None,
    subject: str = "",
    external_ref: str = "",
) -> Application:
    """Correct what is asked for, while the applicant writes.

    Raises PermissionDenied without the permission, and Refusal where it was submitted already.
    """
    require(actor, "licensing.change_application")
    stored = hold(application, seen=seen)
    if stored.state not in WRITABLE:
        raise not_writable()
    stored.level = level if stored.kind in _OTHER_LEVEL else stored.level
    stored.branch_county = branch_county if stored.kind == Kind.BRANCH else None
    stored.subject, stored.external_ref = subject, external_ref
    _store(stored, ["level", "branch_county", "subject", "external_ref"])
    return stored


def not_writable() -> Refusal:
    """The refusal of a correction after an application was submitted."""
    return Refusal(
        "not_writable",
        _("An application is corrected as a draft or when it was returned, not afterwards."),
    )


def _store(application: Application, fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            application.save(update_fields=fields)
    except IntegrityError as error:
        raise Refusal("against_a_rule", str(reason_of(error, Application))) from error
