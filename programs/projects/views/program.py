"""One program: its page, its form, the steps of its life."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.access import log
from accounts.models import Act, User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.harmless import shown_pdf
from files.printing import PrintingError
from persian.dates import today
from programs.projects import forms
from programs.projects.badges import program_badge
from programs.projects.models import Indicator, Program
from programs.projects.parts import PROGRAM_PARTS
from programs.projects.services import programs as services
from programs.projects.services.printing import print_process
from programs.projects.workflow import PROGRAM, ProgramState
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_form import RecordForm
from screens.record_parts import on_page
from screens.record_steps import RecordSteps

NEWS = 8


def find(pk: int) -> Program:
    """Raises Http404 for a program outside the scope."""
    query = Program.objects.select_related(
        "province", "county", "harm", "upper_document", "lead_agency", "body"
    )
    return get_object_or_404(query, pk=pk)


_STEPS = RecordSteps(
    workflow=PROGRAM, stamp=services.STAMP, find=find, called="program",
    icons={
        "draft": "edit_document", "send": "outbox", "return": "undo", "approve": "check_circle",
        "start": "play_circle", "suspend": "pause_circle", "resume": "play_circle",
        "close": "inventory_2",
    },
)  # fmt: skip


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one program."""
    program = find(pk)
    allow(request, "projects.view_program")
    user = signed_in(request)
    actions = _STEPS.buttons(user, program)
    if user.has_perm(services.CHANGE) and program.state != ProgramState.CLOSED:
        actions.append(
            {"title": _("Edit"), "icon": "edit", "address": address_of(program, "change")}
        )
    parts = on_page(PROGRAM_PARTS, user, program)
    if parts["process"]["rows"]:
        address = address_of(program, "process")
        process = {"title": _("Print the process"), "icon": "print", "address": address}
        actions.append({**process, "opens_file": True})
    context = {
        "title": program.title,
        "program": program,
        "counties": list(program.counties.all()),
        "badge": program_badge(program.state),
        "actions": [*actions, *links_of(user, program)],
        "parts": parts,
        "indicators": _indicators(parts),
        "agreements": list(program.agreements.all())
        if user.has_perm("projects.view_agreement")
        else [],
        "today": today(),
        "news": latest(services.tracks(pk), NEWS),
        "history_address": address_of(program, "history"),
    }
    return model_page(request, Program, "projects/program.html", context)


@require_GET
def process(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps of a program's process in their order, as a PDF."""
    program = find(pk)
    allow(request, "projects.view_program")
    try:
        content = print_process(actor=signed_in(request), program=program)
    except (Refusal, PrintingError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address_of(program))
    log(Act.PRINTED, paper=Program._meta.verbose_name, id=program.pk)
    return shown_pdf(content, name=f"process-{program.pk}.pdf")


def _indicators(parts: dict[str, Any]) -> list[dict[str, Any]]:
    """Indicators with their measurements and how far each has come, in percent of its way."""
    measured: dict[int, list[Any]] = {}
    for each in parts["measurements"]["rows"]:
        measured.setdefault(each["row"].indicator_id, []).append(each)
    found = []
    for each in parts["indicators"]["rows"]:
        values = measured.get(each["row"].pk, [])
        last = values[-1]["row"].value if values else None
        found.append({**each, "values": values, "last": last, "way": _way(each["row"], last)})
    return found


def _way(indicator: Indicator, value: int | None) -> int | None:
    """How much of the way from the beginning to the target is done, in percent, at least zero."""
    if value is None:
        return None
    way = (value - indicator.baseline) * 100 // (indicator.target - indicator.baseline)
    return max(0, way)


def _saved(user: User, form: forms.ProgramForm) -> Program:
    counties = form.cleaned_data["counties"]
    return services.save_program(actor=user, program=form.instance, counties=counties)


FORM = RecordForm(
    model=Program, form=forms.ProgramForm, save=_saved,
    add_permission=services.ADD, change_permission=services.CHANGE,
    adding=gettext_lazy("Add a program"), changing=gettext_lazy("Change the program"),
    added=gettext_lazy("The program was recorded."),
    objection=lambda user, program: services.closed(program),
)  # fmt: skip

STEPS = {
    "draft": _STEPS.page("draft", forms.NothingMoreForm, services.draft, _("The draft is ready.")),
    "send": _STEPS.page("send", forms.SendForm, services.send, _("It was recorded as sent.")),
    "return": _STEPS.page("return", forms.ReasonForm, services.send_back, _("It is to be mended.")),
    "approve": _STEPS.page("approve", forms.ApproveForm, services.approve, _("It is approved.")),
    "start": _STEPS.page("start", forms.StartForm, services.start, _("The program has begun.")),
    "suspend": _STEPS.page("suspend", forms.ReasonForm, services.suspend, _("It is suspended.")),
    "resume": _STEPS.page("resume", forms.NothingMoreForm, services.resume, _("It goes on.")),
    "close": _STEPS.page("close", forms.CloseForm, services.close, _("The program is closed.")),
}
