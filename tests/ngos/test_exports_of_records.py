"""What stands in the files of licences, applications, sessions, cases, reports and letters."""

import pytest
from django.urls import reverse

from accounts import scope
from councils.models import AgendaItem, Council, Session
from files.exporting import paper
from letters.fields import shown
from letters.models import Counterpart, Letter, LetterTemplate
from licensing.decisions import APPROVE_INITIALLY
from licensing.models import Application, Licence
from licensing.standing import standing_of
from ngos.standing import OF_LICENCES
from persian.dates import jalali_iso, to_gregorian, today
from supervision.models import AnnualReport, SupervisionCase
from tests.cast import make_ngo, signed_in
from tests.councils.factory import attend, make_council, make_member, plan, put_on, sign
from tests.councils.factory import make_application as waiting
from tests.exports import FORMATS, body, cells
from tests.imports.factory import imported, totals
from tests.letters.test_letters import write
from tests.licensing.licences.paths import ago, ahead, make_application, make_licence
from tests.supervision.cases import opened, suspended
from tests.supervision.test_annual_reports import awaited, take

RECORDS = [AgendaItem, AnnualReport, Application, Letter, Licence, Session, SupervisionCase]


def exported(who, model, file_format="csv", **query):
    return cells(exported_bytes(who, model, file_format, **query), file_format)


def exported_bytes(who, model, file_format, **query):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_export")
    response = signed_in(who).get(address, {"format": file_format, **query})
    assert response.status_code == 200
    return body(response)


def test_licences_are_exported_with_the_standing_that_the_list_shows(cast):
    days = {"issued_on": ago(400), "expires_on": ahead(300)}
    gone = {"state_since": ago(10)}
    for fields in (
        days,
        {"issued_on": ago(400), "expires_on": ago(1)},
        {"issued_on": ago(400), "expires_on": None},
        {**days, **gone, "state": "suspended"},
        {**days, **gone, "state": "revoked"},
        {**days, **gone, "state": "superseded"},
    ):
        make_licence(make_ngo(), **fields)
    make_licence(make_ngo(status="suspended"), **days)
    make_licence(make_ngo(status="dissolved"), **days)
    with scope.system():
        shown = {
            licence.number: standing_of(licence, alert_days=1).label
            for licence in Licence.objects.select_related("ngo")
        }
    assert len(set(shown.values())) == len(OF_LICENCES) - 1  # none expires soon
    assert {row["شماره"]: row["وضعیت"] for row in exported(cast.gilan_expert, Licence)} == shown


def test_a_licence_is_exported_with_its_ngo_its_days_and_its_session(cast):
    ngo = cast.rasht_ngo
    make_licence(ngo, number="=آ-۱", session_no="۱۲", session_on=ago(190), extended_by="مصوبهٔ ۷")
    for file_format in FORMATS:
        (row,) = exported(cast.rasht_expert, Licence, file_format)
        assert row["شماره"] == "'=آ-1"
        assert (row["نام سمن"], row["شهرستان"]) == (ngo.name, "رشت")
        assert row["تاریخ صدور"] == jalali_iso(ago(180))
        assert row["تاریخ جلسه"] == jalali_iso(ago(190))
        assert "مصوبهٔ 7" in row.values()


@pytest.mark.parametrize("file_format", FORMATS)
def test_licences_that_were_exported_change_nothing_when_they_are_imported(cast, file_format):
    make_licence(cast.rasht_ngo, number="=۱+۱", session_no="۰۱۲", session_on=ago(190))
    make_licence(make_ngo(), state="suspended", state_since=ago(10))
    make_licence(make_ngo(legal_id=None), kind="principle_approval", expires_on=None, notes="-")
    content = exported_bytes(cast.gilan_expert, Licence, file_format)
    with scope.system():
        run = imported(content, kind="licences", name=f"list.{file_format}")
    assert totals(run) == {"read": 3, "unchanged": 3}


def test_councils_are_exported_with_those_who_sit_in_them_today(cast):
    council = make_council("گیلان/رشت", members=2)
    gone = make_member(council, full_name="رفته", end_on=ago(1))
    plan(cast.rasht_secretary, council)
    (row,) = exported(cast.gilan_expert, Council, county=council.county_id)
    assert (row["نام"], row["شهرستان"]) == (council.name, "رشت")
    with scope.system():
        members = council.members.exclude(pk=gone.pk)
        seated = {f"{member.get_seat_display()}، {member.full_name}" for member in members}
    assert set(row["جایگاه‌های امروز"].split("؛ ")) == seated
    assert (row["اعضای کنونی"], row["جلسه‌ها"]) == (str(len(seated)), "1")


def test_counterparts_are_exported_with_the_letters_so_far(cast):
    write(cast.gilan_expert)
    (row,) = exported(cast.gilan_expert, Counterpart)
    assert (row["نام"], row["نامه‌ها"]) == ("فرمانداری رشت", "1")


