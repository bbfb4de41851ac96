"""Handing out the file of a document: to those in scope with the permission."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ngos.models import Document
from papers.handing_out import handed_out


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
