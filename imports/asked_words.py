"""The words of a file that are not known: asked about once for all rows, and remembered.

An answer holds for the run that it was given for. Once that run is applied the office's next files
are read by it too, and their pages say so. No word with a number by which a person is known is
asked about (`cleaning.known_words`), so none is remembered.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from imports.binding import BoundColumn
from imports.cleaning import Words
from imports.cleaning.known_words import MOST_ASKED
from imports.columns import Column, Declared
from imports.models import Meaning, Run
from imports.refusal import ImportRefused
from imports.registry import Registry, registry_of
from persian.numbers import format_number
from persian.text import fold
from reading.doubts import Doubt

# Field of the registry → word → word in use, "" where it says nothing, None where nobody has said.
Answers = Mapping[str, Mapping[str, str | None]]

MOST_TOLD = 10  # remembered words of a column that are told one by one
SAID, REMEMBERED = "said", "remembered"  # where an answer comes from


def answers_of(run: Run) -> dict[str, dict[str, str]]:
    """What the office says of the words of this file: what it has said of them before and, above
    that, what it says now."""
    answers = remembered_for(run)
    for field, words in run.meanings.items():
        answers[field] = {
            word: meaning
            for word, meaning in {**answers.get(field, {}), **words}.items()
            if meaning is not None  # what was remembered is not wanted
        }
    return answers


def remembered_for(run: Run) -> dict[str, dict[str, str]]:
    """What the office has said of words of its earlier files."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    known = Meaning.objects.filter(province_id=run.province_id, kind=run.kind)
    for field, word, meaning in known.values_list("field", "word", "meaning"):
        found[field][word] = meaning
    return dict(found)


def asked(run: Run, columns: Iterable[BoundColumn]) -> dict[str, list[dict[str, Any]]]:
    """The words of the file that a person may say the meaning of, those of most rows first: with
    the number of rows, what they resemble, the meaning that was taken, and who said so."""
    found: dict[str, list[dict[str, Any]]] = {}
    for field, clean, words in _of_fields(columns):
        own = run.meanings.get(field, {})
        found[field] = [
            {
                "word": word,
                "rows": rows,
                "near": clean.near.get(word, []),
                "meaning": clean.answers.get(key),
                "source": "" if key not in clean.answers else SAID if key in own else REMEMBERED,
            }
            for key, word, rows in words
        ]
    return found


def _of_fields(
    columns: Iterable[BoundColumn],
) -> Iterator[tuple[str, Words, list[tuple[str, str, int]]]]:
    """For each field with words to ask about: its cleaner, and the words of all columns of the
    file that are given to it, one spelling of each, with the number of their rows."""
    cleaners: dict[str, Words] = {}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spelled: dict[str, str] = {}
    for column in columns:
        if isinstance(column.clean, Words) and column.asked:
            cleaners.setdefault(column.column.name, column.clean)
            for word, rows in column.asked.items():
                counts[column.column.name][fold(word)] += rows
                spelled.setdefault(fold(word), word)
    for field, clean in cleaners.items():
        listed = counts[field].most_common(MOST_ASKED)
        yield field, clean, [(key, spelled[key], rows) for key, rows in listed]


def doubts(run: Run, columns: Iterable[BoundColumn]) -> Iterator[Doubt]:
    """That the file is another province's, and that words were taken as the office said before:
    whoever looks may say otherwise."""
    columns = list(columns)
    yield from _of_another_province(run, columns)
    titles = {column.column.name: column.title for column in columns}
    for field, listed in run.words.items():
        taken = [each for each in listed if each["source"] == REMEMBERED]
        for each in taken[:MOST_TOLD]:
            message = _taken() if each["meaning"] else _taken_for_nothing()
            told = message % {**each, "rows": format_number(each["rows"])}
            yield Doubt("remembered_word", told, (), titles.get(field), field)


def _of_another_province(run: Run, columns: Iterable[BoundColumn]) -> Iterator[Doubt]:
    """One doubt for a file of which at least half the rows name places of one other province."""
    for column in columns:
        for place, rows in column.elsewhere.items():
            if len(rows) * 2 >= column.filled:
                message = _(
                    "This is a list of the province of %(place)s, by the column %(title)s: "
                    "%(count)s rows. It was sent for the province of %(own)s; put it aside, and "
                    "send it for its own."
                ) % {
                    "place": place,
                    "title": f"«{column.title}»",
                    "count": format_number(len(rows)),
                    "own": run.province.name,
                }
                yield Doubt(
                    "another_province", message, tuple(rows), column.title, column.column.name
                )
                return


def _taken() -> str:
    return _("“%(word)s” was taken as “%(meaning)s” in %(rows)s rows, as your office said before.")


def _taken_for_nothing() -> str:
    return _("“%(word)s” was taken for nothing in %(rows)s rows, as your office said before.")


def words_in_use(registry: type[Registry], field: str, province_id: int | None) -> list[str]:
    """The words that a column knows, for who is to say what another one means; none where the
    column is not one of words."""
    declared: Declared | None = registry.columns().get(field)
    if not isinstance(declared, Column):
        return []
    cleaner = declared.make(province_id)
    return list(cleaner.words) if isinstance(cleaner, Words) else []


def take_answers(run: Run, answers: Answers) -> None:
    """Note on the run what words of its file mean. Raises ImportRefused where a field knows no
    words, or not that one."""
    registry = registry_of(run.kind)
    meanings = {field: dict(words) for field, words in run.meanings.items()}
    for field, words in answers.items():
        known = {fold(word): word for word in words_in_use(registry, field, run.province_id)}
        if not known:
            raise ImportRefused(
                "not_of_words",
                _("“%(field)s” is no field whose words can be given a meaning."),
                {"field": field},
            )
        for word, meaning in words.items():
            if meaning and fold(meaning) not in known:
                raise ImportRefused(
                    "no_word_in_use",
                    _("“%(meaning)s” is no word of “%(field)s”. Choose one of the list."),
                    {"meaning": meaning, "field": registry.columns()[field].label},
                )
            meanings.setdefault(field, {})[fold(word)] = (
                known[fold(meaning)] if meaning else meaning
            )
    run.meanings = meanings


def remember(run: Run) -> None:
    """Keep for the office's next files what was said of the words of an applied run, as far as
    they stood in its file; forget what is not wanted any more."""
    known = Meaning.objects.filter(province_id=run.province_id, kind=run.kind)
    for field, words in run.meanings.items():
        if taken_back := [word for word, meaning in words.items() if meaning is None]:
            known.filter(field=field, word__in=taken_back).delete()
    rows = [
        Meaning(
            province_id=run.province_id,
            kind=run.kind,
            field=field,
            word=fold(each["word"]),
            meaning=each["meaning"],
        )
        for field, listed in run.words.items()
        for each in listed
        if each["source"] == SAID
    ]
    Meaning.objects.bulk_create(
        list({(row.field, row.word): row for row in rows}.values()),
        update_conflicts=True,
        unique_fields=["province", "kind", "field", "word"],
        update_fields=["meaning", "chosen_at"],
    )
