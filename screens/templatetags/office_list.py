"""Parts of a list that repeat many times: written without a template for each."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString
from unfold.templatetags.unfold_list import result_headers

from screens.listing_cells import written
from screens.listing_rows import Rows

register = template.Library()


@register.inclusion_tag("screens/result_table.html")
def office_table(cl: Any) -> dict[str, object]:
    """The rows of a page under their headings."""
    headers = list(result_headers(cl))
    return {
        "cl": cl,
        "result_headers": headers,
        "num_sorted_fields": sum(each["sortable"] and each["sorted"] for each in headers),
        "rows": Rows(cl),
    }


@register.filter
def written_choices(field: BoundField) -> SafeString:
    """The boxes of a field of several choices, each within its label."""
    return SafeString("\n".join(_choice(each.data) for each in field.subwidgets))


def _choice(choice: dict[str, Any]) -> str:
    number = written(choice["attrs"].get("id", ""))
    checked = " checked" if choice["selected"] else ""
    return (
        f'<label for="{number}"><input type="{choice["type"]}" name="{written(choice["name"])}" '
        f'value="{written(choice["value"])}" id="{number}"{checked}>'
        f"<span>{written(choice['label'])}</span></label>"
    )
