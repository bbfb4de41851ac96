"""A national resolution extends all that it names or nothing, and is told in the history."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from accounts import scope
from accounts.refusals import Refusal
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.services.licences.extending import Extension, extend_licences, preview_extension
from ngos.models import NGO
from persian.text import canonical
from tests.cast import make_ngo, province
from tests.licensing.licences.paths import ago, ahead, make_licence

EXTENSION = Extension(
    kind=LicenceKind.ACTIVITY,
    expires_from=ago(100),
    expires_until=ahead(100),
    new_expiry=ahead(365),
    resolution_no="۸۸/الف",
    resolution_on=ago(2),
)


@pytest.fixture
def licences(cast) -> dict[str, Licence]:
    """Two that are reached, in two provinces; the others are not valid, or end at another time."""
    within = {"issued_on": ago(700), "expires_on": ahead(10)}
    return {
        "rasht": make_licence(cast.rasht_ngo, **within),
        "isfahan": make_licence(cast.isfahan_ngo, **{**within, "expires_on": ago(10)}),
        "later": make_licence(cast.anzali_ngo),
        "revoked": make_licence(make_ngo(), **within, state="revoked", state_since=ago(3)),
        "suspended": make_licence(make_ngo(), **within, state="suspended", state_since=ago(3)),
        "at rest": make_licence(make_ngo(status="suspended"), **within),
        "credential": make_licence(make_ngo(), **within, kind=LicenceKind.CREDENTIAL),
    }


def extend(actor, extension=EXTENSION, *, expected=None) -> int:
    with scope.enter(scope.of(actor)):
        if expected is None:
            expected = preview_extension(actor=actor, extension=extension).count
        return extend_licences(actor=actor, extension=extension, expected=expected)


def extended(licences) -> set[str]:
    with scope.system():
        for licence in licences.values():
            licence.refresh_from_db()
    return {name for name, each in licences.items() if each.expires_on == EXTENSION.new_expiry}


def test_the_ministry_extends_the_valid_ones_of_the_whole_country_at_once(cast, licences):
    assert extend(cast.national_expert) == 2
    assert extended(licences) == {"rasht", "isfahan"}
    assert "88/الف" in licences["rasht"].extended_by
    with scope.system():
        event = Licence.pgh_event_model.objects.filter(pgh_obj=licences["rasht"].pk).last()
        assert canonical(event.pgh_context["extension"]) == licences["rasht"].extended_by
        shown = NGO.objects.get(pk=cast.rasht_ngo.pk).licence_expires_on
    assert shown == EXTENSION.new_expiry


def test_a_province_reaches_its_own_licences_alone(cast, licences):
    assert extend(cast.gilan_director) == 1
    assert extended(licences) == {"rasht"}


def test_the_ministry_may_name_one_province(cast, licences):
    with scope.system():
        home = province("اصفهان")
    assert extend(cast.national_expert, replace(EXTENSION, province=home)) == 1
    assert extended(licences) == {"isfahan"}


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"new_expiry": EXTENSION.expires_until}, "shortens", "new_expiry"),
        ({"expires_from": ahead(101)}, "reversed", "expires_until"),
        ({"resolution_no": " "}, "resolution_missing", "resolution_no"),
        ({"resolution_on": ahead(1)}, "future", "resolution_on"),
        ({"kind": LicenceKind.BRANCH}, "nothing_chosen", None),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(cast, licences, changed, code, field):
    with pytest.raises(Refusal) as refusal:
        extend(cast.national_expert, replace(EXTENSION, **changed), expected=0)
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert extended(licences) == set()


def test_licences_that_came_or_went_since_the_preview_stop_it_all(cast, licences):
    with pytest.raises(Refusal) as refusal:
        extend(cast.national_expert, expected=3)
    assert refusal.value.code == "changed_meanwhile"
    assert extended(licences) == set()


def test_an_ngo_whose_next_licence_begins_before_the_new_end_is_left_out_by_name(cast, licences):
    make_licence(cast.rasht_ngo, issued_on=ahead(10), expires_on=ahead(700))
    with scope.enter(scope.of(cast.national_expert)):
        found = preview_extension(actor=cast.national_expert, extension=EXTENSION)
    assert (found.count, found.in_the_way, found.named) == (1, 1, [cast.rasht_ngo.name])
    assert extend(cast.national_expert) == 1
    assert extended(licences) == {"isfahan"}


@pytest.mark.parametrize("person", ["gilan_expert", "rasht_expert", "gilan_auditor"])
def test_who_may_not_extend_is_refused_by_the_service(cast, licences, person):
    with pytest.raises(PermissionDenied):
        extend(getattr(cast, person), expected=1)


def test_the_number_of_queries_does_not_grow_with_the_licences(
    cast, licences, django_assert_max_num_queries
):
    for _each in range(20):
        make_licence(make_ngo(), issued_on=ago(700), expires_on=ahead(10))
    with django_assert_max_num_queries(12):
        assert extend(cast.national_expert) == 22
