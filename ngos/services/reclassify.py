"""Giving several NGOs another field or another county at once."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import County, User
from accounts.refusals import Refusal, require
from ngos.models import NGO, Field


@transaction.atomic
def change_field(*, actor: User, ngos: Iterable[int], field: Field) -> int:
    """Give the NGOs of these keys another main field; returns how many were changed.

    Raises PermissionDenied without the permission, Refusal for a field no longer in use.
    """
    require(actor, "ngos.change_ngo")
    if not field.is_active:
        raise Refusal("not_in_use", _("This field is no longer in use. Choose another one."))
    found = NGO.objects.filter(pk__in=list(ngos)).exclude(field=field)
    return found.update(field=field, updated_at=Now())


@transaction.atomic
def change_county(*, actor: User, ngos: Iterable[int], county: County) -> int:
    """Move the NGOs of these keys to a county of their province; returns how many were changed.

    Raises PermissionDenied without the permission, Refusal where a county is of another province or
    has an NGO of the same name already.
    """
    require(actor, "ngos.change_ngo")
    chosen = NGO.objects.filter(pk__in=list(ngos))
    if chosen.exclude(province=county.province_id).exists():
        raise Refusal(
            "other_province",
            _("Some of the chosen NGOs are of another province. Choose NGOs of one province."),
        )
    try:
        with transaction.atomic():
            return chosen.exclude(county=county).update(county=county, updated_at=Now())
    except IntegrityError as error:
        raise Refusal(
            "same_name",
            _(
                "The county %(county)s has an NGO of the same name without a legal ID. "
                "Enter the legal IDs of both first. Nothing was changed."
            ),
            params={"county": county.name},
        ) from error
