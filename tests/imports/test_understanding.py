"""Which column is what is told by its title and by what stands in it."""

import pytest

from accounts import scope
from imports import services
from imports.models import Run
from imports.registry import registry_of
from imports.tables import table_of
from imports.understanding import understand
from imports.understood import Level, Reason
from ngos.models import NGO
from tests import cast
from tests.imports.factory import as_csv, checked, imported, sent, totals

pytestmark = pytest.mark.django_db
COUNTIES = ["رشت", "لاهیجان", "فومن", "رشت", "تالش"]


@pytest.fixture(autouse=True)
def _as_a_job(db: None):
    with scope.system():
        yield


def understood(titles, *columns, kind="ngos"):
    """What is understood of a file with these titles, by column: field, level, reason, offered."""
    run = sent(as_csv([titles, *zip(*columns, strict=True)]), kind=kind)
    found = understand(table_of(run), registry_of(kind), run.province_id)
    return [(each.field, each.level, each.reason, each.offered) for each in found]


def names(count=5):
    return [f"انجمن یاری {place}" for place in range(count)]


def legal_ids(count=5):
    return [cast.legal_id(700_000 + place) for place in range(count)]


def mobiles(count=5):
    return [f"0970000{place:04}" for place in range(count)]


def test_a_register_whose_titles_nobody_has_seen_comes_in():
    titles = ["الف۱", "ستون", "مشخصه", "کجا", "تیره", "دسترسی"]
    fields = ["خیریه", "آموزش", "محیط زیست", "خیریه", "جوانان"]
    rows = [range(1, 6), names(), legal_ids(), COUNTIES, fields, mobiles()]
    run = imported(as_csv([titles, *zip(*rows, strict=True)]))
    assert run.columns == [None, "name", "legal_id", "county", "field", "mobile"]
    assert totals(run) == {"read": 5, "created": 5}
    told = {(doubt["column"], doubt["code"]) for doubt in run.doubts}
    assert told == {(title, "column_contents") for title in titles[1:]}


def test_a_title_that_is_understood_over_what_fits_is_sure():
    found = understood(["نام سازمان", "شناسه ملی"], names(), legal_ids())
    assert found == [
        ("name", Level.SURE, Reason.TITLE, None),
        ("legal_id", Level.SURE, Reason.TITLE, None),
    ]


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("شناسه ملی", ["9991000011", "9992000023", "9993000035", "9995000040", "9995000131"]),
        ("شناسه ملی", ["علی نمونه", "مریم نمونه", "رضا", "زهرا", "نرگس"]),
        ("تلفن همراه", ["1401/02/13", "1401/02/14", "1401/02/15", "1402/02/13", "1402/03/13"]),
        ("شماره پروانه", ["دارد", "دارد", "ندارد", "دارد", "دارد"]),
        ("شهرستان", mobiles()),
        ("تاریخ تأسیس", ["رشت", "فومن", "تالش", "رشت", "رشت"]),
        ("تعداد اعضا", mobiles()),
        ("نشانی وب سایت", ["رشت", "فومن", "تالش", "رشت", "رشت"]),
    ],
)
def test_a_title_over_values_that_contradict_it_is_not_taken_and_says_why(title, values):
    run = checked(as_csv([["نام سازمان", title], *zip(names(), values, strict=True)]))
    assert run.columns == ["name", None]
    (doubt,) = [doubt for doubt in run.doubts if doubt["column"] == title]
    assert doubt["code"] in ("column_contradicted", "column_anothers")


def test_words_that_the_register_does_not_know_contradict_nothing():
    """They are words all the same, and a person may say what they mean."""
    unknown = ["الف", "ب", "پ", "ت", "ث"]
    found = understood(["نام سازمان", "موضوع فعالیت", "وضعیت"], names(), unknown, unknown)
    assert [each[0] for each in found] == ["name", "field", "status"]


@pytest.mark.parametrize("title", ["موبایل معرف", "کد ملی مدیرعامل", "شماره تماس ضروری", "ردیف"])
def test_what_a_title_says_of_somebody_else_no_content_overrules(title):
    found = understood(["نام سازمان", title], names(), mobiles())
    assert found[1][0] is None


