"""The history of an NGO as people read it, and what it brings back."""

import pghistory
import pytest
from django.db import IntegrityError, connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import scope
from accounts.history import told
from ngos.models import NGO, Branch, Document, Field, Term
from screens.history import Track, latest
from tests.cast import county, legal_id, make_ngo, make_person, signed_in


def history(client, ngo, **query):
    return client.get(reverse("admin:ngos_ngo_history", args=[ngo.pk]), query)


def entries(client, ngo):
    return history(client, ngo).context["page"].object_list


def test_a_change_tells_who_when_from_where_and_what_in_words(cast):
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:ngos_ngo_status", args=[cast.rasht_ngo.pk])
    client.post(address, {"status": "suspended", "on": "1403/02/16", "reason": "رأی ۵"})
    entry = entries(client, cast.rasht_ngo)[0]
    assert entry.who == cast.gilan_expert.get_full_name()
    assert entry.source == "تغییر وضعیت"
    told = {change.name: (change.before, change.after) for change in entry.changes}
    assert told["status_since"] == ("—", "۱۴۰۳/۰۲/۱۶")
    assert told["status"][1] == "تعلیق"


def test_terms_branches_and_documents_stand_in_the_same_line(cast):
    with scope.system():
        person = make_person("مریم", "رضایی")
        term = Term.objects.create(
            ngo=cast.rasht_ngo, person=person, post="ceo", start_on="2023-01-01"
        )
        Branch.objects.create(ngo=cast.rasht_ngo, county=county("لاهیجان"))
        Document.objects.create(ngo=cast.rasht_ngo, type="charter", number="12")
        term.delete()
    client = signed_in(cast.gilan_expert)
    kinds = [(entry.kind, entry.title) for entry in entries(client, cast.rasht_ngo)]
    assert ("delete", "مدیرعامل، مریم رضایی") in kinds
    assert ("insert", "مدیرعامل، مریم رضایی") in kinds
    assert ("insert", "لاهیجان") in kinds
    case_worker = entries(signed_in(cast.rasht_case_worker), cast.rasht_ngo)
    assert "document" not in {entry.kind for entry in case_worker}
    assert len(case_worker) == len(kinds) - 1


def test_a_changed_list_of_fields_is_told_too(cast):
    from tests.ngos.test_ngo_form import change_address, filled

    client = signed_in(cast.gilan_expert)
    with scope.system():
        field = Field.objects.exclude(name="خیریه").filter(is_active=True).first()
    client.post(
        change_address(cast.rasht_ngo),
        filled(client, cast.rasht_ngo) | {"other_fields": [str(field.pk)]},
    )
    told = {change.name: change.after for change in entries(client, cast.rasht_ngo)[0].changes}
    assert told == {"other_fields": field.name}


def test_other_offices_have_no_history_of_it(cast):
    assert history(signed_in(cast.isfahan_expert), cast.rasht_ngo).status_code == 404


def test_pages_of_history_cost_the_same_whatever_their_length(cast):
    client = signed_in(cast.gilan_expert)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert history(client, cast.rasht_ngo).status_code == 200
        return len(found)

    with scope.system():
        for number in range(2):
            NGO.objects.filter(pk=cast.rasht_ngo.pk).update(notes=f"a{number}")
    queries()
    few = queries()
    with scope.system():
        for number in range(45):
            NGO.objects.filter(pk=cast.rasht_ngo.pk).update(notes=f"b{number}")
    assert queries() == few
    assert len(history(client, cast.rasht_ngo, page=2).context["page"].object_list) > 10


# -- deleting and bringing back ------------------------------------------------------------------


@pytest.fixture
def full_ngo(cast):
    with scope.system():
        ngo = cast.rasht_ngo
        ngo.other_fields.set(Field.objects.exclude(pk=ngo.field_id)[:2])
        Term.objects.create(ngo=ngo, person=make_person(), post="ceo", start_on="2023-01-01")
        ended = Term.objects.create(
            ngo=ngo, person=make_person(), post="treasurer", start_on="2023-01-01"
        )
        Branch.objects.create(ngo=ngo, county=county("لاهیجان"))
        Document.objects.create(ngo=ngo, type="charter", number="12")
        ended.delete()
        type(cast.gilan_expert).objects.filter(ngo_id=ngo.pk).update(is_active=False)
    return ngo


def delete(who, ngo):
    return signed_in(who).post(reverse("admin:ngos_ngo_delete", args=[ngo.pk]))


def restore(who, pk):
    return signed_in(who).post(reverse("admin:ngos_ngo_restore", args=[pk]))


def everything_of(ngo):
    with scope.system():
        return {
            "ngo": NGO.objects.filter(pk=ngo.pk).values().first(),
            "fields": set(ngo.other_fields.values_list("pk", flat=True)),
            **{
                model.__name__: list(model.objects.filter(ngo_id=ngo.pk).order_by("pk").values())
                for model in (Term, Branch, Document)
            },
        }


def free_of_accounts(cast):
    with scope.system():
        cast.rasht_ngo_officer.ngo_id = cast.anzali_ngo.pk
        cast.rasht_ngo_officer.save()


