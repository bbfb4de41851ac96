"""What an office decides about signing in, and about what is logged of it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import scope
from accounts.models import User
from accounts.policies import Policy, Several, T, WholeNumber, YesNo, declare, value_of
from accounts.roles import Role

CUSTOM = _("Assumption: customary in offices that keep personal data.")
HOURS, MINUTES = pgettext_lazy("unit", "hours"), pgettext_lazy("unit", "minutes")

OFFICE_OPENS = WholeNumber(
    name="office_opens",
    label=_("The office opens at"),
    effect=_("What is done earlier in the day stands out in the access log."),
    source=CUSTOM,
    default=6,
    unit=_("o'clock"),
    least=0,
    most=23,
)
OFFICE_CLOSES = WholeNumber(
    name="office_closes",
    label=_("The office closes at"),
    effect=_("What is done later in the day, or on a Friday, stands out in the access log."),
    source=CUSTOM,
    default=20,
    unit=_("o'clock"),
    least=1,
    most=24,
)
MANY_ROWS = WholeNumber(
    name="many_rows",
    label=_("A large export"),
    effect=_("An export or a printed list of more rows stands out in the access log."),
    source=CUSTOM,
    default=1000,
    unit=_("rows"),
    least=1,
    most=1_000_000,
)
LOG_MONTHS = WholeNumber(
    name="access_log_months",
    label=_("How long the access log is kept"),
    effect=_("Older lines are removed, which is itself logged. The database keeps a year always."),
    source=CUSTOM,
    default=60,
    unit=pgettext_lazy("unit", "months"),
    least=12,
    most=240,
    per_province=False,
)

GIVEN_PASSWORD_HOURS = WholeNumber(
    name="given_password_hours",
    label=_("How long a given password holds"),
    effect=_("Within so many hours its owner signs in and chooses their own; then it is over."),
    source=CUSTOM,
    default=24,
    unit=HOURS,
    least=1,
    most=168,
)

SESSION_IDLE_MINUTES = WholeNumber(
    name="session_idle_minutes",
    label=_("A session rests after"),
    effect=_(
        "Who has not used the application for so long proves again who they are. What they typed "
        "is kept on their page and not lost."
    ),
    source=CUSTOM,
    default=30,
    unit=MINUTES,
    least=5,
    most=480,
)
CONFIRM_ACTS = YesNo(
    name="confirm_acts",
    label=_("Prove who you are when signing"),
    effect=_(
        "Signing a session, issuing and revoking a licence ask for the password or the code of "
        "the second factor once more."
    ),
    source=CUSTOM,
    default=True,
)
CONFIRM_MINUTES = WholeNumber(
    name="confirm_minutes",
    label=_("How long such a proof holds"),
    effect=_("Who signs several papers within so many minutes is asked once."),
    source=CUSTOM,
    default=5,
    unit=MINUTES,
    least=0,
    most=60,
)

SECOND_FACTOR_ROLES = Several(
    name="second_factor_roles",
    label=_("Who needs a second factor"),
    effect=_(
        "These roles set up an authenticator app before anything else, and cannot turn it off. "
        "A demonstration asks nobody until it is decided here."
    ),
    source=CUSTOM,
    default=[Role.NATIONAL_EXPERT, Role.DIRECTOR_GENERAL, Role.COUNCIL_CHAIR],
    choices=dict(Role.choices),
)

declare(
    _("Signing in and the access log"),
    SECOND_FACTOR_ROLES,
    SESSION_IDLE_MINUTES,
    CONFIRM_ACTS,
    CONFIRM_MINUTES,
    GIVEN_PASSWORD_HOURS,
    OFFICE_OPENS,
    OFFICE_CLOSES,
    MANY_ROWS,
    LOG_MONTHS,
)


def decided_for(user: User, policy: Policy[T]) -> T:
    """What holds for the office of a person, also while their own scope is not entered yet."""
    with scope.enter(scope.of(user)):
        return value_of(policy, user.province_id)
