"""«چه کسی پروندهٔ مرا دید»: on paper, for the woman whose record it is."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import require
from beneficiaries.records.models import Beneficiary
from beneficiaries.safeguards.models import Look
from beneficiaries.safeguards.models.looking import Deed
from beneficiaries.safeguards.services import looking
from files.printed_list import ListSheet, print_list
from persian.dates import format_jalali_datetime

VIEW_LOOKS = "safeguards.view_look"


def statement(*, actor: User, woman: Beneficiary) -> bytes:
    """The PDF of all who looked, with the printing itself as the last line of them.

    Raises PermissionDenied without the permission, PrintingError.
    """
    require(actor, VIEW_LOOKS)
    looking.note(woman, Deed.STATEMENT, "statement")
    judged = {
        None: _("to be judged"),
        True: _("justified"),
        False: _("not justified"),
    }
    rows = [
        (
            format_jalali_datetime(look.at),
            look.name,
            str(look.get_role_display()),
            str(look.get_deed_display()),
            look.reason or ("" if look.is_own else _("outside the caseload")),
        )
        for look in Look.objects.filter(beneficiary=woman).order_by("at", "pk")
    ]
    rows += [
        (
            format_jalali_datetime(opening.opened_at),
            opening.name,
            str(opening.get_role_display()),
            _("Gave a reason (%(judged)s)") % {"judged": judged[opening.is_justified]},
            opening.reason,
        )
        for opening in woman.openings.order_by("opened_at")
    ]
    return print_list(
        ListSheet(
            title=_("Who saw the record of %(name)s") % {"name": woman},
            columns=(_("When"), _("Person"), _("Role"), _("What"), _("Reason")),
            rows=rows,
            made=_("Printed by %(who)s, %(at)s")
            % {"who": actor.get_full_name(), "at": format_jalali_datetime(timezone.now())},
        )
    )
