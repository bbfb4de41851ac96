"""Every text of the screens is there in Persian."""

import polib
import pytest

from tests import translations
from tests.translations import Message

ROWS = Message(None, "%(count)s rows")


def test_every_text_is_there_in_persian():
    assert translations.problems(translations.load()) == []


def test_the_catalogue_is_in_order_and_without_addresses():
    catalogue = translations.load()
    names = [(entry.msgid, entry.msgctxt or "") for entry in catalogue]
    assert names == sorted(names)
    assert not any(entry.occurrences for entry in catalogue)


def test_texts_of_python_are_found():
    source = '_("One" " two"); ngettext("%s NGO", "%s NGOs", 2); pgettext("month", "May"); _(name)'
    assert set(translations.of_python(source)) == {
        Message(None, "One two"),
        Message(None, "%s NGO", "%s NGOs"),
        Message("month", "May"),
    }


def test_texts_of_templates_are_found():
    source = """{% translate "It's here" %}{% translate "May" context "month" %}
    {{ name|default:_("Nobody") }}
    {% blocktranslate trimmed count n=n %}
        {{ n }} row
    {% plural %}
        {{ n }} rows
    {% endblocktranslate %}"""
    assert set(translations.of_template(source)) == {
        Message(None, "It's here"),
        Message("month", "May"),
        Message(None, "Nobody"),
        Message(None, "%(n)s row", "%(n)s rows"),
    }


@pytest.mark.parametrize(
    ("persian", "problem"),
    [
        ("", "empty"),
        ("ردیف", "placeholders differ"),
        ("%(count)s ردیف %(place)s", "placeholders differ"),
        ("%(count)s ردیف در file", "not Persian"),
        ("%(count)s ردیف از 12", "not Persian"),
        ("%(count)s رديف", "Arabic letters"),
    ],
)
def test_a_faulty_translation_is_refused(persian, problem):
    entry = polib.POEntry(msgid=ROWS.text, msgstr=persian)
    assert [line for line in translations._problems_of(entry, ROWS) if problem in line]


def test_a_good_translation_passes():
    entry = polib.POEntry(
        msgid="<b>%(count)s</b> rows of a CSV", msgstr="<b>%(count)s</b> ردیف CSV"
    )
    assert list(translations._problems_of(entry, None)) == []
