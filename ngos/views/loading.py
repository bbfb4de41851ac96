"""Everything an NGO's page shows, loaded in a number of queries that does not grow with it."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from accounts.policies import value_of
from imports.models import DuplicatePair
from ngos import completeness
from ngos.models import NGO, AnnualReport, Branch, Document, Licence, SupervisionCase, Term
from ngos.personal_data import masked_fields, sees_personal_data
from ngos.policies.licences import LICENCE_ALERT_DAYS
from ngos.warnings import Alert, of_duplicates, of_supervision, warnings_of
from persian.dates import today
from screens.history import Entry, Track, latest, timeline

NEWS = 6  # events beside the page
MOST_DUPLICATES = 3  # warnings that it may be another NGO


def history_tracks(user: Any, pk: int) -> list[Track]:
    """What an NGO's time line is made of, for this person: the NGO and what hangs on it."""
    tracks = [Track(NGO, Q(pgh_obj_id=pk), masked=masked_fields(user, NGO))]
    if user.has_perm("ngos.view_term"):
        tracks.append(
            Track(
                Term,
                Q(ngo_id=pk),
                hidden={"ngo"},
                title=lambda row: f"{row['post']}، {row['person']}",
            )
        )
    if user.has_perm("ngos.view_branch"):
        tracks.append(Track(Branch, Q(ngo_id=pk), hidden={"ngo"}, title=lambda row: row["county"]))
    if user.has_perm("ngos.view_licence"):
        tracks.append(
            Track(
                Licence,
                Q(ngo_id=pk),
                hidden={"ngo", "province"},
                title=lambda row: row["number"],
            )
        )
    if user.has_perm("ngos.view_document"):
        tracks.append(
            Track(
                Document,
                Q(ngo_id=pk),
                hidden={"ngo", "file", "content_type", "size"},
                labels={"original_name": Document._meta.get_field("file").verbose_name},
                title=lambda row: f"{row['type']} {row['number']}".removesuffix("—").strip(),
            )
        )
    return tracks


@dataclass
class Loaded:
    """An NGO with all that its page needs."""

    ngo: NGO
    user: User
    terms: list[Term]
    branches: list[Branch]
    documents: list[Document]
    today: datetime.date = field(default_factory=today)

    @classmethod
    def of(cls, user: Any, pk: int) -> "Loaded":
        """Raises Http404 for an NGO outside the person's scope."""
        query = NGO.objects.select_related("field", "county", "province")
        ngo = get_object_or_404(query.prefetch_related("other_fields"), pk=pk)
        terms = ngo.terms.select_related("person").order_by("post", "-start_on", "id")
        documents = list(ngo.documents.all()) if user.has_perm("ngos.view_document") else []
        return cls(
            ngo=ngo,
            user=user,
            terms=list(terms),
            branches=list(ngo.branches.select_related("county", "county__province")),
            documents=documents,
        )

    @cached_property
    def sees_personal_data(self) -> bool:
        return sees_personal_data(self.user)

    @cached_property
    def current_terms(self) -> list[Term]:
        """Those in office, and those elected who begin later."""
        return [term for term in self.terms if not term.end_on or term.end_on >= self.today]

    @cached_property
    def past_terms(self) -> list[Term]:
        past = [term for term in self.terms if term.end_on and term.end_on < self.today]
        return sorted(past, key=lambda term: term.end_on or self.today, reverse=True)

    @cached_property
    def open_branches(self) -> list[Branch]:
        return [branch for branch in self.branches if not branch.closed_on]

    @cached_property
    def closed_branches(self) -> list[Branch]:
        return [branch for branch in self.branches if branch.closed_on]

    @cached_property
    def alert_days(self) -> int:
        return value_of(LICENCE_ALERT_DAYS, self.ngo.province_id)

    @cached_property
    def warnings(self) -> list[Alert]:
        found = warnings_of(
            self.ngo,
            terms=self.terms,
            documents=self.documents,
            today=self.today,
            alert_days=self.alert_days,
        )
        supervised = of_supervision(cases=self.cases, reports=self.reports, today=self.today)
        return [*supervised, *found, *of_duplicates(self._likely_duplicates())]

    @cached_property
    def cases(self) -> list[SupervisionCase]:
        """Supervision cases with their measures, the latest first, for who may see them."""
        if not self.user.has_perm("ngos.view_supervisioncase"):
            return []
        return list(self.ngo.cases.prefetch_related("measures"))

    @cached_property
    def reports(self) -> list[AnnualReport]:
        """Annual reports, the latest first, for who may see them."""
        if not self.user.has_perm("ngos.view_annualreport"):
            return []
        return list(self.ngo.annual_reports.all())

    def _likely_duplicates(self) -> list[tuple[NGO, str]]:
        """NGOs that this one may be, for who may look at such pairs."""
        if not self.user.has_perm("imports.view_duplicatepair"):
            return []
        pairs = list(DuplicatePair.objects.open().naming("ngos", self.ngo.pk)[:MOST_DUPLICATES])
        others = NGO.objects.in_bulk([pair.other_than(self.ngo.pk) for pair in pairs])
        return [
            (
                others[pair.other_than(self.ngo.pk)],
                reverse("admin:imports_duplicatepair_change", args=[pair.pk]),
            )
            for pair in pairs
            if pair.other_than(self.ngo.pk) in others
        ]

    @cached_property
    def percent(self) -> int:
        return completeness.percent(self.ngo)

    @cached_property
    def missing(self) -> list[Any]:
        return [part.label for part in completeness.missing(self.ngo)]

    @cached_property
    def news(self) -> list[Entry]:
        return latest(history_tracks(self.user, self.ngo.pk), NEWS)

    def history_page(self, number: Any) -> Any:
        return timeline(history_tracks(self.user, self.ngo.pk), page=number)
