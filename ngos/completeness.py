"""How complete the register's knowledge of an NGO is, and what it lacks."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngos.models.field import NOT_KNOWN
from ngos.models.ngo import NGO, Status


@dataclass(frozen=True)
class Part:
    """One thing that the office wants to know: a column, or columns of which one is enough.

    `unknown` is what a column holds that nobody has filled.
    """

    code: str
    label: Any
    columns: tuple[str, ...]
    unknown: str = ""

    def is_known(self, ngo: NGO) -> bool:
        return any(getattr(ngo, column) not in (None, self.unknown) for column in self.columns)

    @property
    def lacking(self) -> Q:
        """The NGOs of which this is not known."""
        condition = Q()
        for column in self.columns:
            name = column.removesuffix("_id") if column == "county_id" else column
            field = NGO._meta.get_field(name)
            empty = Q(**{f"{name}__isnull": True}) if field.null else Q(**{name: self.unknown})
            condition &= empty
        return condition


class FieldPart(Part):
    """The field of activity, which every NGO has: of some it is the one for what is not known."""

    def is_known(self, ngo: NGO) -> bool:
        return ngo.field.name != NOT_KNOWN

    @property
    def lacking(self) -> Q:
        return Q(field__name=NOT_KNOWN)


PARTS = (
    Part("county", _("County"), ("county_id",)),
    FieldPart("field", _("Field"), ("field_id",)),
    Part("status", _("Status"), ("status",), Status.UNKNOWN),
    Part("activity_level", _("Activity level"), ("activity_level",)),
    Part("issuer", _("Issuer"), ("issuer",)),
    Part("legal_id", _("Legal ID"), ("legal_id",)),
    Part("registration_no", _("Registration number"), ("registration_no",)),
    Part("founded_on", _("Founded on"), ("founded_on",)),
    Part("ceo", _("CEO"), ("ceo_name",)),
    Part("mobile", _("Mobile"), ("mobile",)),
    Part("address", _("Address"), ("address",)),
    Part("members", _("Members"), ("member_count",)),
    Part("licence_no", _("Licence number"), ("licence_no",)),
    Part("licence_expires_on", _("Licence expires on"), ("licence_expires_on",)),
)


def missing(ngo: NGO) -> list[Part]:
    """What is not known of an NGO."""
    return [part for part in PARTS if not part.is_known(ngo)]


def percent(ngo: NGO) -> int:
    """How much of the wanted is known: 0 to 100."""
    return percent_without(missing(ngo))


def percent_without(lacking: list[Part]) -> int:
    """How much is known where this is lacking: 0 to 100."""
    return round(100 * (len(PARTS) - len(lacking)) / len(PARTS))


def lacks_any() -> Q:
    """The NGOs of which anything is not known."""
    condition = Q()
    for part in PARTS:
        condition |= part.lacking
    return condition
