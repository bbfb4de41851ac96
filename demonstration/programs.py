"""Invented programs, calls, networks and neighbourhoods of the three provinces."""

import datetime

from accounts.models import County, Province, User
from councils.kinds import Seat
from councils.models import Council, CouncilMember
from demonstration.accounts import GIL_BANOO
from ngos.models import NGO, Field
from ngos.models.ngo import ActivityLevel, Status
from papers.tracking import tracking_code
from persian.dates import add_jalali_months, to_gregorian
from programs.actions.models import ActionPoint
from programs.calls.models import Call, CallForm, Proposal, Revision
from programs.calls.services.proposals import SERIES
from programs.calls.workflow import CallState, ProposalState
from programs.neighbourhoods.models import Facility, FacilityKind, ItemKind, Neighbourhood
from programs.networks.models import Network, NetworkKind
from programs.projects.models import Agreement, Harm, Program, ProgramType, UpperDocument
from programs.projects.workflow import ProgramState

_TO_RUNNING = (ProgramState.DRAFTED, ProgramState.APPROVED, ProgramState.RUNNING)
_STEPS = (
    ("شناسایی و پذیرش", "تسهیلگر محله", "فهرست متقاضیان"),
    ("آموزش مهارت", "مرکز فنی و حرفه‌ای", "گواهی مهارت"),
    ("تشکیل گروه همیار", "سمن راهبر", "گروه پنج‌نفره"),
    ("بازار و فروش", "شبکهٔ خیرین", "قرارداد فروش"),
)
# Harm, title, lead of the program; of Qazvin (article S3) and Gilan.
_CATALOGUE = (
    ("قزوین", "اعتیاد", "کمپ مادهٔ ۱۶", ProgramType.PREVENTION),
    ("قزوین", "سلامت دانش‌آموزان", "نظام مراقبت اجتماعی دانش‌آموزان (نماد)", ProgramType.PREVENTION),
    ("قزوین", "سکونت غیررسمی", "ساماندهی سکونت غیررسمی", ProgramType.PREVENTION),
    ("قزوین", "زباله‌گردی", "ساماندهی زباله‌گردی", ProgramType.PREVENTION),
    ("قزوین", "کودکان کار", "دبیرخانهٔ حقوق کودک و کودکان کار", ProgramType.EMPOWERMENT),
    ("اصفهان", "زنان سرپرست خانوار", "توانمندسازی سمن‌های استان", ProgramType.TRAINING),
)
_PLANS = (("جوانی جمعیت", "طرح جامع جمعیت"), ("خودکشی", "طرح جامع پیشگیری از خودکشی"),
          ("عفاف و حجاب", "طرح جامع عفاف و حجاب"))  # fmt: skip


def make(today: datetime.date) -> None:
    """Programs, what hangs on them, and the bodies that steer them."""
    gilan = Province.objects.get(name="گیلان")
    rasht = County.objects.get(province=gilan, name="رشت")
    program = _gil_banoo(gilan, rasht, today)
    _catalogue()
    _plans()
    group = _working_group(gilan)
    _calls(gilan, group, program, today)
    _networks(gilan, program)
    _neighbourhoods(gilan, rasht, today)


def _moved(row: Program, *states: str, **fields: object) -> Program:
    for state in states:
        Program.objects.filter(pk=row.pk).update(state=state)
    Program.objects.filter(pk=row.pk).update(**fields)
    return row


