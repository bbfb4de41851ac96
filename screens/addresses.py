"""Addresses of lists: what stands behind the question mark, and how to change a part of it."""

from django.http import QueryDict
from django.utils.http import urlencode

# Parts of an address that are of this moment: the page, an error, a pop-up window.
PASSING = ("p", "e", "all", "_popup", "_to_field", "_facets")


def list_query(data: QueryDict) -> str:
    """What one would keep of a list's address, always in the same order."""
    kept = {
        name: sorted(filter(None, values))
        for name, values in data.lists()
        if name not in PASSING and any(values)
    }
    return urlencode(sorted(kept.items()), doseq=True)


def without(data: QueryDict, name: str, value: str | None = None) -> str:
    """The address with one filter (or one of its values) taken away, from its first page."""
    changed = data.copy()
    if value is None:
        changed.pop(name, None)
    else:
        changed.setlist(name, [other for other in data.getlist(name) if other != value])
    for passing in ("p", "e"):
        changed.pop(passing, None)
    return f"?{changed.urlencode()}"
