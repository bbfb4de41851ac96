"""The words in which councils decide on applications; each is a step of the workflow."""

from django.utils.translation import gettext_lazy as _

from councils.decisions import REFER, Sense, word

APPROVE_INITIALLY = word("approve_initially", _("Initial approval"), Sense.FOR, "good", "thumb_up")
APPROVE = word("approve", _("Approval"), Sense.FOR, "good", "check_circle")
APPROVE_CONDITIONALLY = word(
    "approve_conditionally", _("Approval on conditions"), Sense.CONDITIONAL, "warning", "rule"
)
REJECT = word(
    "reject", _("Rejection"), Sense.AGAINST, "bad", "cancel",
    reason_missing=_("Write the reason of the rejection: it is told to the NGO."),
)  # fmt: skip
# Those that a council takes; a step of a session has the name of one of them.
WORDS = {
    each.key: each for each in (APPROVE_INITIALLY, APPROVE, APPROVE_CONDITIONALLY, REJECT, REFER)
}
