"""Merging two NGOs with licences, applications, cases, reports and letters on either of them."""

from typing import Any

import pytest
from django.urls import reverse

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from imports.duplicates.deciding import PairRefused
from imports.duplicates.merging import links_of
from letters.models import Letter
from licensing.models import Inquiry
from ngos.duplicates import RULES, look_for_duplicates
from ngos.models import NGO, Branch, Document, Field, Term
from ngos.services.merge_ngos import merge_ngos
from supervision.models import SupervisionCase
from tests.beneficiaries.rows import make_woman, of_care
from tests.cast import county, make_ngo, make_person, make_user, province, signed_in
from tests.certificates.models import Certificate
from tests.desk.rows import of_desk
from tests.letters.test_letters import write
from tests.licensing.licences.paths import (
    ago,
    ahead,
    make_application,
    make_licence,
    make_resolution,
)
from tests.ngos.duplicates.pairs import pair_of
from tests.programs import rows
from tests.programs.events.rows import of_event
from tests.public.rows import withheld
from tests.supervision.cases import opened, suspended
from tests.supervision.test_annual_reports import awaited, take


@pytest.fixture
def twins(cast) -> tuple[NGO, NGO]:
    """The same NGO registered twice in Rasht, and the pair in the queue."""
    one = make_ngo("انجمن یاوران سپیده")
    other = make_ngo("مؤسسه یاوران سپیده", legal_id=None)
    with scope.system():
        look_for_duplicates(other)
    return one, other


def merge(actor: User, keep: NGO, drop: NGO, **values: int) -> NGO:
    with scope.enter(scope.of(actor)):
        one, other = (NGO.objects.get(pk=ngo.pk) for ngo in (keep, drop))
        return merge_ngos(actor=actor, keep=one, drop=other, values=values)


def refused(actor: User, keep: NGO, drop: NGO) -> PairRefused:
    """Why the two are not merged, with both as they were."""
    with scope.system():
        both = NGO.objects.filter(pk__in=[keep.pk, drop.pk]).order_by("pk").values()
        before, hanging = list(both), what_hangs(drop)
    with pytest.raises(PairRefused) as refusal:
        merge(actor, keep, drop)
    with scope.system():
        assert (list(both.all()), what_hangs(drop)) == (before, hanging)
    assert "چیزی تغییر نکرد" in str(refusal.value)
    return refusal.value


def what_hangs(ngo: NGO) -> dict[Any, list[int]]:
    """The keys of the rows that name an NGO, by table and column."""
    return {
        (link.model, link.column): list(link.rows(ngo.pk).values_list("pk", flat=True))
        for link in links_of(RULES)
    }


def test_one_row_of_every_table_that_may_hang_on_an_ngo_is_moved(cast, twins):
    keep, drop = twins
    actor = cast.gilan_expert
    make_user(Role.NGO_OFFICER, ngo=drop)
    with scope.system():
        drop.other_fields.set(Field.objects.exclude(pk=drop.field_id)[:1])
        Term.objects.create(ngo=drop, person=make_person(), post="ceo", start_on="2023-01-01")
        Branch.objects.create(ngo=drop, county=county("لاهیجان"))
        Document.objects.create(ngo=drop, type="charter", number="12")
        Certificate.objects.create(ngo=drop, subject="حسن انجام کار", asked_on=ago(5))
        rows.of_programs(drop)
        rows.of_money(drop)
        of_event(drop)
        of_desk(drop)
        withheld(drop, by=actor)
        woman = make_woman({"province": drop.province, "county": drop.county}, 881_000)
        of_care(woman, drop)
    application = make_application(drop)
    with scope.system():
        inquiry = Inquiry.objects.create(
            application=application, authority="police", sent_on=ago(30), due_on=ahead(30)
        )
    item = make_resolution(application, "approve_initially", on=ago(20))
    licence = make_licence(drop, number="۱۴۰۱/۷")
    awaited(drop)
    case = suspended(actor, drop)
    letter = write(actor, ngo=drop, application=application)
    with scope.system():
        hanging = what_hangs(drop)
    assert all(hanging.values()), [table for table, rows in hanging.items() if not rows]
    merged = merge(actor, keep, drop)
    with scope.system():
        assert what_hangs(keep) == hanging
        assert inquiry.application.__class__.objects.get().ngo_id == keep.pk
        for row in (inquiry, item, licence, case, letter, case.measures.get()):
            row.refresh_from_db()  # none has gone
        assert item.of_applicationonagenda.application.ngo == keep
    assert merged.licence_no == licence.number


def test_two_licences_in_force_at_a_time_refuse_the_merging_in_the_words_of_the_rule(cast, twins):
    for ngo in twins:
        make_licence(ngo, issued_on=ago(100), expires_on=ahead(100))
    reason = refused(cast.gilan_expert, *twins)
    assert reason.code == "in_the_way"
    assert "پروانه" in str(reason)


def test_two_open_applications_of_a_kind_refuse_the_merging(cast, twins):
    for ngo in twins:
        make_application(ngo)
    assert "درخواست" in str(refused(cast.gilan_expert, *twins))


def test_two_reports_of_a_year_refuse_the_merging(cast, twins):
    for ngo in twins:
        take("receive", cast.gilan_expert, awaited(ngo), income=1_000 * ngo.pk)
    assert "گزارش" in str(refused(cast.gilan_expert, *twins))


@pytest.mark.parametrize("brought", [0, 1, None], ids=["kept", "dropped", "neither"])
def test_of_a_report_that_both_owe_the_one_that_came_stays(cast, twins, brought):
    actor = cast.gilan_expert
    reports = [awaited(ngo) for ngo in twins]
    case = opened(actor, twins[1], source="annual_report")
    with scope.system():
        SupervisionCase.objects.filter(pk=case.pk).update(annual_report=reports[1])
    if brought is not None:
        take("receive", actor, reports[brought])
    merged = merge(actor, *twins)
    with scope.system():
        report = merged.annual_reports.get()
        assert report.pk == reports[brought or 0].pk
        assert (report.state == "received") is (brought is not None)
        assert merged.cases.get().annual_report == report


def test_nobody_chooses_which_licence_is_shown_where_one_is_recorded(cast, twins):
    keep, drop = twins
    with scope.system():
        NGO.objects.filter(pk=keep.pk).update(licence_no="کهنه ۱", licence_expires_on=ago(900))
    licence = make_licence(drop, number="۱۴۰۱/۷")
    with scope.system():
        page = reverse("admin:imports_duplicatepair_change", args=(pair_of(*twins).pk,))
    shown = signed_in(cast.gilan_expert).get(page)
    assert shown.status_code == 200
    choices = [field["name"] for field in shown.context["fields"] if field["is_choice"]]
    assert "licence_no" not in choices
    merged = merge(cast.gilan_expert, keep, drop)
    assert (merged.licence_no, merged.licence_expires_on) == (licence.number, licence.expires_on)


def test_what_another_office_has_hung_on_the_one_that_goes_is_not_lost(cast, twins):
    keep, drop = twins
    letter = write(cast.gilan_expert, ngo=drop)
    with scope.system():
        Letter.objects.filter(pk=letter.pk).update(province=province("اصفهان"))
    reason = refused(cast.gilan_expert, keep, drop)
    assert reason.code == "held_elsewhere"
    merge(cast.national_expert, keep, drop)
    with scope.system():
        assert Letter.objects.get().ngo_id == keep.pk
