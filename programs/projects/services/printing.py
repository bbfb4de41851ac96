"""The process of a program as its office prints it."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import Refusal, require
from papers.stationery import office_of
from persian.dates import today
from programs.projects import process_sheet
from programs.projects.models import Program


def print_process(*, actor: User, program: Program) -> bytes:
    """The PDF of a program's steps in their order.

    Raises PermissionDenied without the permission, Refusal for a program without steps,
    PrintingError.
    """
    require(actor, "projects.view_program")
    steps = [
        process_sheet.SheetStep(title=each.title, owner=each.owner, output=each.output)
        for each in program.process.order_by("position", "pk")
    ]
    if not steps:
        raise Refusal("no_steps", _("This program has no steps yet. Enter them on its page."))
    counties = [county.name for county in program.counties.all()]
    sheet = process_sheet.ProcessSheet(
        office=office_of(program.province),
        program=program.title,
        type=str(program.get_type_display()),
        place="، ".join(counties) or str(program.county or program.province),
        printed_on=today(),
        is_first_time=program.is_first_time,
        steps=steps,
        target_group=program.target_group,
        lead_agency=str(program.lead_agency or ""),
        upper_document=str(program.upper_document or ""),
    )
    return process_sheet.print_process(sheet)
