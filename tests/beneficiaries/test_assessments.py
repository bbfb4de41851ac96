"""How a woman lives: asked by questionnaires that offices write, kept with the words and weights
that they had, compared side by side."""

import io
from types import SimpleNamespace

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from beneficiaries.assessments import scoring, standard, xlsform
from beneficiaries.assessments.models import Assessment, Questionnaire, Version
from beneficiaries.assessments.services import questionnaires
from persian.dates import format_jalali, today
from tests.beneficiaries.rows import make_woman
from tests.cast import county, province, signed_in

GOOD = {
    "income": "enough", "work": "steady", "home": "good", "rent": "no", "illness": "no",
    "insured": "yes", "school": "no", "papers": "yes", "safe": "yes",
}  # fmt: skip
BAD = {
    "income": "none", "work": "no", "why_not": "health", "home": "unsafe", "rent": "yes",
    "illness": "yes", "insured": "no", "school": "yes", "papers": "no", "safe": "no",
}  # fmt: skip


# -- the score -------------------------------------------------------------------------------------


def test_the_score_is_nothing_at_best_and_a_hundred_at_worst():
    best, worst = (scoring.result(standard.QUESTIONS, each) for each in (GOOD, BAD))
    assert (best.score, set(best.severities.values())) == (0, {1})
    assert (worst.score, set(worst.severities.values())) == (100, {5})


def test_the_score_is_what_its_parts_come_to():
    found = scoring.result(standard.QUESTIONS, {**GOOD, "rent": "yes", "safe": "sometimes"})
    weight = sum(part["weight"] for part in found.parts)
    most = sum(part["most"] for part in found.parts)
    assert found.score == round(100 * weight / most)
    assert found.severities["housing"] > 1
    assert found.severities["health"] == 1


def test_a_question_that_hangs_on_one_not_asked_is_not_asked():
    questions = [
        *standard.QUESTIONS,
        {**standard.QUESTIONS[3], "key": "deep", "shown_if": {"key": "why_not", "is": "care"}},
    ]
    answers = {"work": "steady", "why_not": "care", "deep": "unsafe"}
    asked = [each["key"] for each in scoring.asked(questions, answers)]
    assert "why_not" not in asked
    assert "deep" not in asked
    assert all(part["key"] != "deep" for part in scoring.result(questions, answers).parts)


# -- XLSForm ---------------------------------------------------------------------------------------


def form(survey: list[tuple], choices: list[tuple] = ()) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, head, rows in (
        (
            "survey",
            ("type", "name", "label::Persian (fa)", "required", "relevant", "domain"),
            survey,
        ),
        ("choices", ("list_name", "name", "label::Persian (fa)", "weight"), choices),
    ):
        sheet = book.add_worksheet(name)
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def test_what_is_written_as_xlsform_is_read_back_as_it_was():
    assert xlsform.read(xlsform.written("پایه", 3, standard.QUESTIONS)) == standard.QUESTIONS


YES_NO = [("yn", "yes", "بله", 2), ("yn", "no", "نه", 0)]


@pytest.mark.parametrize(("survey", "told"), [
    ([("geopoint", "where", "کجا", "", "", "")], "۲"),
    ([("select_one nothing", "a", "پرسش", "", "", "")], "۲"),
    ([("text", "نام", "پرسش", "", "", "")], "survey"),
    ([("text", "a", "", "", "", "")], "survey"),
    ([("text", "a", "پرسش", "", "${b} = 'yes'", "")], "۲"),
    ([("text", "a", "پرسش", "", "${a} > 3 or true()", "")], "۲"),
    ([("text", "a", "یک", "", "", ""), ("text", "a", "دو", "", "", "")], "a"),
    ([("text", "a", "پرسش", "", "", "weather")], "employment"),
    ([], "۲۰۰"),
])  # fmt: skip
def test_what_is_not_understood_is_refused_with_its_place(survey, told):
    with pytest.raises(Refusal) as refused:
        xlsform.read(form(survey, YES_NO))
    assert told in str(refused.value)


def test_a_workbook_of_kobo_is_read_with_weights_and_branches():
    questions = xlsform.read(form([
        ("start", "start", "", "", "", ""),
        ("select_one yn", "debt", "بدهی دارد؟", "yes", "", "employment"),
        ("integer", "how_much", "چقدر؟", "", "${debt} = 'yes'", "employment"),
    ], YES_NO))  # fmt: skip
    assert [each["key"] for each in questions] == ["debt", "how_much"]
    assert questions[0]["choices"][0] == {"key": "yes", "text": "بله", "weight": 2}
    assert questions[1]["shown_if"] == {"key": "debt", "is": "yes"}


# -- on pages --------------------------------------------------------------------------------------


