"""What stands before every record (`beneficiaries.records.opening`)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.services import looking
from screens.pages import address_of


class Glass:
    """Lets the caseload through; asks everybody else for a reason."""

    def stop(self, request: HttpRequest, woman: Beneficiary) -> HttpResponse | None:
        if looking.is_open(woman):
            return None
        return HttpResponseRedirect(address_of(woman, "glass"))

    def saw(self, woman: Beneficiary, deed: str, page: str = "", reason: str = "") -> None:
        looking.note(woman, deed, page, reason)
