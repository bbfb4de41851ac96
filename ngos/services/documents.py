"""Documents and their files: keeping them, and letting them go."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from accounts.refusals import require
from files.harmless import harmless_name
from ngos.models import Document
from papers.keeping import keep_with, remove_on_commit
from papers.uploads import check_upload


@transaction.atomic
def save_document(
    *, actor: User, document: Document, upload: UploadedFile | None = None, max_size: int
) -> Document:
    """Store a cleaned document, with a new file where one is given.

    The file it replaces is removed when the change is final, the new one when it is not.
    Raises PermissionDenied without the permission, Refusal as `check_upload` does, and DiskFull.
    """
    require(actor, "ngos.add_document" if document._state.adding else "ngos.change_document")
    if upload is None:
        document.save()
        return document
    kind = check_upload(upload, max_size=max_size)
    document.original_name = harmless_name(upload.name or "")
    # What it is, for lists; whoever hands the file out looks at its content again.
    document.content_type = kind.content_type[: document._meta.get_field("content_type").max_length]
    document.size = upload.size or 0
    keep_with(document, "file", upload, ending=kind.endings[0])
    return document


@transaction.atomic
def delete_document(*, actor: User, document: Document) -> None:
    """Delete a document for good: its file is removed when the deletion is final.

    Raises PermissionDenied without the permission.
    """
    require(actor, "ngos.delete_document")
    storage, name = document.file.storage, document.file.name
    document.delete()
    if name:
        remove_on_commit(storage, name)