def test_a_title_with_an_unknown_word_is_offered():
    found = understood(["نام سازمان", "موبایل پیشکار"], names(), mobiles())
    assert found[1] == (None, Level.UNSURE, Reason.WORDS, "mobile")


def test_a_code_that_may_be_another_is_offered_where_legal_ids_stand_under_it():
    found = understood(["نام سازمان", "کد یازده رقمی تشکل"], names(), legal_ids())
    assert found[1] == (None, Level.UNSURE, Reason.VALUES, "legal_id")
    run = checked(as_csv([["نام سازمان", "کد تشکل"], *zip(names(), legal_ids(), strict=True)]))
    (doubt,) = [doubt for doubt in run.doubts if doubt["column"] == "کد تشکل"]
    assert "شاید «شناسهٔ ملی» باشد" in doubt["message"]


@pytest.mark.parametrize(
    ("titles", "values"),
    [
        (["نام سازمان", "کد تشکل"], [str(number) for number in range(101, 106)]),
        (["نام سازمان", "کد ضامن"], legal_ids()),
        (["نام سازمان", "شناسه ملی بانک"], legal_ids()),
    ],
)
def test_a_code_of_somebody_else_or_of_other_numbers_is_not_offered(titles, values):
    assert understood(titles, names(), values)[1][2:] == (Reason.NONE, None)


WORDS_OF_FIELDS = ["خیریه", "آموزش", "محیط زیست", "خیریه", "جوانان"]
STATES = ["فعال", "غیرفعال", "فعال", "تعلیق شده", "فعال"]
PHONES = ["01333112250", "013-33112251", "01333112252", "01342112253", "01333112254"]


@pytest.mark.parametrize(
    ("title", "values", "field"),
    [
        ("عنوان نهاد محلی", names(), "name"),
        ("نام و موضوع", names(), "name"),
        ("جای کار", COUNTIES, "county"),
        ("منطقه", COUNTIES, "county"),
        ("نام محل تشکیل", COUNTIES, "county"),
        ("محور کار و خدمت", WORDS_OF_FIELDS, "field"),
        ("شماره تماس فوری", mobiles(), "mobile"),
        ("راه تماس", PHONES, "phone"),
        ("آخرین حال", STATES, "status"),
        ("کد ۱۱ رقمی", legal_ids(), "legal_id"),
    ],
)
def test_values_that_are_one_fields_are_offered_whatever_words_of_the_title_are_known(
    title, values, field
):
    found = understood([title, "ستون دیگر"], values, [f"متن {place}" for place in range(5)])
    assert found[0][0] in (None, field)
    assert field in (found[0][0], found[0][3])
    if found[0][0] is None:
        assert found[0][1:3] in [(Level.UNSURE, Reason.VALUES), (Level.UNSURE, Reason.WORDS)]


@pytest.mark.parametrize(
    ("title", "values", "titled", "field"),
    [
        ("شهرستان", names(), "county", "name"),
        ("نام سازمان", COUNTIES, "name", "county"),
        ("وضعیت", WORDS_OF_FIELDS, "status", "field"),
        ("سطح", STATES, "activity_level", "status"),
        ("شناسه ملی", mobiles(), "legal_id", "mobile"),
        ("موبایل", PHONES, "mobile", "phone"),
        ("تاریخ تأسیس", COUNTIES, "founded_on", "county"),
    ],
)
def test_a_title_over_the_values_of_another_field_takes_nothing_and_offers_that(
    title, values, titled, field
):
    run = sent(as_csv([[title, "ستون دیگر"], *zip(values, range(5), strict=True)]))
    (each, _other) = understand(table_of(run), registry_of("ngos"), run.province_id)
    assert (each.field, each.titled, each.offered) == (None, titled, field)
    assert (each.level, each.reason) == (Level.UNSURE, Reason.ANOTHERS)


def test_two_titles_over_each_others_values_are_both_offered():
    found = understood(["شهرستان", "نام سازمان"], names(), COUNTIES)
    assert [(each[0], each[3]) for each in found] == [(None, "name"), (None, "county")]


