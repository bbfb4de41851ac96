"""Money on its pages: asked for, approved, paid, spent with a document, verified, settled."""

import pytest
from django.urls import reverse

from accounts import scope
from persian.dates import jalali_iso, today
from programs.money.models import Allocation, Entry
from programs.money.services.reading import STAMP
from tests.cast import signed_in
from tests.programs.money.office import a_document, approved, fresh, make_office, pay

pytestmark = pytest.mark.django_db
TODAY = jalali_iso(today())


def send(person, allocation, step, **fields):
    """What the page of a step answers."""
    address = reverse(f"admin:money_allocation_{step}", args=[allocation.pk])
    with scope.system():
        seen = STAMP.of(fresh(allocation))
    return signed_in(person).post(address, {"seen": seen, **fields})


def taken(answer):
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def test_five_people_take_an_allocation_from_asking_to_settling_on_its_pages(cast):
    office = make_office()
    asking = {"source": office.source.pk, "counterpart": office.agency.pk, "amount": "۱٬۰۰۰",
              "purpose": "کارگاه"}  # fmt: skip
    taken(signed_in(office.asker).post(reverse("admin:money_allocation_add"), asking))
    with scope.system():
        allocation = Allocation.objects.get()
    taken(
        send(office.approver, allocation, "approve", amount="1000", stages="1", months="1",
             first_due_on=TODAY)
    )  # fmt: skip
    day = {"made_on": TODAY}
    taken(send(office.payer, allocation, "pay", amount="1000", **day))
    paper = {"document_no": "45", "note": "نخ", "file": a_document()}
    taken(send(office.recorder, allocation, "spend", amount="1000", **day, **paper))
    with scope.system():
        spent = Entry.objects.get(kind="spent")
    assert spent.original_name == "فاکتور.pdf"
    taken(send(office.verifier, allocation, "verify", entry=spent.pk))
    taken(send(office.approver, allocation, "close"))
    done = fresh(allocation)
    assert (done.state, done.paid, done.spent, done.verified) == ("closed", 1000, 1000, 1000)


def test_an_expenditure_without_its_document_is_told_so_and_what_was_typed_stays(cast):
    office = make_office()
    allocation = approved(office, 1000)
    pay(office, allocation, 1000)
    answer = send(
        office.recorder, allocation, "spend", amount="400", made_on=TODAY,
        document_no="45982", note="نخ و پارچه",
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 200
    (told,) = answer.context["form"].errors["file"]
    assert told in page
    assert "نخ و پارچه" in page
    assert "۴۵۹۸۲" in page
    with scope.system():
        assert not Entry.objects.filter(kind="spent").exists()