def test_templates_are_exported_with_the_words_of_their_fields(cast):
    with scope.system():
        LetterTemplate.objects.create(
            province=cast.gilan_expert.province, title="تذکر", kind="notice",
            subject="پروانهٔ {ngo}", body="با سلام\n{ngo}، {licence_no} {؟}",
        )  # fmt: skip
    found = {row["عنوان"]: row for row in exported(cast.gilan_expert, LetterTemplate)}
    assert found["تذکر"]["موضوع"] == "پروانهٔ {سمن}"
    assert found["تذکر"]["متن"] == shown("با سلام\n{ngo}، {licence_no} {؟}")


def test_applications_are_exported_with_their_ngo_and_state(cast):
    application = make_application(cast.rasht_ngo)
    (row,) = exported(cast.gilan_expert, Application)
    assert row["کد رهگیری"] == application.tracking_code
    assert row["نوع"] == application.get_kind_display()
    assert row["سمن"] == cast.rasht_ngo.name
    assert row["وضعیت"] == application.get_state_display()
    assert exported(cast.gilan_expert, Application, q="هیچ") == []


def test_sessions_are_exported_with_their_chair_and_how_many_items_they_have(cast):
    council = make_council("گیلان/رشت")
    session = plan(cast.rasht_secretary, council)
    with scope.system():
        for position in (1, 2):
            AgendaItem.objects.create(session=session, position=position, subject="بودجه")
        head = str(session.chair)
    (row,) = exported(cast.rasht_expert, Session)
    assert (row["شورا"], row["رئیس"]) == (council.name, head)
    assert (row["سال"], row["بندها"]) == ("1403", "2")
    assert row["تاریخ"] == "1403/05/10"


def test_a_resolution_on_an_application_is_named_as_on_the_list(cast):
    council = make_council("گیلان/رشت")
    session = plan(cast.rasht_secretary, council)
    clerk = cast.rasht_secretary
    attend(clerk, session)
    application = waiting(council=council, ngo=cast.rasht_ngo)
    put_on(cast.rasht_secretary, session, application, decision=APPROVE_INITIALLY.key, votes_for=5)
    assert exported(cast.gilan_expert, AgendaItem) == []
    sign(cast.rasht_chair, session)
    (row,) = exported(cast.gilan_expert, AgendaItem)
    assert row["موضوع"] == f"{application.get_kind_display()}، {cast.rasht_ngo.name}"
    assert row["کد رهگیری"] == application.tracking_code
    assert row["تصمیم"] == APPROVE_INITIALLY.label
    assert (row["شورا"], row["آرای موافق"]) == (council.name, "5")
    assert row["تاریخ جلسه"] == "1403/05/10"


def test_cases_are_exported_with_the_last_measure(cast):
    suspended(cast.gilan_expert, cast.rasht_ngo)
    opened(cast.gilan_expert, make_ngo(at="گیلان/رشت"), finding="@دفتر")
    found = {row["سمن"]: row for row in exported(cast.gilan_expert, SupervisionCase, state="open")}
    (row,) = found.values()
    assert (row["یافته"], row["آخرین اقدام"]) == ("'@دفتر", "")
    rows = exported(cast.gilan_expert, SupervisionCase)
    (row,) = [row for row in rows if row["سمن"] == cast.rasht_ngo.name]
    assert row["آخرین اقدام"] == "تعلیق"


def test_annual_reports_are_exported_with_amounts_as_numbers_and_years_as_they_are(
    cast, monkeypatch
):
    take("receive", cast.gilan_expert, awaited(cast.rasht_ngo))
    (row,) = exported(cast.gilan_expert, AnnualReport, "xlsx")
    assert row["درآمد سال (ریال)"] == 2_800_000_000
    assert row["تاریخ دریافت"] == jalali_iso(today())
    sheets = []
    monkeypatch.setattr(paper, "print_list", lambda sheet: sheets.append(sheet) or b"%PDF-")
    address = reverse("admin:supervision_annualreport_export")
    body(signed_in(cast.gilan_expert).get(address, {"format": "pdf"}))
    assert "1402" in sheets[0].rows[0]
    assert "۲٬۸۰۰٬۰۰۰٬۰۰۰" in sheets[0].rows[0]


def test_letters_are_exported_with_their_number_and_whether_they_were_replied_to(cast):
    who = cast.gilan_expert
    day = to_gregorian(1403, 5, 1)
    first = write(who, on=day, reply_due_on=to_gregorian(1403, 6, 1))
    write(who, on=to_gregorian(1403, 5, 20), direction="incoming", number="ف/۹", reply_to=first)
    found = {row["شماره"]: row for row in exported(who, Letter)}
    row = found[first.number]
    assert (row["جهت"], row["طرف مکاتبه"]) == (first.get_direction_display(), "فرمانداری رشت")
    assert row["تاریخ"] == "1403/05/01"
    answers = [found[number]["پاسخ داده شد"] for number in (first.number, "ف/9")]
    assert answers == ["بله", "خیر"]


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_no_two_columns_of_a_file_are_headed_alike(cast, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_export")
    content = body(signed_in(cast.gilan_expert).get(address, {"format": "csv"}))
    titles = content.decode("utf-8").splitlines()[0].split(",")
    assert len(titles) == len(set(titles)) > 7
