"""The stationery of an office: keeping it, and handing it to what is printed."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from accounts.models import Province, User
from accounts.refusals import require
from papers.images import check_image
from papers.keeping import keep_with, remove_on_commit
from papers.letterhead import OfficeHead, Signatory
from papers.models import Signature, Stationery


@transaction.atomic
def save_stationery(
    *,
    actor: User,
    stationery: Stationery,
    upload: UploadedFile | None = None,
    removes_image: bool = False,
) -> Stationery:
    """Store the cleaned stationery of an office, with a new emblem, without one, or as it was.

    An image that goes is deleted when the change is final. Raises PermissionDenied without the
    permission, Refusal as `check_image` does, DiskFull, IntegrityError where a
    constraint refuses.
    """
    verb = "add" if stationery._state.adding else "change"
    require(actor, f"papers.{verb}_stationery")
    _store(stationery, "emblem", upload, removes_image)
    return stationery


@transaction.atomic
def save_signature(
    *,
    actor: User,
    signature: Signature,
    upload: UploadedFile | None = None,
    removes_image: bool = False,
) -> Signature:
    """Store a cleaned signature, as `save_stationery` does the stationery."""
    require(actor, f"papers.{'add' if signature._state.adding else 'change'}_signature")
    _store(signature, "image", upload, removes_image)
    return signature


def _store(row: models.Model, name: str, upload: UploadedFile | None, removes_image: bool) -> None:
    if upload is not None:
        kind = check_image(upload, field=name)
        keep_with(row, name, upload, ending=kind.endings[0])
        return
    file: FieldFile = getattr(row, name)
    storage, before = file.storage, file.name
    if removes_image:
        setattr(row, name, "")
    row.save()
    if before and removes_image:
        remove_on_commit(storage, before)


def office_of(province: Province) -> OfficeHead:
    """The head of a province's papers; without a stationery, the province's name alone."""
    stationery = Stationery.objects.filter(province=province).first()
    if stationery is None:
        title = _("Governorate of %(province)s") % {"province": province}
        return OfficeHead(title=title)
    return OfficeHead(
        title=stationery.office_title,
        department=stationery.department,
        address=stationery.address,
        emblem=_content(stationery.emblem),
    )


def law_sentence_of(province: Province) -> str:
    """The sentence above the name on a province's licences: its own, or the usual one.

    The usual one names the by-law of 1395 and no article of it, since offices cite different ones.
    """
    stationery = Stationery.objects.filter(province=province).first()
    return (stationery.law_sentence if stationery else "") or _(
        "By the by-law on non-governmental organisations of 1395, "
        "this document is issued for lawful activity within the charter to:"
    )


def signatories_of(province: Province) -> list[Signatory]:
    """Those whose signatures are in use, the first of them on the right."""
    return [
        Signatory(name=one.holder_name, post=one.post, image=_content(one.image))
        for one in Signature.objects.filter(province=province, is_active=True)
    ]


def _content(file: FieldFile) -> bytes | None:
    """The image; None where there is none, or where the storage lost it."""
    if not file:
        return None
    try:
        with file.open("rb") as opened:
            content: Any = opened.read()
    except FileNotFoundError:
        return None
    return bytes(content)
