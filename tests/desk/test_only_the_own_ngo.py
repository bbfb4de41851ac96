"""What an officer's desk says does not depend on any other NGO's rows."""

import re

from django.urls import reverse

from accounts import scope
from desk.models import ChangeRequest, FieldChange, Officer
from ngos.models import Document, Term
from supervision.models import AnnualReport
from tests.cast import make_ngo, make_person, make_user, signed_in

PAGES = ("desk_ngo", "desk_contact", "desk_changes", "desk_officers")
KEYS = ("facts", "licences", "applications", "supervision", "proposals", "money")
_TOKENS = re.compile(r'(name="(csrfmiddlewaretoken|form_key|[a-z_]*key)" value=")[^"]*')


def everything(client, ngo):
    """Every page of the desk, without the tokens of its forms."""
    addresses = [reverse(name, args=[ngo.pk]) for name in PAGES]
    addresses += [reverse("desk_part", args=[ngo.pk, key]) for key in KEYS]
    addresses.append(reverse("desk_change_ask", args=[ngo.pk, "county"]))
    found = {}
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address
        found[address] = _TOKENS.sub(r"\1", page.content.decode())
    return found


def test_rows_of_other_ngos_change_nothing_on_any_page(cast):
    client = signed_in(cast.rasht_ngo_officer)
    before = everything(client, cast.rasht_ngo)
    with scope.system():
        for other in (make_ngo("سازمان پنهان", at="گیلان/رشت"), cast.anzali_ngo, cast.isfahan_ngo):
            user = make_user("ngo_officer", ngo=other)
            Officer.objects.create(user=user, ngo=other, name="پنهان پنهانی")
            person = make_person(
                at="گیلان/رشت" if other.province == cast.rasht_ngo.province else "اصفهان/کاشان"
            )
            Term.objects.create(ngo=other, person=person, post="ceo", start_on="2020-01-01")
            Document.objects.create(ngo=other, type="charter", number="۱")
            AnnualReport.objects.create(ngo=other, fiscal_year=1402, due_on="2024-05-20")
            request = ChangeRequest.objects.create(ngo=other, asked_by_name="پنهان")
            FieldChange.objects.create(request=request, ngo=other, field="name", after="پنهان نو")
    assert everything(client, cast.rasht_ngo) == before


def test_no_page_of_the_desk_is_heavy_or_asks_another_host(cast):
    for address, text in everything(signed_in(cast.rasht_ngo_officer), cast.rasht_ngo).items():
        assert len(text.encode()) < 60_000, address
        assert not re.search(r'(src|href)="(https?:)?//', text), address
