"""Licences, minutes and letters on paper, of plain data."""

import dataclasses
import datetime

import pytest

from councils.minutes_sheet import Attendee, MinutesItem, MinutesSheet, minutes_data, print_minutes
from letters.letter_sheet import LetterSheet, letter_data, print_letter
from licensing.licence_sheet import LicenceSheet, licence_data, print_licence
from papers.letterhead import OfficeHead, Paper, Signatory
from tests import pdf
from tests.files.test_printing import MARKUP
from tests.images import jpeg, png

OFFICE = OfficeHead(title="استانداری گیلان", department="دفتر امور اجتماعی", emblem=png())
DIRECTOR = Signatory(name="حمید آزمونی", post="مدیرکل", image=jpeg())
LICENCE = LicenceSheet(
    office=OFFICE,
    title="پروانهٔ فعالیت",
    law_sentence="به استناد آیین‌نامه، این پروانه داده می‌شود به:",
    ngo_name="انجمن یاری رشت",
    licence_no="67735/ت51305ه",
    level="شهرستانی",
    field="خیریه",
    county="رشت",
    legal_id="99900001010",
    registration_no="12-345",
    issued_on=datetime.date(2026, 5, 26),
    expires_on=datetime.date(2028, 5, 25),
    signatories=[DIRECTOR, Signatory(name="مریم نمونه")],
    serial="000123",
    verification_url="https://samanyar.example.ir/v/8f3k",
)
MINUTES = MinutesSheet(
    office=OFFICE,
    council="شورای رشت",
    session_number=23,
    held_on=datetime.date(2026, 5, 26),
    place="فرمانداری",
    begins_at=datetime.time(10),
    ends_at=datetime.time(12, 30),
    attendance=[
        Attendee(name="حمید آزمونی", role="رئیس"),
        Attendee(name="مریم نمونه", role="دبیر"),
        Attendee(name="بهروز گمان", role="نماینده", is_present=False),
    ],
    quorum=2,
    items=[
        MinutesItem(
            subject="تأسیس انجمن یاری رشت",
            decision="موافقت شد",
            text="با تأسیس موافقت شد.",
            votes_for=2,
            votes_against=0,
            conditions="اصلاح اساسنامه",
            owner="دبیرخانه",
            due_on=datetime.date(2026, 6, 20),
        ),
        MinutesItem(subject="گزارش"),
    ],
)
LETTER = LetterSheet(
    office=OFFICE,
    number="12/405-1",
    date=datetime.date(2026, 5, 26),
    recipient="جناب آقای نمونه",
    subject="استعلام",
    paragraphs=["بند نخست", "بند دوم"],
    signatory=DIRECTOR,
    copies=["بایگانی"],
)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A5, (210, 148)), (Paper.A4, (210, 297))])
def test_a_licence_is_one_page_of_the_chosen_paper(paper, size):
    made = print_licence(LICENCE, paper=paper)
    assert pdf.pages(made) == 1
    assert pdf.paper(made) == size
    for figures in ("۹۹۹۰۰۰۰۱۰۱۰", "۱۴۰۵/۰۳/۰۵", "۱۴۰۷/۰۳/۰۵", "۱۲-۳۴۵", "۰۰۰۱۲۳"):
        assert figures in pdf.words(made)


@pytest.mark.parametrize("paper", list(Paper))
def test_long_names_and_many_conditions_stay_on_the_page(paper):
    long = dataclasses.replace(
        LICENCE,
        ngo_name="مؤسسهٔ خیریهٔ حمایت از زنان سرپرست خانوار و کودکان بازمانده از تحصیل " * 3,
        conditions=["برگزاری مجمع عمومی تا پایان مهر و ارسال گزارش سالانه به دبیرخانه"] * 6,
        field="پیشگیری از آسیب‌های اجتماعی و توانمندسازی خانواده‌های حاشیهٔ شهر",
        signatories=[dataclasses.replace(DIRECTOR, post="معاون سیاسی و اجتماعی استاندار")] * 4,
    )
    assert pdf.pages(print_licence(long, paper=paper)) == 1


def test_what_is_not_known_is_left_out_of_a_licence():
    bare = LicenceSheet(
        office=OfficeHead(title="استانداری قزوین"),
        title="موافقت اولیه",
        law_sentence="",
        ngo_name="کانون طلوع",
        licence_no="7",
        issued_on=datetime.date(2026, 5, 26),
        serial="1",
    )
    data = licence_data(bare, paper=Paper.A5)
    assert (data["facts"], len(data["dates"]), data["has_qr"]) == ([], 1, False)
    assert pdf.pages(print_licence(bare)) == 1


