"""Letters: their numbers, replies, links, files and print."""

import datetime
import logging
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.models import PolicySetting
from accounts.refusals import Refusal
from letters.fields import checked, fill, shown, words
from letters.models import Counterpart, Letter, LetterTemplate
from letters.models.letter import LetterKind
from letters.services.counting import counts_by_counterpart, counts_by_kind, letters_of
from letters.services.saving import save_letter, thread
from persian.dates import format_jalali, to_gregorian, today
from tests.cast import make_ngo, national_id, province, signed_in
from tests.licensing.applications.cases import make_application

ADD = reverse("admin:letters_letter_add")
LIST = reverse("admin:letters_letter_changelist")


def write(who, *, on=None, upload=None, **facts):
    with scope.enter(scope.of(who)):
        letter = Letter(
            **{
                "province": who.province, "county": who.county, "direction": "outgoing",
                "kind": "notice", "subject": "تذکر", "body": "با سلام",
                "written_on": on or today(), **facts,
            }
        )  # fmt: skip
        if letter.counterpart_id is None and letter.ngo_id is None:
            with scope.system():
                letter.counterpart, _made = Counterpart.objects.get_or_create(
                    province=who.province, name="فرمانداری رشت"
                )
        return save_letter(actor=who, letter=letter, upload=upload)


def code_of(who, **facts):
    with pytest.raises(Refusal) as refusal:
        write(who, **facts)
    assert str(refusal.value)
    return refusal.value.code


def test_outgoing_letters_are_numbered_within_the_year_by_the_office_s_template(cast):
    day = to_gregorian(1403, 12, 30)
    assert write(cast.gilan_expert, on=day).number == "1403/1"
    assert write(cast.rasht_expert, on=day).number == "1403/2"
    assert write(cast.gilan_expert, on=to_gregorian(1404, 1, 1)).number == "1404/1"
    assert write(cast.isfahan_expert, on=day).number == "1403/1"
    with scope.system():
        PolicySetting.objects.create(
            name="letter_number_template", province=province("گیلان"), value="گ-{number}-{year}"
        )
    assert write(cast.gilan_expert, on=day).number == "گ-3-1403"
    assert write(cast.isfahan_expert, on=day).number == "1403/2"


def test_a_letter_that_is_not_stored_gives_its_number_back(cast):
    who = cast.gilan_expert
    day = to_gregorian(1403, 1, 5)
    write(who, on=day)
    before = transaction.savepoint()
    assert write(who, on=day).number == "1403/2"
    transaction.savepoint_rollback(before)
    assert write(who, on=day).number == "1403/2"


