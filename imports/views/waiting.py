"""How far a background worker has come with a run: in words, and as a part of the whole."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from imports.models import Progress, Run, Step
from screens.admin import OfficeAdmin
from screens.waiting import in_words, percent


def show(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
    """What the page of a run that is being worked on asks every second."""
    return JsonResponse(waiting(run))


def waiting(run: Run) -> dict[str, object]:
    """Whether the run is being worked on, at what, the percentage done and the rest in words."""
    if not run.asked:
        return {"is_busy": False}
    progress = Progress.objects.filter(run=run).first()
    if progress is None:
        words, done = _("Waiting for its turn"), 0
    else:
        done = percent(done=progress.done, total=progress.total)
        words = in_words(done=progress.done, total=progress.total, begun_at=progress.begun_at)
    return {
        "is_busy": True,
        "step": str(Step(run.asked).label),
        "words": words,
        "percent": done,
    }
