"""Which council decides on an application, by its level and the place of its NGO."""

from typing import Protocol

from councils.kinds import COUNCIL
from councils.models import Council
from licensing.states import State
from ngos.models.ngo import NGO, ActivityLevel


class Applied(Protocol):
    """What the council of an application follows from."""

    @property
    def ngo(self) -> NGO: ...

    @property
    def level(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def council(self) -> Council | None: ...


def council_at(level: str, application: Applied) -> Council | None:
    """The council of a level for an application's NGO, or None where there is none in sight."""
    ngo = application.ngo
    places: dict[str, dict[str, int | None]] = {
        ActivityLevel.COUNTY: {"province": ngo.province_id, "county": ngo.county_id},
        ActivityLevel.PROVINCIAL: {"province": ngo.province_id, "county": None},
        ActivityLevel.NATIONAL: {"province": None, "county": None},
    }
    place = places[level]
    councils = Council.objects.filter(kind=COUNCIL.key, level=level, is_active=True)
    return councils.filter(
        **{name if key else f"{name}__isnull": key or True for name, key in place.items()}
    ).first()


def council_above(application: Applied) -> Council | None:
    """The council that an appeal goes to: of the next level, the national one at the end."""
    level = application.council.level if application.council else application.level
    if level == ActivityLevel.COUNTY:
        return council_at(ActivityLevel.PROVINCIAL, application)
    return council_at(ActivityLevel.NATIONAL, application)


def goes_to(application: Applied) -> Council | None:
    """The council that a referred or appealed application waits for."""
    if application.state == State.APPEALED:
        return council_above(application)
    return application.council
