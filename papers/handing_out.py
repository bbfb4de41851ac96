"""Handing out kept files, harmlessly. Whoever calls has asked whether this person may have them."""

from typing import IO, Any

from django.db import models
from django.http import FileResponse
from django.http.response import HttpResponseBase

from accounts.access import log
from accounts.models import Act
from files.harmless import harmless, harmless_name, saved_file
from papers.uploads import sniff


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
