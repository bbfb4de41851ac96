"""Letters that are about a program, a call, a proposal or an allocation."""

import pytest
from django.urls import reverse

from accounts import scope
from letters.models import Letter, LetterTemplate
from persian.dates import format_jalali, today
from programs.calls.models import Proposal
from programs.calls.services.funding import ask_for_proposal
from programs.money.services import deciding
from programs.projects.models import Program
from tests.cast import province, signed_in
from tests.programs.calls.cases import days, ngo_with_licence, published, received, working_group
from tests.programs.money.office import act, make_office

pytestmark = pytest.mark.django_db
ADD = "admin:letters_letter_add"


@pytest.fixture
def made(cast):
    """A program with a call, whose answer is supported and given money."""
    office = make_office(amount=10_000)
    group = working_group(secretary=cast.gilan_expert, chair=cast.gilan_director)
    with scope.system():
        office.program = Program.objects.create(
            province=province("گیلان"), title="شبکهٔ گیل‌بانو", type="empowerment",
            starts_on=days(-30), ends_on=days(300),
        )  # fmt: skip
    call = published(cast.gilan_expert, group, title="فراخوان زنان", program=office.program)
    office.ngo = ngo_with_licence("انجمن کارآفرین")
    office.proposal = received(
        cast.gilan_expert, office.ngo, call, title="کارگاه خیاطی", amount=3_000
    )
    with scope.system():
        Proposal.objects.update(state="supported", decided_on=today())
    with scope.enter(scope.of(office.asker)):
        asked = ask_for_proposal(
            actor=office.asker, proposal=office.proposal, source=office.source, amount=3_000
        )
    office.allocation = act(office.approver, deciding.approve, asked, amount=3_000, stages=1)
    return office


def template(body):
    with scope.system():
        return LetterTemplate.objects.create(
            title="ابلاغ", kind="support", subject="ابلاغ {proposal}", body=body
        )


def begun(person, about, row, body):
    query = {"about": about, "of": row.pk, "template": template(body).pk}
    return signed_in(person).get(reverse(ADD, query=query)).context["form"]


def test_a_template_speaks_of_the_proposal_with_its_call_and_program(cast, made):
    body = (
        "{proposal} به مبلغ {proposal_amount} در پاسخ به {call} از {program} تا {program_ends_on}"
    )
    form = begun(cast.gilan_expert, "proposal", made.proposal, body)
    last = format_jalali(made.program.ends_on)
    assert form.initial["subject"] == "ابلاغ کارگاه خیاطی"
    assert form.initial["body"] == (
        f"کارگاه خیاطی به مبلغ ۳٬۰۰۰ ریال در پاسخ به فراخوان زنان از شبکهٔ گیل‌بانو تا {last}"
    )
    assert form.initial["ngo"] == made.ngo.pk


def test_a_template_speaks_of_the_money_in_figures_and_words(cast, made):
    body = "{allocation_amount} ({allocation_words}) بابت {allocation_purpose} از {program}"
    form = begun(cast.gilan_expert, "allocation", made.allocation, body)
    expected = "۳٬۰۰۰ ریال (سه هزار ریال) بابت کارگاه خیاطی از شبکهٔ گیل‌بانو"
    assert form.initial["body"] == expected
    assert form.initial["ngo"] == made.ngo.pk


def test_what_a_letter_is_not_about_stays_a_field(cast, made):
    form = begun(cast.gilan_expert, "program", made.program, "{program} و {agreement}")
    assert form.initial["body"] == "شبکهٔ گیل‌بانو و {تفاهم‌نامه}"


def test_a_letter_is_begun_at_the_page_kept_with_it_and_found_from_there(cast, made):
    client = signed_in(cast.gilan_expert)
    page = reverse("admin:calls_proposal_detail", args=[made.proposal.pk])
    address = reverse(ADD, query={"about": "proposal", "of": made.proposal.pk})
    assert address.replace("&", "&amp;") in client.get(page).content.decode()
    sent = client.post(
        address,
        {"kind": "support", "written_on": format_jalali(today()), "ngo": made.ngo.pk,
         "subject": "ابلاغ حمایت", "body": "متن"},
        follow=True,
    )  # fmt: skip
    assert sent.redirect_chain, sent.context["form"].errors
    shown = sent.content.decode()
    assert page in shown
    assert "کارگاه خیاطی" in shown
    with scope.system():
        letter = Letter.objects.get(subject="ابلاغ حمایت")
    assert (letter.about, letter.about_id) == ("proposal", made.proposal.pk)
    listed = reverse(
        "admin:letters_letter_changelist", query={"about": "proposal", "of": made.proposal.pk}
    )
    assert listed.replace("&", "&amp;") in client.get(page).content.decode()
    found = client.get(listed)
    assert found.context["cl"].result_count == 1
    assert "ابلاغ حمایت" in found.content.decode()
    other = reverse("admin:letters_letter_changelist", query={"about": "program", "of": letter.pk})
    assert client.get(other).context["cl"].result_count == 0
    answer = client.get(reverse(ADD, query={"direction": "incoming", "reply_to": letter.pk}))
    assert answer.context["form"].instance.about_title == "کارگاه خیاطی"


def test_a_letter_is_about_nothing_that_its_writer_does_not_see(cast, made):
    query = {"about": "program", "of": made.program.pk}
    form = signed_in(cast.isfahan_expert).get(reverse(ADD, query=query)).context["form"]
    assert (form.instance.about, form.instance.about_title) == ("", "")
    for odd in ({"about": "user", "of": 1}, {"about": "program", "of": "x"}, {"about": "program"}):
        page = signed_in(cast.gilan_expert).get(reverse(ADD, query=odd))
        assert page.context["form"].instance.about == ""
