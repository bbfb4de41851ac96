"""Why a step of an import cannot be taken."""

from persian.errors import PersianValueError


class ImportRefused(PersianValueError):
    """A step that cannot be taken now, and why."""
