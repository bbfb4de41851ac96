"""Programs from an idea to their close, and agreements with their end, through the screens."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import scope
from councils.kinds import kinds
from persian.dates import format_jalali, to_gregorian, today
from programs.projects.models import Agreement, Harm, Program, ProgramType, UpperDocument
from programs.projects.workflow import PROGRAM
from tests import pdf
from tests.cast import county, province, signed_in

pytestmark = pytest.mark.django_db
LIST = "admin:projects_program_changelist"


def days(number):
    return today() + datetime.timedelta(number)


def text(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def fresh(row):
    with scope.system():
        return type(row).objects.get(pk=row.pk)


def make_program(title="مدل‌سازی فرآیند", *, at="گیلان", **fields):
    with scope.system():
        home, _slash, place = at.partition("/")
        fields = {"type": ProgramType.EMPOWERMENT, **fields}
        return Program.objects.create(
            province=province(home), county=county(place) if place else None, title=title, **fields
        )


def send(client, name, row, data=None, *parts):
    """The form of an address, sent with what it carries; the row as it stands then."""
    address = reverse(name, args=[row.pk, *parts])
    shown = client.get(address)
    form = shown.context and shown.context.get("form")
    carried = {}
    for hidden in form.hidden_fields() if form else ():
        carried[hidden.html_name] = hidden.value() or ""
    return client.post(address, {**carried, **(data or {})}, follow=True)


def step(user, program, name, **data):
    return send(signed_in(user), f"admin:projects_program_{name}", program, data)


def part(user, program, key, **data):
    response = send(signed_in(user), f"admin:projects_program_{key}_add", program, data)
    assert response.redirect_chain, response.context["form"].errors
    return response


def test_a_program_is_entered_by_form_and_found_by_its_upper_document(cast):
    with scope.system():
        plan = UpperDocument.objects.get(title="برنامهٔ پنج‌سالهٔ ششم توسعه")
        other = UpperDocument.objects.get(title="برنامهٔ پنج‌سالهٔ هفتم پیشرفت")
        rasht = county("رشت")
    client = signed_in(cast.gilan_expert)
    sent = client.post(
        reverse("admin:projects_program_add"),
        {"title": "المپیاد استعدادیابی", "type": "empowerment", "upper_document": plan.pk,
         "target_group": "کودکان حاشیهٔ شهر", "counties": [rasht.pk], "is_first_time": "on",
         "starts_on": "1397/05/01", "ends_on": "۱۳۹۷/۰۶/۳۱"},
    )  # fmt: skip
    assert sent.status_code == 302, sent.context["form"].errors
    with scope.system():
        program = Program.objects.get()
        assert [each.name for each in program.counties.all()] == ["رشت"]
    assert "المپیاد" in text(client, LIST, upper_document=plan.pk)
    assert "المپیاد" not in text(client, LIST, upper_document=other.pk)
    assert "المپیاد" in text(client, LIST, county=rasht.pk)
    shown = text(client, "admin:projects_program_detail", program.pk)
    assert "نخستین بار" in shown
    assert "کودکان حاشیهٔ شهر" in shown


def test_the_steps_of_a_process_are_shown_in_their_order(cast):
    program = make_program()
    part(cast.gilan_expert, program, "process", position=2, title="پذیرش", owner="مددکار")
    part(cast.gilan_expert, program, "process", position=1, title="شناسایی", output="فهرست")
    shown = text(signed_in(cast.gilan_expert), "admin:projects_program_detail", program.pk)
    assert shown.index("۱. شناسایی") < shown.index("۲. پذیرش")


def test_a_plan_is_drafted_sent_to_tehran_and_approved_with_its_days(cast):
    plan = make_program("طرح جامع جمعیت", type="comprehensive_plan", summary="خلاصه")
    step(cast.gilan_expert, plan, "draft")
    step(cast.gilan_expert, plan, "send", on="1401/02/01", to="وزارت کشور، تهران")
    early = step(cast.gilan_director, plan, "approve", on="1401/01/31")
    assert "پیش از" in early.content.decode()
    step(cast.gilan_director, plan, "approve", on="1401/03/10", number="۱۲/۳۴")
    plan = fresh(plan)
    assert (plan.state, plan.sent_to) == ("approved", "وزارت کشور، تهران")
    assert plan.sent_on == to_gregorian(1401, 2, 1)
    assert plan.approved_on == to_gregorian(1401, 3, 10)
    shown = text(signed_in(cast.gilan_auditor), "admin:projects_program_detail", plan.pk)
    assert "۱ اردیبهشت ۱۴۰۱" in shown
    assert "۱۰ خرداد ۱۴۰۱" in shown


def test_an_expert_does_not_approve(cast):
    program = make_program()
    step(cast.gilan_expert, program, "draft")
    assert step(cast.gilan_expert, program, "approve", on=format_jalali(today())).status_code == 403


def test_a_program_runs_rests_and_is_closed_and_then_nothing_of_it_changes(cast):
    program = make_program()
    expert = cast.gilan_expert
    step(expert, program, "draft")
    step(cast.gilan_director, program, "approve", on=format_jalali(today()))
    step(expert, program, "start", on=format_jalali(today()))
    step(expert, program, "suspend", reason="اعتبار نرسید")
    step(expert, program, "resume")
    assert fresh(program).state == "running"
    step(expert, program, "close", reason="۲۵۰ نفر آموزش دیدند")
    assert fresh(program).state == "closed"
    refused = send(
        signed_in(expert), "admin:projects_program_risks_add", program,
        {"title": "x", "likelihood": "1", "impact": "1"},
    )  # fmt: skip
    assert "بسته شده است" in refused.content.decode()
    with scope.system():
        assert not program.risks.exists()


def test_an_indicator_shows_how_far_it_has_come(cast):
    program = make_program()
    part(cast.gilan_expert, program, "indicators", title="آموزش‌دیدگان", unit="نفر", baseline=50,
         target=250)  # fmt: skip
    with scope.system():
        indicator = program.indicators.get()
    part(cast.gilan_expert, program, "measurements", indicator=indicator.pk,
         on=format_jalali(days(-1)), value="۱۵۰")  # fmt: skip
    shown = text(signed_in(cast.gilan_expert), "admin:projects_program_detail", program.pk)
    assert "۵۰٪" in shown


def test_an_indicator_of_another_program_is_not_measured_here(cast):
    program, other = make_program(), make_program("دیگری")
    with scope.system():
        foreign = other.indicators.create(title="الف", unit="نفر", baseline=0, target=1)
    refused = send(
        signed_in(cast.gilan_expert), "admin:projects_program_measurements_add", program,
        {"indicator": foreign.pk, "on": format_jalali(today()), "value": "1"},
    )  # fmt: skip
    assert refused.context["form"].errors["indicator"]


def test_a_milestone_that_has_passed_stands_on_the_worklist(cast):
    program = make_program()
    with scope.system():
        for state in ("drafted", "approved"):
            Program.objects.filter(pk=program.pk).update(state=state)
        program.milestones.create(title="افتتاح مرکز", owner="فرمانداری", due_on=days(-2))
    listed = text(signed_in(cast.gilan_expert), "admin:worklist", duty="milestones")
    assert "افتتاح مرکز" in listed


def test_a_partner_sees_the_program_on_the_ngo_s_page(cast):
    program = make_program(at="گیلان/رشت")
    part(cast.rasht_expert, program, "partners", ngo=cast.rasht_ngo.pk, role="مجری")
    with scope.system():
        assert program.partners.get().name == cast.rasht_ngo.name
    tab = signed_in(cast.rasht_expert).get(
        reverse("admin:ngos_ngo_detail", args=[cast.rasht_ngo.pk]), {"tab": "programs"}
    )
    assert program.title in tab.content.decode()


def test_an_agreement_that_ends_soon_is_told(cast):
    client = signed_in(cast.gilan_expert)
    sent = client.post(
        reverse("admin:projects_agreement_add"),
        {"title": "همکاری مشترک", "signed_on": format_jalali(days(-300)),
         "starts_on": format_jalali(days(-300)), "ends_on": format_jalali(days(30)),
         "amount": "۳٬۰۰۰٬۰۰۰٬۰۰۰"},
    )  # fmt: skip
    assert sent.status_code == 302, sent.context["form"].errors
    with scope.system():
        agreement = Agreement.objects.get()
    send(client, "admin:projects_agreement_parties_add", agreement, {"name": "اداره کل بهزیستی"})
    assert "همکاری مشترک" in text(client, "admin:worklist", duty="agreements")
    assert "همکاری مشترک" in text(client, "admin:projects_agreement_changelist", state="expiring")
    shown = text(client, "admin:projects_agreement_detail", agreement.pk)
    assert "اداره کل بهزیستی" in shown
    assert "۳٬۰۰۰٬۰۰۰٬۰۰۰" in shown
    with scope.system():
        Agreement.objects.update(ends_on=days(90))
    assert "همکاری مشترک" not in text(client, "admin:worklist", duty="agreements")


def test_a_part_is_taken_off_and_its_history_stays(cast):
    program = make_program()
    part(cast.gilan_expert, program, "risks", title="کمبود اعتبار", likelihood=4, impact=5)
    with scope.system():
        risk = program.risks.get()
    client = signed_in(cast.gilan_expert)
    client.post(reverse("admin:projects_program_risks_remove", args=[program.pk, risk.pk]))
    with scope.system():
        assert not program.risks.exists()
    assert "کمبود اعتبار" in text(client, "admin:projects_program_history", program.pk)


def test_the_list_names_harms_and_the_bodies_of_s3_have_their_kinds(cast):
    with scope.system():
        harm = Harm.objects.get(name="زباله‌گردی")
    make_program("ساماندهی زباله‌گردی", harm=harm)
    make_program("دیگری")
    listed = text(signed_in(cast.gilan_director), LIST, harm=harm.pk)
    assert "ساماندهی زباله‌گردی" in listed
    assert "دیگری" not in listed
    assert {"think_tank", "steering_committee", "secretariat"} <= {kind.key for kind in kinds()}


def test_another_office_knows_nothing_of_it(cast):
    program = make_program("برنامهٔ پنهان")
    client = signed_in(cast.isfahan_expert)
    assert "برنامهٔ پنهان" not in text(client, LIST)
    at = reverse("admin:projects_program_detail", args=[program.pk])
    assert client.get(at).status_code == 404


def test_no_state_is_skipped_in_the_database(cast):
    program = make_program()
    no_step = pytest.raises(IntegrityError, match="No step leads")
    with scope.system(), no_step, transaction.atomic():
        Program.objects.filter(pk=program.pk).update(state="running")


def test_every_step_has_its_page(cast):
    for each in PROGRAM.steps:
        assert reverse(f"admin:projects_program_{each.name}", args=[1])


def test_the_process_is_printed_in_its_order_and_says_that_it_is_for_the_first_time(cast):
    """Article S0: «مدل‌سازی فرآیند»."""
    program = make_program("المپیاد", is_first_time=True, target_group="زنان سرپرست خانوار")
    expert = cast.gilan_expert
    for position, title in ((3, "بازار"), (1, "آموزش"), (2, "وام")):
        part(expert, program, "process", position=position, title=title, owner="کارگروه",
             output="گزارش")  # fmt: skip
    page = text(signed_in(expert), "admin:projects_program_detail", program.pk)
    address = reverse("admin:projects_program_process", args=[program.pk])
    assert f'href="{address}"' in page
    content = signed_in(expert).get(address).content
    assert pdf.pages(content) == 1
    written = pdf.words(content)
    places = [written.index(title) for title in ("آموزش", "وام", "بازار")]
    assert places == sorted(places)
    assert "نخستین" in written


def test_a_program_without_steps_has_no_process_to_print(cast):
    program = make_program()
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:projects_program_process", args=[program.pk])
    assert f'href="{address}"' not in text(client, "admin:projects_program_detail", program.pk)
    refused = client.get(address, follow=True)
    assert "هنوز گامی ندارد" in refused.content.decode()
    assert signed_in(cast.isfahan_expert).get(address).status_code == 404
