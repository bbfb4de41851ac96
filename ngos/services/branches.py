"""Branches: recording, closing and deleting them."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, check_day_has_come, require
from ngos.models import Branch


def save_branch(*, actor: User, branch: Branch) -> Branch:
    """Store a cleaned branch. Raises PermissionDenied without the permission."""
    require(actor, "ngos.add_branch" if branch._state.adding else "ngos.change_branch")
    branch.save()
    return branch


@transaction.atomic
def close_branch(*, actor: User, branch: Branch, on: datetime.date) -> Branch:
    """Close a branch on a day. Raises Refusal for a day to come or before it opened."""
    require(actor, "ngos.change_branch")
    branch = Branch.objects.select_for_update(of=("self",)).get(pk=branch.pk)
    check_day_has_come(on)
    if branch.opened_on and on < branch.opened_on:
        raise Refusal("too_early", _("The branch closes before it opens."), field="on")
    branch.closed_on = on
    branch.save(update_fields=["closed_on"])
    return branch


def delete_branch(*, actor: User, branch: Branch) -> None:
    """Delete a branch recorded by mistake. Raises PermissionDenied without the permission."""
    require(actor, "ngos.delete_branch")
    branch.delete()
