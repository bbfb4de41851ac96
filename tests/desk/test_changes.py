"""What officers put right by themselves, and what they ask the office to change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts import scope
from desk.models import ChangePaper, ChangeRequest, ChangeState, FieldChange
from ngos.models import NGO, Document, Term
from ngos.models.ngo import CONTACT
from persian.dates import format_jalali, today
from screens.posted_once import FIELD as KEY
from tests.cast import make_person, national_id, signed_in

PDF = b"%PDF-1.4 minutes"


def paper(name="صورت‌جلسه.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


@pytest.fixture
def ngo(cast):
    with scope.system():
        NGO.objects.filter(pk=cast.rasht_ngo.pk).update(phone="01333333333", address="رشت")
    return NGO(pk=cast.rasht_ngo.pk)


@pytest.fixture
def officer(cast):
    return signed_in(cast.rasht_ngo_officer)


def stored(ngo):
    with scope.system():
        return NGO.objects.select_related("county").get(pk=ngo.pk)


def asks(client, ngo, field, **values):
    address = reverse("desk_change_ask", args=[ngo.pk, field])
    return client.post(address, {"papers": [paper()], **values})


def change_of(ngo, field):
    with scope.system():
        return FieldChange.objects.filter(ngo=ngo.pk, field=field).latest("pk")


def decided(client, change, word, remarks=""):
    """The office sends its word as its page shows the request."""
    address = reverse("admin:desk_changerequest_detail", args=[change.request_id])
    page = client.get(address)
    values = {each.html_name: each.value() or "" for each in page.context["form"]} | {
        f"decision_{change.pk}": word,
        f"remarks_{change.pk}": remarks,
    }
    return client.post(address, values, follow=True)


def typed(client, ngo, **changed):
    form = client.get(reverse("desk_contact", args=[ngo.pk])).context["form"]
    return {each.html_name: each.value() or "" for each in form} | changed


# -- contact data ----------------------------------------------------------------------------------


def test_an_address_is_put_right_at_once_and_the_history_names_the_officer(cast, ngo, officer):
    address = reverse("desk_contact", args=[ngo.pk])
    sent = typed(officer, ngo, address="رشت، خیابان سعدی، پلاک ۷", phone="۰۱۳-۳۳۲۲۱۱۰۰")
    assert officer.post(address, sent).status_code == 302
    now = stored(ngo)
    assert "سعدی" in now.address
    with scope.system():
        last = NGO.pgh_event_model.objects.filter(pgh_obj_id=ngo.pk).latest("pgh_id")
    assert last.pgh_context["name"] == cast.rasht_ngo_officer.get_full_name()


def test_a_wrong_number_is_told_at_its_field_and_nothing_is_stored(ngo, officer):
    sent = typed(officer, ngo, postal_code="123", address="جای دیگر")
    page = officer.post(reverse("desk_contact", args=[ngo.pk]), sent)
    assert "postal_code" in page.context["form"].errors
    assert stored(ngo).address == "رشت"


def test_who_comes_second_is_told_and_overwrites_nothing(cast, ngo, officer):
    sent = typed(officer, ngo, address="نشانی کهنه")
    with scope.system():
        NGO.objects.filter(pk=ngo.pk).update(address="نشانی دفتر")
    page = officer.post(reverse("desk_contact", args=[ngo.pk]), sent, follow=True)
    assert "زودتر" in page.content.decode() or "تغییر کرده" in page.content.decode()
    assert stored(ngo).address == "نشانی دفتر"


def test_the_database_lets_officers_write_contact_data_alone(cast, ngo):
    with scope.enter(scope.of(cast.rasht_ngo_officer)):
        NGO.objects.update(phone="01311111111")
    for column in ("name", "status", "sheba"):
        assert column not in CONTACT
        with (
            scope.enter(scope.of(cast.rasht_ngo_officer)),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            NGO.objects.update(**{column: "x"})
    assert stored(cast.isfahan_ngo).phone == ""


# -- what the office decides -----------------------------------------------------------------------


def test_a_new_name_is_asked_for_with_its_paper_approved_and_both_names_stand_in_the_history(
    cast, ngo, officer
):
    before = cast.rasht_ngo.name
    assert asks(officer, ngo, "name", after="انجمن یاری نو").status_code == 302
    assert stored(ngo).name == before
    decided(signed_in(cast.rasht_expert), change_of(ngo, "name"), "approve")
    assert stored(ngo).name == "انجمن یاری نو"
    with scope.system():
        last = NGO.pgh_event_model.objects.filter(pgh_obj_id=ngo.pk).latest("pgh_id")
    assert last.pgh_context["name"] == cast.rasht_expert.get_full_name()
    assert last.pgh_context["asked_by"] == cast.rasht_ngo_officer.get_full_name()
    page = officer.get(reverse("desk_changes", args=[ngo.pk])).content.decode()
    assert str(ChangeState.APPROVED.label) in page
    assert before in page
    history = reverse("admin:ngos_ngo_detail", args=[ngo.pk])
    told = signed_in(cast.rasht_expert).get(history, {"tab": "history"}).content.decode()
    assert "FieldChangeEvent" not in told


def test_a_new_ceo_is_approved_the_former_term_ends_and_the_record_names_the_new_one(
    cast, ngo, officer
):
    with scope.system():
        former = make_person(at="گیلان/رشت")
        Term.objects.create(ngo=ngo, person=former, post="ceo", start_on="2020-01-01")
    person = {
        "first_name": "پروانه", "last_name": "نوآمده", "national_id": national_id(4321),
        "start_on": format_jalali(today()),
    }  # fmt: skip
    assert asks(officer, ngo, "board_ceo", **person).status_code == 302
    decided(signed_in(cast.gilan_expert), change_of(ngo, "board_ceo"), "approve")
    assert stored(ngo).ceo_name == "پروانه نوآمده"
    with scope.system():
        assert Term.objects.get(person=former).end_on < today()


def test_a_field_is_returned_with_its_reason_and_is_asked_of_the_officer_again(cast, ngo, officer):
    asks(officer, ngo, "charter", after="مادهٔ ۷")
    expert = signed_in(cast.rasht_expert)
    page = decided(expert, change_of(ngo, "charter"), "return")
    assert "کم است" in page.content.decode()
    decided(expert, change_of(ngo, "charter"), "return", "مهر مجمع ندارد.")
    home = officer.get(reverse("desk_ngo", args=[ngo.pk])).content.decode()
    assert "مهر مجمع ندارد." in home


def test_an_approved_charter_is_among_the_documents(cast, ngo, officer):
    asks(officer, ngo, "charter", after="مادهٔ ۷")
    decided(signed_in(cast.rasht_expert), change_of(ngo, "charter"), "approve")
    with scope.system():
        document = Document.objects.get(ngo=ngo.pk, type="charter")
        with document.file.open() as file:
            assert file.read() == PDF


def test_a_record_that_changed_meanwhile_is_shown_and_not_overwritten(cast, ngo, officer):
    asks(officer, ngo, "name", after="انجمن یاری نو")
    change = change_of(ngo, "name")
    expert = signed_in(cast.rasht_expert)
    address = reverse("admin:desk_changerequest_detail", args=[change.request_id])
    form = expert.get(address).context["form"]
    sent = {each.html_name: each.value() or "" for each in form}
    with scope.system():
        NGO.objects.filter(pk=ngo.pk).update(name="انجمن دیگر")
    page = expert.post(address, sent | {f"decision_{change.pk}": "approve"}, follow=True)
    assert stored(ngo).name == "انجمن دیگر"
    assert "انجمن دیگر" in page.content.decode()
    assert change_of(ngo, "name").state == ChangeState.ASKED


def test_a_field_is_asked_for_once_until_it_is_decided_or_withdrawn(ngo, officer):
    asks(officer, ngo, "name", after="انجمن یاری نو")
    page = asks(officer, ngo, "name", after="انجمن یاری دیگر")
    assert "نزد دفتر" in page.content.decode()
    change = change_of(ngo, "name")
    officer.post(reverse("desk_change_withdraw", args=[ngo.pk, change.pk]))
    assert change_of(ngo, "name").state == ChangeState.WITHDRAWN
    assert asks(officer, ngo, "name", after="انجمن یاری دیگر").status_code == 302


def test_nothing_is_asked_for_without_a_paper_or_with_one_that_lies(ngo, officer):
    address = reverse("desk_change_ask", args=[ngo.pk, "name"])
    for papers in ([], [paper("minutes.pdf", b"<script>alert(1)</script>")], [paper("x.pdf", b"")]):
        page = officer.post(address, {"after": "انجمن یاری نو", "papers": papers})
        assert "papers" in page.context["form"].errors
    with scope.system():
        assert not ChangeRequest.objects.filter(ngo=ngo.pk).exists()


def test_a_request_that_is_sent_twice_is_stored_once(ngo, officer):
    address = reverse("desk_change_ask", args=[ngo.pk, "name"])
    text = officer.get(address).content.decode()
    key = text.split(f'name="{KEY}" value="')[1].split('"')[0]
    for _time in range(2):
        sent = {"after": "انجمن یاری نو", "papers": [paper()], KEY: key}
        assert officer.post(address, sent).status_code == 302
    with scope.system():
        assert ChangeRequest.objects.filter(ngo=ngo.pk).count() == 1


def test_the_office_asks_on_behalf_and_says_so(cast, ngo, officer):
    expert = signed_in(cast.rasht_expert)
    address = reverse("admin:desk_changerequest_ask", args=[ngo.pk, "activity_level"])
    page = expert.post(address, {"after": "provincial", "papers": [paper()]})
    assert page.status_code == 302
    assert "از طرف شما" in officer.get(reverse("desk_changes", args=[ngo.pk])).content.decode()


def test_a_waiting_change_stands_on_the_worklist_of_its_office_alone(cast, ngo, officer):
    asks(officer, ngo, "name", after="انجمن یاری نو")
    worklist = reverse("admin:worklist")
    said = "تغییرهایی که سازمان‌ها خواسته‌اند"
    assert said in signed_in(cast.rasht_expert).get(worklist).content.decode()
    assert said not in signed_in(cast.qazvin_director).get(worklist).content.decode()


def test_officers_neither_decide_nor_read_the_papers_of_others(cast, ngo, officer):
    asks(officer, ngo, "name", after="انجمن یاری نو")
    change = change_of(ngo, "name")
    with (
        scope.enter(scope.of(cast.rasht_ngo_officer)),
        pytest.raises(DatabaseError, match="office"),
        transaction.atomic(),
    ):
        FieldChange.objects.filter(pk=change.pk).update(
            state="approved", decided_at="2024-01-01T00:00Z"
        )
    with scope.system():
        own = ChangePaper.objects.get(request=change.request_id)
        other = ChangeRequest.objects.create(ngo=cast.anzali_ngo, asked_by_name="دیگری")
        foreign = ChangePaper.objects.create(request=other, file="changes/x.pdf")
    page = officer.get(reverse("desk_change_paper", args=[ngo.pk, own.pk]))
    assert b"".join(page.streaming_content) == PDF

    assert officer.get(reverse("desk_change_paper", args=[ngo.pk, foreign.pk])).status_code == 404
    away = reverse("desk_change_paper", args=[cast.anzali_ngo.pk, foreign.pk])
    assert officer.get(away).status_code == 404
