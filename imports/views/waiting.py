"""How far a background worker has come with a run: in words, and as a part of the whole."""

import math
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports import background
from imports.models import Progress, Run, Step
from persian.numbers import format_number

if TYPE_CHECKING:
    from imports.admin.run import RunAdmin


def show(model_admin: "RunAdmin", request: HttpRequest, run: Run) -> HttpResponse:
    """What the page of a run that is being worked on asks every second."""
    return JsonResponse(waiting(run))


def waiting(run: Run) -> dict[str, object]:
    """Whether the run is being worked on, at what, the percentage done and the rest in words."""
    if not run.asked:
        return {"is_busy": False}
    progress = Progress.objects.filter(run=run).first()
    if progress is None:
        words, percent = _("Waiting for its turn"), 0
    else:
        words, percent = _in_words(progress), _percent(progress)
    return {
        "is_busy": True,
        "step": str(Step(run.asked).label),
        "words": words,
        "percent": percent,
    }


def _percent(progress: Progress) -> int:
    return progress.done * 100 // progress.total if progress.total else 0


def _in_words(progress: Progress) -> str:
    if not progress.total:
        return _("Begun")
    words = _("%(done)s rows of %(total)s") % {
        "done": format_number(progress.done),
        "total": format_number(progress.total),
    }
    left = background.time_left(progress)
    if left is None:
        return words
    seconds = math.ceil(left.total_seconds())
    if seconds < 60:
        rest = ngettext("about %(count)s second left", "about %(count)s seconds left", seconds)
    else:
        seconds = math.ceil(seconds / 60)
        rest = ngettext("about %(count)s minute left", "about %(count)s minutes left", seconds)
    return f"{words} · {rest % {'count': format_number(seconds)}}"
