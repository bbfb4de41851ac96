"""Books of letters as offices keep them become the letters of the register."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts import scope
from imports import services
from imports.models import Run
from imports.registry import registry_of
from letters.models import Counterpart, Letter
from letters.models.letter import Direction, LetterKind
from letters.services.counting import counts_by_kind, letters_of
from letters.services.saving import letter_number
from persian.dates import jalali_iso
from tests import cast
from tests.cast import signed_in
from tests.exports import body, cells
from tests.imports.factory import as_csv, codes, imported, totals

SAMPLE = Path(__file__).parent.parent / "data" / "letters_qazvin.csv"
EXPECTED = json.loads(SAMPLE.with_name(f"{SAMPLE.name}.expected.json").read_text("utf-8"))
TITLES = ("شماره نامه", "تاریخ", "صادره/وارده", "نوع", "گیرنده", "موضوع")

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(everything):
    """The register as a job sees it."""


def outcome(**options):
    told = io.StringIO()
    call_command(
        "import_registry", "letters", str(SAMPLE), province=EXPECTED["province"], json=True,
        stdout=told, stderr=io.StringIO(), **options,
    )  # fmt: skip
    return json.loads(told.getvalue())


def per_year():
    return {str(year): count for year, count in Counter(
        Letter.objects.values_list("year", flat=True)
    ).items()}  # fmt: skip


def letter_row(**cells):
    usual = {
        "number": "1/561/42", "date": "1401/05/05", "direction": "صادره", "kind": "هماهنگی",
        "other_side": "شهرداری", "subject": "حمایت از سازمان مردم‌نهاد",
    }  # fmt: skip
    return list({**usual, **cells}.values())


def letters(*rows, titles=TITLES, **options):
    return imported(as_csv([titles, *rows]), kind="letters", **options)


# -- the book of Qazvin ------------------------------------------------------------------------


def test_sixty_letters_against_ten_and_no_seizure_come_out_of_what_was_imported():
    told = outcome()
    counts = ("read", "created", "repeated", "rejected", "warned")
    assert [told[name] for name in counts] == [EXPECTED["data_rows"], EXPECTED["accepted"], 0, 0, 0]
    assert None not in told["columns"].values()
    with scope.system():
        assert told["brought"] == Counterpart.objects.count()
        assert per_year() == EXPECTED["per_year"]
        seizures = {
            year: counts_by_kind(letters_of(int(year)))[LetterKind.SEIZURE]
            for year in EXPECTED["seizure"]
        }
        assert seizures == EXPECTED["seizure"]


def test_the_same_book_again_changes_nothing():
    outcome()
    with scope.system():
        before = list(Letter.objects.order_by("pk").values()), list(Counterpart.objects.values())
    told = outcome()
    assert (told["unchanged"], told["created"], told["updated"], told["brought"]) == (70, 0, 0, 0)
    with scope.system():
        after = list(Letter.objects.order_by("pk").values()), list(Counterpart.objects.values())
    assert after == before


def test_an_expert_of_the_office_imports_and_undoes_it(db):
    expert = cast.make_user(cast.Role.PROVINCIAL_EXPERT, at="قزوین")
    told = outcome(username=expert.username)
    with scope.enter(scope.of(expert)):
        run = Run.objects.get(pk=told["run"])
        letter = Letter.objects.get(number="1/561/42")
        assert letter.events.get().pgh_context["run"] == run.pk
        services.undo_run(actor=expert, run=run)
        assert (Letter.objects.count(), Counterpart.objects.count()) == (0, 0)


def test_by_the_screen_it_takes_the_steps_of_every_import(cast):
    client = signed_in(cast.qazvin_director)
    with SAMPLE.open("rb") as file:
        form = {
            "kind": "letters", "province": str(cast.qazvin_director.province_id), "file": file,
        }  # fmt: skip
        columns = client.post(reverse("admin:imports_run_add"), form)
    with scope.enter(scope.of(cast.qazvin_director)):
        run = Run.objects.get()
    page = client.get(columns.url)
    given = {f"column-{index}": name or "" for index, name in enumerate(run.columns)}
    read_as = page.context["columns"].reading(run)
    checked = client.post(columns.url, {**given, "read_as": read_as}, follow=True)
    assert "ثبت ۷۰ نامه" in checked.content.decode()
    with scope.system():
        run.refresh_from_db()
    apply = reverse("admin:imports_run_apply", args=(run.pk,))
    done = client.post(apply, {"checked_at": run.checked_at.isoformat()}, follow=True)
    assert "۵ طرف مکاتبه تازه همراه آن‌ها ثبت شد" in done.content.decode()
    with scope.system():
        assert per_year() == EXPECTED["per_year"]


def test_what_the_list_of_letters_exports_comes_in_again_unchanged(cast):
    outcome()
    client = signed_in(cast.qazvin_director)
    answer = client.get(reverse("admin:letters_letter_export"), {"format": "csv"})
    content = body(answer)
    assert len(cells(content, "csv")) == EXPECTED["accepted"]
    with scope.system():
        run = imported(content, kind="letters", province="قزوین")
    assert totals(run) == {"read": 70, "unchanged": 70}


# -- other books -------------------------------------------------------------------------------


def test_a_book_of_other_titles_is_understood(register):
    titles = ("ردیف", "شماره اندیکاتور", "تاریخ ثبت", "نوع نامه", "ارسالی/دریافتی", "فرستنده",
              "گیرنده", "موضوع نامه", "پیوست", "مهلت پاسخ")  # fmt: skip
    run = letters(
        ["1", "12/الف/5", "۱۴۰۱/۲/۳", "استعلام", "ارسالی", "استانداری", "دادگستری", "سابقه",
         "۲ برگ", "1401/03/03"],
        ["2", "12/الف/5", "۱۴۰۱/۲/۳", "گزارش", "دریافتی", "بهزیستی", "استانداری", "پاسخ",
         "ندارد", ""],
        titles=titles,
    )  # fmt: skip
    assert totals(run) == {"read": 2, "created": 2, "brought": 2}
    sent, came = Letter.objects.order_by("-direction")
    assert (sent.direction, str(sent.counterpart), sent.kind) == (
        Direction.OUTGOING, "دادگستری", LetterKind.INQUIRY,
    )  # fmt: skip
    assert (sent.enclosures, jalali_iso(sent.reply_due_on)) == ("2 برگ", "1401/03/03")
    assert (came.direction, str(came.counterpart), came.kind, came.enclosures) == (
        Direction.INCOMING, "بهزیستی", LetterKind.REPORT, "",
    )  # fmt: skip


def test_a_book_of_what_came_names_senders_alone(register):
    titles = ("شماره نامه", "تاریخ نامه", "صادره وارده", "نوع مکاتبه", "فرستنده", "خلاصه موضوع")
    run = letters(letter_row(direction="وارده", other_side="بنیاد مسکن"), titles=titles)
    assert totals(run) == {"read": 1, "created": 1, "brought": 1}
    assert str(Letter.objects.get().counterpart) == "بنیاد مسکن"


def test_a_book_without_directions_is_asked_for_one(register):
    titles = tuple(title for title in TITLES if title != "صادره/وارده")
    row = letter_row()
    del row[2]
    with pytest.raises(services.ImportRefused) as refused:
        letters(row, titles=titles)
    assert "جهت" in str(refused.value)


def test_a_body_that_is_known_is_found_in_any_spelling(register):
    province = cast.province("گیلان")
    known = Counterpart.objects.create(province=province, name="کمیتهٔ امداد")
    run = letters(
        letter_row(other_side="كميته  امداد"), letter_row(number="2", other_side="کمیته‌ امداد")
    )
    assert totals(run) == {"read": 2, "created": 2}
    assert set(Letter.objects.values_list("counterpart", flat=True)) == {known.pk}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("توقيفي", LetterKind.SEIZURE),
        ("نامه توقیفی", LetterKind.SEIZURE),
        ("درخواست حمایت", LetterKind.SUPPORT),
        ("تذکر کتبی", LetterKind.NOTICE),
        ("استعلام", LetterKind.INQUIRY),
    ],
)
def test_the_kind_is_known_by_the_words_of_offices(register, word, kind):
    letters(letter_row(kind=word))
    assert Letter.objects.get().kind == kind


def test_a_row_that_stands_twice_is_taken_once(register):
    assert totals(letters(letter_row(), letter_row())) == {
        "read": 2, "created": 1, "repeated": 1, "brought": 1,
    }  # fmt: skip


def test_an_office_sends_one_letter_of_a_number_in_a_year(register):
    run = letters(letter_row(), letter_row(date="1401/06/06"), letter_row(date="1400/06/06"))
    assert codes(run) == [(3, "letter_no", "letter_number_once_a_year")]
    assert totals(run) == {"read": 3, "created": 2, "rejected": 1, "brought": 1}
    again = letters(letter_row(date="1401/07/07"))
    assert codes(again) == [(2, "letter_no", "letter_number_once_a_year")]


def test_two_bodies_may_send_letters_of_one_number(register):
    came = {"direction": "وارده", "number": "100"}
    run = letters(letter_row(**came), letter_row(**came, date="1401/06/06", other_side="دادگستری"))
    assert totals(run) == {"read": 2, "created": 2, "brought": 2}


def test_a_letter_without_another_side_is_refused(register):
    run = letters(letter_row(other_side=""))
    assert [code for _row, _field, code in codes(run)] == ["letter_has_another_side"]


def test_numbers_that_a_book_brought_are_passed_over_when_the_next_letter_is_numbered(register):
    letters(letter_row(number="1401/1"), letter_row(number="1401/2", date="1401/05/06"))
    assert letter_number(province_id=cast.province("گیلان").pk, year=1401) == "1401/3"


def test_every_title_of_the_empty_file_is_known(register):
    own = [str(column.label) for column in registry_of("letters").stored().values()]
    run = letters(["x"] * len(own), titles=own)
    assert run.columns == list(registry_of("letters").stored())
