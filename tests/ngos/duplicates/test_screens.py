"""The queue of likely duplicates on the screen: side by side, merged, told apart."""

from typing import Any

from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from imports.models import DuplicatePair
from ngos.duplicates import look_for_duplicates
from ngos.models import NGO, Document, Term
from persian.numbers import persian_digits
from tests.cast import make_ngo, make_person, make_user, signed_in
from tests.imports.factory import checked, ngo_file, ngo_row
from tests.ngos.duplicates.pairs import LIST, fresh


def page_of(pair: DuplicatePair, step: str = "change") -> str:
    return reverse(f"admin:imports_duplicatepair_{step}", args=[pair.pk])


def test_the_list_tells_both_names_how_likely_and_why(cast, pair):
    page = signed_in(cast.gilan_expert).get(LIST).content.decode()
    for text in ("انجمن یاوران سپیده", "مؤسسه یاوران سپیده", "رشت", "محتمل", "نام‌های نزدیک"):
        assert text in page
    assert '<span class="nav-badge">۱</span>' in page
    assert "انجمن یاوران سپیده" not in signed_in(cast.isfahan_expert).get(LIST).content.decode()


def test_the_list_is_searched_by_either_name(cast, pair):
    client = signed_in(cast.gilan_expert)
    assert len(client.get(LIST, {"q": "موسسه یاوران"}).context["cl"].result_list) == 1
    assert len(client.get(LIST, {"q": "کوهستان"}).context["cl"].result_list) == 0


def test_the_list_costs_the_same_for_one_pair_and_for_many(
    cast, pair, django_assert_max_num_queries
):
    client = signed_in(cast.gilan_expert)
    client.get(LIST)
    with scope.system():
        for number in range(4):
            look_for_duplicates(make_ngo("خانهٔ یاوران سپیده", notes=str(number)))
    with django_assert_max_num_queries(22):
        assert len(client.get(LIST).context["cl"].result_list) > 5


def test_the_ngo_s_page_warns_those_who_may_look(cast, twins, pair):
    address = reverse("admin:ngos_ngo_detail", args=[twins[0].pk])
    page = signed_in(cast.gilan_expert).get(address).content.decode()
    assert "شاید همان «مؤسسه یاوران سپیده» باشد" in page
    assert page_of(pair) in page
    assert "شاید همان" not in signed_in(cast.rasht_expert).get(address).content.decode()


def form_of(client: Any, pair: DuplicatePair, **chosen: Any) -> dict[str, Any]:
    """The page's form as it stands, with what a person chose."""
    versions = client.get(page_of(pair)).context["versions"]
    return {"versions": versions, "keep": pair.first_id, **chosen}


def test_merging_is_confirmed_on_a_page_that_says_what_it_does(cast, twins, pair):
    one, other = twins
    client = signed_in(cast.gilan_expert)
    with scope.system():
        Document.objects.create(ngo=other, type="charter", number="12")
    page = client.get(page_of(pair)).content.decode()
    assert 'name="member_count"' in page
    assert 'name="address"' not in page  # only one has it: nothing to choose
    sent = form_of(client, pair, member_count=other.pk)
    asked = client.post(page_of(pair, "merge"), sent)
    assert asked.status_code == 200
    told = asked.content.decode()
    assert "۴۵" in told
    assert "رشت، بلوار گیلان" in told
    assert "اسناد: ۱" in told
    with scope.system():
        assert NGO.objects.filter(pk=other.pk).exists()
    done = client.post(page_of(pair, "merge"), sent | {"confirmed": "1"}, follow=True)
    assert done.request["PATH_INFO"] == reverse("admin:ngos_ngo_detail", args=[one.pk])
    with scope.system():
        assert fresh(one).member_count == 45
        assert not NGO.objects.filter(pk=other.pk).exists()
    assert client.get(page_of(pair)).status_code == 404


def test_whoever_comes_second_is_told(cast, twins, pair):
    client = signed_in(cast.gilan_expert)
    sent = form_of(client, pair, confirmed="1")
    with scope.system():
        NGO.objects.filter(pk=twins[0].pk).update(phone="1")
        fresh(twins[0]).save()
    told = client.post(page_of(pair, "merge"), sent, follow=True).content.decode()
    assert "در این میان کسی یکی از این دو را تغییر داده است" in told
    with scope.system():
        assert NGO.objects.filter(pk=twins[1].pk).exists()


def test_a_merging_that_is_refused_leads_back_with_the_reason(cast, twins, pair):
    with scope.system():
        for ngo in twins:
            Term.objects.create(ngo=ngo, person=make_person(), post="ceo", start_on="2023-01-01")
    client = signed_in(cast.gilan_expert)
    sent = form_of(client, pair, confirmed="1")
    answer = client.post(page_of(pair, "merge"), sent, follow=True)
    assert answer.request["PATH_INFO"] == page_of(pair)
    assert "مانع است" in answer.content.decode()


def test_telling_apart_takes_the_pair_off_the_list_and_can_be_taken_back(cast, pair):
    client = signed_in(cast.gilan_expert)
    client.post(page_of(pair, "different"))
    assert len(client.get(LIST).context["cl"].result_list) == 0
    apart = client.get(LIST, {"state": "different"})
    assert persian_digits(cast.gilan_expert.get_full_name()) in apart.content.decode()
    assert 'name="keep"' not in client.get(page_of(pair)).content.decode()
    client.post(page_of(pair, "reopen"))
    assert len(client.get(LIST).context["cl"].result_list) == 1


def test_an_auditor_looks_and_does_not_touch(cast, twins, pair):
    with scope.system():
        NGO.objects.filter(pk=twins[0].pk).update(mobile="09701234567")
    client = signed_in(cast.gilan_auditor)
    page = client.get(page_of(pair)).content.decode()
    assert 'name="keep"' not in page
    assert "09701234567" not in page
    assert "۰۹۷۰۱۲۳۴۵۶۷" not in page
    for step in ("merge", "different", "reopen"):
        assert client.post(page_of(pair, step)).status_code == 403


def test_the_pair_of_another_province_is_absent(cast, pair):
    client = signed_in(cast.isfahan_expert)
    assert client.get(page_of(pair)).status_code == 404
    for step in ("merge", "different", "reopen"):
        assert client.post(page_of(pair, step)).status_code == 404


def test_an_import_by_screen_fills_the_queue(db):
    make_ngo("انجمن همیاران سبز گیلان", at="گیلان/رشت", mobile="09700000123")
    expert = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    row = ngo_row(1, name="انجمن همیاران سبز گیلانی", mobile="09700000123")
    with scope.enter(scope.of(expert)):
        run = checked(ngo_file(row), actor=expert)
    answer = signed_in(expert).post(
        reverse("admin:imports_run_apply", args=(run.pk,)),
        {"checked_at": run.checked_at.isoformat()},
    )
    assert answer.status_code == 302
    with scope.system():
        assert DuplicatePair.objects.count() == 1
