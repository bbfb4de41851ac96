"""Why a step of an import cannot be taken."""

from accounts.refusals import Refusal


class ImportRefused(Refusal):
    """A step that cannot be taken now, and why."""
