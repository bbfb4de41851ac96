"""The list of licences, the page of one, and what is done on it, as each person meets them."""

import pytest
from django.urls import reverse

from accounts import scope
from licensing.models import Licence
from ngos.models import NGO
from persian.dates import format_jalali, today
from persian.numbers import persian_digits
from tests.cast import make_ngo, signed_in
from tests.licensing.licences.paths import ago, ahead, chair, make_application, make_licence

LIST = reverse("admin:licensing_licence_changelist")


def address(name: str, row) -> str:
    return reverse(f"admin:licensing_licence_{name}", args=[row.pk])


def text(response) -> str:
    return response.content.decode()


def listed(person, **query) -> list[str]:
    response = signed_in(person).get(LIST, query)
    assert response.status_code == 200
    return [each.number for each in response.context["cl"].result_list]


@pytest.fixture
def licences(cast) -> dict[str, Licence]:
    return {
        "soon": make_licence(cast.rasht_ngo, number="الف/1", expires_on=ahead(9)),
        "valid": make_licence(cast.anzali_ngo, number="الف/2"),
        "over": make_licence(make_ngo(), number="الف/3", expires_on=ago(9)),
        "held": make_licence(make_ngo(), number="الف/4", state="suspended", state_since=ago(20),
                             suspended_until=ago(2)),
        "away": make_licence(cast.isfahan_ngo, number="الف/5"),
    }  # fmt: skip


def test_the_list_is_narrowed_by_standing_kind_and_days(cast, licences):
    assert listed(cast.gilan_expert, standing="expiring") == ["الف/1"]
    assert listed(cast.gilan_expert, standing="expired") == ["الف/3"]
    assert listed(cast.gilan_expert, suspension="over") == ["الف/4"]
    assert listed(cast.gilan_expert, kind="branch_permit") == []
    assert listed(cast.gilan_expert, expires_before=format_jalali(ahead(10))) == [
        "الف/3", "الف/1",
    ]  # fmt: skip


def test_the_list_is_searched_by_number_and_by_ngo(cast, licences):
    assert listed(cast.gilan_expert, q="الف/۲") == ["الف/2"]
    assert listed(cast.gilan_expert, q="یاری رشت") == ["الف/1"]


def test_each_office_lists_its_own(cast, licences):
    assert listed(cast.isfahan_expert) == ["الف/5"]
    assert len(listed(cast.national_expert)) == 5
    assert "الف/2" not in listed(cast.rasht_expert)


def test_the_page_tells_state_chain_and_history(cast):
    old = make_licence(cast.rasht_ngo, number="7", state="superseded", state_since=ago(9))
    new = make_licence(cast.rasht_ngo, number="8", issued_on=ago(9), previous=old)
    for licence in (old, new):
        page = text(signed_in(cast.gilan_expert).get(address("change", licence)))
        assert cast.rasht_ngo.name in page
        assert address("change", new if licence == old else old) in page
    tab = reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk]) + "?tab=licences"
    assert address("change", old) in text(signed_in(cast.gilan_expert).get(tab))


def test_only_what_may_be_done_now_is_offered(cast, licences):
    expert = signed_in(cast.gilan_expert)
    page = text(expert.get(address("change", licences["valid"])))
    assert address("suspend", licences["valid"]) in page
    assert address("revoke", licences["valid"]) not in page
    held = text(signed_in(cast.gilan_director).get(address("change", licences["held"])))
    assert address("lift", licences["held"]) in held
    assert address("suspend", licences["held"]) not in held
    assert address("revoke", licences["held"]) in held


def test_a_licence_is_suspended_on_its_page_and_the_page_says_since_when(cast, licences):
    licence = licences["valid"]
    data = {"on": format_jalali(today()), "reason": "رأی ۱۲"}
    response = signed_in(cast.gilan_expert).post(address("suspend", licence), data, follow=True)
    assert "رأی ۱۲" in persian_digits(text(response))
    with scope.system():
        assert Licence.objects.get(pk=licence.pk).state == "suspended"
    again = signed_in(cast.gilan_expert).post(address("suspend", licence), data, follow=True)
    assert persian_digits(cast.gilan_expert.get_full_name()) in text(again)


def test_a_refusal_stands_at_its_field(cast, licences):
    data = {"on": format_jalali(ahead(1)), "reason": "رأی ۱۲"}
    response = signed_in(cast.gilan_expert).post(address("suspend", licences["valid"]), data)
    assert "on" in response.context["form"].errors


