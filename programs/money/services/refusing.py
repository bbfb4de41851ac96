"""What the database refuses of money, in words, at the field where a person can mend it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from programs.money.models import Allocation, Campaign, CampaignItem, Entry, Finding, Source, Stage

# The rules of triggers, by name; those of constraints have their words with them.
_RULES: dict[str, Promise] = {
    "entry_of_what_is_approved": _("This allocation is not open: nothing is entered in its book."),
    "entry_reverses_its_like": _("This entry is not there to be reversed. Look at the book again."),
    "entry_verified_stays": _(
        "This expenditure has been verified. Reverse the verification first, then it."
    ),
    "entry_by_another_person": _(
        "Asking, approving, paying and verifying are done by different people."
    ),
    "entry_verifies_what_is_open": _(
        "This expenditure is verified already, or was reversed. Look at the book again."
    ),
    "entry_pays_a_stage": _("Choose the stage that is paid."),
    "stages_fit": _("The stages are more than what is allocated."),
    "allocation_of_its_source": _("This source is another office's. Choose one of your own."),
    "allocation_settled_when_verified": _(
        "It is settled once all that is allocated is paid, spent and verified. "
        "Take back what is not needed."
    ),
    "entry_within_its_program": _("This day is outside the dates of the program."),
}
_AT_DAY = frozenset({"entry_of_today_or_before", "entry_within_its_program"})


def _words_of(model: type[models.Model]) -> dict[str, str | Promise]:
    return {
        rule.name: rule.violation_error_message
        for rule in model._meta.constraints
        if rule.violation_error_message
    }


def words(rule: str) -> str | Promise | None:
    """What a rule of the database says, None for one that is not of money."""
    known: dict[str, str | Promise] = {**_RULES}
    for model in (Source, Allocation, Stage, Entry, Campaign, CampaignItem, Finding):
        known |= _words_of(model)
    return known.get(rule)


@contextmanager
def refusing() -> Iterator[None]:
    """Within it what the database refuses becomes a Refusal; the transaction around it goes on."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        rule = str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or "")
        text = words(rule)
        if text is None:
            raise
        field = "made_on" if rule in _AT_DAY else "amount"
        raise Refusal(rule, text, field=field) from error
