"""What an application must bring: documents, a licence, founders, reports. The one table of it.

Sources: by-law of 1384, article 18 (founders); the ministry's guides to founding, renewing and to
branches and networks. What they leave open is a policy.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.policies import value_of
from licensing.founders import unmet_by_founders
from licensing.kinds import KINDS, TO_WORK, Kind
from licensing.models import Application, Licence
from licensing.models.licence import LicenceState
from licensing.policies.founding import BRANCH_YEARS_MIN, NETWORK_MEMBERS_MIN
from ngos.models import NGO, Document
from ngos.models.document import DocumentType
from ngos.models.ngo import ActivityLevel, Status, Type
from persian.dates import add_jalali_months, format_jalali
from persian.numbers import format_number

D = DocumentType
DOCUMENTS: Mapping[str, tuple[DocumentType, ...]] = {
    Kind.ESTABLISHMENT: (
        D.APPLICATION_FORM, D.CHARTER, D.FOUNDERS_MINUTES, D.ID_CARDS, D.CLEARANCE, D.EXPERTISE,
    ),
    Kind.RENEWAL: (D.APPLICATION_FORM, D.ASSEMBLY_MINUTES, D.GAZETTE, D.FINANCIAL),
    Kind.CHANGES: (D.ASSEMBLY_MINUTES,),
    Kind.UPGRADE: (D.APPLICATION_FORM, D.ASSEMBLY_MINUTES, D.CHARTER),
    Kind.BRANCH: (D.APPLICATION_FORM, D.LEASE),
    Kind.ALIGNMENT: (D.APPLICATION_FORM, D.CHARTER, D.REGISTRATION),
    Kind.NETWORK: (D.APPLICATION_FORM, D.CHARTER, D.FOUNDERS_MINUTES),
    Kind.APPEAL: (),
    Kind.DISSOLUTION: (D.ASSEMBLY_MINUTES,),
}  # fmt: skip
# Kinds whose documents must be newer than the licence that the NGO works under.
WITH_NEW_DOCUMENTS = frozenset({Kind.RENEWAL})
# Kinds that build on a licence; a renewal may come when its days have run out.
WITH_LICENCE = frozenset({Kind.RENEWAL, Kind.UPGRADE, Kind.BRANCH})
# What may be asked for while an NGO has a status; what is not named here is open to all kinds
# but an establishment.
KINDS_BY_STATUS: Mapping[str, frozenset[str]] = {
    Status.APPLICANT: frozenset({Kind.ESTABLISHMENT, Kind.ALIGNMENT, Kind.NETWORK}),
    Status.SUSPENDED: frozenset({Kind.APPEAL, Kind.DISSOLUTION}),
    Status.REVOKED: frozenset({Kind.APPEAL, Kind.DISSOLUTION}),
    Status.DISSOLVED: frozenset({Kind.APPEAL}),
}
_AFTER_FOUNDING = frozenset(Kind) - {Kind.ESTABLISHMENT}
_BREADTH = ["", ActivityLevel.COUNTY, ActivityLevel.PROVINCIAL, ActivityLevel.NATIONAL]


@dataclass(frozen=True)
class Requirement:
    """One line of the check list. `problem` is empty where it is met; `tab` is where to mend it."""

    label: str | Promise
    problem: str = ""
    tab: str = ""

    @property
    def is_met(self) -> bool:
        return not self.problem


# What rooms above ask for besides.
_of_rooms: list[Callable[[Application, datetime.date], Iterable[Requirement]]] = []


def also(tell: Callable[[Application, datetime.date], Iterable[Requirement]]) -> None:
    """Add what another room asks of an application on a day. For `AppConfig.ready()`."""
    _of_rooms.append(tell)


def kinds_open_to(ngo: NGO) -> list[str]:
    """The kinds of applications that an NGO may make, by its status."""
    allowed = KINDS_BY_STATUS.get(ngo.status, _AFTER_FOUNDING)
    return [kind for kind in Kind if kind in allowed]


def requirements_of(application: Application, on: datetime.date) -> list[Requirement]:
    """The check list of an application on a day. A fixed number of queries."""
    return [
        *_of_status(application),
        *_of_licence(application, on),
        *_of_documents(application, on),
        *_of_founders(application, on),
        *_of_kind(application, on),
        *(line for tell in _of_rooms for line in tell(application, on)),
    ]


def licence_worked_under(ngo: NGO) -> tuple[datetime.date | None, datetime.date | None] | None:
    """First and last day of the licence that an NGO works under; None where it has none.

    Old registers say it on the NGO alone.
    """
    licences = Licence.objects.filter(ngo=ngo, kind__in=TO_WORK)
    newest = licences.order_by("-issued_on", "-id").first()
    if newest is None:
        return (ngo.licence_issued_on, ngo.licence_expires_on) if ngo.licence_no else None
    valid = licences.filter(state=LicenceState.VALID).order_by("-issued_on", "-id").first()
    return (valid.issued_on, valid.expires_on) if valid else None


def _of_status(application: Application) -> Iterator[Requirement]:
    ngo = application.ngo
    problem = ""
    if ngo.status == Status.UNKNOWN:
        problem = _("The status of the NGO is not known. Enter it on the NGO's page first.")
    elif application.kind not in kinds_open_to(ngo):
        problem = _("The NGO has the status “%(status)s”, with which this is not asked for.") % {
            "status": ngo.get_status_display()
        }
    yield Requirement(_("Status of the NGO"), problem, "facts")


def _of_licence(application: Application, on: datetime.date) -> Iterator[Requirement]:
    if application.kind not in WITH_LICENCE:
        return
    days = licence_worked_under(application.ngo)
    problem = ""
    if days is None:
        problem = _("The NGO has no licence in force, and this builds on one.")
    elif application.kind != Kind.RENEWAL and days[1] is not None and days[1] < on:
        problem = _("The licence ran out on %(day)s. Renew it first.") % {
            "day": format_jalali(days[1])
        }
    yield Requirement(_("Licence in force"), problem, "facts")


def _of_documents(application: Application, on: datetime.date) -> Iterator[Requirement]:
    wanted = DOCUMENTS[application.kind]
    days = None
    if application.kind in WITH_NEW_DOCUMENTS:
        days = licence_worked_under(application.ngo)
    since = days[0] if days else None
    found = Document.objects.filter(ngo=application.ngo_id, type__in=wanted)
    present = list(found.values_list("type", "issued_on", "expires_on")) if wanted else []
    for each in wanted:
        own = [(issued, ends) for kind, issued, ends in present if kind == each]
        in_force = [issued for issued, ends in own if ends is None or ends >= on]
        problem = ""
        if not own:
            problem = _("Missing. Add it to the NGO's documents.")
        elif not in_force:
            problem = _("Expired. Add the new one.")
        elif since and not any(issued and issued >= since for issued in in_force):
            problem = _("Older than the licence of %(day)s, or undated. Add the new one.") % {
                "day": format_jalali(since)
            }
        yield Requirement(each.label, problem, "documents")


def _of_founders(application: Application, on: datetime.date) -> Iterator[Requirement]:
    if not KINDS[application.kind].founders:
        return
    for label, problems in unmet_by_founders(application.ngo, application.level, on):
        yield Requirement(label, " ".join(problems), "terms")


def _of_kind(application: Application, on: datetime.date) -> Iterator[Requirement]:
    ngo = application.ngo
    if application.kind == Kind.UPGRADE:
        now, wanted = (_BREADTH.index(each) for each in (ngo.activity_level, application.level))
        yield Requirement(
            _("A higher level"),
            "" if wanted > now else _("The NGO works on this level already. Choose a higher one."),
        )
    elif application.kind == Kind.BRANCH:
        yield _years_registered(ngo, on)
        yield _within_level(application)
    elif application.kind == Kind.NETWORK:
        yield _members(ngo)


def _years_registered(ngo: NGO, on: datetime.date) -> Requirement:
    years = value_of(BRANCH_YEARS_MIN)
    problem = ""
    if ngo.founded_on is None:
        problem = _("The day of foundation is not known. Enter it on the NGO's page.")
    elif add_jalali_months(ngo.founded_on, years * 12) > on:
        problem = _("The NGO was founded on %(day)s; a branch needs %(years)s years.") % {
            "day": format_jalali(ngo.founded_on), "years": format_number(years),
        }  # fmt: skip
    return Requirement(_("Years since registration"), problem, "facts")


def _within_level(application: Application) -> Requirement:
    ngo, county = application.ngo, application.branch_county
    problem = ""
    if county is not None and ngo.activity_level != ActivityLevel.NATIONAL:
        if county.province_id != ngo.province_id:
            problem = _("The branch is in another province, and the NGO is not a national one.")
        elif ngo.activity_level == ActivityLevel.COUNTY and county.pk != ngo.county_id:
            problem = _("The NGO works in its own county alone. Ask for a higher level first.")
    return Requirement(_("Branch within the level of the licence"), problem)


def _members(ngo: NGO) -> Requirement:
    least = value_of(NETWORK_MEMBERS_MIN)
    problem = ""
    if ngo.ngo_type != Type.NETWORK:
        problem = _("The NGO is not recorded as a network. Correct its type first.")
    elif (ngo.member_count or 0) < least:
        problem = _("%(count)s members are recorded; a network needs %(least)s.") % {
            "count": format_number(ngo.member_count or 0), "least": format_number(least),
        }  # fmt: skip
    return Requirement(_("Member NGOs of the network"), problem, "facts")