def test_dates_of_a_licence_stand_in_figures_and_in_words():
    issued, expires = licence_data(LICENCE, paper=Paper.A5)["dates"]
    assert issued["value"] == "۱۴۰۵/۰۳/۰۵"
    assert issued["words"] == "پنجم خرداد هزار و چهارصد و پنج"
    assert expires["words"] == "پنجم خرداد هزار و چهارصد و هفت"


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_name_is_printed_as_it_is_typed(text):
    made = print_licence(dataclasses.replace(LICENCE, ngo_name=f"abc {text} def"))
    assert pdf.pages(made) == 1
    assert text.replace(" ", "") in pdf.words(made).replace(" ", "")


def test_a_word_across_the_paper_is_printed_when_given():
    assert "SAMPLE" in pdf.words(print_licence(dataclasses.replace(LICENCE, watermark="SAMPLE")))


def test_another_address_makes_another_code():
    other = dataclasses.replace(LICENCE, verification_url="https://samanyar.example.ir/v/other")
    assert print_licence(LICENCE) == print_licence(LICENCE)
    assert print_licence(other) != print_licence(LICENCE)


def test_minutes_tell_the_session_who_was_there_and_what_was_decided():
    data = minutes_data(MINUTES)
    assert data["title"] == "صورتجلسهٔ نشست بیست و سوم"
    assert [line["value"] for line in data["lines"]] == [
        "23", "سه‌شنبه ۵ خرداد ۱۴۰۵", "10:00 تا 12:30", "فرمانداری",
    ]  # fmt: skip
    assert [one["presence"] for one in data["attendance"]] == ["حاضر", "حاضر", "غایب"]
    assert [one["name"] for one in data["signers"]] == ["حمید آزمونی", "مریم نمونه"]
    first, second = data["items"]
    assert [(fact["label"], fact["value"]) for fact in first["facts"]] == [
        ("موافق", "۲"), ("مخالف", "۰"), ("شرایط", "اصلاح اساسنامه"),
        ("مسئول پیگیری", "دبیرخانه"), ("مهلت", "۱۴۰۵/۰۳/۳۰"),
    ]  # fmt: skip
    assert second["facts"] == []


@pytest.mark.parametrize(
    ("quorum", "present", "sentence"),
    [
        (2, None, "با حضور ۲ نفر و حد نصاب ۲ نفر، جلسه رسمیت یافت."),
        (3, None, "جلسه به حد نصاب نرسید: ۲ نفر حاضر بودند و حضور ۳ نفر لازم است."),
        (2, 1, "جلسه به حد نصاب نرسید: ۱ نفر حاضر بودند و حضور ۲ نفر لازم است."),
        (None, None, ""),
    ],
)
def test_minutes_say_whether_there_was_a_quorum(quorum, present, sentence):
    sheet = dataclasses.replace(MINUTES, quorum=quorum, present=present)
    assert minutes_data(sheet)["quorum"] == sentence


def test_minutes_of_many_items_run_over_several_numbered_pages():
    items = [dataclasses.replace(MINUTES.items[0], subject=f"item{n}") for n in range(30)]
    made = print_minutes(dataclasses.replace(MINUTES, items=items))
    assert pdf.pages(made) > 2
    assert all(f"item{n}" in pdf.words(made) for n in range(30))


def test_minutes_of_nobody_and_nothing_are_printed():
    assert pdf.pages(print_minutes(dataclasses.replace(MINUTES, attendance=[], items=[]))) == 1


def test_a_letter_bears_number_date_and_attachment():
    lines = {line["label"]: line["value"] for line in letter_data(LETTER)["lines"]}
    assert lines == {"شماره": "12/405-1", "تاریخ": "۱۴۰۵/۰۳/۰۵", "پیوست": "ندارد"}
    made = print_letter(LETTER)
    assert pdf.pages(made) == 1
    assert "۱۲/۴۰۵-۱" in pdf.words(made)


def test_a_draft_of_a_letter_has_room_for_what_it_lacks():
    draft = dataclasses.replace(LETTER, number="", date=None, attachment="دو برگ")
    lines = {line["label"]: line["value"] for line in letter_data(draft)["lines"]}
    assert lines["پیوست"] == "دو برگ"
    assert set(lines["شماره"]) == {"…"}
    assert pdf.pages(print_letter(draft)) == 1


def test_a_long_letter_runs_on():
    assert pdf.pages(print_letter(dataclasses.replace(LETTER, paragraphs=["متن " * 400] * 4))) > 1
