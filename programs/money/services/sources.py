"""Recording the sources of an office, and correcting them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Province, User
from accounts.refusals import Refusal, require
from persian.numbers import format_rial
from programs.money.models import Priority, Source
from programs.money.services.reading import source_tracks
from programs.money.services.refusing import refusing
from screens.seen import Stamp, version_of
from screens.steps import lock

STAMP = Stamp(of=version_of, tracks=lambda source: source_tracks(source.pk))


@transaction.atomic
def record_source(
    *,
    actor: User,
    year: int,
    priority: Priority,
    title: str,
    amount: int,
    reference: str = "",
    notes: str = "",
    province: Province | None = None,
) -> Source:
    """Record what an office was given (rial) in a Jalali year for a priority."""
    require(actor, "money.add_source")
    source = Source(
        province=actor.province or province,
        year=year,
        priority=priority,
        title=title.strip(),
        amount=amount,
        reference=reference,
        notes=notes,
    )
    with refusing():
        source.save()
    return source


@transaction.atomic
def change_source(*, actor: User, source: Source, seen: str, **values: Any) -> Source:
    """Correct the title, the amount (rial), the reference or the notes of a source.

    Raises Overtaken where somebody was faster, Refusal for less than is allocated, and for the
    source of a list, which is as large as that list.
    """
    require(actor, "money.change_source")
    source = lock(source, seen=seen, stamp=STAMP)
    if source.is_listed:
        text = _("This source is as large as what a list tells. Record a source of its own.")
        raise Refusal("of_a_list", text)
    if values["amount"] < source.allocated:
        raise Refusal(
            "less_than_allocated",
            _("%(amount)s of it is allocated: it cannot be less."),
            field="amount",
            params={"amount": format_rial(source.allocated)},
        )
    for name, value in values.items():
        setattr(source, name, value)
    with refusing():
        source.save(update_fields=[*values])
    return source
