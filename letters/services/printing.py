"""A letter as its office prints it."""

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusals import Refusal, require
from letters.letter_sheet import LetterSheet, print_letter
from letters.models import Letter
from letters.models.letter import Direction
from papers.letterhead import Signatory
from papers.stationery import office_of, signatories_of


def print_outgoing(*, actor: User, letter: Letter) -> bytes:
    """The PDF of an outgoing letter on the stationery of its office.

    Raises PermissionDenied without the permission, Refusal for an incoming letter or one without a
    text, PrintingError.
    """
    require(actor, "letters.view_letter")
    if letter.direction != Direction.OUTGOING:
        raise Refusal("incoming", _("Only the office's own letters are printed."))
    if not letter.body:
        raise Refusal("no_text", _("The letter has no text yet. Write it, then print."))
    signatories = signatories_of(letter.province)
    sheet = LetterSheet(
        office=office_of(letter.province),
        number=letter.number,
        date=letter.written_on,
        attachment=letter.enclosures or (_("has one") if letter.file else ""),
        recipient=str(letter.counterpart or letter.ngo),
        subject=letter.subject,
        greeting=_("Peace be upon you"),
        paragraphs=[line for line in letter.body.splitlines() if line.strip()],
        closing=_("With respect"),
        signatory=signatories[0] if signatories else Signatory(name=""),
        copies=[str(letter.ngo)] if letter.ngo and letter.counterpart else (),
    )
    return print_letter(sheet)