def _gil_banoo(province: Province, county: County, today: datetime.date) -> Program:
    program = Program.objects.create(
        province=province, title="مدل‌سازی فرآیند توانمندسازی زنان سرپرست خانوار (گیل‌بانو)",
        type=ProgramType.EMPOWERMENT, target_group="زنان سرپرست خانوار", is_first_time=True,
        harm=Harm.objects.get(name="زنان سرپرست خانوار"), budget=3_000_000_000,
        upper_document=UpperDocument.objects.get(title="برنامهٔ پنج‌سالهٔ ششم توسعه"),
        starts_on=to_gregorian(1396, 7, 1), summary="از شناسایی تا فروش، گام‌به‌گام.",
    )  # fmt: skip
    program.counties.add(county)
    for number, (title, owner, output) in enumerate(_STEPS, 1):
        program.process.create(position=number, title=title, owner=owner, output=output)
    trained = program.indicators.create(title="زنان آموزش‌دیده", unit="نفر", baseline=0, target=250)
    trained.measurements.create(on=add_jalali_months(today, -6), value=90)
    trained.measurements.create(on=add_jalali_months(today, -1), value=160)
    program.milestones.create(
        title="افتتاح مرکز گیل‌بانو", owner="فرمانداری رشت", due_on=to_gregorian(1397, 6, 1),
        reached_on=to_gregorian(1397, 6, 20),
    )  # fmt: skip
    program.risks.create(
        title="تأخیر در تأمین اعتبار", likelihood=3, impact=4, response="جلب مشارکت خیرین"
    )
    operator = NGO.objects.filter(name=GIL_BANOO).first()
    if operator is not None:
        program.partners.create(ngo=operator, name=operator.name, role="مجری")
    agreement = Agreement.objects.create(
        province=province, program=program, title="همکاری مشترک آموزش مهارت", number="۱۲/۳۴",
        signed_on=add_jalali_months(today, -10), starts_on=add_jalali_months(today, -10),
        ends_on=add_jalali_months(today, 1),
    )  # fmt: skip
    agreement.parties.create(name="ادارهٔ کل آموزش فنی و حرفه‌ای", duties="برگزاری دوره‌ها")
    ActionPoint.objects.create(
        province=province, county=county, title="تحویل فهرست متقاضیان دورهٔ تازه",
        owner_name="مرکز گیل‌بانو", due_on=today - datetime.timedelta(3), source="program",
        source_id=program.pk, source_title=program.title,
    )  # fmt: skip
    return _moved(program, *_TO_RUNNING, approved_on=to_gregorian(1396, 6, 15))


def _catalogue() -> None:
    for province, harm, title, kind in _CATALOGUE:
        row = Program.objects.create(
            province=Province.objects.get(name=province), title=title, type=kind,
            harm=Harm.objects.get(name=harm), starts_on=to_gregorian(1401, 2, 1),
        )  # fmt: skip
        _moved(row, *_TO_RUNNING)


def _plans() -> None:
    province = Province.objects.get(name="قزوین")
    for number, (harm, title) in enumerate(_PLANS):
        row = Program.objects.create(
            province=province, title=title, type=ProgramType.COMPREHENSIVE_PLAN, summary=title,
            harm=Harm.objects.get(name=harm),
        )  # fmt: skip
        Program.objects.filter(pk=row.pk).update(state=ProgramState.DRAFTED)
        Program.objects.filter(pk=row.pk).update(
            state=ProgramState.SENT, sent_on=to_gregorian(1401, 2 + number, 10),
            sent_to="وزارت کشور، تهران",
        )  # fmt: skip
        if number == 0:
            _moved(row, ProgramState.APPROVED, approved_on=to_gregorian(1401, 4, 1))


def _working_group(province: Province) -> Council:
    body = Council.objects.create(
        kind="working_group", level=ActivityLevel.PROVINCIAL, province=province,
        name="کارگروه تخصصی توانمندسازی",
    )  # fmt: skip
    seats = ((Seat.CHAIR, "gilan.director"), (Seat.SECRETARY, "gilan.expert"))
    for seat, username in seats:
        user = User.objects.get(username=username)
        CouncilMember.objects.create(
            council=body, seat=seat, user=user, full_name=str(user),
            start_on=to_gregorian(1396, 1, 1),
        )  # fmt: skip
    CouncilMember.objects.create(
        council=body, seat=Seat.MEMBER, full_name="نمایندهٔ بهزیستی",
        start_on=to_gregorian(1396, 1, 1),
    )  # fmt: skip
    return body


