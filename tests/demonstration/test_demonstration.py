"""The demonstration: invented data like that of three offices, the same each time, only once."""

from collections.abc import Iterator
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, Q
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role, permissions_of
from demonstration import ACCOUNTS, PASSWORD, Account, register, stationery
from demonstration.seeding import AUTHOR
from files.printing import is_readable_image
from licensing.models import Licence
from licensing.standing import licence_is
from ngos.models import NGO, Document, Person, Term
from ngos.models.ngo import Status
from ngos.standing import OF_LICENCES, OF_NGOS, ngo_licence_is
from papers.models import Signature, Stationery
from persian.dates import today
from persian.identifiers import clean_legal_id, clean_national_id
from supervision.models import AnnualReport
from supervision.models.annual_report import ReportState


def seed(**options: object) -> str:
    said = StringIO()
    call_command("seed_demo", stdout=said, **options)
    return said.getvalue()


@pytest.fixture(scope="module")
def seeded(
    django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The demonstration's data, made once for the tests of this module and taken back after."""
    storages = {**settings.STORAGES}
    folder: Path = tmp_path_factory.mktemp("media")
    storages["default"] = {**storages["default"], "OPTIONS": {"location": folder, "base_url": None}}
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers):
            seed()
        connection.check_constraints()  # once, not at the end of each test
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(seeded, everything) -> None:
    """A test that looks at all of the demonstration's rows."""


def of(province: str) -> Q:
    return Q(province__name=province)


def test_isfahan_has_nearly_1800_ngos_most_of_them_charities(demonstration):
    counts = NGO.objects.filter(of("اصفهان")).aggregate(
        total=Count("pk"),
        charities=Count("pk", filter=Q(is_charity=True)),
        others=Count("pk", filter=Q(is_charity=False)),
    )
    assert 1780 <= counts["total"] <= 1800
    assert counts["charities"] + counts["others"] == counts["total"]
    assert counts["charities"] > counts["others"]


def test_the_first_three_fields_of_isfahan_are_those_its_director_named(demonstration):
    fields = NGO.objects.filter(of("اصفهان")).order_by().values_list("field__name")
    ranked = fields.annotate(count=Count("pk")).order_by("-count")
    assert [name for name, _count in ranked[:3]] == [
        "خیریه", "فرهنگی و مذهبی", "پیشگیری از آسیب‌های اجتماعی",
    ]  # fmt: skip


def test_isfahan_has_most_ngos_and_most_members(demonstration):
    provinces = dict.fromkeys(("اصفهان", "گیلان", "قزوین"))
    for name in provinces:
        ngos = NGO.objects.filter(of(name))
        provinces[name] = (
            ngos.count(),
            sum(ngos.values_list("member_count", flat=True).exclude(member_count=None)),
        )
    assert max(provinces, key=lambda name: provinces[name][0]) == "اصفهان"
    assert max(provinces, key=lambda name: provinces[name][1]) == "اصفهان"


@pytest.mark.parametrize("province", ["گیلان", "قزوین", "اصفهان"])
def test_each_office_has_licences_in_every_state_and_ngos_in_every_status(demonstration, province):
    ngos = NGO.objects.filter(of(province))
    for standing in OF_NGOS:
        assert ngos.filter(ngo_licence_is(standing, today())).exists(), standing
    assert set(ngos.values_list("status", flat=True)) == set(Status)


def test_numbers_are_right_and_of_prefixes_that_are_not_given_out(demonstration):
    for legal_id in NGO.objects.exclude(legal_id=None).values_list("legal_id", flat=True):
        assert clean_legal_id(legal_id).startswith("999")
    for national_id, mobile in Person.objects.values_list("national_id", "mobile"):
        assert clean_national_id(national_id).startswith("999")
        assert mobile.startswith("0970")


