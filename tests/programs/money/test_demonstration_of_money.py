"""The demonstration shows the articles' own figures of money."""

import pytest
from django.db.models import Sum

from demonstration import money
from persian.dates import today
from programs.money.models import Allocation
from programs.money.services.sums import by_priority
from tests.cast import make_ngo
from tests.programs.money.office import differing

pytestmark = pytest.mark.django_db


def test_qazvin_isfahan_and_gilan_show_their_articles_figures(everything):
    for place in ("گیلان/رشت", *["اصفهان/کاشان"] * 3):
        make_ngo(at=place)
    money.make(today())
    rows = Allocation.objects.all()
    qazvin = rows.filter(province__name="قزوین").aggregate(total=Sum("allocated"))["total"]
    centre = rows.get(province__name="گیلان", year=1397)
    assert (qazvin, centre.verified) == (28_000_000_000, 3_000_000_000)
    assert sum(each.number for each in by_priority(1403)) == 3
    assert differing() == []
