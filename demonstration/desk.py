"""Officers at the desk of their NGO, and what one of them asks the office to change."""

from accounts.models import User
from demonstration.accounts import GIL_BANOO
from desk.models import ChangeRequest, FieldChange, Officer
from ngos.models import NGO

INVITED_BY = "کارشناس نمونه"


def make(accounts: dict[str, User]) -> None:
    """Gil-Banoo's officer administers its desk, and speaks for another NGO of the county too."""
    officer = accounts["gilbanoo.officer"]
    own = NGO.objects.get(name=GIL_BANOO)
    other = NGO.objects.filter(county=own.county).exclude(pk=own.pk).order_by("pk").first()
    for ngo in filter(None, (own, other)):
        Officer.objects.create(
            user=officer, ngo=ngo, name=officer.get_full_name(), is_administrator=ngo == own,
            invited_by_name=INVITED_BY,
        )  # fmt: skip
    request = ChangeRequest.objects.create(
        ngo=own, asked_by=officer, asked_by_name=officer.get_full_name(),
        reason="به تصمیم مجمع عمومی فوق‌العاده",
    )  # fmt: skip
    FieldChange.objects.create(
        request=request, ngo=own, field="name", before=own.name, after=f"{GIL_BANOO} گیلان"
    )
