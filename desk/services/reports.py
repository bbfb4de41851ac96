"""Annual reports from the desk: any officer writes, CEO and inspector sign for themselves."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Func, TextField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, require
from screens.seen import Overtaken
from supervision.models import AnnualReport
from supervision.workflow import ReportState

OPEN = (ReportState.DUE, ReportState.RETURNED)
_WHY_NOT: dict[str, str | Promise] = {
    "not_open": _("The office has this report already."),
    "incomplete": _("Write the activities, the income and the expense before it is signed."),
    "no_post": _("The CEO and the inspector sign. The office has not invited you as one of them."),
    "not_in_office": _(
        "The register does not name you in this post today. Ask the office to put that right first."
    ),
}
_CHANGED = _("The report has changed since you read it. Read it again, and sign then.")


@dataclass(frozen=True)
class Signed:
    """What came of a signature: `is_whole` where both have signed and the office has it."""

    is_whole: bool


def word_of(report: AnnualReport) -> str:
    """The word of what a report says, which a signature is of."""
    word = Func(
        F("activities"), F("income"), F("expense"), function="desk_report_word",
        output_field=TextField(),
    )  # fmt: skip
    found: str = (
        AnnualReport.objects.annotate(word=word).values_list("word", flat=True).get(pk=report.pk)
    )
    return found


@transaction.atomic
def write_report(
    *, actor: User, report: AnnualReport, seen: str, activities: str,
    income: int | None, expense: int | None,
) -> AnnualReport:  # fmt: skip
    """Keep what was typed; signatures of another text go. Amounts are in rial.

    Raises PermissionDenied without the permission, Overtaken where somebody has written meanwhile,
    Refusal where the office has the report, or for an amount below nothing.
    """
    require(actor, "desk.use_desk")
    stored = AnnualReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if stored.state not in OPEN:
        raise Refusal("not_open", _WHY_NOT["not_open"])
    if word_of(stored) != seen:
        raise Overtaken("overtaken", _CHANGED)
    for name, amount in (("income", income), ("expense", expense)):
        if amount is not None and amount < 0:
            text = _("Income and expense may not be negative.")
            raise Refusal("negative", text, field=name)
    stored.activities, stored.income, stored.expense = activities.strip(), income, expense
    stored.save(update_fields=["activities", "income", "expense"])
    return stored


@transaction.atomic
def sign_report(*, actor: User, report: AnnualReport, seen: str) -> Signed:
    """Sign as CEO or inspector what one has read. Raises PermissionDenied, Overtaken, Refusal."""
    require(actor, "desk.use_desk")
    with connection.cursor() as cursor:
        cursor.execute("SELECT desk_sign_report(%s, %s)", [report.pk, seen])
        (said,) = cursor.fetchone() or ("not_open",)
    if said == "changed":
        raise Overtaken("overtaken", _CHANGED)
    if said in _WHY_NOT:
        raise Refusal(said, _WHY_NOT[said])
    return Signed(is_whole=said == "received")
