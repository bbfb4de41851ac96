"""What the list of letters can be narrowed by."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from letters import about
from letters.models import Counterpart, Letter
from letters.models.letter import Direction, LetterKind
from letters.services.reading import replied, reply_overdue
from persian.dates import FIRST_YEAR, LAST_YEAR
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter
from screens.filters_by_place import OfPlaces


def _counterparts() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Counterpart.objects.values_list("pk", "name")]


class LetterFilterForm(FilterForm):
    ranges = (("written_after", "written_before"),)


class LetterFilter(OfPlaces):
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    direction = AnyOf(label=_("Direction"), choices=Direction.choices)
    kind = AnyOf(label=_("Kind"), choices=LetterKind.choices)
    counterpart = AnyOf(label=_("Counterpart"), choices=_counterparts)
    year = WholeNumberFilter(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR - 1)
    reply = AnyOf(
        label=_("Reply"),
        choices=[
            ("overdue", _("Overdue")),
            ("awaited", _("Awaited")),
            ("replied", _("Replied")),
            ("none", _("Not replied")),
        ],
        method="by_reply",
    )
    about = AnyOf(label=_("About"), choices=about.choices)
    of = WholeNumberFilter(label=_("Number of what it is about"), field_name="about_id")
    written_after = JalaliDateFilter("written_on", "gte", label=_("Written from"))
    written_before = JalaliDateFilter("written_on", "lte", label=_("Written until"))

    class Meta:
        model = Letter
        fields: list[str] = []
        form = LetterFilterForm

    def by_reply(self, queryset: QuerySet[Letter], name: str, value: list[str]) -> QuerySet[Letter]:
        conditions = {
            "overdue": reply_overdue(),
            "awaited": Q(reply_due_on__isnull=False) & ~replied(),
            "replied": replied(),
            "none": ~replied(),
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]
        return queryset.filter(wanted)
