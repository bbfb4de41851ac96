"""Words of real lists: known by what they are made of, or not, and then they assert nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imports.cleaning import CellError, Doubtful, yes_no
from imports.cleaning.loosely import LooseKey
from imports.cleaning.phrases import Phrases
from imports.cleaning.pieces import pieces_of
from imports.cleaning.yes_no import answer_of
from ngos.models.ngo import Status
from ngos.registries import cell_words
from ngos.registries.ngos import NGORegistry

STATUSES = Phrases(cell_words.STATUS_WORDS, cell_words.STATUS_FILLERS)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("تعلیق شده", "suspended"),
        ("تعلیق‌شده است", "suspended"),
        ("تعلیق موقت", "suspended"),
        ("معلق می‌باشد", "suspended"),
        ("لغو مجوز", "revoked"),
        ("لغو پروانه فعالیت", "revoked"),
        ("لغوشده", "revoked"),
        ("ابطال شده", "revoked"),
        ("ابطال گردیده است", "revoked"),
        ("باطل", "revoked"),
        ("باطل شده", "revoked"),
        ("منحله", "dissolved"),
        ("منحل گردیده", "dissolved"),
        ("در حال تصفیه", "dissolved"),
        ("فعال است", "active"),
        ("غیر فعال", "inactive"),
        ("غیر‌فعال شده", "inactive"),
        ("فعال نیست", "inactive"),
        ("فاقد فعالیت", "inactive"),
        ("متقاضی مجوز است", "applicant"),
    ],
)
def test_a_status_is_known_by_its_stem_whatever_its_inflection(written: str, status: str) -> None:
    assert STATUSES.value_of(written) == status


@pytest.mark.parametrize(
    "written",
    [
        "نیمه فعال", "رفع تعلیق", "لغو تعلیق", "بله", "TRUE", "دارای مجوز", "مجوز ندارد", "منقضی",
        "در حال تمدید", "متقاضی انحلال", "در حال انحلال", "درخواست لغو", "مجوز", "شده", "",
        "تعلیق نشده", "فعالان", "لغو تا ۱۴۰۲",
    ],
)  # fmt: skip
def test_a_phrase_with_a_word_that_is_not_known_says_nothing(written: str) -> None:
    assert STATUSES.value_of(written) is None


FIELDS = {
    "خیریه": 1, "آموزش": 2, "زنان و خانواده": 3, "زنان": 3, "محیط زیست": 4, "درمان": 5, "جوانان": 6,
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "found", "unknown"),
    [
        ("خیریه، آموزش", [1, 2], []),
        ("خیریه/محیط زیست", [1, 4], []),
        ("خیریه - آموزش", [1, 2], []),
        ("آموزش و خیریه", [2, 1], []),
        ("1- خیریه 2- آموزش", [1, 2], []),
        ("1) خیریه\n2) آموزش", [1, 2], []),
        ("خیریه\nآموزش", [1, 2], []),
        ("خیریه؛ درمان", [1, 5], []),
        ("زنان و خانواده و آموزش", [3, 2], []),
        ("خیریه، خیریه", [1], []),
        ("زنان/ کودکان", [3], ["کودکان"]),
        ("خیریه و کمک به نیازمندان", [1], ["کمک به نیازمندان"]),
        ("تعلیم و تربیت", [], ["تعلیم و تربیت"]),
    ],
)
def test_several_things_in_a_cell_are_taken_apart_as_far_as_they_are_known(
    written: str, found: list[int], unknown: list[str]
) -> None:
    assert pieces_of(written, FIELDS.get) == (found, unknown)


def test_a_name_is_the_same_in_any_order_and_number_and_beside_general_words() -> None:
    key = LooseKey(cell_words.FIELD_GENERAL, stems=True).of
    assert key("پژوهشی و علمی") == key("علمی، پژوهشی")
    assert key("امور خیریه") == key("خیریه")
    assert key("معلولان") == key("معلولین")
    assert key("حفاظت از محیط زیست") == key("محیط زیست")
    assert key("زنان") != key("جوانان")


@pytest.mark.parametrize(
    "cell", ["بله", "بلی", "آری", "دارد", "✓", "✔", "*", "۱", 1, 1.0, True, "TRUE", "yes", " بله "]
)
def test_yes_in_its_spellings(cell: object) -> None:
    assert answer_of(cell) is True  # type: ignore[arg-type]
    assert yes_no()(None)(cell) is True  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["خیر", "نه", "ندارد", "✗", "۰", 0, 0.0, False, "FALSE", "no", "نیست", "فاقد"]
)
def test_no_in_its_spellings(cell: object) -> None:
    assert answer_of(cell) is False  # type: ignore[arg-type]
    assert yes_no()(None)(cell) is False  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["شاید", "2", 7, "در حال بررسی"])
def test_what_is_neither_yes_nor_no_is_told(cell: object) -> None:
    with pytest.raises(CellError):
        yes_no()(None)(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["", "-", None, " — "])
def test_an_empty_answer_is_none(cell: object) -> None:
    assert yes_no()(None)(cell) is None  # type: ignore[arg-type]


CHOICES = ("activity_level", "issuer", "status", "ngo_type")


@pytest.mark.usefixtures("everything")
@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(CHOICES),
    st.text("ابپتسشفعلغوکمنیرد \u200c،/-۱", min_size=1, max_size=25) | st.text(max_size=12),
)
def test_a_word_that_is_not_known_asserts_nothing(column: str, written: str) -> None:
    try:
        value = _cleaner(column)(written)
    except CellError:
        return
    assert value is None or _is_made_of_known_words(column, written)


_made: dict[str, object] = {}


def _cleaner(column: str):  # type: ignore[no-untyped-def]
    if column not in _made:
        _made[column] = NGORegistry.stored()[column].make(None)
    return _made[column]


def _is_made_of_known_words(column: str, written: str) -> bool:
    """What was taken is said by a word of the list that stands in it."""
    from persian.text import fold

    known = {
        "activity_level": cell_words.LEVEL_WORDS,
        "issuer": {**cell_words.ISSUER_WORDS, "": ("کشور",)},
        "status": cell_words.STATUS_WORDS, "ngo_type": cell_words.TYPE_WORDS,
    }[column]  # fmt: skip
    listed = [fold(word) for group in known.values() for word in group]
    codes = [fold(value) for value in _cleaner(column)._known]
    return any(word in fold(written) for word in [*listed, *codes])


@pytest.mark.usefixtures("everything")
def test_under_a_title_that_asks_yes_and_no_are_a_status_and_elsewhere_they_are_none() -> None:
    usual = NGORegistry.stored()["status"].make(None)
    asked = usual.titled("فعال/غیرفعال")
    answers = ["فعال", "غیرفعال", "بله", "خیر", "✓", "*", "TRUE", "0", "1", "✔", "دارد", "ندارد"]
    assert [asked(answer) for answer in answers] == [
        Status.ACTIVE, Status.INACTIVE, Status.ACTIVE, Status.INACTIVE, Status.ACTIVE,
        Status.ACTIVE, Status.ACTIVE, Status.INACTIVE, Status.ACTIVE, Status.ACTIVE, Status.ACTIVE,
        Status.INACTIVE,
    ]  # fmt: skip
    assert asked(True) == Status.ACTIVE
    assert asked(0) == Status.INACTIVE
    for answer in ("بله", "TRUE", "1"):
        with pytest.raises(CellError):
            usual(answer)


@pytest.mark.usefixtures("everything")
def test_the_first_of_several_fields_is_taken_and_the_row_is_warned() -> None:
    cleaner = NGORegistry.stored()["field"].make(None)
    found = cleaner("خیریه، آموزشی")
    assert isinstance(found, Doubtful)
    assert found.warning.code == "several"
    assert cleaner.others()("خیریه، آموزشی") == (cleaner("آموزش"),)  # type: ignore[attr-defined]
    assert cleaner.others()("زنان و خانواده") is None  # type: ignore[attr-defined]
