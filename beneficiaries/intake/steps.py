"""The steps of an intake, one subject each: twenty-five fields at most in all."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    number: int
    title: str | Promise
    fields: tuple[str, ...]


STEPS = (
    Step(1, _("Who she is"), (
        "national_id", "first_name", "last_name", "father_name", "birth_date", "mobile",
    )),
    Step(2, _("Her household"), (
        "headship_cause", "headship_since", "marital_status", "children", "dependents",
        "education", "disability",
    )),
    Step(3, _("How she lives"), (
        "housing", "insurance", "income", "job", "skills", "supporters", "relief_code",
        "welfare_code", "address",
    )),
)  # fmt: skip
LAST = len(STEPS)
FIELDS = tuple(name for step in STEPS for name in step.fields)


def step_of(number: int) -> Step:
    """The step of a number; the nearest one there is for any other."""
    return STEPS[min(max(number, 1), LAST) - 1]
