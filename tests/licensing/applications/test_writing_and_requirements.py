"""What an application must bring, kind by kind, and who may write one."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied

from accounts import scope
from accounts.refusals import Refusal
from licensing.kinds import Kind
from licensing.models import Application, Licence
from licensing.requirements import kinds_open_to, requirements_of
from licensing.services.applications.drafting import create_application, edit_application
from licensing.services.applications.registering import register
from ngos.models import NGO
from persian.dates import today
from persian.numbers import persian_digits
from supervision.models import AnnualReport
from tests.cast import make_ngo, make_user, signed_in
from tests.licensing.applications.cases import (
    DAY,
    add_documents,
    add_founders,
    add_licence,
    begin,
    councils_of,
    make_application,
    stored,
    take,
)


def unmet(application, on=None):
    with scope.system():
        found = requirements_of(stored(application), on or today())
    return {str(each.label): each.problem for each in found if not each.is_met}


def refusal_of(call):
    with pytest.raises(Refusal) as refusal:
        call()
    assert not re.search(r"[A-Za-z0-9]", str(refusal.value)), str(refusal.value)
    return refusal.value


def test_a_draft_gets_a_tracking_code_of_its_office_s_own_series(cast):
    first = begin(cast.gilan_expert, cast.rasht_ngo)
    second = begin(cast.rasht_expert, cast.rasht_ngo, Kind.DISSOLUTION)
    other = begin(cast.isfahan_expert, cast.isfahan_ngo)
    assert re.fullmatch(r"14\d\d-\d+-00001", first.tracking_code)
    assert second.tracking_code.endswith("-00002")
    assert other.tracking_code.endswith("-00001")
    assert other.tracking_code != first.tracking_code


def test_an_application_of_a_kind_is_open_once(cast):
    begin(cast.gilan_expert, cast.rasht_ngo)
    refusal_of(lambda: begin(cast.gilan_expert, cast.rasht_ngo))


@pytest.mark.parametrize("status", ["suspended", "revoked"])
def test_a_suspended_or_revoked_ngo_may_appeal_or_dissolve_and_nothing_else(cast, status):
    ngo = make_ngo(status=status)
    assert kinds_open_to(ngo) == [Kind.APPEAL, Kind.DISSOLUTION]
    for kind in (Kind.RENEWAL, Kind.CHANGES, Kind.BRANCH):
        code = refusal_of(lambda kind=kind: begin(cast.gilan_expert, ngo, kind)).code
        assert code == "not_open"
    assert begin(cast.gilan_expert, ngo, Kind.APPEAL).kind == Kind.APPEAL


def test_a_role_without_the_right_and_another_province_write_nothing(cast):
    with pytest.raises(PermissionDenied):
        begin(cast.gilan_auditor, cast.rasht_ngo)
    with pytest.raises(NGO.DoesNotExist):
        begin(cast.gilan_expert, cast.isfahan_ngo)
    with pytest.raises(NGO.DoesNotExist):
        begin(cast.rasht_ngo_officer, cast.anzali_ngo)
    assert begin(cast.rasht_ngo_officer, cast.rasht_ngo).state == "draft"


def test_a_draft_is_corrected_and_a_submitted_one_is_not(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        draft = create_application(actor=expert, ngo=cast.rasht_ngo, kind=Kind.CHANGES)
        edited = edit_application(
            actor=expert, application=draft, seen="draft", level="county", subject="نشانی تازه"
        )
    assert edited.subject == "نشانی تازه"
    sent = make_application(cast.anzali_ngo, state="submitted")
    with scope.enter(scope.of(expert)), pytest.raises(Refusal) as refusal:
        edit_application(actor=expert, application=sent, seen="submitted", level="county")
    assert refusal.value.code == "not_writable"


def test_what_lacks_is_named_when_it_is_submitted_and_nothing_is_submitted(cast):
    application = make_application(cast.rasht_ngo)
    refusal = refusal_of(lambda: take(cast.gilan_expert, application, "submit"))
    assert refusal.code == "incomplete"
    assert "صورتجلسهٔ مجمع عمومی" in str(refusal)
    assert stored(application).state == "draft"
    add_documents(cast.rasht_ngo, Kind.CHANGES)
    assert take(cast.gilan_expert, application, "submit").submitted_on == today()


def test_a_document_that_ran_out_does_not_count(cast):
    application = make_application(cast.rasht_ngo)
    add_documents(cast.rasht_ngo, Kind.CHANGES, on=today() - 9 * DAY)
    with scope.system():
        cast.rasht_ngo.documents.update(expires_on=today() - DAY)
    assert list(unmet(application)) == ["صورتجلسهٔ مجمع عمومی"]


# -- founders --------------------------------------------------------------------------------------


@pytest.fixture
def founding(db):
    ngo = make_ngo("انجمن نوپا", status="applicant", is_charity=True, activity_level="county")
    add_documents(ngo, Kind.ESTABLISHMENT)
    return make_application(ngo, Kind.ESTABLISHMENT)


def test_five_grown_founders_with_national_ids_and_education_are_enough(founding):
    add_founders(founding.ngo)
    assert unmet(founding) == {}


def test_too_few_founders_are_counted(founding):
    add_founders(founding.ngo, 4)
    assert unmet(founding) == {"شمار مؤسسان": "۴ مؤسس ثبت شده است؛ ۵ نفر لازم است."}


def test_each_founder_who_does_not_meet_a_condition_is_named(founding):
    add_founders(founding.ngo, 4)
    years = datetime.timedelta(17 * 365)
    add_founders(founding.ngo, 1, last_name="خردسال", birth_date=today() - years)
    add_founders(founding.ngo, 1, last_name="بی‌شناسه", national_id=None)
    add_founders(founding.ngo, 1, last_name="بی‌تاریخ", birth_date=None)
    problems = unmet(founding)
    assert problems["هویت مؤسسان"] == "کد ملی مریم بی‌شناسه ثبت نشده است."
    assert "مریم خردسال" in problems["سن مؤسسان"]
    assert "مریم بی‌تاریخ" in problems["سن مؤسسان"]


def test_a_founder_is_grown_on_the_eighteenth_birthday_in_the_jalali_calendar(founding):
    born = datetime.date(2004, 3, 19)  # 1382/12/29
    add_founders(founding.ngo, 5, birth_date=born)
    birthday = datetime.date(2022, 3, 20)  # 1400/12/29
    assert "سن مؤسسان" in unmet(founding, birthday - DAY)
    assert "سن مؤسسان" not in unmet(founding, birthday)


def test_two_founders_have_expertise(founding):
    add_founders(founding.ngo, 1)
    add_founders(founding.ngo, 4, education="")
    assert list(unmet(founding)) == ["مؤسسان دارای تخصص"]


def test_an_official_in_office_founds_no_ngo(founding):
    *_others, official = add_founders(founding.ngo)
    with scope.system():
        official.holds_public_office = True
        official.save()
    problems = unmet(founding)
    assert list(problems) == ["مقام‌های شاغل در میان مؤسسان"]
    assert str(official.person) in problems["مقام‌های شاغل در میان مؤسسان"]


def test_founders_bring_certificates_of_no_criminal_record(founding):
    add_founders(founding.ngo)
    with scope.system():
        founding.ngo.documents.filter(type="clearance").delete()
    assert list(unmet(founding)) == ["گواهی‌های نداشتن سوءپیشینه"]


def test_a_provincial_charity_names_two_known_benefactors(founding):
    terms = add_founders(founding.ngo)
    with scope.system():
        Application.objects.update(level="provincial")
        assert "خیّران شناخته‌شده" in unmet(founding)
        for term in terms[:2]:
            term.is_known_benefactor = True
            term.save()
        assert unmet(founding) == {}


# -- renewal, upgrade, branch, network -------------------------------------------------------------


def test_a_renewal_needs_documents_newer_than_the_licence_and_the_reports_of_its_years(cast):
    ngo = cast.rasht_ngo
    application = make_application(ngo, Kind.RENEWAL)
    assert "پروانهٔ معتبر" in unmet(application)
    licence = add_licence(ngo, issued_on=today() - 720 * DAY)
    add_documents(ngo, Kind.RENEWAL, on=licence.issued_on - DAY)
    problems = unmet(application)
    assert "صورت مالی" in problems
    assert "پروانهٔ معتبر" not in problems
    add_documents(ngo, Kind.RENEWAL)
    assert list(unmet(application)) == ["گزارش‌های سالانهٔ سال‌های اخیر"]
    with scope.system():
        for year in range(1395, 1420):
            AnnualReport.objects.create(ngo=ngo, fiscal_year=year, due_on=today())
        AnnualReport.objects.update(received_on=today(), state="received")
    assert unmet(application) == {}


def test_an_expired_licence_is_renewed_and_not_built_on(cast):
    issued = today() - 900 * DAY
    add_licence(cast.rasht_ngo, issued_on=issued, expires_on=issued + 700 * DAY)
    renewal = make_application(cast.rasht_ngo, Kind.RENEWAL)
    upgrade = make_application(cast.rasht_ngo, Kind.UPGRADE, level="national")
    assert "پروانهٔ معتبر" not in unmet(renewal)
    assert "پروانهٔ معتبر" in unmet(upgrade)


def test_a_licence_is_built_on_through_its_last_day(cast):
    application = make_application(cast.rasht_ngo, Kind.UPGRADE, level="provincial")
    licence = add_licence(cast.rasht_ngo, expires_on=today())
    assert "پروانهٔ معتبر" not in unmet(application)
    with scope.system():
        Licence.objects.filter(pk=licence.pk).update(expires_on=today() - DAY)
    assert "پروانهٔ معتبر" in unmet(application)


def test_an_upgrade_asks_for_a_higher_level(cast):
    ngo = make_ngo(activity_level="provincial")
    add_licence(ngo)
    add_documents(ngo, Kind.UPGRADE)
    same = make_application(ngo, Kind.UPGRADE, level="provincial")
    assert list(unmet(same)) == ["سطح بالاتر"]
    with scope.system():
        Application.objects.update(level="national")
    assert unmet(same) == {}


def test_a_branch_needs_two_years_and_lies_within_the_level(cast):
    ngo = make_ngo(activity_level="county", founded_on=today() - 300 * DAY)
    add_licence(ngo)
    add_documents(ngo, Kind.BRANCH)
    with scope.system():
        elsewhere = cast.anzali_ngo.county
    application = make_application(ngo, Kind.BRANCH, branch_county=elsewhere)
    assert len(unmet(application)) == 2
    with scope.system():
        NGO.objects.filter(pk=ngo.pk).update(
            founded_on=today() - 800 * DAY, activity_level="provincial"
        )
    assert unmet(application) == {}


def test_a_network_has_five_members(cast):
    ngo = make_ngo(ngo_type="network", member_count=4)
    add_documents(ngo, Kind.NETWORK)
    application = make_application(ngo, Kind.NETWORK)
    assert len(unmet(application)) == 1
    with scope.system():
        NGO.objects.filter(pk=ngo.pk).update(member_count=5)
    assert unmet(application) == {}


# -- steps with dates ------------------------------------------------------------------------------


def test_dates_out_of_order_are_refused(cast):
    from licensing.services.applications.applicant import hold_assembly
    from licensing.services.applications.registering import register

    expert = cast.gilan_expert
    approved = make_application(
        cast.rasht_ngo, Kind.ALIGNMENT, state="approved", submitted_on=today() - 5 * DAY
    )
    introduced = make_application(
        cast.anzali_ngo, Kind.ALIGNMENT, state="registry_introduced", assembly_on=today() - 5 * DAY
    )
    facts = {"registration_no": "1", "gazette_no": "2"}
    with scope.enter(scope.of(expert)):
        for day, code in ((today() + DAY, "future"), (today() - 6 * DAY, "too_early")):
            with pytest.raises(Refusal) as refusal:
                hold_assembly(actor=expert, application=approved, seen="approved", on=day)
            assert (refusal.value.code, refusal.value.field) == (code, "on")
            with pytest.raises(Refusal) as refusal:
                register(
                    actor=expert,
                    application=introduced,
                    seen="registry_introduced",
                    on=day,
                    **facts,
                )
            assert (refusal.value.code, refusal.value.field) == (code, "on")
        register(
            actor=expert, application=introduced, seen="registry_introduced", on=today(), **facts
        )
        assert NGO.objects.get(pk=cast.anzali_ngo.pk).registration_no == "1"


def test_the_time_to_appeal_ends(cast):
    application = make_application(cast.rasht_ngo, state="rejected")
    with scope.system():
        Application.objects.update(
            state_since=stored(application).state_since - datetime.timedelta(31)
        )
    assert refusal_of(lambda: take(cast.gilan_expert, application, "appeal")).code == "too_late"


def test_no_appeal_beside_a_new_application_of_the_kind(cast):
    rejected = make_application(cast.rasht_ngo, state="rejected")
    begin(cast.gilan_expert, cast.rasht_ngo)
    refusal = refusal_of(lambda: take(cast.gilan_expert, rejected, "appeal"))
    assert refusal.code == "against_a_rule"
    assert "همین نوع" in str(refusal)
    assert stored(rejected).state == "rejected"


@pytest.mark.parametrize("lacking", ["registration_no", "gazette_no"])
def test_a_registration_is_recorded_with_its_numbers(cast, lacking):
    application = make_application(cast.rasht_ngo, Kind.ALIGNMENT, state="registry_introduced")
    numbers = {"registration_no": "515", "gazette_no": "22222", lacking: " "}
    with scope.enter(scope.of(cast.gilan_expert)), pytest.raises(Refusal) as refusal:
        register(actor=cast.gilan_expert, application=application, seen=application.state,
                 on=today(), **numbers)  # fmt: skip
    assert (refusal.value.code, refusal.value.field) == ("missing", lacking)


def test_an_appeal_goes_to_the_council_above_and_its_secretary_alone_takes_it_up(cast):
    ngo = make_ngo(activity_level="county")
    councils_of(ngo)
    application = make_application(ngo, state="rejected")
    take(cast.gilan_expert, application, "appeal")
    county_secretary = make_user("council_secretary", at="گیلان/رشت")
    refusal = refusal_of_other(county_secretary, application)
    assert refusal == "other_council"
    taken = take(cast.gilan_secretary, application, "take_up")
    assert (taken.state, taken.council.level) == ("preliminary_review", "provincial")


def refusal_of_other(who, application):
    with pytest.raises(Refusal) as refusal:
        take(who, application, "take_up")
    return refusal.value.code


def test_a_dissolution_that_is_carried_out_dissolves_the_ngo(cast):
    application = make_application(cast.rasht_ngo, Kind.DISSOLUTION, state="approved")
    with pytest.raises(PermissionDenied):
        take(cast.rasht_expert, application, "complete")
    take(cast.gilan_expert, application, "complete")
    ngo = stored(application).ngo
    assert (ngo.status, ngo.status_since) == ("dissolved", today())


def test_the_secretariat_sends_nothing_to_a_council_that_there_is_not(cast):
    application = make_application(cast.rasht_ngo, state="submitted")
    assert refusal_of(lambda: take(cast.gilan_expert, application, "accept")).code == "no_council"


# -- the pages -------------------------------------------------------------------------------------


def test_a_new_ngo_is_founded_and_its_application_goes_its_way_through_the_pages(cast):
    browser = signed_in(cast.rasht_expert)
    base = "/office/licensing/application/"
    with scope.system():
        field = cast.rasht_ngo.field_id
    answer = browser.post(
        f"{base}establish/",
        {"name": "انجمن بامداد نو", "field": field, "activity_level": "county"}, follow=True,
    )  # fmt: skip
    page = answer.content.decode()
    assert "انجمن بامداد نو" in page
    assert "شمار مؤسسان" in page
    with scope.system():
        application = Application.objects.get()
        assert (application.ngo.status, application.kind) == ("applicant", "establishment")
    add_founders(application.ngo)
    add_documents(application.ngo, Kind.ESTABLISHMENT)
    councils_of(application.ngo)
    one = f"{base}{application.pk}/"
    assert browser.post(f"{one}submit/", {"seen": "draft"}).status_code == 302
    late = browser.post(f"{one}submit/", {"seen": "draft"}, follow=True)
    assert persian_digits(cast.rasht_expert) in late.content.decode()
    assert browser.post(f"{one}accept/", {"seen": "submitted"}).status_code == 302
    assert "بررسی مقدماتی" in browser.get(one).content.decode()
