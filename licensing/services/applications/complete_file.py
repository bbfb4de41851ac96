"""The file of an application is complete: as it is handed in, and as authorities are asked."""

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from licensing.models import Application
from licensing.requirements import requirements_of
from persian.dates import today


def check_file_complete(application: Application) -> None:
    """Raises Refusal naming every requirement that is not met today."""
    unmet = [each for each in requirements_of(application, today()) if not each.is_met]
    if unmet:
        raise Refusal(
            "incomplete",
            _("The application is not complete yet. %(unmet)s"),
            params={"unmet": " ".join(f"{each.label}: {each.problem}" for each in unmet)},
        )
