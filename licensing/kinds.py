"""Kinds of licences (مجوز) that an office issues, and of applications (درخواست) for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class LicenceKind(models.TextChoices):
    INITIAL_APPROVAL = "initial_approval", _("Initial approval")
    PRINCIPLE_APPROVAL = "principle_approval", _("Approval in principle")
    ACTIVITY = "activity_licence", _("Activity licence")
    CREDENTIAL = "credential", _("Credential")
    BRANCH = "branch_permit", _("Branch permit")


# Those an NGO works under; the register shows the one in force.
TO_WORK = (LicenceKind.ACTIVITY, LicenceKind.CREDENTIAL)


class Kind(models.TextChoices):
    """What an application asks for."""

    ESTABLISHMENT = "establishment", _("Establishment")
    RENEWAL = "renewal", _("Renewal")
    CHANGES = "changes", _("Changes")
    UPGRADE = "upgrade", _("Upgrade of level")
    BRANCH = "branch", _("Branch")
    ALIGNMENT = "alignment", _("Alignment")
    NETWORK = "network", _("Network")
    APPEAL = "appeal", _("Appeal")
    DISSOLUTION = "dissolution", _("Dissolution")


@dataclass(frozen=True)
class KindRules:
    """What sets one kind of application apart.

    `licence` is what its end is: a licence of that kind, or None where it is carried out instead.
    `registers`: whether assembly and registry come between approval and licence.
    """

    licence: LicenceKind | None
    registers: bool = False
    founders: bool = False


KINDS: Mapping[str, KindRules] = {
    Kind.ESTABLISHMENT: KindRules(LicenceKind.ACTIVITY, registers=True, founders=True),
    Kind.RENEWAL: KindRules(LicenceKind.ACTIVITY),
    Kind.CHANGES: KindRules(None),
    Kind.UPGRADE: KindRules(LicenceKind.ACTIVITY),
    Kind.BRANCH: KindRules(LicenceKind.BRANCH),
    Kind.ALIGNMENT: KindRules(LicenceKind.ACTIVITY, registers=True),
    Kind.NETWORK: KindRules(LicenceKind.ACTIVITY, registers=True),
    Kind.APPEAL: KindRules(None),
    Kind.DISSOLUTION: KindRules(None),
}
