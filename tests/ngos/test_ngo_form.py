"""Entering and correcting an NGO through the form."""

import pytest
from django.urls import reverse

from accounts import scope
from ngos.models import NGO, Field, Term
from persian.numbers import persian_digits
from tests.cast import county, legal_id, make_ngo, make_person, signed_in

ADD = "/office/ngos/ngo/add/"


def change_address(ngo):
    return reverse("admin:ngos_ngo_change", args=[ngo.pk])


def field_named(name):
    with scope.system():
        return Field.objects.get(name=name)


def typed(**values):
    """What a clerk types for a new NGO of Rasht."""
    with scope.system():
        given = {
            "name": "بنیاد سپیده‌دم دیلمان",
            "field": str(field_named("خیریه").pk),
            "county": str(county("رشت").pk),
            "activity_level": "county",
            "issuer": "moi",
            "status": "active",
        }
    return {**given, **values}


def filled(client, ngo):
    """The form of an NGO as the browser would send it back unchanged."""
    form = client.get(change_address(ngo)).context["adminform"].form
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            if value:
                data[bound.html_name] = "on"
        elif isinstance(value, list):
            data[bound.html_name] = [str(getattr(each, "pk", each)) for each in value]
        else:
            data[bound.html_name] = "" if value is None else str(value)
    return data


def errors(response):
    assert response.status_code == 200, response
    return response.context["adminform"].form.errors


def fresh(ngo):
    with scope.system():
        return NGO.objects.select_related("province", "county").get(pk=ngo.pk)


def test_a_new_ngo_is_of_the_office_that_enters_it_and_leads_to_its_page(cast):
    response = signed_in(cast.gilan_expert).post(ADD, typed(legal_id=legal_id(7001)))
    with scope.system():
        ngo = NGO.objects.get(legal_id=legal_id(7001))
    assert response.url == reverse("admin:ngos_ngo_detail", args=[ngo.pk])
    assert fresh(ngo).province.name == "گیلان"


def test_a_province_forged_into_the_form_is_not_read(cast):
    data = typed(legal_id=legal_id(7001), province=str(cast.isfahan_ngo.province_id))
    signed_in(cast.gilan_expert).post(ADD, data)
    with scope.system():
        assert (
            NGO.objects.select_related("province").get(legal_id=legal_id(7001)).province.name
            == "گیلان"
        )


def test_a_county_of_another_province_is_refused_in_words(cast):
    with scope.system():
        kashan = county("کاشان").pk
    response = signed_in(cast.gilan_expert).post(ADD, typed(county=str(kashan)))
    assert "شهرستان" in str(errors(response)["county"])


def test_the_county_expert_enters_ngos_of_the_own_county_alone(cast):
    with scope.system():
        anzali = county("بندر انزلی").pk
    data = typed(legal_id=legal_id(7001), county=str(anzali))
    signed_in(cast.rasht_expert).post(ADD, data)
    with scope.system():
        assert (
            NGO.objects.select_related("county").get(legal_id=legal_id(7001)).county.name == "رشت"
        )


def test_an_ngo_of_another_office_has_no_form(cast):
    for who in (cast.isfahan_expert, cast.qazvin_director):
        client = signed_in(who)
        assert client.get(change_address(cast.rasht_ngo)).status_code in (302, 404)
        client.post(change_address(cast.rasht_ngo), typed(name="دگرگون"))
        assert fresh(cast.rasht_ngo).name == cast.rasht_ngo.name


def test_whoever_may_not_edit_is_led_to_the_page(cast):
    client = signed_in(cast.gilan_auditor)
    response = client.get(change_address(cast.rasht_ngo))
    assert response.url == reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk])
    client.post(change_address(cast.rasht_ngo), typed(name="دگرگون"))
    assert fresh(cast.rasht_ngo).name == cast.rasht_ngo.name


def test_wrong_input_keeps_everything_that_was_typed(cast):
    data = typed(legal_id="99910000011", notes="یادداشت", founded_on="۳۱ مهر ۱۴۰۲", phone="۰۱۳")
    response = signed_in(cast.gilan_expert).post(ADD, data)
    form = response.context["adminform"].form
    assert {"legal_id", "founded_on"} <= set(form.errors)
    for name in ("name", "notes", "founded_on", "legal_id", "phone"):
        assert form[name].value() == data[name]