def test_a_deleted_ngo_comes_back_with_all_that_went_with_it(cast, full_ngo):
    free_of_accounts(cast)
    before = everything_of(full_ngo)
    page = signed_in(cast.gilan_director).get(reverse("admin:ngos_ngo_delete", args=[full_ngo.pk]))
    assert "اساسنامه" in page.content.decode()
    assert delete(cast.gilan_director, full_ngo).status_code == 302
    with scope.system():
        assert not NGO.objects.filter(pk=full_ngo.pk).exists()
    listed = signed_in(cast.gilan_director).get(reverse("admin:ngos_ngo_deleted"))
    assert full_ngo.name in listed.content.decode()
    assert restore(cast.gilan_director, full_ngo.pk).status_code == 302
    assert everything_of(full_ngo) == before
    assert restore(cast.gilan_director, full_ngo.pk).status_code == 404


def test_an_ngo_for_which_somebody_signs_in_is_not_deleted(cast):
    delete(cast.gilan_director, cast.rasht_ngo)
    with scope.system():
        assert NGO.objects.filter(pk=cast.rasht_ngo.pk).exists()


def test_who_deletes_and_who_brings_back(cast):
    ngo = make_ngo()
    for who, status in (
        (cast.gilan_expert, 403),
        (cast.rasht_expert, 403),
        (cast.qazvin_director, 404),
    ):
        assert delete(who, ngo).status_code == status
    delete(cast.gilan_director, ngo)
    assert restore(cast.gilan_expert, ngo.pk).status_code == 403
    assert restore(cast.qazvin_director, ngo.pk).status_code == 404
    other = signed_in(cast.qazvin_director).get(reverse("admin:ngos_ngo_deleted"))
    assert ngo.name not in other.content.decode()
    assert restore(cast.national_expert, ngo.pk).status_code == 302


def test_an_ngo_whose_place_is_taken_stays_away_and_says_why(cast):
    ngo = make_ngo(legal_id=legal_id(7100))
    delete(cast.gilan_director, ngo)
    make_ngo(legal_id=legal_id(7100))
    response = signed_in(cast.gilan_director).post(
        reverse("admin:ngos_ngo_restore", args=[ngo.pk]), follow=True
    )
    assert "شناسهٔ ملی" in response.content.decode()
    with scope.system():
        assert not NGO.objects.filter(pk=ngo.pk).exists()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_history_is_read_and_nothing_is_sent_to_it(cast, method):
    address = reverse("admin:ngos_ngo_history", args=[cast.rasht_ngo.pk])
    assert getattr(signed_in(cast.gilan_expert), method)(address).status_code == 405


def test_a_manager_closes_the_accounts_of_an_ngo_and_then_deletes_it(cast):
    ngo, officer = cast.rasht_ngo, cast.rasht_ngo_officer
    client = signed_in(cast.gilan_director)
    refused = client.post(reverse("admin:ngos_ngo_delete", args=[ngo.pk]), follow=True)
    assert "این حساب را در صفحهٔ «کاربران» ببندید" in refused.content.decode()
    address = reverse("admin:accounts_user_change", args=[officer.pk])
    bound = client.get(address).context["adminform"].form
    typed = {each.html_name: each.value() or "" for each in bound} | {"username": officer.username}
    typed.pop("is_active")  # the box is no longer ticked
    assert client.post(address, typed).status_code == 302
    assert delete(cast.gilan_director, ngo).status_code == 302
    with scope.system():
        officer.refresh_from_db()
        assert (officer.is_active, officer.ngo_id) == (False, None)
        assert not NGO.objects.filter(pk=ngo.pk).exists()
    assert client.post(reverse("admin:ngos_ngo_restore", args=[ngo.pk])).status_code == 302
    with scope.system():
        assert NGO.objects.filter(pk=ngo.pk).exists()


def test_an_officer_without_an_ngo_has_a_closed_account(cast):
    cast.rasht_ngo_officer.ngo_id = None
    with scope.system(), pytest.raises(IntegrityError, match="user_role_fits_place"):
        cast.rasht_ngo_officer.save()


def test_a_zero_put_over_nothing_is_told_and_so_is_nothing_put_over_a_zero(cast):
    ngo = cast.rasht_ngo
    with scope.system():
        for members in (0, None):
            NGO.objects.filter(pk=ngo.pk).update(member_count=members)
        newest, older, _recorded = latest([Track(NGO, Q(pgh_obj_id=ngo.pk))], 3)
    assert [(each.before, each.after) for each in newest.changes] == [("0", "—")]
    assert [(each.before, each.after) for each in older.changes] == [("—", "0")]


def test_what_a_deed_tells_the_history_is_not_told_of_what_follows(cast):
    events = NGO._meta.get_field("events").related_model.objects
    with scope.system(), pghistory.context(user=7):
        with told(lists={"other_fields": [[], [1]]}):
            NGO.objects.filter(pk=cast.rasht_ngo.pk).update(notes="یکم")
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(notes="دوم")
        first, second = events.filter(pgh_obj_id=cast.rasht_ngo.pk).order_by("pgh_id")[1:]
    assert first.pgh_context == {"user": 7, "lists": {"other_fields": [[], [1]]}}
    assert second.pgh_context == {"user": 7}
