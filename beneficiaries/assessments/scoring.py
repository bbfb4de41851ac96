"""What follows from answers: which questions are asked, and the score with all that it is made of.

Plain data in and out, so that it can be tried without a database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Question = Mapping[str, Any]
Answers = Mapping[str, Any]
CHOICE, NUMBER, TEXT = "choice", "number", "text"
KINDS = (CHOICE, NUMBER, TEXT)
HIGHEST, GRAVEST = 100, 5


@dataclass(frozen=True)
class Result:
    """`parts`: `key`, `domain`, `text`, `answer`, `weight`, `most` of each question asked."""

    parts: list[dict[str, Any]]
    score: int
    severities: dict[str, int]


def asked(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """The questions that are asked of somebody who has answered so; what hangs on a question that
    is not asked is not asked either."""
    found: list[Question] = []
    keys: set[str] = set()
    for question in questions:
        condition = question.get("shown_if")
        if condition is None or (
            condition["key"] in keys and answers.get(condition["key"]) == condition["is"]
        ):
            found.append(question)
            keys.add(question["key"])
    return found


def result(questions: Iterable[Question], answers: Answers) -> Result:
    """The score: the weights of the answers given, as a share of the gravest answers to the same
    questions, of a hundred."""
    parts = []
    for question in asked(questions, answers):
        answer = answers.get(question["key"])
        weights = {each["key"]: each["weight"] for each in question.get("choices", ())}
        words = {each["key"]: each["text"] for each in question.get("choices", ())}
        is_answered = answer not in (None, "")
        parts.append({
            "key": question["key"], "domain": question["domain"], "text": question["text"],
            "answer": words.get(answer, str(answer)) if is_answered else "",
            "weight": weights.get(answer, 0),
            "most": max(weights.values(), default=0) if is_answered else 0,
        })  # fmt: skip
    domains = dict.fromkeys(part["domain"] for part in parts if part["most"])
    severities = {
        domain: 1 + _share([p for p in parts if p["domain"] == domain], GRAVEST - 1)
        for domain in domains
    }
    return Result(parts, _share(parts, HIGHEST), severities)


def _share(parts: list[dict[str, Any]], whole: int) -> int:
    """Of `whole`, rounded to the nearest, halves up."""
    weight, most = sum(p["weight"] for p in parts), sum(p["most"] for p in parts)
    return (2 * weight * whole + most) // (2 * most) if most else 0
