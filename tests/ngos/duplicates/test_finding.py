"""NGOs that may be the same: how they are found."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts import scope
from imports.duplicates import finding
from imports.duplicates.deciding import PairRefused, merge_pair, reopen, tell_apart
from imports.duplicates.finding import find_among, find_duplicates, find_in_province
from imports.models import DuplicatePair
from ngos.duplicates import RULES
from ngos.models import NGO
from ngos.services.delete_ngo import delete_ngo, restore_ngo
from ngos.services.save_ngo import save_ngo
from tests.cast import make_ngo, province
from tests.imports.factory import imported, ngo_file, ngo_row
from tests.ngos.duplicates.pairs import found, fresh, waiting


def test_the_same_name_in_a_county_is_doubtful_where_legal_ids_differ_or_one_lacks(db):
    make_ngo("انجمن همدلان شمال", at="گیلان/رشت")
    make_ngo("انجمن همدلان شمال", at="گیلان/رشت", legal_id=None)
    make_ngo("انجمن  هم‌دلان شمال", at="گیلان/رشت")
    make_ngo("انجمن همدلان شمال", at="گیلان/لاهیجان")
    found()
    with scope.system():
        pairs = list(DuplicatePair.objects.open())
    assert len(pairs) == 3
    assert {tuple(pair.reasons) for pair in pairs} == {("same_name", "same_place")}
    assert sum(pair.score > 0.7 for pair in pairs) == 2  # two legal IDs speak against it


def test_the_same_name_is_doubtful_in_another_county_only_where_one_is_unknown(db):
    make_ngo("کانون رهروان", at="گیلان/رشت")
    make_ngo("کانون رهروان", at="گیلان/لاهیجان")
    assert found() == set()
    make_ngo("کانون رهروان", at="گیلان")
    with scope.system():
        find_in_province(RULES, province("گیلان").pk)
        assert [pair.reasons for pair in DuplicatePair.objects.open()] == [
            ["same_name", "no_place"],
            ["same_name", "no_place"],
        ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("انجمن یاوران سپیده", "مؤسسه خیریه یاوران سپیده"),
        ("خیریهٔ مهربانان گیل‌بانو", "مهربانان گیل بانو"),
        ("انجمن حمایت از کودکان کار", "انجمن حمایت کودکان کار"),
        ("کانون اندیشه‌ورزان جوان", "کانون اندیشه‌ورزان جوانان"),
        ("جمعیت دوستداران طبیعت", "جمعیت دوسنداران طبیعت"),
        ("جمعیت دوستداران طبیعت", "سازمان مردم‌نهاد روستداران طبیعت"),
    ],
)
def test_names_alike_in_a_county_are_doubtful(db, one, other):
    make_ngo(one)
    make_ngo(other)
    assert found() == {frozenset((one, other))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("انجمن حمایت از بیماران کلیوی", "انجمن حمایت از کودکان سرطانی"),
        ("خانه مهر", "خانه امید"),
        ("انجمن", "مؤسسه"),
    ],
)
def test_names_that_share_only_their_type_or_beginning_are_not_doubtful(db, one, other):
    make_ngo(one)
    make_ngo(other)
    assert found() == set()


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("mobile", "09700000001", "09700000001"),
        ("registration_no", "4521", "4521"),
        ("licence_no", "1401/125", "1401/125"),
        ("ceo_name", "مریم کاظمی‌پور", "مریم کاظمی پور"),
    ],
)
def test_names_alike_in_two_counties_are_doubtful_where_something_else_is_the_same(
    db, field, one, other
):
    make_ngo("انجمن یاری مهر", at="گیلان/رشت", **{field: one})
    make_ngo("انجمن یاری مهر گیلان", at="گیلان/لاهیجان", **{field: other})
    make_ngo("انجمن یاری مهرورزان", at="گیلان/فومن")
    make_ngo("بنیاد نیکان", at="گیلان/رشت", **{field: one})
    assert found() == {frozenset(("انجمن یاری مهر", "انجمن یاری مهر گیلان"))}
    with scope.system():
        assert field in DuplicatePair.objects.get().reasons


def test_two_provinces_never_meet(db):
    make_ngo("انجمن یاری مهر", at="گیلان/رشت", mobile="09700000001")
    make_ngo("انجمن یاری مهر", at="اصفهان/کاشان", mobile="09700000001")
    with scope.system():
        call_command("find_duplicates")
        assert not DuplicatePair.objects.exists()


def test_what_very_many_share_makes_no_pairs_and_nobody_gets_more_than_a_few(db, monkeypatch):
    monkeypatch.setattr(finding, "MOST_SHARING", 6)
    monkeypatch.setattr(finding, "MOST_PAIRS", 2)
    for number in range(5):
        make_ngo("انجمن همدلان", at="گیلان/رشت", notes=str(number))
    assert len(found()) == 1
    with scope.system():
        assert DuplicatePair.objects.count() <= 5 * 2
        for number in range(3):
            make_ngo("انجمن همدلان", at="گیلان/رشت", notes=str(number))
        find_in_province(RULES, province("گیلان").pk)
        assert not DuplicatePair.objects.exists()


def test_an_import_that_was_applied_is_looked_through(db):
    make_ngo("انجمن یاوران سپیده")
    make_ngo("انجمن همدلان شمال")
    make_ngo("خانهٔ همدلان شمال")  # both were there before
    content = ngo_file(
        ngo_row(1, name="موسسه یاوران سپیده"),
        ngo_row(2, name="انجمن نسیم دریا"),
        ngo_row(3, name="انجمن نسیم دریاها"),
    )
    with scope.system():
        run = imported(content)
        DuplicatePair.objects.all().delete()
        assert find_duplicates(run) == 2
        assert find_duplicates(run) == 0
    assert waiting() == {
        frozenset(("انجمن یاوران سپیده", "موسسه یاوران سپیده")),
        frozenset(("انجمن نسیم دریا", "انجمن نسیم دریاها")),
    }


def test_a_county_s_expert_who_registers_an_ngo_fills_the_province_s_queue(cast):
    make_ngo("انجمن یاوران سپیده", at="گیلان")
    ngo = NGO(
        name="انجمن یاوران سپیده",
        province=cast.rasht_ngo.province,
        county=cast.rasht_ngo.county,
        field=cast.rasht_ngo.field,
        status="active",
    )
    with scope.enter(scope.of(cast.rasht_expert)):
        save_ngo(actor=cast.rasht_expert, ngo=ngo)
    assert waiting() == {frozenset(["انجمن یاوران سپیده"])}


def test_a_new_name_brings_an_ngo_into_the_queue_and_out_of_it(cast):
    make_ngo("انجمن یاوران سپیده")
    actor = cast.gilan_expert
    with scope.enter(scope.of(actor)):
        ngo = fresh(cast.rasht_ngo)
        ngo.name = "انجمن یاوران سپیدهٔ رشت"
        save_ngo(actor=actor, ngo=ngo)
        assert waiting() == {frozenset(("انجمن یاوران سپیده", "انجمن یاوران سپیدهٔ رشت"))}
        ngo = fresh(cast.rasht_ngo)
        ngo.name = "بنیاد کوهستان"
        save_ngo(actor=actor, ngo=ngo)
    assert waiting() == set()


def test_what_was_told_apart_is_not_found_again_unless_that_is_taken_back(cast, twins):
    with scope.enter(scope.of(cast.gilan_expert)):
        pair = DuplicatePair.objects.get()
        tell_apart(actor=cast.gilan_expert, pair=pair)
        with pytest.raises(PairRefused):
            tell_apart(actor=cast.gilan_expert, pair=pair)
        with pytest.raises(PairRefused):
            merge_pair(actor=cast.gilan_expert, pair=pair, keep=pair.first_id, values={})
    assert found() == set()
    with scope.enter(scope.of(cast.gilan_expert)):
        reopen(actor=cast.gilan_expert, pair=pair)
    assert len(waiting()) == 1


def test_a_pair_is_gone_while_one_of_its_rows_is(cast, twins):
    actor = cast.gilan_director
    with scope.enter(scope.of(actor)):
        delete_ngo(actor=actor, ngo=twins[0])
        assert not DuplicatePair.objects.open().exists()
        restore_ngo(actor=actor, pk=twins[0].pk)
        assert DuplicatePair.objects.open().exists()


def test_the_command_tells_of_a_province_and_refuses_an_unknown_one(db, capsys):
    make_ngo("انجمن یاوران سپیده")
    make_ngo("مؤسسه یاوران سپیده")
    call_command("find_duplicates", "ngos", "--province", "گيلان")
    assert "1 open" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("find_duplicates", "--province", "ناکجا")


def test_nothing_is_looked_for_where_nothing_was_made(db):
    with scope.system():
        assert find_among(RULES, province("گیلان").pk, []) == 0