def test_a_chair_signs_the_licence_of_an_application(cast):
    application = make_application(cast.rasht_ngo)
    signer = chair()
    person, chair_name = signed_in(signer), signer.get_full_name()
    where = reverse("admin:licensing_application_sign", args=[application.pk])
    assert person.get(where).status_code == 200
    data = {"issued_on": format_jalali(today()), "number": "", "seen": "approved"}
    assert person.post(where, data).status_code == 302
    second = person.post(where, data, follow=True)
    assert persian_digits(chair_name) in text(second)  # who was faster
    with scope.system():
        assert Licence.objects.filter(application=application).count() == 1


def test_a_licence_on_paper_is_recorded_and_corrected(cast):
    person = signed_in(cast.gilan_expert)
    where = reverse("admin:licensing_licence_add_to", args=[cast.rasht_ngo.pk])
    data = {"kind": "activity_licence", "number": "۱۲/الف", "issued_on": "1400/02/03"}
    assert person.post(where, data).status_code == 302
    assert person.post(where, data).context["form"].errors["number"]
    with scope.system():
        licence = Licence.objects.get(number="12/الف")
    where = address("correct", licence)
    version = person.get(where).context["form"]["version"].value()
    data = {"number": "21/الف", "issued_on": "1400/02/03", "version": version}
    assert person.post(where, data).status_code == 302
    stale = person.post(where, {**data, "number": "22/الف"})
    assert stale.context["form"].non_field_errors()
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).licence_no == "21/الف"


def test_an_ngo_s_form_shows_the_recorded_licence_and_takes_no_other(cast):
    make_licence(cast.rasht_ngo, number="7")
    form = reverse("admin:ngos_ngo_change", args=[cast.rasht_ngo.pk])
    fields = signed_in(cast.gilan_expert).get(form).context["adminform"].form.fields
    assert all(fields[name].disabled for name in ("licence_no", "licence_expires_on"))


def test_an_ngo_with_licences_is_not_deleted(cast):
    make_licence(cast.rasht_ngo)
    where = reverse("admin:ngos_ngo_delete", args=[cast.rasht_ngo.pk])
    signed_in(cast.gilan_director).post(where)
    with scope.system():
        assert NGO.objects.filter(pk=cast.rasht_ngo.pk).exists()


def test_the_numbers_of_chosen_ngos_become_licences(cast):
    ngo = make_ngo(licence_no="7", licence_issued_on=ago(9))
    data = {
        "action": "record_licences", "confirmed": "1", "_selected_action": [ngo.pk],
    }  # fmt: skip
    where = reverse("admin:ngos_ngo_changelist")
    assert signed_in(cast.gilan_expert).post(where, data).status_code == 302
    with scope.system():
        assert ngo.licences.get().number == "7"


def test_an_extension_is_counted_before_it_is_made(cast, licences):
    director = signed_in(cast.gilan_director)
    where = reverse("admin:licensing_licence_extend")
    data = {
        "kind": "activity_licence", "expires_from": format_jalali(ago(30)),
        "expires_until": format_jalali(ahead(30)), "new_expiry": format_jalali(ahead(400)),
        "resolution_no": "88", "resolution_on": format_jalali(today()),
    }  # fmt: skip
    counted = director.post(where, data)
    assert counted.context["preview"].count == 2
    seen = counted.context["seen"]
    other = {**data, "expires_from": format_jalali(today()), "apply": "1", "seen": seen}
    assert director.post(where, other).status_code == 200  # another choice than was counted
    assert director.post(where, {**data, "apply": "1", "seen": seen}).status_code == 302
    with scope.system():
        assert Licence.objects.filter(expires_on=ahead(400)).count() == 2


@pytest.mark.parametrize("paper", ["a5", "a4"])
def test_a_valid_licence_is_printed(cast, licences, paper):
    where = address("print", licences["valid"]) + f"?paper={paper}"
    response = signed_in(cast.gilan_expert).get(where)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize("status", ["suspended", "revoked", "dissolved"])
def test_no_licence_of_an_ngo_that_may_not_work_is_printed(cast, licences, status):
    licence = licences["valid"]
    with scope.system():
        NGO.objects.filter(pk=cast.anzali_ngo.pk).update(status=status)
    expert = signed_in(cast.gilan_expert)
    assert expert.get(address("print", licence)).status_code == 400
    assert address("print", licence) not in text(expert.get(address("change", licence)))


def test_a_suspended_licence_is_not_printed(cast, licences):
    response = signed_in(cast.gilan_expert).get(address("print", licences["held"]))
    assert response.status_code == 400
