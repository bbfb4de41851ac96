"""Whether an NGO may answer a call, and what is against it, in words."""

import datetime
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ngos.models import NGO
from ngos.standing import Standing, ngo_licence_is
from persian.dates import today
from programs.calls.models import Call
from supervision.models import Measure
from supervision.workflow import CaseState


def obstacles(call: Call, ngo: NGO, day: datetime.date | None = None) -> list[Promise]:
    """What is against this NGO's answering the call; nothing where it may."""
    return list(_found(call, ngo, day or today()))


def _found(call: Call, ngo: NGO, day: datetime.date) -> Iterator[Promise]:
    if ngo.province_id != call.province_id:
        yield _("The call is for NGOs of its own province.")
    counties = {county.pk for county in call.counties.all()}
    if call.county_id is not None:
        counties.add(call.county_id)
    if counties and ngo.county_id not in counties:
        yield _("The county of the NGO is not among those that may answer.")
    fields = {field.pk for field in call.fields.all()}
    if fields and ngo.field_id not in fields:
        yield _("The field of the NGO is not among those that may answer.")
    if call.level and ngo.activity_level != call.level:
        yield _("The activity level of the NGO is not the one that may answer.")
    if call.needs_licence and not _has_licence(ngo, day):
        yield _("The NGO has no valid licence.")
    if call.needs_no_measure and has_open_measure(ngo):
        yield _("A measure of supervision against the NGO is open.")


def _has_licence(ngo: NGO, day: datetime.date) -> bool:
    holds = ngo_licence_is(Standing.VALID, day) | ngo_licence_is(Standing.EXPIRING, day)
    return NGO.objects.filter(holds, pk=ngo.pk).exists()


def has_open_measure(ngo: NGO) -> bool:
    """Whether a case about the NGO has come to a measure and is not closed."""
    cases = Measure.objects.filter(case__ngo=ngo, lifted_on=None)
    return cases.exclude(case__state=CaseState.CLOSED).exists()