def test_fields_out_of_use_are_not_offered_but_stay_where_they_are(cast):
    with scope.system():
        old = Field.objects.create(name="موضوع کهنه", is_active=False)
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(field=old)
    client = signed_in(cast.gilan_expert)
    with scope.system():
        assert old not in client.get(ADD).context["adminform"].form.fields["field"].queryset
        assert (
            old
            in client.get(change_address(cast.rasht_ngo))
            .context["adminform"]
            .form.fields["field"]
            .queryset
        )


# -- a legal ID that another office has ----------------------------------------------------------


def test_a_legal_id_of_another_office_is_an_error_of_the_form_that_reveals_nothing(cast):
    data = typed(legal_id=cast.isfahan_ngo.legal_id)
    response = signed_in(cast.gilan_expert).post(ADD, data)
    message = str(errors(response)["legal_id"])
    assert "پیش‌تر در سامانه ثبت شده" in message
    for secret in (cast.isfahan_ngo.name, "اصفهان", "کاشان"):
        assert secret not in message
    assert response.context["adminform"].form["name"].value() == data["name"]


def test_the_same_holds_when_an_ngo_is_corrected(cast):
    client = signed_in(cast.gilan_expert)
    data = filled(client, cast.rasht_ngo) | {"legal_id": cast.isfahan_ngo.legal_id}
    assert "legal_id" in errors(client.post(change_address(cast.rasht_ngo), data))
    assert fresh(cast.rasht_ngo).legal_id == cast.rasht_ngo.legal_id


# -- likely duplicates ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["انجمن ياري رشت", "انجمن یاری رشتی", "انجمن‌یاری‌رشت"])
def test_a_likely_duplicate_is_shown_before_saving(cast, name):
    client = signed_in(cast.gilan_expert)
    response = client.post(ADD, typed(name=name, legal_id=legal_id(7001)))
    assert cast.rasht_ngo in response.context["adminform"].form.duplicates
    assert "_despite_duplicates" in response.content.decode()
    with scope.system():
        assert not NGO.objects.filter(legal_id=legal_id(7001)).exists()
    client.post(ADD, typed(name=name, legal_id=legal_id(7001), _despite_duplicates="1"))
    with scope.system():
        assert NGO.objects.filter(legal_id=legal_id(7001)).exists()


def test_ngos_of_other_offices_are_never_shown_as_duplicates(cast):
    data = typed(name=cast.isfahan_ngo.name, legal_id=legal_id(7001))
    response = signed_in(cast.gilan_expert).post(ADD, data)
    assert response.status_code == 302


# -- names ---------------------------------------------------------------------------------------


def test_a_name_given_up_moves_to_the_former_names(cast):
    client = signed_in(cast.gilan_expert)
    old = cast.rasht_ngo.name
    client.post(
        change_address(cast.rasht_ngo), filled(client, cast.rasht_ngo) | {"name": "انجمن امید رشت"}
    )
    assert (fresh(cast.rasht_ngo).name, fresh(cast.rasht_ngo).former_names) == (
        "انجمن امید رشت",
        old,
    )


def test_another_spelling_is_not_another_name(cast):
    client = signed_in(cast.gilan_expert)
    client.post(
        change_address(cast.rasht_ngo), filled(client, cast.rasht_ngo) | {"name": "انجمن یاریِ رشت"}
    )
    assert fresh(cast.rasht_ngo).former_names == ""


def test_the_name_of_a_ceo_in_office_is_not_typed(cast):
    with scope.system():
        Term.objects.create(
            ngo=cast.rasht_ngo,
            person=make_person("مریم", "رضایی"),
            post="ceo",
            start_on="2023-01-01",
        )
    client = signed_in(cast.gilan_expert)
    data = filled(client, cast.rasht_ngo) | {"ceo_name": "دیگری", "notes": "x"}
    client.post(change_address(cast.rasht_ngo), data)
    assert fresh(cast.rasht_ngo).ceo_name == "مریم رضایی"


# -- personal data -------------------------------------------------------------------------------


