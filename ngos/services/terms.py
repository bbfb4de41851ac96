"""Terms in office: recording, ending and deleting them."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from ngos.models import Person, Term


@transaction.atomic
def save_term(*, actor: User, term: Term, new_person: Person | None = None) -> Term:
    """Store a cleaned term; a person who is new is registered first, in the NGO's county.

    Raises PermissionDenied without the permission, IntegrityError where a constraint refuses.
    """
    require(actor, "ngos.add_term" if term._state.adding else "ngos.change_term")
    if new_person is not None:
        require(actor, "ngos.add_person")
        new_person.save()
        term.person = new_person
    term.save()
    return term


@transaction.atomic
def end_term(*, actor: User, term: Term, on: datetime.date) -> Term:
    """End a term on its last day. Raises Refusal for a day to come or before it began."""
    require(actor, "ngos.change_term")
    term = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    check_day_has_come(on)
    if on < term.start_on:
        raise Refusal("too_early", _("The term ends before it begins."), field="on")
    term.end_on = on
    term.save(update_fields=["end_on"])
    return term


def delete_term(*, actor: User, term: Term) -> None:
    """Delete a term recorded by mistake. Raises PermissionDenied without the permission."""
    require(actor, "ngos.delete_term")
    term.delete()
