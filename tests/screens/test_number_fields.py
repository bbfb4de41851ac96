"""Numbers in forms: they take what files take, and say in words what they do not understand."""

import re

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from accounts import scope
from persian.forms import RialField, WholeNumberField
from persian.model_fields import RialField as RialModelField
from persian.numbers import persian_digits
from screens.admin import OfficeAdmin
from tests.cast import make_ngo, signed_in
from tests.ngos.test_ngo_form import change_address, errors, filled, fresh, typed
from tests.ngos.test_ngo_list import show
from tests.rooms import FOLDERS, ROOT
from tests.screens.test_policy_pages import MONTHS, in_force

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SPELLINGS = {
    "۱۲۳": 123, "١٢٤": 124, "125": 125, "۱٬۲۶۰": 1260, "1,250": 1250, "۱،۲۷۰": 1270,
    "۱۲۵۰ نفر": 1250, "1,250 نفر": 1250, "۱۲۵۰نفر": 1250, "تعداد: ۴۵ عضو": 45, " ۴۵ ": 45,
    "۴۵ مورد": 45, "0": 0, "بیست و پنج نفر": 25, "۵۱ درصد": 51, "۷ رأی": 7,
}  # fmt: skip
NOT_UNDERSTOOD = (
    "چند",
    "12,5",
    "۱,۲۳",
    "۲۰۰+",
    "حدود ۲۰۰",
    "۲.۸۰۰",
    "۲۰ تا ۳۰",
    "۲۰ هزار",
    "۳ ماه",
    "1.5",
)


def refusal(field, value):
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages[0]


@pytest.mark.parametrize(("written", "number"), SPELLINGS.items())
def test_a_number_is_read_as_people_type_it(written, number):
    assert WholeNumberField().clean(written) == number
    assert not WholeNumberField().has_changed(number, written)


@pytest.mark.parametrize("written", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_told_in_persian_words_with_what_was_typed(written):
    message = refusal(WholeNumberField(), written)
    assert written in message
    assert not re.search("[A-Za-z]", message)


def test_a_word_that_makes_another_number_is_taken_only_where_it_is_the_unit_of_the_field():
    assert WholeNumberField(units=["ماه"]).clean("۲۴ ماه") == 24
    assert "سال" in refusal(WholeNumberField(units=["ماه"]), "۲ سال")


@pytest.mark.parametrize(("written", "rials"), {
    "۲٬۸۰۰٬۰۰۰": 2_800_000, "2,800,000 ریال": 2_800_000, "۲۸۰٬۰۰۰ تومان": 2_800_000,
    "۵۰۰ هزار تومان": 5_000_000, "۲٫۵ میلیون ریال": 2_500_000, "۲.۵ میلیون تومان": 25_000_000,
    "۳ میلیارد": 3_000_000_000, "(۱۰۰)": -100, "مبلغ: ۵۰ ریال": 50,
}.items())  # fmt: skip
def test_an_amount_is_read_with_its_unit(written, rials):
    assert RialField().clean(written) == rials


@pytest.mark.parametrize("written", [
    "۲۸۰ دلار", "۲.۸۰۰ میلیون", "۲٫۵", "۱۰ تا ۲۰ ریال", "میلیون ریال", "1.25 ریال",
])  # fmt: skip
def test_an_amount_that_is_not_understood_is_refused(written):
    assert written in refusal(RialField(), written)


def test_an_amount_that_comes_back_with_an_error_elsewhere_keeps_its_unit():
    widget = RialField().widget
    assert widget.format_value("280000 تومان") == "۲۸۰۰۰۰ تومان"
    assert widget.format_value("280000") == "۲۸۰٬۰۰۰"


@given(
    number=st.integers(0, 10**9),
    group=st.sampled_from(["", ",", "٬", "،"]),
    digits=st.sampled_from([str, persian_digits, lambda text: text.translate(ARABIC)]),
    word=st.sampled_from(["", " نفر", " عضو", " مورد", "نفر"]),
)
def test_a_number_in_any_spelling_is_that_number(number, group, digits, word):
    written = digits(f"{number:,}".replace(",", group)) + word
    assert WholeNumberField().clean(written) == number


@pytest.mark.parametrize(("written", "number"), [("۱۲۳", 123), ("١٢٤", 124), ("۱٬۲۶۰", 1260),
                                                 ("1,250", 1250), ("۱۲۵۰ نفر", 1250)])  # fmt: skip
def test_the_form_of_an_ngo_takes_the_number_of_members_as_it_is_written(cast, written, number):
    client = signed_in(cast.rasht_expert)
    data = filled(client, cast.rasht_ngo) | {"member_count": written}
    assert client.post(change_address(cast.rasht_ngo), data).status_code == 302
    assert fresh(cast.rasht_ngo).member_count == number


def test_what_was_typed_and_not_understood_stands_there_still(cast):
    client = signed_in(cast.rasht_expert)
    response = client.post(change_address(cast.rasht_ngo), typed(member_count="حدود ۲۰۰"))
    assert "حدود ۲۰۰" in persian_digits(errors(response)["member_count"][0])
    assert 'value="حدود ۲۰۰"' in response.content.decode()


def test_a_filter_and_a_policy_take_the_same(cast):
    make_ngo("بزرگ", at="گیلان/رشت", member_count=1300)
    assert show(cast.rasht_expert, members_min="۱٬۲۵۰ نفر") == ["بزرگ"]
    client = signed_in(cast.gilan_director)
    client.post(MONTHS, {"value": "۳۶ ماه", "version": ""})
    assert in_force("licence_months", at="گیلان") == 36
    response = client.post(MONTHS, {"value": "۳ سال", "version": ""})
    assert "«۳ سال»" in response.content.decode()
    assert in_force("licence_months", at="گیلان") == 36


def test_every_number_of_every_staff_form_is_typed_so(cast):
    request = RequestFactory().get("/")
    request.user = cast.gilan_expert
    asked = 0
    for model_admin in admin.site._registry.values():
        owners = [model_admin, *(inline(model_admin.model, admin.site) for inline in
                                 model_admin.inlines)]  # fmt: skip
        for owner in owners:
            if not isinstance(model_admin, OfficeAdmin):
                continue
            for field in owner.model._meta.concrete_fields:
                is_number = isinstance(field, models.IntegerField) and not field.choices
                if is_number and field.editable and not field.primary_key:
                    with scope.system():
                        form_field = owner.formfield_for_dbfield(field, request)
                    expected = RialField if isinstance(field, RialModelField) else WholeNumberField
                    assert isinstance(form_field, expected), field
                    asked += 1
    assert asked


def test_no_form_of_ours_has_a_number_field_of_another_kind():
    for folder in FOLDERS:
        for file in {*(ROOT / folder).rglob("*.py")} - {ROOT / "persian/forms.py"}:  # their home
            assert not re.search(r"forms\.(Integer|Decimal|Float)Field", file.read_text()), file
