"""What the lists of sources, allocations and entries can be narrowed by."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from letters.models import Counterpart
from persian.dates import FIRST_YEAR, LAST_YEAR
from programs.money.models import Allocation, Entry, EntryKind, Priority, Source
from programs.money.services.reading import in_force, unverified
from programs.money.workflow import AllocationState
from screens.filters import AnyOf, FilterForm, JalaliDateFilter, WholeNumberFilter
from screens.filters_by_place import OfPlaces


def _priorities() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Priority.objects.values_list("pk", "name")]


def _agencies() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Counterpart.objects.values_list("pk", "name")]


def _year(**options: object) -> WholeNumberFilter:
    return WholeNumberFilter(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR - 1, **options
    )


class SourceFilter(OfPlaces):
    province = AnyOf(label=_("Province"))
    year = _year()
    priority = AnyOf(label=_("Priority"), choices=_priorities)
    left = AnyOf(
        label=_("Left"),
        choices=[("yes", _("Something is left")), ("no", _("All is allocated"))],
        method="by_left",
    )

    class Meta:
        model = Source
        fields: list[str] = []
        form = FilterForm

    def by_left(self, queryset: QuerySet[Source], name: str, value: list[str]) -> QuerySet[Source]:
        conditions = {
            "yes": Q(allocated__lt=F("amount")),
            "no": Q(allocated=F("amount")),
        }
        wanted = Q()
        for each in value:
            wanted |= conditions[each]
        return queryset.filter(wanted)


class AllocationFilterForm(FilterForm):
    ranges = (("at_least", "at_most"),)


class AllocationFilter(OfPlaces):
    province = AnyOf(label=_("Province"))
    county = AnyOf(label=_("County"))
    state = AnyOf(label=_("State"), choices=AllocationState.choices)
    year = _year()
    priority = AnyOf(label=_("Priority"), choices=_priorities)
    counterpart = AnyOf(label=_("Agency"), choices=_agencies)
    receiver = AnyOf(
        label=_("Receiver"),
        choices=[("agency", _("Agencies")), ("ngo", _("NGOs"))],
        method="by_receiver",
    )
    waits = AnyOf(
        label=_("To be done"),
        choices=[
            ("payment", _("To be paid")),
            ("documents", _("Documents of what is paid")),
            ("verification", _("To be verified")),
        ],
        method="that_wait",
    )
    source = WholeNumberFilter(label=_("Source of funding"), min_value=1)
    at_least = WholeNumberFilter(
        field_name="allocated", lookup_expr="gte", label=_("Allocated from (rial)"), min_value=0
    )
    at_most = WholeNumberFilter(
        field_name="allocated", lookup_expr="lte", label=_("Allocated up to (rial)"), min_value=0
    )

    class Meta:
        model = Allocation
        fields: list[str] = []
        form = AllocationFilterForm

    def by_receiver(
        self, queryset: QuerySet[Allocation], name: str, value: list[str]
    ) -> QuerySet[Allocation]:
        wanted = Q()
        for each in value:
            wanted |= Q(ngo__isnull=each == "agency")
        return queryset.filter(wanted)

    def that_wait(
        self, queryset: QuerySet[Allocation], name: str, value: list[str]
    ) -> QuerySet[Allocation]:
        wanted = Q()
        for each in value:
            if each == "payment":
                wanted |= Q(paid__lt=F("allocated"))
            elif each == "documents":
                wanted |= Q(spent__lt=F("paid"))
            else:
                waiting = unverified(Entry.objects.all())
                wanted |= Q(pk__in=waiting.values("allocation"))
        return queryset.filter(wanted, state=AllocationState.APPROVED) if value else queryset


class EntryFilterForm(FilterForm):
    ranges = (("made_after", "made_before"),)


class EntryFilter(OfPlaces):
    province = AnyOf(label=_("Province"), field_name="allocation__province")
    county = AnyOf(label=_("County"), field_name="allocation__county")
    kind = AnyOf(label=_("Kind"), choices=EntryKind.choices)
    year = _year(field_name="allocation__year")
    standing = AnyOf(
        label=_("Standing"),
        choices=[
            ("unverified", _("To be verified")),
            ("in_force", _("In force")),
            ("reversed", _("Reversed")),
        ],
        method="by_standing",
    )
    made_after = JalaliDateFilter("made_on", "gte", label=_("From"))
    made_before = JalaliDateFilter("made_on", "lte", label=_("Until"))

    class Meta:
        model = Entry
        fields: list[str] = []
        form = EntryFilterForm

    def by_standing(
        self, queryset: QuerySet[Entry], name: str, value: list[str]
    ) -> QuerySet[Entry]:
        every = Entry.objects.all()
        wanted = Q()
        for each in value:
            if each == "unverified":
                wanted |= Q(pk__in=unverified(every).values("pk"))
            elif each == "in_force":
                wanted |= Q(pk__in=in_force(every).values("pk"))
            else:
                wanted |= Q(reversal__isnull=False) | Q(reverses__isnull=False)
        return queryset.filter(wanted)
