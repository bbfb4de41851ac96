"""Bulk extension: a national resolution gives all valid licences of a kind a later end."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.history import told
from accounts.models import Province, User
from accounts.refusals import Refusal, require
from licensing.models import Licence
from licensing.models.licence import IN_FORCE, LicenceState
from licensing.services.licences.chain import MAY_NOT_WORK
from persian.dates import format_jalali, today

MOST_NAMED = 20


@dataclass(frozen=True, kw_only=True)
class Extension:
    """Which licences get which end: of a kind, expiring between two days, of one province or all.

    Both days are within the range.
    """

    kind: str
    expires_from: datetime.date
    expires_until: datetime.date
    new_expiry: datetime.date
    resolution_no: str
    resolution_on: datetime.date
    province: Province | None = None


@dataclass(frozen=True)
class Preview:
    """How many licences an extension reaches, and the NGOs left out since their next licence
    begins before the new end (at most so many named as the screen shows)."""

    count: int
    in_the_way: int
    named: list[str]


def preview_extension(*, actor: User, extension: Extension) -> Preview:
    """What an extension would do now. Raises as `extend_licences` does."""
    require(actor, "licensing.extend_licences")
    _check(extension)
    blocked = _chosen(extension).filter(_next_begins_before(extension.new_expiry))
    names = blocked.order_by("ngo__sort_key", "id").values_list("ngo__name", flat=True)
    return Preview(
        count=_extended(extension).count(),
        in_the_way=blocked.count(),
        named=list(names[:MOST_NAMED]),
    )


@transaction.atomic
def extend_licences(*, actor: User, extension: Extension, expected: int) -> int:
    """Give the chosen licences their new end, all or none; returns how many.

    `expected` is how many the actor was shown. Raises PermissionDenied without the permission, and
    Refusal where a licence would be shortened, days are against the order of days, the resolution
    is not named, nothing is chosen, or the register has changed since the preview.
    """
    require(actor, "licensing.extend_licences")
    _check(extension)
    # Nobody issues, suspends or extends one of them meanwhile.
    keys = list(_extended(extension).select_for_update(of=("self",)).values_list("pk", flat=True))
    if len(keys) != expected:
        raise Refusal(
            "changed_meanwhile",
            _("The licences have changed since they were counted. Look at the new count."),
        )
    if not keys:
        raise Refusal("nothing_chosen", _("No valid licence of this kind expires in that time."))
    resolution = _("Resolution %(number)s of %(date)s") % {
        "number": extension.resolution_no,
        "date": format_jalali(extension.resolution_on),
    }
    with told(extension=resolution):
        return Licence.objects.filter(pk__in=keys).update(
            expires_on=extension.new_expiry, extended_by=resolution
        )


def _check(extension: Extension) -> None:
    if not extension.resolution_no.strip():
        raise Refusal(
            "resolution_missing", _("Write the number of the resolution."), field="resolution_no"
        )
    if extension.resolution_on > today():
        raise Refusal(
            "future", _("The resolution is still to come. Enter today or an earlier day."),
            field="resolution_on",
        )  # fmt: skip
    if extension.expires_from > extension.expires_until:
        raise Refusal(
            "reversed",
            _("The first day comes after the last. Exchange the two dates."),
            field="expires_until",
        )
    if extension.new_expiry <= extension.expires_until:
        raise Refusal(
            "shortens",
            _(
                "A licence that expires on %(date)s would not be extended. "
                "Enter a new end that is later than the range."
            ),
            field="new_expiry",
            params={"date": format_jalali(extension.expires_until)},
        )


def _chosen(extension: Extension) -> QuerySet[Licence]:
    rows = Licence.objects.filter(
        kind=extension.kind,
        state=LicenceState.VALID,
        expires_on__range=(extension.expires_from, extension.expires_until),
    ).exclude(ngo__status__in=MAY_NOT_WORK)
    return rows.filter(province=extension.province) if extension.province else rows


def _next_begins_before(new_expiry: datetime.date) -> Exists:
    """Whether the NGO's next licence of the kind begins before the new end."""
    later = Licence.objects.filter(
        ngo=OuterRef("ngo"),
        kind=OuterRef("kind"),
        state__in=IN_FORCE,
        issued_on__gte=OuterRef("expires_on"),
        issued_on__lt=new_expiry,
    )
    return Exists(later.exclude(pk=OuterRef("pk")))


def _extended(extension: Extension) -> QuerySet[Licence]:
    return _chosen(extension).exclude(_next_begins_before(extension.new_expiry))
