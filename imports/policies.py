"""What an office decides about reading its old files, and how strict numbers are checked."""

from django.utils.translation import gettext_lazy as _

from accounts.policies import Choice, WholeNumber, YesNo, declare
from persian.dates import PIVOT

DATE_ORDER = Choice(
    name="date_order",
    label=_("Order of dates that can be read both ways"),
    effect=_(
        "How imports read a date such as 01/06/09, in which no number can only be the year. "
        "Dates with a year of four digits, or above 31, are read right in any case."
    ),
    source=_("Assumption: pages of the ministry mix both orders."),
    default="ymd",
    choices={"ymd": _("Year, month, day"), "dmy": _("Day, month, year")},
)
YEAR_PIVOT = WholeNumber(
    name="year_pivot",
    label=_("First year of two digits that belongs to the 1300s"),
    effect=_("Imports read a year of two digits below this number as 14.., the others as 13..."),
    source=_("Assumption: registers hold dates of the last decades and few of the future."),
    default=PIVOT,
    least=0,
    most=99,
)
REJECT_REPEATED = YesNo(
    name="reject_repeated",
    label=_("Refuse national IDs of ten equal digits"),
    effect=_(
        "Whether imports and forms refuse 1111111111 to 9999999999, whose check "
        "digit is right and which offices use as fillers. Ten zeros are refused always: the "
        "database itself does not take them."
    ),
    source=_("Assumption: the published rules disagree about these numbers."),
    default=False,
)
STRICT_POSTAL_CODE = YesNo(
    name="strict_postal_code",
    label=_("Refuse postal codes with 5 in fifth place"),
    effect=_(
        "Whether imports and forms refuse a postal code whose fifth digit is 5. "
        "No 0 and no 2 in the first five digits is a rule always: the database keeps it."
    ),
    source=_("Published rule of the Post Company, which registers do not always keep."),
    default=False,
)

declare(
    _("Reading files and checking numbers"),
    DATE_ORDER,
    YEAR_PIVOT,
    REJECT_REPEATED,
    STRICT_POSTAL_CODE,
)
