"""What all documents of an office have in common: its head, and those who sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from persian.dates import format_jalali


class Paper(StrEnum):
    """A5 is laid across, A4 stands upright."""

    A5 = "a5"
    A4 = "a4"


@dataclass(frozen=True, kw_only=True)
class OfficeHead:
    """The head of an office's paper. `emblem` is a PNG or JPEG image, `address` for the foot."""

    title: str
    department: str = ""
    address: str = ""
    emblem: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs, with the image of the signature where it may be printed (PNG or JPEG)."""

    name: str
    post: str = ""
    image: bytes | None = None


def head_data(office: OfficeHead) -> dict[str, object]:
    """The head as the templates read it; its emblem is the file `emblem`."""
    return {
        "invocation": _("In the name of God"),
        "title": office.title,
        "department": office.department,
        "address": office.address,
        "has_emblem": office.emblem is not None,
    }


def signature_data(signatories: Sequence[Signatory]) -> list[dict[str, object]]:
    """Those who sign as the templates read them; their images are the files `signature-…`."""
    return [
        {
            "name": one.name,
            "post": one.post,
            "has_image": one.image is not None,
            "file": _file_name(place),
        }
        for place, one in enumerate(signatories)
    ]


def files_of(office: OfficeHead, signatories: Sequence[Signatory] = ()) -> dict[str, bytes]:
    """The images that a document of this office needs, by the names that the templates know."""
    found = {} if office.emblem is None else {"emblem": office.emblem}
    for place, one in enumerate(signatories):
        if one.image is not None:
            found[_file_name(place)] = one.image
    return found


def _file_name(place: int) -> str:
    """Without a digit, which printing would turn into a Persian one."""
    return f"signature-{'i' * (place + 1)}"


def lines_of(number: str, date: Any, attachment: str | None = None) -> list[dict[str, str]]:
    """Number, date and attachment in the head of a letter; what is not known has room to write."""
    lines = [
        {"label": _("Number"), "value": number or "…………………"},
        {"label": _("Date"), "value": format_jalali(date) if date else "…………………"},
    ]
    if attachment is not None:
        lines.append({"label": _("Attachment"), "value": attachment or _("has none")})
    return lines
