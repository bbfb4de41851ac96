"""Form and model fields store one spelling and show what people expect."""

import datetime

import pytest
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter

from persian import forms, model_fields
from persian.validators import NationalIDValidator, PostalCodeValidator
from persian.widgets import JalaliDateWidget

DAY = datetime.date(2023, 5, 26)


class Person(models.Model):
    """A row with one field of each kind; never in the database."""

    name = model_fields.PersianCharField(max_length=50)
    notes = model_fields.PersianTextField(blank=True)
    born_on = model_fields.JalaliDateField(null=True, blank=True)
    national_id = model_fields.NationalIDField(blank=True)
    mobile = model_fields.MobileField(blank=True)
    sheba = model_fields.ShebaField(blank=True)
    income = model_fields.RialField(null=True, blank=True)

    class Meta:
        app_label = "persian_tests"
        managed = False

    def __str__(self):
        return self.name


class PersonForm(django_forms.ModelForm):
    class Meta:
        model = Person
        fields = ("name", "notes", "born_on", "national_id", "mobile", "sheba", "income")


def test_a_form_reads_what_people_type_and_stores_the_normal_form():
    form = PersonForm(
        {
            "name": " علي  كريمي ",
            "notes": "خط  يک\r\nخط دو\r\n",
            "born_on": "5 خرداد 1402",
            "national_id": "۹۹۹-۱۰۰۰۰۱-۱",
            "mobile": "+98 970 000 0002",
            "sheba": "ir68 9970 0000 0000 0000 1234 56",
            "income": "۲٬۸۰۰٬۰۰۰",
        }
    )
    assert form.is_valid(), form.errors
    person = form.instance
    assert person.name == "علی کریمی"
    assert person.notes == "خط یک\nخط دو"
    assert person.born_on == DAY
    assert person.national_id == "9991000011"
    assert person.mobile == "09700000002"
    assert person.sheba == "IR689970000000000000123456"
    assert person.income == 2_800_000


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed():
    form = PersonForm({"name": "الف", "born_on": "1390/07/31", "national_id": "9991000012"})
    assert not form.is_valid()
    codes = {
        name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()
    }
    assert codes == {"born_on": ["impossible_date"], "national_id": ["checksum"]}
    assert 'value="1390/07/31"' in str(form["born_on"])
    assert 'value="۹۹۹۱۰۰۰۰۱۲"' in str(form["national_id"])


def test_full_clean_keeps_the_normal_form_and_refuses_the_impossible():
    person = Person(
        name="كريم", national_id="۹۹۹۱۰۰۰۰۱۱", mobile="9700000004", born_on="۱۴۰۲/۰۳/۰۵"
    )
    person.clean_fields()
    assert (person.name, person.national_id, person.mobile) == ("کریم", "9991000011", "09700000004")
    assert person.born_on == DAY
    with pytest.raises(ValidationError) as refused:
        Person(name="الف", national_id="9991000012", sheba="IR12").clean_fields()
    assert set(refused.value.message_dict) == {"national_id", "sheba"}


def test_lookups_and_bulk_writes_use_the_normal_form():
    def prepared(name, value):
        return Person._meta.get_field(name).get_prep_value(value)

    assert prepared("name", "علي") == "علی"
    assert prepared("national_id", "999 100 0011") == "9991000011"
    assert prepared("sheba", "ir68 9970 0000 0000 0000 1234 56") == "IR689970000000000000123456"
    assert prepared("national_id", "99910") == "99910"


def test_migrations_name_the_field_and_nothing_more():
    field = Person._meta.get_field("national_id")
    _, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs) == ("persian.model_fields.NationalIDField", [], {"blank": True})
    again = type(field)(*args, **kwargs)
    assert again.deconstruct()[1:] == field.deconstruct()[1:]
    code, imports = MigrationWriter.serialize(PostalCodeValidator(strict=True))
    assert code == "persian.validators.PostalCodeValidator(strict=True)"
    assert imports == {"import persian.validators"}
    assert (
        NationalIDValidator() == NationalIDValidator() != NationalIDValidator(reject_repeated=True)
    )


@pytest.mark.parametrize("initial", [DAY, "۱۴۰۲/۰۳/۰۵"])
def test_a_date_is_shown_in_persian_and_unchanged_when_sent_back(initial):
    field = forms.JalaliDateField()
    assert field.prepare_value(initial) == "۱۴۰۲/۰۳/۰۵"
    assert not field.has_changed(initial, "1402/3/5")
    assert field.has_changed(initial, "1402/3/6")
    assert field.has_changed(initial, "چیزی")


def test_an_empty_date_is_none_or_refused():
    assert forms.JalaliDateField(required=False).clean("  ") is None
    with pytest.raises(ValidationError) as refused:
        forms.JalaliDateField().clean("")
    assert refused.value.code == "required"


def test_a_range_of_dates_may_be_open():
    field = forms.JalaliDateRangeField(required=False)
    assert field.clean(["1402/03/05", ""]) == slice(DAY, None)
    assert field.clean(["", ""]) is None
    with pytest.raises(ValidationError) as refused:
        field.clean(["1402/03/05", "1402/03/04"])
    assert refused.value.code == "reversed"


def test_the_date_input_keeps_classes_and_brings_its_calendar():
    html = JalaliDateWidget(attrs={"class": "wide"}).render("day", "۱۴۰۲/۰۳/۰۵")
    assert 'type="text"' in html
    assert 'class="wide"' in html
    assert "data-jalali" in html
    assert 'dir="ltr"' in html
    assert "persian/jalali.js" in str(JalaliDateWidget().media)


def test_an_amount_is_shown_with_separators_and_read_back():
    field = forms.RialField(min_value=0)
    shown = field.widget.format_value(2_800_000)
    assert shown == "۲٬۸۰۰٬۰۰۰"
    assert field.clean(shown) == 2_800_000
    assert not field.has_changed(2_800_000, shown)
    with pytest.raises(ValidationError) as refused:
        field.clean("1.5")
    assert refused.value.code == "not_whole"


def test_an_identifier_may_be_left_empty_unless_required():
    assert forms.NationalIDField(required=False).clean(" ") == ""
    with pytest.raises(ValidationError) as refused:
        forms.NationalIDField(reject_repeated=True).clean("1111111111")
    assert refused.value.code == "repeated"


def test_a_sheba_is_shown_in_fours_and_counts_as_unchanged():
    field = forms.ShebaField()
    assert field.prepare_value("IR689970000000000000123456") == "IR68 9970 0000 0000 0000 1234 56"
    assert not field.has_changed("IR689970000000000000123456", "IR68 9970 0000 0000 0000 1234 56")