def test_some_boards_have_ended_and_a_ceo_of_the_register_is_the_ceo_in_office(demonstration):
    assert Term.objects.filter(post="board_chair", end_on__lt=today()).exists()
    for term in Term.objects.filter(post="ceo").select_related("ngo", "person")[:50]:
        assert term.ngo.ceo_name == str(term.person)


def test_documents_are_real_pdf_files(demonstration):
    documents = Document.objects.all()
    assert documents
    assert {document.content_type for document in documents} == {"application/pdf"}


def test_the_history_names_the_staff_who_changed_something(demonstration):
    events = NGO.events.rel.related_model.objects.filter(pgh_label="update")
    # The register follows the licences that the seeding makes.
    names = set(events.values_list("pgh_context__name", flat=True)) - {AUTHOR}
    assert names == {
        f"{account.first_name} {account.last_name}"
        for account in ACCOUNTS
        if account.username in {"gilan.expert", "qazvin.expert", "isfahan.expert"}
    }


def test_the_same_day_makes_the_same_ngos(everything):
    first, second = (
        [(draft.ngo.name, draft.ngo.legal_id, draft.ngo.licence_expires_on) for draft in made]
        for made in (register.invent(today()), register.invent(today()))
    )
    assert first == second


def test_seeding_again_changes_nothing(demonstration):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(pgh_id) FROM ngos_ngoevent")
        before = cursor.fetchone()
        said = seed()
        cursor.execute("SELECT count(*), max(pgh_id) FROM ngos_ngoevent")
        assert cursor.fetchone() == before
    assert "0 NGOs and 0 accounts" in said
    assert User.objects.count() == len(ACCOUNTS)


def test_a_scale_multiplies_the_ngos_once(demonstration):
    before = NGO.objects.count()
    seed(scale=2)
    assert NGO.objects.count() == 2 * before
    seed(scale=2)
    assert NGO.objects.count() == 2 * before


def test_there_are_licences_of_every_standing_and_chains_of_three(demonstration):
    for standing in OF_LICENCES:
        assert Licence.objects.filter(licence_is(standing, today())).exists(), standing
    assert Licence.objects.filter(previous__previous__isnull=False).exists()
    overdue = Licence.objects.filter(state="suspended", suspended_until__lte=today())
    assert overdue.values("province").distinct().count() == overdue.count() > 0


@pytest.mark.parametrize("province", ["گیلان", "قزوین", "اصفهان"])
def test_each_office_awaits_some_annual_reports_and_has_received_most(demonstration, province):
    reports = AnnualReport.objects.filter(ngo__province__name=province)
    assert set(reports.values_list("state", flat=True)) == set(ReportState.values)
    assert reports.filter(state=ReportState.ACCEPTED).count() > reports.count() / 2


def test_there_is_an_account_for_every_role():
    assert {account.role for account in ACCOUNTS} == set(Role)


def test_one_office_has_a_person_for_each_part_that_money_takes():
    def may(permission: str) -> set[str]:
        return {
            account.username
            for account in ACCOUNTS
            if account.place.startswith("گیلان")
            and f"money.{permission}_allocation" in permissions_of(account.role)
        }

    parts = [may(part) for part in ("add", "approve", "pay", "verify")]
    assert any(len(set(people)) == len(parts) for people in product(*parts))


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_every_account_signs_in_and_lands_on_a_page(seeded, db, account: Account):
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": account.username, "password": PASSWORD}, follow=True
    )
    assert answer.status_code == 200
    own = reverse("admin:index") if account.role != Role.NGO_OFFICER else reverse("desk")
    assert answer.redirect_chain[-1][0].startswith(own)
    assert account.last_name in answer.content.decode()


def test_each_office_has_stationery_whose_images_can_be_printed(demonstration):
    assert Stationery.objects.exclude(emblem="").count() == 3
    assert Signature.objects.exclude(image="").count() == 6
    for image in (stationery.emblem(), stationery.signature(1), stationery.signature(2)):
        assert is_readable_image(image)
