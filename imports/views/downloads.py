"""Files of an import to download: what was sent, the rows to be corrected, the empty workbook."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import log
from accounts.models import Act
from accounts.requests import signed_in
from files.exporting import formats as files
from files.harmless import saved_file
from imports.corrections import FORMATS
from imports.models import Run, State
from imports.registry import registries, registry_of
from imports.templates_file import empty_workbook
from reading import MESSAGES
from screens.admin import OfficeAdmin

WORKBOOK = files.FORMATS["xlsx"].content_type


def sent_file(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponseBase:
    """The file as it was sent. It holds personal data, so not everybody gets it."""
    _may_see_all(request, run)
    try:
        file = run.file.open("rb")
    except (OSError, ValueError):  # it was deleted, or put aside with its run
        messages.error(request, MESSAGES["gone"])
        return HttpResponseRedirect(reverse("admin:imports_run_changelist"))
    log(Act.FILE_TAKEN, file=_("The file of an import"), id=run.pk, personal=True)
    return saved_file(file, name=run.file_name, content_type="application/octet-stream")


def refused(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponseBase:
    """The refused and warned rows, to be corrected and sent again."""
    _may_see_all(request, run)
    file_format = request.GET.get("format", "xlsx")
    if file_format not in FORMATS or run.state not in (State.CHECKED, State.APPLIED, State.UNDONE):
        raise Http404
    stem = run.file_name.rpartition(".")[0] or run.file_name
    name = _("%(file)s - rows to be corrected") % {"file": stem}
    log(Act.FILE_TAKEN, file=_("Rows of an import to be corrected"), id=run.pk, personal=True)
    return saved_file(
        FORMATS[file_format](run),
        name=f"{name}.{files.FORMATS[file_format].extension}",
        content_type=files.FORMATS[file_format].content_type,
    )


def template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The empty workbook of a registry."""
    if kind not in registries():
        raise Http404
    registry = registry_of(kind)
    name = _("%(registry)s - empty list") % {"registry": registry.title}
    province = signed_in(request).province_id
    return saved_file(
        empty_workbook(registry, province), name=f"{name}.xlsx", content_type=WORKBOOK
    )


def _may_see_all(request: HttpRequest, run: Run) -> None:
    if not request.user.has_perm(registry_of(run.kind).personal_permission):
        raise PermissionDenied(_("Your role does not show personal data, which this file holds."))
