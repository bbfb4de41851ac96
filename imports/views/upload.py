"""The first step: which registry, which province, which file."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from accounts.requests import signed_in
from files.disk import DiskFull, room_on_disk
from imports import background, services
from imports.forms import ACCEPTED, UploadForm
from imports.models import Run, State
from imports.registry import registries
from imports.services import ImportRefused
from imports.uploading import SizeLimit
from imports.views.page import FILE, step_page
from reading import UnreadableFile
from screens.admin import OfficeAdmin
from screens.posted_once import posted_once

MEBIBYTE = 1 << 20


def show(model_admin: OfficeAdmin, request: HttpRequest) -> HttpResponse:
    """Ask for the file and take it. The request's form must not have been read before."""
    return _with_limit(request, partial(_answer, model_admin))


def corrections(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
    """Take the corrected rows of a run, and show what becomes of them."""
    return _with_limit(request, partial(_take_corrections, run))


def _with_limit(
    request: HttpRequest, answer: Callable[[HttpRequest, SizeLimit], HttpResponse]
) -> HttpResponse:
    """The answer to a form whose file is limited before the form is read, and protected then."""
    limit = SizeLimit(request, settings.IMPORT_MAX_SIZE)
    request.upload_handlers.insert(0, limit)

    @csrf_protect
    @posted_once
    def protected(request: HttpRequest) -> HttpResponse:
        return answer(request, limit)

    try:
        with room_on_disk():  # also for the file while it arrives
            return protected(request)
    except DiskFull as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:imports_run_changelist"))


def _take_corrections(run: Run, request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    back = HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    if request.method != "POST" or run.state != State.APPLIED or run.completes_id is not None:
        return back
    fields = request.POST.copy()
    fields["kind"], fields["province"] = run.kind, str(run.province_id)
    form = UploadForm(fields, request.FILES, user=signed_in(request))
    if limit.is_exceeded or not form.is_valid():
        messages.warning(request, _too_big() if limit.is_exceeded else _first_error(form))
        return back
    try:
        correction = services.upload(
            actor=signed_in(request),
            kind=run.kind,
            province=run.province,
            file=form.cleaned_data["file"].file,
            file_name=form.cleaned_data["file"].name,
            completes=run,
        )
    except UnreadableFile as error:
        messages.warning(request, error.message)
        return back
    try:
        background.check(actor=signed_in(request), run=correction)
    except ImportRefused:  # its columns are not those of the first file: a person says which
        return HttpResponseRedirect(reverse("admin:imports_run_columns", args=(correction.pk,)))
    return HttpResponseRedirect(reverse("admin:imports_run_change", args=(correction.pk,)))


def _first_error(form: UploadForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


def _too_big() -> str:
    megabytes = settings.IMPORT_MAX_SIZE // MEBIBYTE
    return str(UnreadableFile("too_big", megabytes=megabytes).message)


def _answer(model_admin: OfficeAdmin, request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    if request.method != "POST":
        initial = {"kind": request.GET["kind"]} if "kind" in request.GET else {}
        form = UploadForm(user=signed_in(request), initial=initial)
        return _page(model_admin, request, form)
    form = UploadForm(request.POST, request.FILES, user=signed_in(request))
    if limit.is_exceeded:
        form.errors.pop("file", None)
        form.add_error("file", _too_big())
    if form.is_valid():
        asked = form.cleaned_data
        try:
            run = services.upload(
                actor=signed_in(request),
                kind=asked["kind"],
                province=asked["province"],
                file=asked["file"].file,
                file_name=asked["file"].name,
            )
        except UnreadableFile as error:
            form.add_error("file", error.message)
        else:
            return HttpResponseRedirect(reverse("admin:imports_run_columns", args=(run.pk,)))
    return _page(model_admin, request, form)


def _page(model_admin: OfficeAdmin, request: HttpRequest, form: UploadForm) -> HttpResponse:
    return step_page(
        model_admin,
        request,
        "upload.html",
        step=FILE,
        form=form,
        choose_again=[_("The page comes back without the file. Choose it once more.")],
        accepted=ACCEPTED,
        max_bytes=settings.IMPORT_MAX_SIZE,
        megabytes=settings.IMPORT_MAX_SIZE // MEBIBYTE,
        registries=list(registries().values()),
    )
