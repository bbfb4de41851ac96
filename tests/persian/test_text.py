"""One spelling for what is stored, one key for search, one for order."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persian.text import ALPHABET, canonical, canonical_all, fold, fold_words, sort_key

PERSIAN = "آأإٱابپتثةيىیئكکهھۀەوؤءگچژلمن"
MARKS = "\u0640\u064b\u064e\u0651\u0653\u0654\u0655\u0670\u200c\u200d\u200e\u200f\u202b\ufeff\x00"
dirty = st.text(
    st.one_of(
        st.sampled_from(PERSIAN + MARKS + " \t\n\xa0۰۱۲٣٤5-/.,()«»؟،ABab"),
        st.sampled_from([chr(code) for code in (*range(0xFB50, 0xFBFF), *range(0xFE70, 0xFEFC))]),
        st.characters(),
    ),
    max_size=20,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("كميته امداد علي", "کمیته امداد علی"),
        ("ﺳﺎزﻣﺎن", "سازمان"),
        ("مـــردم", "مردم"),
        ("مُؤَسِّسه", "مؤسسه"),
        ("مؤسسه", "مؤسسه"),
        ("مو\u0654سسه", "مؤسسه"),
        ("مسی\u0654ول", "مسئول"),
        ("شناسۀ ملی", "شناسه\u0654 ملی"),
        ("\u200fانجمن\u200e  \u202bرشت\u202c ", "انجمن رشت"),
        ("انجمن\nحامیان\tکودک", "انجمن حامیان کودک"),
        ("انجمن\xa0رشت", "انجمن رشت"),
        ("صومعه\u200c\u200cسرا", "صومعه\u200cسرا"),
        ("صومعه\u200c سرا\u200c", "صومعه سرا"),
        ("۱۲\u200cساله", "12ساله"),
        ("پروانه ۱۴۰۱/٠٦", "پروانه 1401/06"),
        ("NGO\x00", "NGO"),
        ("ﷲ", "الله"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_text_is_stored_in_one_spelling(typed, stored):
    assert canonical(typed) == stored


def test_text_that_is_clean_already_is_returned_itself():
    name = "انجمن حمایت از زنان صومعه\u200cسرا (12)"
    assert canonical(name) is name


@pytest.mark.parametrize(
    "spellings",
    [
        ["صومعه‌سرا", "صومعه سرا", "صومعهسرا", "صومعة‌سرا", "صومعه - سرا"],
        ["مؤسسه", "موسسه", "مـوسسه", "مُؤسّسه"],
        ["اعضاء", "اعضا"],
        ["آینده", "اینده", "أينده"],
        ["مسئول", "مسیول", "مسؤول".replace("ؤو", "ئو")],
        ["خانهٔ امید", "خانۀ اميد", "خانه امید"],
        ["«نیک» (Nik)", "نیک NIK"],
        ["راه\u200cاندازی", "راهاندازی"],
    ],
)
def test_spellings_of_one_name_fold_to_the_same_key(spellings):
    assert len(set(map(fold, spellings))) == 1


def test_a_search_is_split_into_folded_words():
    assert fold_words(" انجمن   «صومعه‌سرا» - ") == ["انجمن", "صومعهسرا"]


@given(dirty)
def test_canonical_text_stays_as_it_is(text):
    stored = canonical(text)
    assert canonical(stored) == stored
    assert unicodedata.is_normalized("NFKC", stored)
    assert stored == stored.strip()
    assert "  " not in stored


@given(dirty)
def test_folding_ignores_how_text_was_stored(text):
    key = fold(text)
    assert fold(key) == key
    assert fold(canonical(text)) == key
    assert sort_key(canonical(text)) == sort_key(text)


def test_lists_follow_the_persian_alphabet():
    words = [
        "12 بهمن",
        "آب",
        "آب و خاک",
        "آبان",
        "ابر",
        "باران",
        "پارس",
        "تهران",
        "ژاله",
        "سپید",
        "شادی",
    ]
    words += ["کوثر", "گیلان", "لاله", "مهر", "نیک", "وحدت", "هما", "یاس", "NGO"]
    shuffled = words[::-1]
    assert sorted(shuffled, key=sort_key) == words


def test_half_spaces_and_hamza_do_not_move_a_name():
    assert sort_key("صومعه\u200cسرا") == sort_key("صومعهسرا")
    assert sort_key("مؤسسه «مهر»") == sort_key("موسسه مهر")
    assert sort_key("الف - ب") == sort_key("الف ب")


@given(st.text(ALPHABET + " 0123456789", max_size=8), st.text(ALPHABET + " 0123456789", max_size=8))
def test_byte_order_of_sort_keys_is_alphabetical_order(one, other):
    order = " 0123456789" + ALPHABET
    one, other = canonical(one), canonical(other)
    expected = [order.index(char) for char in one] < [order.index(char) for char in other]
    assert (sort_key(one).encode("ascii") < sort_key(other).encode("ascii")) == expected


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.text("يكىیکۀهٔ\u0654۱٢a \u200c\t\u064b\u0640.'-\ufefb\ufc5e\x1f", max_size=12)
        | st.text(max_size=12),
        max_size=6,
    )
)
def test_many_texts_at_once_are_spelled_like_each_alone(texts):
    assert canonical_all(texts) == list(map(canonical, texts))
