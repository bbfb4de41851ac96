"""Numbers of persons are found in texts, however they are written, and others are let be."""

import pytest

from persian.errors import PersianValueError
from persian.personal_numbers import CODE, Takes, masked_in, refuse_in
from persian.text import canonical

ID = "0009876545"  # of a prefix that is not given out
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
CARD = f"{ID[:3]}-{ID[3:9]}-{ID[9]}"
MOBILE = "09123456789"
SHEBA = "IR239990000000000000123456"


def refusal(text: str, takes: Takes = Takes.NOTHING) -> PersianValueError | None:
    try:
        refuse_in(canonical(text), takes)
    except PersianValueError as error:
        return error
    return None


def refused(text: str, takes: Takes = Takes.NOTHING) -> bool:
    error = refusal(text, takes)
    return error is not None and error.code == CODE


@pytest.mark.parametrize(
    "written",
    [
        ID, ID.translate(PERSIAN), ID.translate(ARABIC), CARD, CARD.translate(PERSIAN),
        " ".join(ID), f"{ID[:5]}/{ID[5:]}", f"{ID[:3]}.{ID[3:6]}.{ID[6:]}", f"«{ID}»",
        ID[:3] + "\u200c" + ID[3:], ID[:4] + "\u200e" + ID[4:], f"مریم نمونه‌ای {ID}",
        f"مریم{ID}نمونه‌ای", f"مریم نمونه‌ای (کد ملی: {CARD})", ID[1:], ID[2:],
        MOBILE, MOBILE.translate(PERSIAN), "+98 (912) 345 6789", "0098-912-345-6789",
        "989123456789", "۰۹۱۲ ۳۴۵ ۶۷ ۸۹", "9123456789", f"رضا، همراه {MOBILE}", "00980912 3456789",
        SHEBA, SHEBA.lower(), SHEBA[2:], "IR23 9990 0000 0000 0000 1234 56", f"شبا:{SHEBA}",
        f"شبا: {SHEBA.translate(PERSIAN)}",
    ],
)  # fmt: skip
def test_no_name_takes_a_persons_number_however_it_is_written(written):
    assert refused(written)
    assert not refused(written, Takes.ANYTHING)
    assert masked_in(written) != written
    assert masked_in(masked_in(written)) == masked_in(written)


@pytest.mark.parametrize(
    "written",
    [
        "مریم نمونه‌ای", "انجمن یاری ۱۴۰۲", "99900001010", "01333112233", "013-33112233",
        "4133312345", "1401/125 مورخ 1401/02/13", "پیرو نامهٔ ۱۴۰۲/۱۲/۳۴۵۶", "جلسهٔ ۱۲ سال ۱۴۰۲",
        "1111111111", "پلاک 12، طبقهٔ 3", "",
    ],
)  # fmt: skip
def test_what_is_no_persons_number_is_let_be(written):
    assert not refused(written)
    assert masked_in(written) == written


def test_columns_that_are_made_for_numbers_lose_only_what_is_surely_a_persons():
    postal = "4133312341"  # it has the check digit of a national ID too
    landline = "1333112238"  # so has this one, whose zero a spreadsheet has dropped
    assert refused(postal)
    assert refused(landline)
    for takes in (Takes.PAPER_NUMBER, Takes.PHONE, Takes.ADDRESS):
        assert refused(ID, takes)
        assert refused(f"تلفن {MOBILE}", takes)
        assert refused(SHEBA, takes)
    assert refused(MOBILE, Takes.LONG_NUMBER)
    assert not refused(ID, Takes.LONG_NUMBER)
    assert not refused(f"رشت، کد پستی {postal}", Takes.ADDRESS)
    assert not refused(f"{landline} - 01333112233", Takes.PHONE)
    assert not refused("1402/12/3456", Takes.PAPER_NUMBER)
    assert refused("9123456789", Takes.PHONE)


def test_a_text_is_shown_with_its_numbers_masked():
    assert masked_in(f"مریم {ID}، {MOBILE}") == f"مریم {ID[:3]}•••••{ID[-2:]}، 091••••••89"
    assert masked_in(f"یک\n{MOBILE}") == "یک\n091••••••89"


def test_the_message_says_what_was_found_and_does_not_repeat_it():
    for number, name in ((ID, "کد ملی"), (MOBILE, "همراه"), (SHEBA, "شبا")):
        message = str(refusal(f"مریم {number}"))
        assert name in message
        assert not any(map(str.isdigit, message))
