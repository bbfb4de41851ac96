"""The titles of a file's columns lead to the fields they hold."""

from dataclasses import dataclass

import pytest

from imports.headers import count_known, match_headers


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    held: tuple["Column", ...] = ()

    @property
    def parts(self):
        return self.held or (self,)


COLUMNS = [
    Column("name", "نام", ("نام سازمان", "عنوان")),
    Column("manager", "مدیرعامل", ("نام مدیر عامل",)),
    Column("identifier", "شناسه ملی", ("شناسه",)),
    Column("licence_date", "تاریخ صدور پروانه"),
    Column("members", "تعداد اعضا"),
    Column("income", "درآمد ماهانه"),
]


def guesses(*header):
    return [(g.column_name, g.why) for g in match_headers(list(header), COLUMNS)]


def test_labels_and_synonyms_match_whatever_their_spelling():
    assert guesses("نام سازمان", "مدير عامل", "شناسه‌ ملّی", "رنگ", "") == [
        ("name", "synonym"), ("manager", "exact"), ("identifier", "exact"), (None, "none"),
        (None, "none"),
    ]  # fmt: skip


def test_a_near_title_is_a_guess_with_less_confidence():
    (guess,) = match_headers(["تعداد اعضاء آن"], COLUMNS)
    assert (guess.column_name, guess.why) == ("members", "similar")
    assert 0.82 <= guess.confidence < 1
    assert guesses("پروانه، تاریخ صدور") == [("licence_date", "similar")]


def test_a_slip_of_the_keyboard_is_mended_word_by_word_and_is_no_certainty():
    (guess,) = match_headers(["شناسه ملی", "تارخی صدور پروانه"][1:], COLUMNS)
    assert (guess.column_name, guess.why, guess.is_sure) == ("licence_date", "mended", False)


def test_a_title_with_a_word_that_nobody_knows_is_offered_and_not_taken():
    (guess,) = match_headers(["شناسه ملی پیشکار"], COLUMNS)
    assert (guess.column_name, guess.why, guess.offered) == (None, "unsure", "identifier")
    assert guess.unknown == ("پیشکار",)


@pytest.mark.parametrize("title", ["شناسه ملی پدر", "تعداد اعضای زن", "تاریخ صدور پروانه قبلی"])
def test_a_known_word_beside_makes_a_title_anothers(title):
    assert guesses(title) == [(None, "none")]


def test_a_field_goes_to_the_column_that_fits_best():
    assert guesses("نام سازمانها", "نام سازمان") == [(None, "taken"), ("name", "synonym")]
    assert guesses("شناسه", "شناسه ملی") == [(None, "taken"), ("identifier", "exact")]


def test_short_titles_do_not_match_what_merely_contains_them():
    assert guesses("نام پدر") == [(None, "none")]


def test_the_unit_in_a_title_is_told_and_does_not_hinder():
    header = ["درآمد ماهانه (تومان)", "درآمد ماهانه(ريال)", "درآمد ماهانه به ریال", "درآمد ماهانه"]
    for text, unit in zip(header, ["toman", "rial", "rial", None], strict=True):
        (guess,) = match_headers([text], COLUMNS)
        assert (guess.column_name, guess.confidence, guess.unit) == ("income", 1.0, unit)


def test_known_titles_are_counted_once_each():
    assert count_known(["نام", "مدیر عامل", "نام", "فهرست", "درآمد ماهانه (ریال)"], COLUMNS) == 3


MOBILE = Column("mobile", "تلفن همراه", ("شماره تماس",))
PHONE = Column("phone", "تلفن", ("تلفن ثابت",))
BOTH = Column("phones", "تلفن‌های دفتر", ("تلفن", "شماره تماس"), (MOBILE, PHONE))


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["تلفن"], ["phones"]),
        (["شماره تماس"], ["phones"]),
        (["تلفن‌های دفتر"], ["phones"]),
        (["تلفن ثابت"], ["phone"]),
        (["تلفن", "تلفن همراه"], ["phone", "mobile"]),
        (["تلفن همراه", "تلفن"], ["mobile", "phone"]),
        (["تلفن", "شماره تماس"], ["phone", "mobile"]),
        (["تلفن‌های دفتر", "تلفن همراه"], [None, "mobile"]),
    ],
)
def test_a_title_is_a_compound_where_no_other_column_holds_a_part(header, fields):
    found = match_headers(header, [MOBILE, PHONE, BOTH])
    assert [guess.column_name for guess in found] == fields


def test_a_compound_without_room_is_told_as_taken():
    found = match_headers(["تلفن‌های دفتر", "تلفن همراه"], [MOBILE, PHONE, BOTH])
    assert found[0].why == "taken"