@pytest.mark.django_db(transaction=True)
def test_letters_written_at_once_get_different_numbers(cast):
    numbers, problems = [], []

    def write_some(who):
        try:
            for _each in range(5):
                numbers.append(write(who, on=to_gregorian(1403, 1, 5)).number)
        except Exception as error:  # told by the assertion below
            problems.append(error)
        finally:
            connection.close()

    write(cast.gilan_expert, on=to_gregorian(1403, 1, 5))
    threads = [
        threading.Thread(target=write_some, args=[who])
        for who in (cast.gilan_expert, cast.rasht_expert, cast.gilan_director)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert problems == []
    assert sorted(int(number.split("/")[1]) for number in numbers) == list(range(2, 17))


def test_an_incoming_letter_keeps_its_sender_s_number(cast):
    letter = write(cast.gilan_expert, direction="incoming", number="۱۲/الف/۷")
    assert letter.number == "12/الف/7"


def test_number_and_date_are_filled_at_saving_and_braces_of_others_stay(cast):
    body = "شمارهٔ {number} تاریخ {date} {چیزی}"
    letter = write(cast.gilan_expert, on=to_gregorian(1403, 2, 5), body=body)
    assert letter.body == "شمارهٔ 1403/1 تاریخ 1403/02/05 {چیزی}"


def test_what_does_not_belong_together_is_refused(cast):
    who = cast.gilan_expert
    first = write(who, on=to_gregorian(1403, 2, 5))
    foreign = write(cast.isfahan_expert, on=to_gregorian(1403, 2, 5))
    with scope.system():
        foreign.refresh_from_db()
        other = Counterpart.objects.create(province=province("اصفهان"), name="شهرداری")
    early = to_gregorian(1403, 2, 4)
    assert code_of(who, on=today() + datetime.timedelta(days=1)) == "future"
    assert code_of(who, reply_to=first, on=early) == "too_early"
    assert code_of(who, reply_to=foreign) == "other_province"
    assert code_of(who, ngo=cast.isfahan_ngo) == "other_province"
    assert code_of(who, counterpart=other) == "other_province"
    reply = write(who, reply_to=first)
    first.reply_to, first.written_on = reply, reply.written_on
    with scope.enter(scope.of(who)), pytest.raises(Refusal) as refusal:
        save_letter(actor=who, letter=first)
    assert refusal.value.code == "circle"


def test_a_numbered_letter_stays_in_its_year(cast):
    letter = write(cast.gilan_expert, on=to_gregorian(1403, 2, 5))
    letter.written_on = to_gregorian(1404, 2, 5)
    with scope.enter(scope.of(cast.gilan_expert)), pytest.raises(Refusal) as refusal:
        save_letter(actor=cast.gilan_expert, letter=letter)
    assert refusal.value.code == "other_year"


def test_a_letter_and_its_replies_are_one_thread(cast):
    who = cast.gilan_expert
    first = write(who, subject="یک")
    second = write(who, subject="دو", reply_to=first, direction="incoming", number="7")
    third = write(who, subject="سه", reply_to=second)
    write(who, subject="چهار", reply_to=first)
    write(who, subject="بیگانه")
    with scope.enter(scope.of(who)):
        found = [(each.subject, each.depth) for each in thread(third)]
    assert found == [("یک", 0), ("دو", 1), ("سه", 2), ("چهار", 1)]


def test_who_may_not_write_letters_writes_none(cast):
    with pytest.raises(PermissionDenied):
        write(cast.gilan_auditor)


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("national_expert", 2), ("gilan_expert", 2), ("rasht_expert", 1), ("gilan_auditor", 2),
        ("isfahan_expert", 0),
    ],
)  # fmt: skip
def test_raw_sql_sees_the_letters_of_its_office(cast, person, sees):
    write(cast.gilan_expert)
    write(cast.rasht_expert)
    with scope.enter(scope.of(getattr(cast, person))), connection.cursor() as cursor:
        for table in ("letters_letter", "letters_letterevent"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (sees,)


def test_letters_are_counted_by_kind_also_where_there_is_none(cast):
    who = cast.gilan_expert
    day = to_gregorian(1403, 2, 5)
    for _each in range(2):
        write(who, on=day, kind="support")
    write(who, on=day, kind="report", direction="incoming", number="9")
    write(who, on=to_gregorian(1402, 2, 5), kind="support")
    with scope.enter(scope.of(who)):
        Counterpart.objects.create(province=who.province, name="بهزیستی")
        counts = counts_by_kind(letters_of(1403))
        assert counts == {**dict.fromkeys(LetterKind, 0), "support": 2, "report": 1}
        outgoing = counts_by_counterpart(1403, direction="outgoing")
        found = dict(outgoing.values_list("name", "count"))
    assert found == {"فرمانداری رشت": 2, "بهزیستی": 0}


def test_a_counterpart_is_one_however_it_is_spelled(cast):
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:letters_counterpart_add")
    assert client.post(address, {"name": "ادارهٔ کل بهزیستی", "is_active": "on"}).status_code == 302
    again = client.post(address, {"name": "اداره كل بهزيستي", "is_active": "on"})
    assert "name" in again.context["adminform"].form.errors


# -- templates ---------------------------------------------------------------------------------


def test_a_template_takes_the_words_of_its_fields_and_refuses_others(cast):
    assert checked("به {سمن} با {شناسه ملی}") == "به {ngo} با {legal_id}"
    assert shown("به {ngo}") == "به {سمن}"
    for wrong in ("{کد ملی}", "{ngo", "ngo}", "{{ngo}}", "{ngo.sheba}", "{ngo!r}"):
        with pytest.raises(ValidationError):
            checked(wrong)


def test_values_are_text_and_never_fields():
    assert fill("{ngo} {number}", {"ngo": "{number}", "number": "7"}) == "(number) 7"


def test_there_is_no_field_for_personal_data():
    assert set(words()).isdisjoint({"ceo", "ceo_name", "mobile", "sheba", "national_id", "address"})


def test_a_letter_begins_with_a_template_s_text(cast):
    with scope.system():
        template = LetterTemplate.objects.create(
            title="تذکر گزارش", kind="notice", subject="گزارش {ngo}", body="{ngo} ({county}) {date}"
        )
    client = signed_in(cast.rasht_expert)
    asked = {"direction": "outgoing", "ngo": cast.rasht_ngo.pk, "template": template.pk}
    form = client.get(ADD, asked).context["form"]
    assert form["subject"].value() == f"گزارش {cast.rasht_ngo.name}"
    assert form["body"].value() == f"{cast.rasht_ngo.name} (رشت) {{تاریخ}}"


def test_an_office_changes_its_own_templates_and_not_the_country_s(cast):
    with scope.system():
        national = LetterTemplate.objects.create(
            title="دعوت", kind="notice", subject="دعوت", body="{ngo}"
        )
    typed = {"title": "دعوت", "kind": "notice", "subject": "دعوت نو", "body": "{سمن}"}
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:letters_lettertemplate_change", args=[national.pk])
    assert client.post(address, typed).status_code == 403
    assert client.post(reverse("admin:letters_lettertemplate_add"), typed).status_code == 302
    with scope.system():
        own = LetterTemplate.objects.get(province=province("گیلان"))
    assert own.body == "{ngo}"


# -- screens -----------------------------------------------------------------------------------


def typed(**changed):
    return {
        "kind": "notice", "written_on": format_jalali(today()), "subject": "تذکر",
        "body": "با سلام", **changed,
    }  # fmt: skip


def test_a_letter_is_written_its_reply_recorded_and_both_are_found(cast):
    client = signed_in(cast.rasht_expert)
    answer = client.post(ADD, typed(ngo=cast.rasht_ngo.pk, reply_due_on=format_jalali(today())))
    assert answer.status_code == 302, answer.context["form"].errors
    with scope.system():
        letter = Letter.objects.get()
    assert (letter.county_id, letter.ngo_id) == (cast.rasht_ngo.county_id, cast.rasht_ngo.pk)
    page = client.get(answer["Location"])
    buttons = [button["icon"] for button in page.context["actions"]]
    assert buttons == ["print", "reply", "edit", "add_task"]  # the last is of a room above
    reply = client.post(
        f"{ADD}?direction=incoming&reply_to={letter.pk}",
        typed(ngo=cast.rasht_ngo.pk, number="۱۲/۳", reply_to=letter.pk),
    )
    assert reply.status_code == 302, reply.context["form"].errors
    page = client.get(reply["Location"])
    assert page.context["letters"][0].pk == letter.pk
    for query, count in (
        ({"reply": "replied"}, 1), ({"reply": "overdue"}, 0), ({"direction": "incoming"}, 1),
        ({"q": "تذكر"}, 2), ({"kind": "seizure"}, 0), ({"year": letter.year}, 2),
    ):  # fmt: skip
        assert client.get(LIST, query).context_data["cl"].result_count == count, query


def test_an_application_s_letters_stand_on_its_page_where_another_is_begun(cast):
    application = make_application(cast.rasht_ngo, state="submitted")
    about = {"ngo": cast.rasht_ngo, "application": application}
    write(cast.rasht_expert, subject="نقص مدارک درخواست", reply_due_on=today(), **about)
    write(cast.rasht_expert, subject="دعوت به همایش", ngo=cast.rasht_ngo)
    page = reverse("admin:licensing_application_detail", args=[application.pk])
    begun = f"{ADD}?direction=outgoing&amp;application={application.pk}"
    seen = signed_in(cast.rasht_expert).get(page).content.decode()
    assert "نقص مدارک درخواست" in seen
    assert "دعوت به همایش" not in seen
    assert begun in seen
    form = signed_in(cast.rasht_expert).get(begun.replace("&amp;", "&")).context["form"]
    assert form.initial["application"] == application.pk
    read = signed_in(cast.gilan_auditor).get(page).content.decode()
    assert "نقص مدارک درخواست" in read
    assert begun not in read


def test_a_letter_without_another_side_is_refused_at_its_field(cast):
    form = signed_in(cast.rasht_expert).post(ADD, typed()).context["form"]
    assert form.errors["counterpart"] == ["طرف مکاتبه یا سمن را برگزینید."]


def test_an_incoming_letter_needs_its_number(cast):
    client = signed_in(cast.rasht_expert)
    sent = client.post(f"{ADD}?direction=incoming", typed(ngo=cast.rasht_ngo.pk))
    assert "number" in sent.context["form"].errors


def test_the_file_of_a_letter_is_handed_out_in_scope_and_one_that_lies_is_refused(cast):
    client = signed_in(cast.rasht_expert)
    scan = SimpleUploadedFile("نامه.pdf", b"%PDF-1.4 letter")
    answer = client.post(ADD, typed(ngo=cast.rasht_ngo.pk, file=scan))
    assert answer.status_code == 302
    with scope.system():
        letter = Letter.objects.get()
    address = reverse("admin:letters_letter_file", args=[letter.pk])
    assert b"".join(client.get(address).streaming_content) == b"%PDF-1.4 letter"
    assert signed_in(cast.isfahan_expert).get(address).status_code == 404
    assert signed_in(cast.rasht_case_worker).get(address).status_code == 403
    lie = SimpleUploadedFile("نامه.pdf", b"MZ program")
    sent = client.post(ADD, typed(ngo=cast.rasht_ngo.pk, file=lie))
    assert "file" in sent.context["form"].errors


def test_an_outgoing_letter_is_printed_and_an_incoming_one_is_not(cast):
    letter = write(cast.gilan_expert, ngo=cast.rasht_ngo)
    client = signed_in(cast.gilan_expert)
    printed = client.get(reverse("admin:letters_letter_print", args=[letter.pk]))
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-")
    incoming = write(cast.gilan_expert, direction="incoming", number="5")
    assert client.get(reverse("admin:letters_letter_print", args=[incoming.pk])).status_code == 302


def test_nothing_of_a_letter_s_text_is_written_to_a_log(cast, caplog):
    secret = national_id(4242)
    caplog.set_level(logging.DEBUG, "django.request")
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("django.db.backends").setLevel(logging.INFO)
        client = signed_in(cast.gilan_expert)
        ngo = make_ngo()
        answer = client.post(ADD, typed(ngo=ngo.pk, body=f"کد ملی {secret}"), follow=True)
        with scope.system():
            letter = Letter.objects.get()
        client.get(reverse("admin:letters_letter_print", args=[letter.pk]))
    assert answer.status_code == 200
    assert secret not in caplog.text


def test_a_key_that_is_none_is_told_at_its_field(cast):
    client = signed_in(cast.gilan_expert)
    for odd in ("\0", "1" * 5000, "x"):
        sent = client.post(
            f"{reverse('admin:letters_letter_add')}?direction=outgoing", {"ngo": odd}
        )
        assert sent.status_code == 200
        assert sent.context["form"].errors["ngo"]