def test_what_another_column_holds_is_not_offered_for_values_that_look_like_it():
    found = understood(["نام سازمان", "شهرستان", "جای کار"], names(), COUNTIES, COUNTIES)
    assert found[2][0] is None
    assert found[2][3] is None


def test_what_each_row_needs_is_offered_under_a_title_of_somebody_else_where_nothing_else_is_it():
    assert understood(["نام معرف"], names())[0] == (None, Level.UNSURE, Reason.VALUES, "name")
    assert understood(["نام سازمان", "نام معرف"], names(), names())[1][3] is None


def test_a_title_with_an_unknown_word_offers_nothing_that_its_values_contradict():
    found = understood(["نام سازمان", "موبایل پیشکار"], names(), ["علی", "رضا", "علی", "نرگس", "ب"])
    assert found[1] == (None, Level.LEFT_OUT, Reason.NONE, None)


def test_legal_ids_are_not_offered_twice():
    titles = ["نام سازمان", "شناسه ملی", "کد تشکل"]
    found = understood(titles, names(), legal_ids(), legal_ids()[::-1])
    assert (found[1][0], found[2][0], found[2][3]) == ("legal_id", None, None)


def test_a_needed_field_is_found_by_its_words_under_a_title_that_is_half_known():
    fields = ["خیریه", "آموزش", "محیط زیست", "خیریه", "جوانان"]
    found = understood(["نام سازمان", "تیره فعالیت"], names(), fields)
    assert found[1] == ("field", Level.LIKELY, Reason.CONTENTS, None)


def test_a_word_of_a_title_does_not_outweigh_values_that_are_another_fields():
    found = understood(["نام سازمان", "جایگاه در استان"], names(), COUNTIES)
    assert (found[1][0], found[1][3]) == (None, "county")


def test_two_columns_that_could_both_be_it_are_offered_and_none_is_taken():
    found = understood(["نام سازمان", "الف", "ب"], names(), mobiles(), mobiles()[::-1])
    assert [each[0] for each in found[1:]] == [None, None]
    assert {each[3] for each in found[1:]} == {"mobile"}


def test_dates_alone_do_not_say_which_date_they_are():
    dates = ["1401/02/13", "1401/02/14", "1401/02/15", "1402/02/13", "1402/03/13"]
    found = understood(["نام سازمان", "الف"], names(), dates)
    assert found[1][0] is None


def test_licences_under_unknown_titles_come_in():
    kinds = ["پروانه فعالیت", "اعتبارنامه", "پروانه فعالیت", "پروانه فعالیت", "اعتبارنامه"]
    papers = [f"1402/5{place:02}" for place in range(5)]
    dates = [f"1402/0{place}/10" for place in range(1, 6)]
    columns = [names(), legal_ids(), kinds, papers, dates]
    titles = ["الف", "بب", "پپ", "تت", "ثث"]
    run = imported(as_csv([titles, *zip(*columns, strict=True)]), kind="licences")
    assert run.columns == ["ngo_name", "ngo_legal_id", "licence_kind", "licence_no", "issued_on"]
    assert run.created == 5


def test_a_title_that_stands_twice_is_taken_once_and_told():
    titles = ["نام سازمان", "تلفن", "تلفن", "آدرس", "آدرس"]
    lines = [names(), ["01333112200"] * 5, mobiles(), ["دفتر"] * 5, ["شعبه"] * 5]
    run = checked(as_csv([titles, *zip(*lines, strict=True)]))
    assert run.columns[2:] == [None, "address", None]
    assert {(d["column"], d["code"]) for d in run.doubts} >= {
        ("تلفن (3)", "column_taken"), ("آدرس (5)", "column_taken"),
    }  # fmt: skip


def test_what_a_person_has_chosen_is_told_no_more():
    run = sent(as_csv([["نام سازمان", "موبایل پیشکار"], *zip(names(), mobiles(), strict=True)]))
    run = services.correct(actor=None, run=run, columns=["name", "mobile"])
    run = services.check_run(actor=None, run=run)
    assert "mobile" not in [doubt["field"] for doubt in run.doubts]
    assert Run.objects.get(pk=run.pk).columns == ["name", "mobile"]
    assert not NGO.objects.exists()