def _calls(province: Province, body: Council, program: Program, today: datetime.date) -> None:
    """A call that takes proposals now, with two that came, and three of their own accord."""
    call = Call.objects.create(
        province=province, body=body, program=program, title="فراخوان کارگاه‌های محله‌ای",
        topic="کارگاه‌های آموزش و تولید برای زنان سرپرست خانوار در محله‌های حاشیهٔ شهر.",
        ceiling=2_000_000_000, closes_on=today + datetime.timedelta(20), needs_licence=True,
    )  # fmt: skip
    for title, weight in (("اثر بر گروه هدف", 50), ("توان اجرا", 30), ("هزینه", 20)):
        call.criteria.create(title=title, weight=weight)
    call.questions.create(position=1, text="چند نفر بهره‌مند می‌شوند؟", kind="number")
    question = call.questions.get()
    form = CallForm.objects.create(
        call=call, number=1,
        questions=[{"key": str(question.pk), "text": question.text, "kind": "number",
                    "choices": [], "is_required": True}],
    )  # fmt: skip
    Call.objects.filter(pk=call.pk).update(state=CallState.PUBLISHED, published_on=today)
    ngos = list(NGO.objects.filter(province=province, status=Status.ACTIVE).order_by("pk")[:5])
    titles = ("کارگاه خیاطی", "کارگاه حصیربافی", "آموزش مراقبت سالمندان", "بازارچهٔ محله",
              "مشاورهٔ خانواده")  # fmt: skip
    for number, (ngo, title) in enumerate(zip(ngos, titles, strict=True)):
        answers = number < 2
        proposal = Proposal.objects.create(
            province=province, county=ngo.county, ngo=ngo, call=call if answers else None,
            body=body, title=title, amount=600_000_000 * (number + 1), received_on=today,
            revision=1, tracking_code=tracking_code(province=province, series=SERIES),
        )  # fmt: skip
        Revision.objects.create(
            proposal=proposal, number=1, title=title, amount=proposal.amount,
            summary=f"{title} برای زنان سرپرست خانوار.", form=form if answers else None,
            answers={str(question.pk): 20} if answers else {}, sent_by_name="کارشناس",
        )  # fmt: skip
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.RECEIVED)


def _networks(province: Province, program: Program) -> None:
    field = Field.objects.get(name="خیریه")
    operator = NGO.objects.filter(name=GIL_BANOO).first()
    network = Network.objects.create(
        province=province, kind=NetworkKind.NGOS, name="شبکهٔ خیرین گیل‌بانو", brand="گیل‌بانو",
        field=field, operator=operator, program=program, founded_on=to_gregorian(1396, 8, 1),
        target_group="زنان سرپرست خانوار",
    )  # fmt: skip
    for ngo in NGO.objects.filter(province=province, field=field).order_by("pk")[:6]:
        network.memberships.create(
            ngo=ngo, name=ngo.name, joined_on=to_gregorian(1396, 9, 1), role="عضو"
        )
    assembly = Network.objects.create(
        province=Province.objects.get(name="قزوین"), kind=NetworkKind.BENEFACTORS,
        name="مجمع خیرین اشتغال", founded_on=to_gregorian(1400, 3, 1),
        target_group="بهبودیافتگان",
    )  # fmt: skip
    pledge = assembly.pledges.create(
        giver="خیّر نمونه", pledged_on=to_gregorian(1401, 1, 20), jobs=40, amount=5_000_000_000
    )
    pledge.fulfilments.create(on=to_gregorian(1401, 4, 1), jobs=25)
    pledge.fulfilments.create(on=to_gregorian(1401, 5, 1), amount=2_000_000_000)


def _neighbourhoods(province: Province, county: County, today: datetime.date) -> None:
    at = {"province": province, "county": county}
    done = Neighbourhood.objects.create(
        **at, name="نخودچر", population=8200, facilitator="تسهیلگر نمونه", is_at_risk=True,
        boundaries="میان رودخانهٔ زرجوب و جادهٔ لاکان", opened_on=to_gregorian(1400, 10, 26),
        due_on=to_gregorian(1400, 11, 26), completed_on=to_gregorian(1400, 11, 20),
    )  # fmt: skip
    for kind, title, quantity, priority in (
        (ItemKind.CAPACITY, "مربی داوطلب", 12, None), (ItemKind.ASSET, "سالن ورزشی", 1, None),
        (ItemKind.NEED, "درمانگاه", 1, 1), (ItemKind.NEED, "روشنایی کوچه‌ها", 40, 2),
    ):  # fmt: skip
        done.items.create(kind=kind, title=title, quantity=quantity, priority=priority)
    Neighbourhood.objects.create(
        **at, name="عینک", opened_on=add_jalali_months(today, -2),
        due_on=add_jalali_months(today, -1), facilitator="تسهیلگر دیگر",
    )  # fmt: skip
    Facility.objects.create(
        **at, kind=FacilityKind.POSITIVE_LIFE, name="مرکز مثبت زندگی امید", neighbourhood=done,
        licensee="لیلا نمونه", technical_officer="زهرا نمونه", is_active=True,
    )  # fmt: skip
