"""What is kept from the page of a neighbourhood."""

from django.utils.translation import gettext_lazy as _

from programs.neighbourhoods.forms import ItemForm
from programs.neighbourhoods.models import ProfileItem
from programs.neighbourhoods.services.profiles import CHANGE
from screens.record_parts import RecordPart

PARTS = (
    RecordPart(
        key="items", model=ProfileItem, parent="neighbourhood", form=ItemForm, permission=CHANGE,
        title=lambda row: row["title"], order=("kind", "priority", "pk"),
        adding=_("Add a capacity, an asset or a need"), changing=_("Change the item"),
    ),
)  # fmt: skip
