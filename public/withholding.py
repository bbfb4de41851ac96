"""Keeping an NGO out of the public register, and showing it again."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import Refusal, require
from ngos.models import NGO
from public.models import Withheld

PERMISSION = "public.withhold_ngo"


def withhold(*, actor: User, ngo: NGO, reason: str) -> Withheld:
    """From now on the public register tells of the NGO that it is withheld, and why.

    Raises PermissionDenied without the permission, Refusal where it is withheld already.
    """
    require(actor, PERMISSION)
    try:
        with transaction.atomic():
            return Withheld.objects.create(ngo=ngo, reason=reason, by=actor)
    except IntegrityError as error:
        raise Refusal(
            "withheld_already", _("This NGO is withheld from the public register already.")
        ) from error


def show_again(*, actor: User, ngo: NGO) -> None:
    """The public register tells of the NGO again; of one that was not withheld it always did."""
    require(actor, PERMISSION)
    Withheld.objects.filter(ngo=ngo).delete()
