"""Letters: numbering, storing and answering them."""

import json

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import value_of
from accounts.refusals import Refusal, check_day_has_come, require
from accounts.taken import TAKEN_PLACES
from files.harmless import harmless_name
from letters.fields import fill
from letters.models import Letter
from letters.models.letter import Direction
from letters.policies import LETTER_NUMBER_TEMPLATE
from papers.keeping import keep_with
from papers.models.counter import next_number
from papers.uploads import check_upload
from persian.dates import format_jalali, to_jalali
from persian.numbers import persian_digits

SERIES = "letter"
MOST_TRIES = 2_000  # numbers in a row that old lists brought
MOST_REPLIES = 500  # letters of one thread


def letter_number(*, province_id: int, year: int) -> str:
    """The next number of an office's letters in a Jalali year, by the office's template.

    Taken within the caller's transaction: rolled back, it is given out again. Numbers that an old
    list brought are passed over.
    """
    template = value_of(LETTER_NUMBER_TEMPLATE, province_id)
    number = ""
    for _try in range(MOST_TRIES):
        counted = next_number(province_id=province_id, series=SERIES, year=year)
        number = template.format(number=counted, year=year)
        if not _is_taken(number, province_id, year):
            break
    return number


def _is_taken(number: str, province_id: int, year: int) -> bool:
    """Whether the office has sent a letter of this number; a county does not see all of them."""
    asked = {
        "province_id": province_id,
        "year": year,
        "number": number,
        "direction": Direction.OUTGOING.value,
    }
    taken = TAKEN_PLACES.format(index="%s::regclass", rows="%s::jsonb")
    with connection.cursor() as cursor:
        cursor.execute(taken, ["letter_number_once_a_year", json.dumps([asked])])
        return cursor.fetchone() is not None


@transaction.atomic
def save_letter(*, actor: User, letter: Letter, upload: UploadedFile | None = None) -> Letter:
    """Store a cleaned letter, with a new file where one is given.

    A new outgoing letter gets its number, and its fields {number} and {date} are filled. The file
    it replaces is removed when the change is final. Raises PermissionDenied without the permission,
    and Refusal for a day to come, links that do not belong together, or a file that is not kept.
    """
    is_new = letter._state.adding
    require(actor, "letters.add_letter" if is_new else "letters.change_letter")
    check_day_has_come(letter.written_on, field="written_on")
    _check_links(letter)
    year = int(to_jalali(letter.written_on).year)
    if is_new and letter.direction == Direction.OUTGOING:
        letter.number = letter_number(province_id=letter.province_id, year=year)
        known = {
            "number": persian_digits(letter.number),
            "date": format_jalali(letter.written_on),
        }
        letter.subject, letter.body = fill(letter.subject, known), fill(letter.body, known)
    elif not is_new and letter.direction == Direction.OUTGOING and letter.year != year:
        raise Refusal(
            "other_year",
            _("The letter was numbered in %(year)s: its date stays in that year."),
            field="written_on",
            params={"year": persian_digits(letter.year)},
        )
    letter.year = year
    _store(letter, upload)
    return letter


def _check_links(letter: Letter) -> None:
    if letter.ngo is not None and letter.ngo.province_id != letter.province_id:
        text = _("This NGO is of another province. Choose one of your own.")
        raise Refusal("other_province", text, field="ngo")
    if letter.application is not None and letter.application.ngo_id != letter.ngo_id:
        text = _("This application is another NGO's. Choose one of the NGO's own.")
        raise Refusal("other_ngo", text, field="application")
    counterpart = letter.counterpart
    if counterpart is not None and counterpart.province_id != letter.province_id:
        text = _("This counterpart is another office's. Choose one of your own.")
        raise Refusal("other_province", text, field="counterpart")
    answered = letter.reply_to
    if answered is None:
        return
    if answered.province_id != letter.province_id:
        text = _("The letter that this one answers is another office's.")
        raise Refusal("other_province", text, field="reply_to")
    if letter.written_on < answered.written_on:
        raise Refusal(
            "too_early",
            _("The letter that this one answers is of %(date)s. Enter that day or a later one."),
            field="written_on",
            params={"date": format_jalali(answered.written_on)},
        )
    if letter.pk is not None and letter.pk in {each.pk for each in _above(answered)}:
        raise Refusal("circle", _("A letter cannot answer its own answer."), field="reply_to")


def _above(letter: Letter) -> list[Letter]:
    """A letter and those that it answers, up to the first of them in sight."""
    found = [letter]
    while len(found) < MOST_REPLIES and found[-1].reply_to_id is not None:
        before = Letter.objects.filter(pk=found[-1].reply_to_id).first()
        if before is None:
            break
        found.append(before)
    return found


def thread(letter: Letter) -> list[Letter]:
    """The letters in sight that belong together, each after the one that it answers.

    Each has `depth`: how many letters lie between it and the first. Two queries and one for each
    level.
    """
    first = _above(letter)[-1]
    rows = Letter.objects.select_related("counterpart", "ngo")
    answers: dict[int, list[Letter]] = {}
    level, known = [first.pk], {first.pk}
    while level and len(known) < MOST_REPLIES:
        found = list(rows.filter(reply_to__in=level).order_by("written_on", "id"))
        for each in found:
            answers.setdefault(each.reply_to_id or 0, []).append(each)
        level = [each.pk for each in found if each.pk not in known]
        known.update(level)
    ordered: list[Letter] = []
    waiting = [(rows.get(pk=first.pk), 0)]
    while waiting:
        each, depth = waiting.pop()
        each.depth = depth  # type: ignore[attr-defined]
        ordered.append(each)
        waiting += [(answer, depth + 1) for answer in reversed(answers.get(each.pk, []))]
    return ordered


def _store(letter: Letter, upload: UploadedFile | None) -> None:
    if upload is None:
        letter.save()
        return
    kind = check_upload(upload, max_size=settings.DOCUMENT_MAX_SIZE)
    letter.original_name = harmless_name(upload.name or "")
    letter.content_type, letter.size = kind.content_type[:120], upload.size or 0
    keep_with(letter, "file", upload, ending=kind.endings[0])
