"""A file that belongs to a row: kept with it, and gone with what it was part of."""

from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models.fields.files import FieldFile


def keep_with(row: models.Model, name: str, upload: UploadedFile, *, ending: str) -> None:
    """Store a cleaned row with a new file in its column `name`.

    The file it replaces is removed when the change is final, the new one when the row is not
    stored. `ending` is that of the file's kind, without a dot. Raises DiskFull where there is no
    room, and whatever saving the row raises; nothing is kept then.
    """
    file: FieldFile = getattr(row, name)
    storage = file.storage
    replaced = None
    if not row._state.adding:
        rows = type(row)._default_manager.filter(pk=row.pk)
        replaced = rows.values_list(name, flat=True).get()
    file.save(f"file.{ending}", upload, save=False)
    try:
        row.save()
    except Exception:
        storage.delete(file.name or "")
        raise
    if replaced:
        remove_on_commit(storage, replaced)


def remove_on_commit(storage: Storage, name: str) -> None:
    """Delete a file as soon as nothing can bring back the row that spoke of it."""
    transaction.on_commit(lambda: storage.delete(name))
