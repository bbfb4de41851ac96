"""What the words of a file mean: asked on the page of the check, answered for all rows at once."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import signed_in
from files.disk import DiskFull
from imports import asked_words, background, services
from imports.models import Run, State
from imports.registry import registry_of
from imports.services import ImportRefused
from persian.numbers import format_number
from reading import UnreadableFile
from screens.admin import OfficeAdmin

MOST_OPEN = 12  # words; more are folded, so that the way to register is not far
MOST_SHOWN = 30  # words of one column; those of fewer rows are asked about next
OPEN, NOTHING = "?", "="  # no answer, and the answer that a word says nothing


@dataclass(frozen=True)
class AskedWord:
    name: str  # of its choice in the form
    word: str
    rows: int
    near: list[str]
    chosen: str
    is_remembered: bool

    @property
    def is_open(self) -> bool:
        return self.chosen == OPEN


@dataclass(frozen=True)
class AskedColumn:
    """The words of one column, and the words in use that they may mean."""

    label: str
    words: list[AskedWord]
    in_use: list[str]
    more: int

    @property
    def open(self) -> int:
        """How many of them nobody has answered."""
        return sum(word.is_open for word in self.words)


def asked_of(run: Run) -> list[AskedColumn]:
    """What a person is asked about a checked run."""
    registry = registry_of(run.kind)
    declared = registry.columns()
    return [
        AskedColumn(
            label=str(declared[field].label),
            words=[
                AskedWord(
                    name=f"word-{field}-{place}",
                    word=each["word"],
                    rows=each["rows"],
                    near=each["near"],
                    chosen=_chosen(each["meaning"]),
                    is_remembered=each["source"] == asked_words.REMEMBERED,
                )
                for place, each in enumerate(listed[:MOST_SHOWN])
            ],
            in_use=asked_words.words_in_use(registry, field, run.province_id),
            more=max(len(listed) - MOST_SHOWN, 0),
        )
        for field, listed in run.words.items()
        if field in declared
    ]


def answer(model_admin: OfficeAdmin, request: HttpRequest, run: Run) -> HttpResponse:
    """Take what a person says of the words that were shown, and check the rows anew."""
    back = HttpResponseRedirect(reverse("admin:imports_run_change", args=(run.pk,)))
    checked_at = run.checked_at.isoformat() if run.checked_at else ""
    if run.state != State.CHECKED or request.POST.get("checked_at", "") != checked_at:
        messages.warning(
            request, _("The rows have been checked anew since you saw them. Look at them again.")
        )
        return back
    answers = _answers(run, request.POST)
    if not answers:
        messages.warning(request, _("Choose what at least one word means."))
        return back
    try:
        services.correct(actor=signed_in(request), run=run, meanings=answers)
        background.check(actor=signed_in(request), run=run)
    except (ImportRefused, UnreadableFile, DiskFull) as error:
        messages.warning(request, str(error))
    else:
        count = sum(map(len, answers.values()))
        messages.success(
            request,
            _("The meaning of %(count)s words was taken for all rows.")
            % {"count": format_number(count)},
        )
    return back


def _chosen(meaning: str | None) -> str:
    return OPEN if meaning is None else meaning or NOTHING


def _answers(run: Run, posted: Any) -> dict[str, dict[str, str | None]]:
    """What was answered otherwise than it stood."""
    answers: dict[str, dict[str, str | None]] = {}
    for field, listed in run.words.items():
        for place, each in enumerate(listed[:MOST_SHOWN]):
            stood = _chosen(each["meaning"])
            chosen = posted.get(f"word-{field}-{place}", stood)
            if chosen != stood:
                said = {OPEN: None, NOTHING: ""}.get(chosen, chosen)
                answers.setdefault(field, {})[each["word"]] = said
    return answers
