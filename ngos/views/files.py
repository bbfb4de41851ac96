"""Handing out kept files: to those in scope with the permission, and harmlessly."""

from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import log
from accounts.models import Act
from ngos.models import Document
from ngos.services.documents import sniff
from screens.files import harmless, harmless_name, saved_file


@require_safe
def document_file(request: HttpRequest, pk: int, part_pk: int) -> HttpResponseBase:
    """The file under its own name: PDF and images are shown, everything else is saved."""
    document = get_object_or_404(Document.objects.filter(ngo_id=pk), pk=part_pk)
    if not request.user.has_perm("ngos.view_document"):
        raise PermissionDenied(_("Your role does not allow this."))
    if not document.file:
        raise Http404
    try:
        content = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is missing from the storage.")) from error
    return handed_out(
        content,
        name=document.original_name or "document",
        of=document,
        saves="download" in request.GET,
    )


def handed_out(
    content: IO[Any], *, name: str, of: models.Model, saves: bool = False
) -> HttpResponseBase:
    """A kept file as an answer: by what it holds it is shown or, as most kinds are, saved.

    `of` is the row that it hangs on, which the access log names.
    """
    log(Act.FILE_TAKEN, file=of._meta.verbose_name, id=of.pk)
    kind = sniff(content)
    if saves or kind is None or not kind.shown_inline:
        content_type = kind.content_type if kind else "application/octet-stream"
        return saved_file(content, name=name, content_type=content_type)
    return harmless(
        FileResponse(content, filename=harmless_name(name), content_type=kind.content_type)
    )