def test_masked_numbers_are_not_sent_and_survive_the_form(cast):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(mobile="09700000001")
    client = signed_in(cast.rasht_expert)
    page = client.get(change_address(cast.rasht_ngo)).content.decode()
    assert "09700000001" not in page
    assert persian_digits("09700000001") not in page
    data = filled(client, cast.rasht_ngo) | {"notes": "تازه"}
    client.post(change_address(cast.rasht_ngo), data)
    assert (fresh(cast.rasht_ngo).mobile, fresh(cast.rasht_ngo).notes) == ("09700000001", "تازه")
    client.post(
        change_address(cast.rasht_ngo), filled(client, cast.rasht_ngo) | {"mobile": "09700000002"}
    )
    assert fresh(cast.rasht_ngo).mobile == "09700000002"


# -- two people at once --------------------------------------------------------------------------


def test_the_second_of_two_sees_what_the_first_changed_and_loses_nothing(cast):
    first, second = signed_in(cast.gilan_expert), signed_in(cast.gilan_director)
    ngo = cast.rasht_ngo
    of_second = filled(second, ngo) | {"notes": "یادداشت دوم", "phone": "02222222222"}
    first.post(
        change_address(ngo), filled(first, ngo) | {"phone": "01111111111", "address": "نشانی نو"}
    )

    response = second.post(change_address(ngo), of_second)
    form = response.context["adminform"].form
    assert (fresh(ngo).notes, fresh(ngo).phone) == ("", "01111111111")
    changes = {each.name: each.after for entry in form.concurrent_changes for each in entry.changes}
    assert changes == {"phone": "01111111111", "address": "نشانی نو"}
    assert cast.gilan_expert.get_full_name() in {entry.who for entry in form.concurrent_changes}
    assert form["address"].value() == "نشانی نو"  # the first's, untouched by the second
    assert form["notes"].value() == "یادداشت دوم"
    assert form["phone"].value() == "۰۲۲۲۲۲۲۲۲۲۲"
    assert "phone" in form.errors

    again = of_second | {"address": form["address"].value(), "version": form["version"].value()}
    assert second.post(change_address(ngo), again).status_code == 302
    stored = fresh(ngo)
    assert (stored.notes, stored.phone, stored.address) == (
        "یادداشت دوم",
        "02222222222",
        "نشانی نو",
    )


def test_the_list_of_other_fields_of_the_first_is_not_undone_by_the_second(cast):
    first, second = signed_in(cast.gilan_expert), signed_in(cast.gilan_director)
    ngo, culture = cast.rasht_ngo, field_named("خیریه")
    of_second = filled(second, ngo) | {"notes": "دوم"}
    first.post(change_address(ngo), filled(first, ngo) | {"other_fields": [str(culture.pk)]})
    form = second.post(change_address(ngo), of_second).context["adminform"].form
    assert form["other_fields"].value() == [str(culture.pk)]


def test_a_form_without_a_version_is_not_saved(cast):
    client = signed_in(cast.gilan_expert)
    data = filled(client, cast.rasht_ngo) | {"notes": "x", "version": ""}
    assert client.post(change_address(cast.rasht_ngo), data).status_code == 200
    assert fresh(cast.rasht_ngo).notes == ""


def test_the_national_expert_chooses_the_province(cast):
    with scope.system():
        abyek = county("آبیک")
    data = typed(legal_id=legal_id(7001), county=str(abyek.pk), province=str(abyek.province_id))
    response = signed_in(cast.national_expert).post(ADD, data)
    assert response.status_code == 302
    wrong = data | {
        "legal_id": legal_id(7002),
        "province": str(cast.rasht_ngo.province_id),
        "name": "دیگر و دیگر",
    }
    assert "county" in errors(signed_in(cast.national_expert).post(ADD, wrong))


def test_a_duplicate_legal_id_in_sight_is_told_at_its_field(cast):
    other = make_ngo()
    response = signed_in(cast.gilan_expert).post(ADD, typed(legal_id=other.legal_id))
    assert "legal_id" in errors(response)


@pytest.mark.filterwarnings("error")
def test_a_web_address_without_a_scheme_is_taken_as_https(cast):
    client = signed_in(cast.gilan_expert)
    data = filled(client, cast.rasht_ngo) | {"website": "example.com"}
    assert client.post(change_address(cast.rasht_ngo), data).status_code == 302
    assert fresh(cast.rasht_ngo).website == "https://example.com"
