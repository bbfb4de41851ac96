"""The page of an application leads on: to what is lacking, and to where the next step is taken."""

from django.urls import reverse

from accounts import scope
from accounts.roles import Role
from licensing.kinds import Kind
from persian.printed import END, LEFT_TO_RIGHT
from tests.cast import make_user, signed_in
from tests.councils.factory import make_council, plan
from tests.licensing.applications.cases import add_founders, make_application


def address(name, application, *more):
    return reverse(f"admin:licensing_application_{name}", args=[application.pk, *more])


def page(who, where):
    return signed_in(who).get(where).content.decode()


def test_an_incomplete_application_is_sent_back_with_a_list_of_what_is_lacking(cast):
    application = make_application(cast.rasht_ngo, Kind.CHANGES)
    response = signed_in(cast.rasht_expert).post(
        address("submit", application), {"seen": "draft", "reason": ""}
    )
    assert response.context["form"].non_field_errors() == [
        "درخواست هنوز کامل نیست. موارد زیر را کامل کنید."
    ]
    lacking = response.context["requirements"]
    assert lacking
    assert not any(each.is_met for each in lacking)
    assert response.content.decode().count("requirement is-unmet") == len(lacking)


def test_leaving_a_step_is_not_called_as_withdrawing_is(cast):
    application = make_application(cast.rasht_ngo)
    shown = page(cast.rasht_expert, address("withdraw", application))
    assert "بازگشت بدون تغییر" in shown
    assert ">انصراف<" not in shown


def test_a_closed_application_no_longer_says_what_it_lacks(cast):
    open_one = make_application(cast.rasht_ngo, Kind.CHANGES)
    assert 'id="requirements"' in page(cast.rasht_expert, address("detail", open_one))
    closed = make_application(cast.rasht_ngo, Kind.DISSOLUTION, state="withdrawn")
    assert 'id="requirements"' not in page(cast.rasht_expert, address("detail", closed))


def test_the_secretary_is_led_to_the_agenda_of_the_next_session(cast):
    application = make_application(cast.rasht_ngo, state="preliminary_review")
    council = make_council("گیلان/رشت")
    shown = page(cast.rasht_secretary, address("detail", application))
    assert reverse("admin:councils_session_add") in shown
    session = plan(cast.rasht_secretary, council)
    agenda = reverse("admin:councils_session_detail", args=[session.pk]) + "#agenda"
    assert agenda in page(cast.rasht_secretary, address("detail", application))
    for other in (cast.rasht_expert, cast.gilan_secretary):
        assert agenda not in page(other, address("detail", application))


def test_the_names_of_founders_lead_to_where_age_and_education_are_written(cast):
    founder = add_founders(cast.rasht_ngo, 1)[0]
    application = make_application(cast.rasht_ngo, Kind.ESTABLISHMENT)
    person = reverse("admin:ngos_person_change", args=[founder.person_id])
    assert person in page(cast.rasht_expert, address("detail", application))
    reader = make_user(Role.AUDITOR, at="گیلان")
    assert person not in page(reader, address("detail", application))


def test_a_tracking_code_after_persian_words_does_not_run_backwards(cast):
    application = make_application(cast.rasht_ngo)
    assert f"{LEFT_TO_RIGHT}{application.tracking_code}{END}" in str(application)


def test_the_result_of_an_inquiry_is_chosen_and_not_presumed(cast):
    application = make_application(cast.rasht_ngo, state="inquiries")
    with scope.system():
        inquiry = application.inquiries.earliest("pk")
    client = signed_in(cast.rasht_expert)
    where = address("inquiry_answer", application, inquiry.pk)
    choices = client.get(where).context["form"].fields["result"].choices
    assert next(iter(choices)) == ("", "انتخاب کنید")
    response = client.post(where, {"on": "", "result": ""})
    assert "result" in response.context["form"].errors