@pytest.fixture
def rasht(cast) -> SimpleNamespace:
    with scope.system():
        at = {"province": province("گیلان"), "county": county("رشت")}
        woman = make_woman(at, 750_001, case_worker=cast.rasht_case_worker)
    with scope.enter(scope.of(cast.gilan_expert)):
        made = questionnaires.begin(
            actor=cast.gilan_expert, title="ارزیابی استان", questions=standard.QUESTIONS
        )
    return SimpleNamespace(
        **vars(cast), woman=woman, questionnaire=made, client=signed_in(cast.rasht_case_worker)
    )


def newest() -> Version:
    with scope.system():
        return Version.objects.latest("number")


def ask(rasht, answers: dict[str, str]):
    at = reverse("admin:records_beneficiary_assess", args=[rasht.woman.pk, newest().pk])
    typed = {f"answer_{key}": value for key, value in answers.items()}
    return rasht.client.post(at, {"on": format_jalali(today()), **typed})


@pytest.mark.django_db
def test_an_answer_that_brings_up_a_question_has_the_form_come_back_with_it(rasht):
    answers = {**GOOD, "work": "no"}
    page = ask(rasht, answers)
    assert page.status_code == 200
    assert "چرا کار نمی‌کند؟" in page.content.decode()
    assert ask(rasht, {**answers, "why_not": "skill"}).status_code == 302
    with scope.system():
        assert Assessment.objects.get().score > 0


@pytest.mark.django_db
def test_old_answers_keep_the_words_and_weights_of_their_version(rasht):
    ask(rasht, BAD)
    page = reverse("admin:assessments_questionnaire_version", args=[rasht.questionnaire.pk])
    heavier = form([("select_one yn", "debt", "بدهی دارد؟", "yes", "", "employment")], YES_NO)
    signed_in(rasht.gilan_expert).post(page, {"file": SimpleUploadedFile("x.xlsx", heavier)})
    assert newest().number == 2
    ask(rasht, {"debt": "no"})
    with scope.system():
        new, old = Assessment.objects.order_by("-pk")
    assert (old.score, new.score) == (100, 0)
    read = reverse("admin:records_beneficiary_assessments_read", args=[rasht.woman.pk, new.pk])
    both = rasht.client.get(read, {"with": old.pk}).content.decode()
    assert "بدهی دارد؟" in both
    assert "در خانه احساس امنیت می‌کند؟" in both, "the older one stands beside it as it was asked"


@pytest.mark.django_db
def test_no_answer_and_no_version_is_changed_afterwards(rasht):
    ask(rasht, GOOD)
    for statement in (
        "UPDATE assessments_assessment SET score = 99",
        "UPDATE assessments_version SET questions = '[]'",
        "DELETE FROM assessments_version",
    ):
        with (
            scope.enter(scope.of(rasht.rasht_case_worker)),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.django_db
def test_a_county_asks_by_its_province_s_questionnaire_and_changes_it_not(rasht):
    page = rasht.client.get(reverse("admin:records_beneficiary_detail", args=[rasht.woman.pk]))
    assert "ارزیابی استان" in page.content.decode()
    with scope.enter(scope.of(rasht.rasht_expert)):
        assert Questionnaire.objects.update(title="دیگر") == 0
    with scope.enter(scope.of(rasht.isfahan_expert)):
        assert not Questionnaire.objects.exists()
        assert not Version.objects.exists()


@pytest.mark.django_db
def test_whoever_does_not_work_with_her_asks_nothing_without_a_reason(rasht):
    at = reverse("admin:records_beneficiary_assess", args=[rasht.woman.pk, newest().pk])
    answer = signed_in(rasht.rasht_expert).get(at)
    assert answer["Location"].endswith("/glass/")


def workbook_with(weight: str) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    survey, choices = book.add_worksheet("survey"), book.add_worksheet("choices")
    for at, row in enumerate([("type", "name", "label"), ("select_one a", "q", "پرسش")]):
        survey.write_row(at, 0, row)
    for at, row in enumerate([("list_name", "name", "label", "weight"), ("a", "x", "آری", weight)]):
        for column, cell in enumerate(row):
            choices.write_string(at, column, cell)
    book.close()
    return file.getvalue()


@pytest.mark.parametrize("weight", ["9" * 5000, "۹" * 5000, "1e9", "-1", "=1+1", "1.5", "٣٣٣"])
def test_a_weight_that_is_none_is_refused_in_words(weight):
    with pytest.raises(Refusal, match="وزن"):
        xlsform.read(workbook_with(weight))


def test_a_workbook_that_unpacks_to_more_than_a_questionnaire_is_refused():
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("survey")
    for row in range(30_000):
        sheet.write_row(row, 0, ["type", "name", "label"])
    book.close()
    with pytest.raises(Refusal):
        xlsform.read(file.getvalue())


def test_a_second_questionnaire_of_a_title_is_refused_in_words(rasht, cast):
    address = reverse("admin:assessments_questionnaire_add")
    office = signed_in(cast.rasht_expert)
    assert office.post(address, {"title": "پرسشنامهٔ دوم"}).status_code == 302
    again = office.post(address, {"title": "پرسشنامهٔ دوم"})
    assert again.status_code == 200
    assert "title" in again.context["form"].errors
