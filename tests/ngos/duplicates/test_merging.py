"""Two NGOs that are one: how they become one, and who may make them so."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from accounts.row_security import is_history
from imports.duplicates.deciding import PairRefused, merge_pair, tell_apart
from imports.duplicates.merging import links_of
from imports.models import DuplicatePair, Row
from ngos.duplicates import RULES, look_for_duplicates
from ngos.models import NGO, Branch, Document, Field, Term
from ngos.services.delete_ngo import restore_ngo
from ngos.services.merge_ngos import merge_ngos
from screens.history import Track, timeline
from tests.cast import county, make_ngo, make_person, make_user
from tests.imports.factory import imported, ngo_file, ngo_row
from tests.ngos.duplicates.pairs import WAIT, found, fresh, pair_of


def test_merging_keeps_what_only_one_has_and_what_was_chosen(cast, twins):
    one, other = twins
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        merged = merge_ngos(
            actor=actor, keep=fresh(other), drop=fresh(one), values={"member_count": one.pk}
        )
        assert not NGO.objects.filter(pk=one.pk).exists()
    assert (merged.pk, merged.name) == (other.pk, "مؤسسه یاوران سپیده")
    assert (merged.legal_id, merged.phone) == (one.legal_id, "01333000000")
    assert (merged.address, merged.member_count) == ("رشت، بلوار گیلان", 40)
    assert merged.former_names == "انجمن یاوران سپیده"
    with scope.system():
        pair = pair_of(one, other)
        assert (pair.state, pair.decider_name) == ("merged", actor.get_full_name())


def test_the_name_given_up_is_found_by_and_notes_of_both_stay(cast, twins):
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(former_names="انجمن سپیده", notes="یکم")
        NGO.objects.filter(pk=other.pk).update(former_names="انجمن  سپیده", notes="دوم")
        merged = merge_ngos(
            actor=cast.national_expert,
            keep=fresh(one),
            drop=fresh(other),
            values={"name": other.pk},
        )
    assert merged.name == "مؤسسه یاوران سپیده"
    assert sorted(merged.former_names.splitlines()) == ["انجمن سپیده", "انجمن یاوران سپیده"]
    assert merged.notes == "یکم\n\nدوم"


def test_dates_of_a_licence_are_taken_with_its_number(cast, twins):
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(licence_no="1", licence_expires_on="2020-01-01")
        NGO.objects.filter(pk=other.pk).update(licence_no="2", licence_issued_on="2021-01-01")
        merged = merge_ngos(
            actor=cast.national_expert,
            keep=fresh(one),
            drop=fresh(other),
            values={"licence_no": other.pk},
        )
    assert (merged.licence_no, merged.licence_expires_on) == ("2", None)
    assert str(merged.licence_issued_on) == "2021-01-01"


def test_whatever_hangs_on_the_dropped_one_is_moved(cast, twins):
    one, other = twins
    person = make_person()
    with scope.system():
        fields = list(Field.objects.exclude(pk=one.field_id)[:2])
        one.other_fields.set(fields[:1])
        other.other_fields.set(fields)
        Term.objects.create(ngo=other, person=person, post="ceo", start_on="2023-01-01")
        Branch.objects.create(ngo=other, county=county("لاهیجان"))
        Document.objects.create(ngo=other, type="charter", number="12")
    officer = make_user(Role.NGO_OFFICER, ngo=other)
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        merged = merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))
        assert merged.terms.get().person == person
        assert merged.ceo_name == str(person)
        assert merged.branches.get().county == county("لاهیجان")
        assert merged.documents.get().number == "12"
        assert set(merged.other_fields.all()) == set(fields)
        assert User.objects.get(pk=officer.pk).ngo_id == one.pk


def test_every_table_that_points_to_ngos_is_moved(cast):
    """Of a table made later, the rows would vanish with the NGO that goes."""
    pointing = {
        (model, field.attname)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is NGO and not is_history(model)
    }
    moved = {(link.model, link.column) for link in links_of(RULES)}
    assert moved == {*pointing, (User, "ngo_id")}


def test_the_same_term_twice_is_kept_once(cast, twins):
    one, other = twins
    person = make_person()
    with scope.system():
        for ngo in twins:
            Term.objects.create(ngo=ngo, person=person, post="ceo", start_on="2023-01-01")
        merged = merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert merged.terms.count() == 1


def test_terms_that_cannot_stand_side_by_side_refuse_the_merging_and_nothing_changes(cast, twins):
    one, other = twins
    with scope.system():
        for ngo in twins:
            Term.objects.create(ngo=ngo, person=make_person(), post="ceo", start_on="2023-01-01")
            Document.objects.create(ngo=ngo, type="charter", number=str(ngo.pk))
        both = NGO.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk").values()
        before = list(both)
        with pytest.raises(PairRefused) as refused:
            merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert refused.value.code == "in_the_way"
        assert "مدیرعامل" in str(refused.value)
        assert list(both.all()) == before
        assert other.documents.count() == 1
        assert pair_of(one, other).state == "open"


def test_values_that_do_not_go_together_refuse_the_merging(cast, twins):
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(licence_expires_on="2020-01-01")
        NGO.objects.filter(pk=other.pk).update(licence_issued_on="2021-01-01")
        with pytest.raises(PairRefused) as refused:
            merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert refused.value.code == "against_a_rule"
        assert NGO.objects.filter(pk=other.pk).exists()


def test_the_history_of_both_tells_of_the_merging(cast, twins):
    one, other = twins
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))
        for ngo, kind in ((one, "update"), (other, "delete")):
            entry = timeline([Track(NGO, Q(pgh_obj_id=ngo.pk))]).object_list[0]
            assert entry.kind == kind
            assert entry.source == "یکی‌کردن «مؤسسه یاوران سپیده» با «انجمن یاوران سپیده»"


def test_the_dropped_one_can_be_brought_back(cast, twins):
    one, other = twins
    actor = cast.gilan_director
    with scope.enter(scope.of(actor)):
        merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))
        assert restore_ngo(actor=actor, pk=other.pk).ngo.name == other.name
    assert len(found()) == 1  # and is doubtful again


def test_rows_of_imports_still_name_what_they_made(cast, twins):
    one = twins[0]
    with scope.system():
        run = imported(ngo_file(ngo_row(1, name="خانهٔ یاوران سپیده")))
        made = NGO.objects.get(name="خانهٔ یاوران سپیده")
        merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=made)
        assert Row.objects.get(run=run).object_id not in NGO.objects.values_list("pk", flat=True)


def test_what_was_told_apart_from_the_dropped_one_is_different_from_the_kept_one(cast, twins):
    one, other = twins
    third = make_ngo("خانهٔ یاوران سپیده")
    with scope.system():
        look_for_duplicates(third)
        tell_apart(actor=cast.national_expert, pair=pair_of(other, third))
        merge_ngos(actor=cast.national_expert, keep=fresh(one), drop=fresh(other))
        assert pair_of(one, third).state == "different"
        assert not DuplicatePair.objects.open().exists()


def test_an_edit_since_the_page_was_opened_is_seen_before_it_is_lost(cast, twins):
    one, other = twins
    with scope.system():
        seen = fresh(one), fresh(other)
        changed = fresh(one)
        changed.phone = "01333999999"
        changed.save()
        with pytest.raises(PairRefused) as refused:
            merge_ngos(actor=cast.national_expert, keep=seen[0], drop=seen[1])
        assert refused.value.code == "changed_meanwhile"


def test_a_third_ngo_in_the_way_is_told_of(cast, twins):
    """The kept one takes a name that another NGO without legal ID has in the county."""
    one, other = twins
    with scope.system():
        NGO.objects.filter(pk=one.pk).update(legal_id=None, county=county("لاهیجان"))
        make_ngo("مؤسسه یاوران سپیده", at="گیلان/لاهیجان", legal_id=None)
        with pytest.raises(PairRefused) as refused:
            merge_ngos(
                actor=cast.national_expert,
                keep=fresh(one),
                drop=fresh(other),
                values={"name": other.pk},
            )
        assert refused.value.code == "against_a_rule"


# -- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["rasht_expert", "rasht_case_worker", "gilan_auditor"])
def test_others_may_not_merge(cast, twins, person):
    one, other = twins
    actor = getattr(cast, person)
    with scope.enter(scope.of(actor)), pytest.raises(PermissionDenied):
        merge_ngos(actor=actor, keep=fresh(one), drop=fresh(other))


def test_another_province_is_out_of_reach_of_the_service_too(cast, twins):
    actor = cast.isfahan_expert
    with scope.system():
        one, other = map(fresh, twins)
        pair = DuplicatePair.objects.get()
    with scope.enter(scope.of(actor)):
        assert not DuplicatePair.objects.exists()
        for ask in (
            lambda: merge_ngos(actor=actor, keep=one, drop=other),
            lambda: merge_ngos(actor=actor, keep=cast.isfahan_ngo, drop=other),
            lambda: merge_pair(actor=actor, pair=pair, keep=one.pk, values={}),
        ):
            with pytest.raises(PairRefused):
                ask()
        with pytest.raises(DuplicatePair.DoesNotExist):
            tell_apart(actor=actor, pair=pair)
    with scope.system():
        assert NGO.objects.filter(pk__in=[one.pk, other.pk]).count() == 2
        assert DuplicatePair.objects.open().exists()


def test_ngos_of_two_provinces_are_not_merged_even_by_the_nation(cast):
    with scope.enter(scope.of(cast.national_expert)), pytest.raises(PairRefused) as refused:
        merge_ngos(
            actor=cast.national_expert, keep=fresh(cast.rasht_ngo), drop=fresh(cast.isfahan_ngo)
        )
    assert refused.value.code == "other_province"


def test_the_queue_of_another_province_is_hidden_by_the_database(cast, twins):
    for person, count in (("gilan_expert", 1), ("isfahan_expert", 0), ("national_expert", 1)):
        with scope.enter(scope.of(getattr(cast, person))):
            assert DuplicatePair.objects.count() == count


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_once_one_succeeds_and_the_other_is_told():
    one = make_ngo("انجمن یاوران سپیده")
    other = make_ngo("مؤسسه یاوران سپیده", legal_id=None)
    actor = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    with scope.system():
        look_for_duplicates(other)
        pair = DuplicatePair.objects.get()
    start = threading.Barrier(2)

    def merge(keep: int) -> Any:
        try:
            with scope.enter(scope.of(actor)):
                start.wait(WAIT)
                return merge_pair(actor=actor, pair=pair, keep=keep, values={})
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        ended = [pool.submit(merge, key) for key in (one.pk, other.pk)]
        errors = [each.exception(WAIT) for each in ended]
    assert sum(error is None for error in errors) == 1
    assert {error.code for error in errors if isinstance(error, PairRefused)} == {"gone"}
    with scope.system():
        assert NGO.objects.count() == 1
