"""Calls and proposals: how many reviews a proposal needs, for how long reviewers have it, and when
a call that is about to close is told of."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.policies import WholeNumber, declare
from ngos.policies.words import ASSUMPTION, DAYS

REVIEWS_MIN = WholeNumber(
    name="proposal_reviews_min",
    label=_("Reviews of a proposal"),
    effect=_("With fewer reviews the reviews of a proposal in answer to a call stay open."),
    source=ASSUMPTION,
    default=2,
    unit=pgettext_lazy("unit", "reviews"),
    least=1,
    most=9,
)
REVIEW_DAYS = WholeNumber(
    name="proposal_review_days",
    label=_("Time for a review"),
    effect=_("So many days after they were asked, reviewers who have not scored are late."),
    source=ASSUMPTION,
    default=14,
    unit=DAYS,
    least=1,
    most=90,
)
CALL_ALERT_DAYS = WholeNumber(
    name="call_alert_days",
    label=_("Alert before a call closes"),
    effect=_("So many days before its last one a call stands on the worklist of its secretary."),
    source=ASSUMPTION,
    default=7,
    unit=DAYS,
    least=1,
    most=60,
)

declare(_("Calls and proposals"), REVIEWS_MIN, REVIEW_DAYS, CALL_ALERT_DAYS)
