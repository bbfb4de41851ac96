"""The bodies that lists of letters name: found by name, or brought in with the letters."""

from django.utils.translation import gettext_lazy as _

from imports.cleaning import short_text
from imports.registry import Column, Registry
from letters.models import Counterpart
from letters.registries.title_words import LEXICON
from ngos.personal_data import PERMISSION


class CounterpartRegistry(Registry):
    """One row is one body. It is the parent of letters, and no list that offices send."""

    kind = "counterparts"
    title = _("Counterparts")
    noun = _("counterpart")
    model = Counterpart
    personal_permission = PERMISSION
    lexicon = LEXICON
    # A body has no number: its name, in any spelling, tells it apart within its province.
    number = "name_key"
    likeness = ("name_key",)
    folded_from = "name"

    name = Column(
        _("Name"),
        "name",
        short_text(160),
        required=True,
        synonyms=("نام", "عنوان"),
        example="اداره کل بهزیستی",
    )
