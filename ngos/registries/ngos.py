"""The register of NGOs as offices keep it in files: its columns, for reading and for writing."""

from collections import ChainMap
from functools import cached_property
from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.policies import value_of
from imports.registry import Registry, register
from ngos.kept import CONDITIONS
from ngos.models import NGO, Field
from ngos.models.ngo import Type
from ngos.personal_data import PERMISSION
from ngos.policies.registers import FIELD_MAY_BE_UNKNOWN, STATUS_UNTOLD
from ngos.registries.looking_up import (
    field_not_known,
    type_from_name,
)
from ngos.registries.ngo_columns import activity, contact, identity, licence
from ngos.registries.title_words import LEXICON

# Of an NGO `e`: a status that is known changes on its page, with its reason.
STATUS_KNOWN = "e.status <> 'unknown'"


@register
class NGORegistry(Registry):
    """One row is one NGO of the province."""

    kind = "ngos"
    title = _("NGOs")
    noun = _("NGO")
    model = NGO
    personal_permission = PERMISSION
    lexicon = LEXICON
    number = "legal_id"
    likeness = ("name_key", "county_id")
    folded_from = "name"
    derived = ("ngo_type", "is_charity", "status", "field_id")
    kept = ChainMap({"status": STATUS_KNOWN}, cast("dict[str, str]", CONDITIONS))

    name = identity.name
    legal_id = identity.legal_id
    registration_no = identity.registration_no
    province = activity.province
    county = activity.county
    field = activity.field
    activity_level = activity.activity_level
    ngo_type = identity.ngo_type
    issuer = licence.issuer
    status = activity.status
    founded_on = identity.founded_on
    ceo_name = contact.ceo_name
    mobile = contact.mobile
    phone = contact.phone
    licence_no = licence.licence_no
    licence_issued_on = licence.licence_issued_on
    licence_expires_on = licence.licence_expires_on
    member_count = activity.member_count
    address = contact.address
    postal_code = contact.postal_code
    email = contact.email
    website = contact.website
    sheba = contact.sheba
    external_ref = identity.external_ref
    registration_office = identity.registration_office
    former_names = identity.former_names
    notes = activity.notes
    licence_no_and_date = licence.licence_no_and_date
    registration_no_and_date = identity.registration_no_and_date
    address_and_phones = contact.address_and_phones
    phones = contact.phones

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._charitable = set(
            Field.objects.filter(Q(is_charitable=True)).values_list("pk", flat=True)
        )

    def initial(self, values: dict[str, Any]) -> dict[str, object]:
        """A new NGO's type follows from its name, whether it is a charity from its field or, where
        that is not known, from its name; of the status a list says what the office has decided."""
        told = type_from_name(values.get("name_key", ""))
        field = values.get("field_id")
        return {
            "ngo_type": told,
            "is_charity": told == Type.CHARITY if field is None else field in self._charitable,
            "status": self._untold,
        }

    @cached_property
    def _untold(self) -> str:
        return value_of(STATUS_UNTOLD, self.province_id)

    def supplied(self) -> dict[str, object]:
        """An old list need not tell the field of an NGO, where the office has decided so."""
        if not value_of(FIELD_MAY_BE_UNKNOWN, self.province_id):
            return {}
        return {"field": field_not_known()}
