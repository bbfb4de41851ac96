"""The histories that belong to a record."""

from django.db.models import Q

from beneficiaries.records import sections
from beneficiaries.records.models import Beneficiary
from beneficiaries.records.parts import PARTS
from beneficiaries.records.personal_data import HIDDEN_IN_HISTORY
from screens.history import Track
from screens.record_parts import tracks


def tracks_of(pk: int) -> list[Track]:
    """Of the woman, with what is masked masked for everybody, and of her household."""
    own = Track(Beneficiary, Q(pgh_obj_id=pk), masked=HIDDEN_IN_HISTORY)
    return [own, *tracks([*PARTS, *sections.parts()], pk)]
