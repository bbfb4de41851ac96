"""What is done to several NGOs of the list at once."""

from accounts import scope
from ngos.models import NGO
from ngos.models.ngo import Status
from persian.dates import jalali_iso, today
from tests.cast import county, field, make_ngo, signed_in

LIST = "/office/ngos/ngo/"


def test_several_ngos_get_another_field_after_being_named(cast):
    client = signed_in(cast.gilan_expert)
    with scope.system():
        women = field("زنان و خانواده")
    chosen = {"action": "change_field", "_selected_action": [cast.rasht_ngo.pk, cast.anzali_ngo.pk]}
    asked = client.post(LIST, {**chosen, "index": "0"})
    assert cast.rasht_ngo.name in asked.content.decode()
    assert asked.context["count"] == 2
    with scope.system():
        assert not NGO.objects.filter(field=women).exists()
    client.post(LIST, {**chosen, "confirmed": "1", "field": women.pk})
    with scope.system():
        assert NGO.objects.filter(field=women).count() == 2
        event = cast.rasht_ngo.events.order_by("-pgh_id").first()
        assert event.pgh_context["user"] == cast.gilan_expert.pk


def test_ngos_move_to_a_county_of_their_province_alone(cast):
    client = signed_in(cast.gilan_expert)
    with scope.system():
        fuman, kashan = county("فومن"), county("کاشان")
    chosen = {"action": "change_county", "_selected_action": [cast.rasht_ngo.pk], "confirmed": "1"}
    response = client.post(LIST, {**chosen, "county": kashan.pk})
    assert response.context["form"].errors
    client.post(LIST, {**chosen, "county": fuman.pk})
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).county == fuman


def test_two_ngos_of_one_name_do_not_meet_in_a_county(cast):
    make_ngo("همنام", at="گیلان/رشت", legal_id=None)
    other = make_ngo("همنام", at="گیلان/فومن", legal_id=None)
    with scope.system():
        rasht = county("رشت")
    chosen = {"action": "change_county", "_selected_action": [other.pk], "confirmed": "1"}
    response = signed_in(cast.gilan_expert).post(LIST, {**chosen, "county": rasht.pk}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    with scope.system():
        assert NGO.objects.get(pk=other.pk).county.name == "فومن"


def test_ngos_become_inactive_and_the_refused_ones_are_named(cast):
    applicant = make_ngo("متقاضی", at="گیلان/رشت", status="applicant")
    chosen = {"action": "mark_inactive", "confirmed": "1", "on": jalali_iso(today()), "reason": "",
              "_selected_action": [cast.rasht_ngo.pk, applicant.pk]}  # fmt: skip
    response = signed_in(cast.gilan_expert).post(LIST, chosen, follow=True)
    told = [str(message) for message in response.context["messages"]]
    assert any("متقاضی" in text for text in told)
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).status == Status.INACTIVE
        assert NGO.objects.get(pk=applicant.pk).status == Status.APPLICANT


def test_actions_across_the_list_touch_what_the_filters_show(cast):
    make_ngo("دیگری", at="گیلان/رشت", status="inactive")
    chosen = {"action": "change_field", "_selected_action": [cast.rasht_ngo.pk],
              "select_across": "1", "index": "0"}  # fmt: skip
    asked = signed_in(cast.gilan_expert).post(LIST + "?status=active", chosen)
    assert asked.context["count"] == 2


def test_too_many_rows_are_not_changed_at_once(cast, monkeypatch):
    monkeypatch.setattr("screens.listing_actions.MOST_CHANGED", 1)
    chosen = {"action": "change_field", "index": "0",
              "_selected_action": [cast.rasht_ngo.pk, cast.anzali_ngo.pk]}  # fmt: skip
    response = signed_in(cast.gilan_expert).post(LIST, chosen, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_actions_are_offered_and_obeyed_by_permission(cast):
    def offered(user) -> set[str]:
        form = signed_in(user).get(LIST).context["action_form"]
        return {name for name, _ in form.fields["action"].choices if name} if form else set()

    everything = {
        "change_field", "change_county", "mark_inactive", "record_licences", "export_selected",
    }  # fmt: skip
    assert offered(cast.gilan_expert) == everything
    assert offered(cast.rasht_expert) == {"change_field", "export_selected"}
    assert offered(cast.gilan_auditor) == {"export_selected"}
    assert offered(cast.rasht_case_worker) == set()
    chosen = {"action": "mark_inactive", "confirmed": "1", "on": jalali_iso(today()),
              "_selected_action": [cast.rasht_ngo.pk]}  # fmt: skip
    signed_in(cast.rasht_expert).post(LIST, chosen)
    with scope.system():
        assert NGO.objects.get(pk=cast.rasht_ngo.pk).status == Status.ACTIVE


def test_actions_do_not_reach_rows_of_another_office(cast):
    with scope.system():
        women = field("زنان و خانواده")
    chosen = {"action": "change_field", "_selected_action": [cast.isfahan_ngo.pk],
              "confirmed": "1", "field": women.pk}  # fmt: skip
    signed_in(cast.gilan_expert).post(LIST, chosen)
    with scope.system():
        assert NGO.objects.get(pk=cast.isfahan_ngo.pk).field != women
