"""What the register itself finds worth noticing about an NGO.

Pure: it looks at what was asked with the NGO.
"""

import datetime
from collections.abc import Iterable, Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from imports.models import DuplicatePair
from ngos.models import NGO, Document
from ngos.models.ngo import Status
from ngos.page.alerts import Alert, Severity, error, warning
from ngos.page.loading import Loaded
from persian.dates import days_left, format_jalali
from persian.numbers import format_number

MOST_DUPLICATES = 3  # warnings that it may be another NGO
FACTS = "facts"  # the tab where the record itself is put right
# Statuses under which a licence may hold, or may be found to.
_MAY_HOLD = (Status.ACTIVE, Status.INACTIVE, Status.SUSPENDED, Status.UNKNOWN)


def of_facts(loaded: Loaded) -> Iterable[Alert]:
    """About the record itself, and that it may be another's."""
    yield from of_licence(loaded.ngo, loaded.today, loaded.alert_days)
    yield from of_record(loaded.ngo)
    yield from _of_duplicates(loaded)


def of_licence(ngo: NGO, today: datetime.date, alert_days: int) -> Iterable[Alert]:
    """That the licence has expired, or will `alert_days` from now at the latest."""
    expires = ngo.licence_expires_on
    if ngo.status not in _MAY_HOLD or expires is None:
        return
    days = days_left(expires, today)
    if days < 0:
        yield error(
            "licence_expired",
            _("The licence expired on %(date)s."),
            FACTS,
            date=format_jalali(expires),
        )
    elif days == 0:
        yield warning("licence_expiring", _("The licence expires today."), FACTS)
    elif days <= alert_days:
        yield warning(
            "licence_expiring",
            _("The licence expires in %(days)s days, on %(date)s."),
            FACTS,
            days=format_number(days),
            date=format_jalali(expires),
        )


def of_board(loaded: Loaded) -> Iterable[Alert]:
    """That no board is recorded, or that the term of the last has ended."""
    if loaded.ngo.status in (Status.APPLICANT, Status.REVOKED, Status.DISSOLVED):
        return
    ends = loaded.asked("terms_board_ends")  # the last day of each term, None for one that lasts
    if not ends:
        yield warning("board_missing", _("No board is recorded."), "terms")
    elif all(end and end < loaded.today for end in ends):
        last = max(ends)
        yield error(
            "board_ended",
            _("The board's term ended on %(date)s."),
            "terms",
            date=format_jalali(last),
        )


def of_documents(loaded: Loaded) -> Iterable[Alert]:
    """Documents that have expired."""
    for told in loaded.asked("documents_expired"):
        yield warning(
            "document_expired",
            _("The document “%(document)s” expired on %(date)s."),
            "documents",
            document=str(Document(type=told["type"], number=told["number"])),
            date=format_jalali(datetime.date.fromisoformat(told["expires_on"])),
        )


def of_record(ngo: NGO) -> Iterable[Alert]:
    """What the record lacks that the office cannot work without."""
    if ngo.status == Status.UNKNOWN:
        text = _("The status is not known: the list that it came from did not tell it.")
        yield warning("no_status", text, FACTS)
    if not ngo.legal_id and ngo.status != Status.APPLICANT:
        yield warning("no_legal_id", _("No legal ID is recorded."), FACTS)
    if ngo.county_id is None:
        yield warning(
            "no_county",
            _("No county is recorded: the county's office does not see this NGO."),
            FACTS,
        )


def asks_of_duplicates(user: User) -> Mapping[str, Combinable]:
    """The likeliest pairs that the NGO is in, each with the name of the other."""
    if not user.has_perm("imports.view_duplicatepair"):
        return {"facts_duplicates": Value([], ArrayField(JSONField()))}
    pairs = DuplicatePair.objects.open().naming("ngos", OuterRef("pk"))
    others = NGO.objects.filter(Q(pk=OuterRef("first_id")) | Q(pk=OuterRef("second_id")))
    name = Subquery(others.exclude(pk=OuterRef(OuterRef("pk"))).order_by().values("name"))
    told = pairs.values(told=JSONObject(pair=F("pk"), name=name))
    return {"facts_duplicates": ArraySubquery(told[:MOST_DUPLICATES])}


def _of_duplicates(loaded: Loaded) -> Iterable[Alert]:
    """NGOs that this one may be, each with the address where both stand side by side, for who may
    look at such pairs."""
    for pair in loaded.asked("facts_duplicates"):
        address = reverse("admin:imports_duplicatepair_change", args=[pair["pair"]])
        text = _("This may be the same as “%(ngo)s”.")
        yield Alert("duplicate", Severity.WARNING, text, {"ngo": pair["name"]}, "", address)
