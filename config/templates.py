"""Templates of other people, with every value escaped.

The admin theme, Django's forms and others mark texts as safe that they take for a programmer's:
help texts, descriptions of fieldsets, titles. Here such a text may hold what somebody typed, or the
name of a file that somebody sent. So the mark is taken out of their templates when they are read.
What is markup on purpose is a `SafeString` already and is shown as before.
"""

import re

from django.template import Origin
from django.template.loaders import app_directories

_MARKED_SAFE = re.compile(r"\|\s*safe(?:seq)?\b")
_UNESCAPED = re.compile(r"(\{%-?\s*autoescape\s+)off\b")


def escaped(template: str) -> str:
    """The same template without the means to print a text as markup."""
    return _UNESCAPED.sub(r"\1on", _MARKED_SAFE.sub("", template))


class EscapingLoader(app_directories.Loader):
    """Finds the templates that come with installed applications, as `escaped` has them."""

    def get_contents(self, origin: Origin) -> str:
        return escaped(super().get_contents(origin))
