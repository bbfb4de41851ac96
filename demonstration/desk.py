"""Officers at the desk of their NGO, and what one of them asks the office to change."""

import datetime

from accounts.models import User
from demonstration import numbers
from demonstration.accounts import ACCOUNTS, GIL_BANOO
from desk.models import ChangeRequest, FieldChange, Officer
from ngos.models import NGO, Person, Term
from persian.dates import add_jalali_months

INVITED_BY = "کارشناس نمونه"


_FIRST_NUMBER = 90_000  # of signers' national IDs, behind those of all boards


def make(accounts: dict[str, User], today: datetime.date) -> None:
    """Gil-Banoo's officer administers its desk, and speaks for another NGO of the county too;
    its CEO and its inspector may sign."""
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
    _signers(own, accounts, today)


def _signers(ngo: NGO, accounts: dict[str, User], today: datetime.date) -> None:
    """Whoever signs is in office under the name of their account, as the database asks."""
    signing = [account for account in ACCOUNTS if account.post]
    for number, account in enumerate(signing, start=_FIRST_NUMBER):
        user = accounts[account.username]
        person = Person.objects.create(
            province_id=ngo.province_id, county_id=ngo.county_id, first_name=user.first_name,
            last_name=user.last_name, national_id=numbers.national_id(number),
            mobile=numbers.mobile(2_000_000 + number),
        )  # fmt: skip
        Term.objects.create(
            ngo=ngo, person=person, post=account.post, start_on=add_jalali_months(today, -10),
            end_on=add_jalali_months(today, 14),
        )  # fmt: skip
        Officer.objects.create(
            user=user, ngo=ngo, name=user.get_full_name(), post=account.post,
            invited_by_name=INVITED_BY,
        )  # fmt: skip
        if account.post == "ceo":
            NGO.objects.filter(pk=ngo.pk).update(ceo_name=user.get_full_name())
