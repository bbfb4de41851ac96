"""An annual report is written at the desk and signed by CEO and inspector, each by themselves."""

import pytest
from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from desk.models import Officer, ReportSignature
from desk.services.reports import word_of
from ngos.models import Term
from supervision.models import AnnualReport
from tests.cast import make_person, make_user, signed_in

TEXT = {"activities": "آموزش سی زن سرپرست خانوار", "income": "۹۰۰٬۰۰۰٬۰۰۰", "expense": "850000000"}


@pytest.fixture
def report(cast):
    with scope.system():
        AnnualReport.objects.create(
            ngo=cast.rasht_ngo, fiscal_year=1401, due_on="2023-05-20", income=7, expense=5,
        )  # fmt: skip
        return AnnualReport.objects.create(
            ngo=cast.rasht_ngo, fiscal_year=1402, due_on="2024-05-20"
        )


def officer_as(ngo, post, *, is_in_office=True):
    person = make_person(at="گیلان/رشت")
    user = make_user(
        Role.NGO_OFFICER, ngo=ngo, first_name=person.first_name, last_name=person.last_name
    )
    with scope.system():
        Officer.objects.create(user=user, ngo=ngo, name=str(person), post=post)
        if is_in_office:
            Term.objects.create(ngo=ngo, person=person, post=post, start_on="2023-01-01")
    return user


def address(report, name="desk_report"):
    return reverse(name, args=[report.ngo_id, report.pk])


def writes(client, report, **changed):
    form = client.get(address(report)).context["form"]
    return client.post(address(report), {"seen": form["seen"].value(), **TEXT, **changed})


def signs(user, report):
    client = signed_in(user)
    seen = client.get(address(report)).context["word"]
    return client.post(address(report, "desk_report_sign"), {"seen": seen}, follow=True)


def stored(report):
    with scope.system():
        return AnnualReport.objects.get(pk=report.pk)


def test_two_signatures_hand_the_report_to_the_office_which_accepts_it(cast, report):
    ceo, inspector = (officer_as(cast.rasht_ngo, post) for post in ("ceo", "inspector"))
    assert writes(signed_in(cast.rasht_ngo_officer), report).status_code == 302
    assert stored(report).income == 900_000_000
    signs(ceo, report)
    assert stored(report).state == "due"
    signs(inspector, report)
    now = stored(report)
    assert (now.state, now.signed_by_ceo, now.signed_by_inspector) == ("received", True, True)
    accepting = reverse("admin:supervision_annualreport_accept", args=[report.pk])
    signed_in(cast.rasht_expert).post(accepting, {"seen": "received"})
    assert stored(report).state == "accepted"


def test_the_button_is_for_whoever_signs_and_has_not_yet(cast, report):
    ceo = officer_as(cast.rasht_ngo, "ceo")
    writes(signed_in(ceo), report)
    button = "امضای این گزارش"
    assert button not in signed_in(cast.rasht_ngo_officer).get(address(report)).content.decode()
    assert button in signed_in(ceo).get(address(report)).content.decode()
    signs(ceo, report)
    assert button not in signed_in(ceo).get(address(report)).content.decode()


def test_last_year_stands_beside_this_one_and_the_desk_asks_for_it(cast, report):
    client = signed_in(cast.rasht_ngo_officer)
    assert "سال پیش" in client.get(address(report)).content.decode()
    home = client.get(reverse("desk_ngo", args=[cast.rasht_ngo.pk])).content.decode()
    assert address(report) in home


def test_nobody_signs_without_the_post_nor_who_is_not_in_office(cast, report):
    writes(signed_in(cast.rasht_ngo_officer), report)
    signs(cast.rasht_ngo_officer, report)
    signs(officer_as(cast.rasht_ngo, "ceo", is_in_office=False), report)
    with scope.system():
        assert not ReportSignature.objects.exists()


def test_one_person_signs_once_however_often(cast, report):
    ceo = officer_as(cast.rasht_ngo, "ceo")
    writes(signed_in(ceo), report)
    for _time in range(3):
        signs(ceo, report)
    assert stored(report).state == "due"


def test_a_text_that_changes_loses_its_signatures_and_an_unread_one_is_not_signed(cast, report):
    ceo = officer_as(cast.rasht_ngo, "ceo")
    client = signed_in(ceo)
    writes(client, report)
    seen = client.get(address(report)).context["word"]
    signs(ceo, report)
    writes(signed_in(cast.rasht_ngo_officer), report, income="1")
    with scope.system():
        assert not ReportSignature.objects.exists()
    client.post(address(report, "desk_report_sign"), {"seen": seen})
    with scope.system():
        assert not ReportSignature.objects.exists()


def test_who_writes_second_overwrites_nothing(cast, report):
    client = signed_in(cast.rasht_ngo_officer)
    form = client.get(address(report)).context["form"]
    with scope.system():
        AnnualReport.objects.filter(pk=report.pk).update(activities="نوشتهٔ دیگری")
    page = client.post(address(report), {"seen": form["seen"].value(), **TEXT})
    assert page.context["form"].errors
    assert stored(report).activities == "نوشتهٔ دیگری"


def test_a_report_of_another_ngo_is_absent(cast, report):
    with scope.system():
        foreign = AnnualReport.objects.create(
            ngo=cast.anzali_ngo, fiscal_year=1402, due_on="2024-05-20"
        )
        word = word_of(foreign)
    client = signed_in(officer_as(cast.rasht_ngo, "ceo"))
    for pk in (cast.rasht_ngo.pk, cast.anzali_ngo.pk):
        sign = reverse("desk_report_sign", args=[pk, foreign.pk])
        assert client.get(reverse("desk_report", args=[pk, foreign.pk])).status_code == 404
        assert client.post(sign, {"seen": word}).status_code == 404
