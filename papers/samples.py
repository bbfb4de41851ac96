"""The sample: what an office prints of invented facts to see how its stationery looks on paper.

The room whose documents bear the stationery first says how it is printed, in `AppConfig.ready()`.
"""

from collections.abc import Callable

from accounts.models import User
from papers.letterhead import Paper
from papers.models import Stationery

# Who asks, on which stationery and paper, and where a code on it leads. Raises PrintingError, and
# PermissionDenied without the permission to view the stationery.
PrintSample = Callable[[User, Stationery, Paper, str], bytes]
_printed_by: list[PrintSample] = []


def declare(print_sample: PrintSample) -> None:
    """Say how the sample is printed. For `AppConfig.ready()`; the last one to say it holds."""
    _printed_by[:] = [print_sample]


def sample_on(*, actor: User, stationery: Stationery, paper: Paper, verification_url: str) -> bytes:
    """The PDF of the sample."""
    return _printed_by[0](actor, stationery, paper, verification_url)
