"""The first step: which registry, which province, which file."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect

from imports import services
from imports.forms import ACCEPTED, UploadForm
from imports.reading import UnreadableFile
from imports.registry import registries
from imports.uploading import SizeLimit
from imports.views.page import FILE, step_page

if TYPE_CHECKING:
    from imports.admin.run import RunAdmin

MEBIBYTE = 1 << 20


def show(model_admin: "RunAdmin", request: HttpRequest) -> HttpResponse:
    """Ask for the file and take it. The request's form must not have been read before."""
    limit = SizeLimit(request, settings.IMPORT_MAX_SIZE)
    request.upload_handlers.insert(0, limit)

    @csrf_protect
    def answer(request: HttpRequest) -> HttpResponse:
        return _answer(model_admin, request, limit)

    return answer(request)


def _answer(model_admin: "RunAdmin", request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    if request.method != "POST":
        initial = {"kind": request.GET["kind"]} if "kind" in request.GET else {}
        form = UploadForm(user=request.user, initial=initial)  # type: ignore[arg-type]
        return _page(model_admin, request, form)
    form = UploadForm(request.POST, request.FILES, user=request.user)  # type: ignore[arg-type]
    if limit.is_exceeded:
        form.errors.pop("file", None)
        megabytes = settings.IMPORT_MAX_SIZE // MEBIBYTE
        form.add_error("file", UnreadableFile("too_big", megabytes=megabytes).message)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            run = services.upload(
                actor=request.user,  # type: ignore[arg-type]
                kind=asked["kind"],
                province=asked["province"],
                file=asked["file"].file,
                file_name=asked["file_name"],
            )
        except UnreadableFile as error:
            form.add_error("file", error.message)
        else:
            return HttpResponseRedirect(reverse("admin:imports_run_columns", args=(run.pk,)))
    return _page(model_admin, request, form)


def _page(model_admin: "RunAdmin", request: HttpRequest, form: UploadForm) -> HttpResponse:
    return step_page(
        model_admin,
        request,
        "upload.html",
        step=FILE,
        form=form,
        accepted=ACCEPTED,
        max_bytes=settings.IMPORT_MAX_SIZE,
        megabytes=settings.IMPORT_MAX_SIZE // MEBIBYTE,
        registries=list(registries().values()),
    )
