"""The name of an NGO, as files have it."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from imports.cleaning import CellError, Cleaner, Maker, short_text

# What a subtotal between the rows of a list says: «۱۲ سمن», «۳ مورد».
_COUNT = re.compile(
    r"[0-9][0-9,٬ ]*(?:سمن|سازمان|تشکل|انجمن|مؤسسه|موسسه|خیریه|مورد|فقره|عدد)?(?: مردم.نهاد)?",
    re.ASCII,
).fullmatch


def name_of_an_ngo(max_length: int) -> Maker:
    """A text of one line that is more than a count of NGOs."""
    cleaner = short_text(max_length)(None)

    def clean(cell: Any) -> Any:
        value = cleaner.read(cell)
        if isinstance(value, str) and _COUNT(value):
            raise CellError(
                "count_for_a_name",
                _(
                    "“%(value)s” is no name, but a count, as in a subtotal. If this row is an NGO, "
                    "write its name."
                ),
                {"value": value},
            )
        return value

    return lambda province_id: Cleaner(clean, cleaner.spell)
