"""Titles of real registers lead to the fields that they mean, or to none."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from imports.headers import match_headers
from imports.registry import registry_of

DATA = Path(__file__).parent.parent / "data" / "titles"
NONE = "-"


def guesses(kind, *header):
    guessed = match_headers(header, list(registry_of(kind).columns().values()))
    return [guess.column_name for guess in guessed]


def read(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def judged(name):
    """Of the titles of a file, which are right, left out though they mean a field, and wrong."""
    found = Counter()
    wrong = []
    for row in read(name):
        (guess,) = guesses(row["registry"], row["title"])
        if (guess or NONE) in row["meaning"].split("|"):
            found["right"] += 1
        elif guess is None:
            found["left out"] += 1
        else:
            wrong.append((row["title"], guess))
    return found, wrong


@pytest.mark.parametrize("name", sorted(file.name for file in DATA.glob("*.tsv")))
def test_nearly_all_titles_are_understood_and_none_is_taken_for_another(name):
    found, wrong = judged(name)
    assert wrong == []
    assert found["right"] / found.total() >= 0.95, found


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["نام", "نام خانوادگی", "نام موسسه"], [None, None, "name"]),
        (["نام", "نام خانوادگی", "سمت"], [None, None, None]),
        (["نام", "نام موسسه"], [None, "name"]),
        (["نام", "شناسه ملی"], ["name", "legal_id"]),
        (["عنوان موسسه", "نام مؤسس"], ["name", None]),
        (["نام مؤسس", "عنوان موسسه"], [None, "name"]),
        (
            ["عنوان", "نام مدیرعامل", "موبایل مدیرعامل", "نام معرف", "موبایل معرف"],
            ["name", "ceo_name", "mobile", None, None],
        ),
        (["موبایل معرف", "موبایل مدیرعامل"], [None, "mobile"]),
        (["نام موسسه", "تعداد اعضای زن", "تعداد اعضای مرد"], ["name", None, None]),
        (["نام مدیرعامل", "نام خانوادگی مدیرعامل"], [None, None]),
        (["تلفن", "همراه"], ["phone", "mobile"]),
        (["تلفن 1", "تلفن 2"], ["phones", None]),
        (["تاریخ ثبت", "تاریخ تأسیس"], [None, "founded_on"]),
    ],
)
def test_titles_beside_each_other_tell_what_one_alone_does_not(header, fields):
    assert guesses("ngos", *header) == fields


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("نــام‌ســازمان‏", "name"),
        ("شماره‎ثبت", "registration_no"),
        ("شناسه‌ی ملی", "legal_id"),
        ("كد پستي", "postal_code"),
        ("مديرعامل محترم", "ceo_name"),
        ("نشانی‌های دفتر", "address"),
        ("موبایلِ مدیرعامل:", "mobile"),
        ("* نام تشکل (الزامی)", "name"),
        ("شماره‌ی پروانه‌ی فعالیت", "licence_no"),
        ("شمارهپروانه", "licence_no"),
    ],
)
def test_spelling_plurals_and_ezafe_do_not_matter(title, field):
    assert guesses("ngos", title) == [field]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        # Examples in brackets are no part of what the title says; whose it is stands anywhere.
        ("نشانی (خیابان، کوچه، پلاک)", "address"),
        ("وضعیت (فعال / تعلیق / لغو)", "status"),
        ("موبایل (مدیرعامل / رابط)", None),
        ("موبایل (معرف)", None),
        # By which paper a thing is told is nothing of that paper.
        ("نام سازمان (طبق پروانه)", "name"),
        ("موضوع فعالیت مطابق مجوز", "field"),
        ("پروانه", "licence_no"),
        # A year is a date, and what begins or ends has one, named or not.
        ("سال صدور پروانه", "licence_issued_on"),
        ("شروع اعتبار پروانه", "licence_issued_on"),
        ("پایان پروانه", "licence_expires_on"),
        ("صدور پروانه", None),
        # Two things of a kind are no one thing; a phone and a mobile number are taken apart.
        ("تاریخ مجوز و تاریخ انقضای مجوز", None),
        ("شماره ثبت و شماره پروانه", None),
        ("تلفن و تلفن همراه", "phones"),
        # The first of several is not the one in force; «زمان» is when; a year in brackets a unit.
        ("تاریخ صدور مجوز اولیه", None),
        ("زمان ثبت موسسه", "founded_on"),
        ("تاریخ تأسیس (سال)", "founded_on"),
        ("اعتبار پروانه (سال)", None),
        ("مجوز از", None),
        # What is a thing, or a person, within another is not its own.
        ("وضعیت در سازمان", None),
        ("تلفن خانه", None),
    ],
)  # fmt: skip
def test_what_stands_around_the_words_of_a_title_is_weighed_too(title, field):
    assert guesses("ngos", title) == [field]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        # Conditions, requests, sources and manners say nothing of what a column holds …
        ("تاریخ انقضا (در صورت نامحدود بودن خالی بماند)", "licence_expires_on"),
        ("نام سازمان (لطفاً کامل و بدون اختصار درج شود)", "name"),
        ("شناسه ملی (از سامانه استعلام شود)", "legal_id"),
        ("نام مدیرعامل طبق آخرین آگهی تغییرات", "ceo_name"),
        ("آدرس (لطفا تغییرات اعلام شود)", "address"),
        ("شماره مجوز صادره از وزارت کشور", "licence_no"),
        ("تاریخ تأسیس (روز/ماه/سال)", "founded_on"),
        ("موبایل (09xxxxxxxxx)", "mobile"),
        # … but of whom a thing is counts there too,
        ("موبایل (به نام مدیرعامل باشد)", "mobile"),
        ("موبایل (به نام معرف باشد)", None),
        ("موبایل (در صورت تمایل، موبایل رابط)", None),
        ("تلفن (در منزل)", None),
        # and so does what the title lacks without it.
        ("تاریخ (صدور کارت عضویت)", None),
        ("کد سمن (در سامانه)", "external_ref"),
        ("موبایل (پیشکار)", None),
        # What stands on both sides of a slash are two things.
        ("تلفن / همراه", "phones"),
        ("تلفن همراه", "mobile"),
        ("تعداد اعضای زن / مرد", None),
        # «نام» names what follows it.
        ("نام سازمان شهرستان", None),
        ("نام شهرستان سازمان", "county"),
    ],
)
def test_sentences_in_titles_are_no_part_of_what_they_say(title, field):
    assert guesses("ngos", title) == [field]


def test_the_licences_of_a_real_list():
    header = ["ردیف", "سازمان", "نوع مجوز", "کد مجوز", "تاریخ مجوز", "تاریخ پایان"]
    assert guesses("licences", *header) == [
        None, "ngo_name", "licence_kind", "licence_no", "issued_on", "expires_on",
    ]  # fmt: skip
