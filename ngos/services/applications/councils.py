"""Which council decides on an application, and who sits in it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.scope import Kind
from ngos.models import Application, Council
from ngos.models.ngo import ActivityLevel
from ngos.services.refusal import Refusal


def council_at(level: str, application: Application) -> Council | None:
    """The council of a level for an application's NGO, or None where there is none in sight."""
    ngo = application.ngo
    places: dict[str, dict[str, int | None]] = {
        ActivityLevel.COUNTY: {"province": ngo.province_id, "county": ngo.county_id},
        ActivityLevel.PROVINCIAL: {"province": ngo.province_id, "county": None},
        ActivityLevel.NATIONAL: {"province": None, "county": None},
    }
    place = places[level]
    councils = Council.objects.filter(level=level, is_active=True)
    return councils.filter(
        **{name if key else f"{name}__isnull": key or True for name, key in place.items()}
    ).first()


def council_above(application: Application) -> Council | None:
    """The council that an appeal goes to: of the next level, the national one at the end."""
    level = application.council.level if application.council else application.level
    if level == ActivityLevel.COUNTY:
        return council_at(ActivityLevel.PROVINCIAL, application)
    return council_at(ActivityLevel.NATIONAL, application)


def sits_at(actor: User, council: Council) -> bool:
    """Whether a person's office is the one of a council: its county's, province's, or ministry."""
    kind = {
        ActivityLevel.COUNTY: Kind.COUNTY,
        ActivityLevel.PROVINCIAL: Kind.PROVINCE,
        ActivityLevel.NATIONAL: Kind.NATIONAL,
    }[ActivityLevel(council.level)]
    place = (actor.province_id, actor.county_id)
    return actor.scope_kind == kind and place == (council.province_id, council.county_id)


def check_sits_at(actor: User, council: Council | None) -> None:
    """Raises Refusal where an application was decided by a council that is not the actor's.

    Applications from before councils were entered name none.
    """
    if council is not None and not sits_at(actor, council):
        raise Refusal(
            "other_council",
            _("“%(council)s” decided on this application; its chair and secretary carry it on."),
            params={"council": council},
        )