DATES = ["1401/02/13", "1401/02/14", "1401/02/15", "1402/02/13", "1402/03/13"]
TO_COME = ["1420/02/13", "1420/02/14", "1421/02/15", "1422/02/13", "1422/03/13"]


def offers(title, values, *, others=(), kind="ngos"):
    """The fields that a column is offered as, beside a column of names and `others`."""
    titles = ["نام سازمان", *(other for other, _values in others), title]
    columns = [names(len(values)), *(listed for _other, listed in others), values]
    run = sent(as_csv([titles, *zip(*columns, strict=True)]), kind=kind)
    each = understand(table_of(run), registry_of(kind), run.province_id)[-1]
    assert each.field is None
    return each.offers


@pytest.mark.parametrize(
    ("title", "values", "fields"),
    [
        ("ستون هفتم", DATES, ("founded_on", "licence_issued_on", "licence_expires_on")),
        ("تاریخ ملاقات", DATES, ("founded_on", "licence_issued_on", "licence_expires_on")),
        ("ستون هفتم", TO_COME, ("licence_issued_on", "licence_expires_on")),
        ("الف۷", ["1385", "1390", "1391", "1388", "1385"],
         ("founded_on", "licence_issued_on", "licence_expires_on")),
        ("الف۷", ["1402/125", "1402/126", "1401/77", "1400/3", "1402/9"],
         ("registration_no", "licence_no", "external_ref")),
        ("الف۷", ["1402/125", "1402/126", "1401/77", "1400/3", "1390"],
         ("registration_no", "licence_no", "external_ref")),
        ("الف۷", ["12", "45", "30", "7", "110"],
         ("registration_no", "licence_no", "member_count", "external_ref")),
        ("الف۷", PHONES, ("phone",)),
        ("الف۷", ["33112250", "33112251", "33112259", "42112253", "33112254"], ("phone",)),
        ("", DATES, ("founded_on", "licence_issued_on", "licence_expires_on")),
        ("الف۷", ["دایر", "بسته", "دایر", "بسته", "دایر"],
         ("activity_level", "ngo_type", "issuer", "status")),
    ],
)  # fmt: skip
def test_values_of_a_kind_under_an_unknown_title_are_asked_about_and_never_taken(
    title, values, fields
):
    assert offers(title, values) == fields


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("الف۷", ["1", "2", "3", "4", "5"]),  # numbers of rows
        ("الف۷", ["101", "102", "103", "104", "105"]),
        ("الف۷", ["دارد", "ندارد", "دارد", "دارد", "ندارد"]),
        ("الف۷", ["سخنی", "از", "هر", "دری", "بود"]),  # each another
        ("تاریخ تولد", DATES),  # says what it is, and that is no field
        ("تاریخ تولد ضامن", DATES),
        ("شماره شناسنامه معین", ["12", "45", "30", "7", "110"]),
    ],
)
def test_what_is_of_nobody_or_said_to_be_something_else_is_not_asked_about(title, values):
    assert offers(title, values) == ()


def test_fields_that_other_columns_have_are_not_offered():
    given = [("تاریخ تأسیس", DATES), ("تاریخ صدور پروانه", DATES)]
    assert offers("الف۷", DATES, others=given) == ("licence_expires_on",)
    given = [("وضعیت", STATES), ("سطح", ["ملی", "استانی", "ملی", "استانی", "ملی"])]
    words = ["دایر", "بسته", "دایر", "بسته", "دایر"]
    assert offers("الف۷", words, others=given) == ("ngo_type", "issuer")


def test_the_command_and_the_strip_name_the_fields_that_a_column_may_be():
    run = checked(as_csv([["نام سازمان", "ستون هفتم"], *zip(names(), DATES, strict=True)]))
    (doubt,) = [doubt for doubt in run.doubts if doubt["column"] == "ستون هفتم"]
    assert doubt["code"] == "column_looks"
    assert "«تاریخ تأسیس»، «تاریخ صدور پروانه»" in doubt["message"]
