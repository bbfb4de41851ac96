"""The words of lists of licences: their kinds, and how each stands."""

from licensing.kinds import LicenceKind
from licensing.models.licence import LicenceState
from ngos.models.ngo import Status
from ngos.registries.cell_words import STATUS_FILLERS, STATUS_WORDS

# «موافقت» alone is the approval in principle: the initial one is always called so. «موقت», «دائم»
# and «مجوز» alone say for how long, or nothing: they are asked about.
KIND_WORDS = {
    LicenceKind.INITIAL_APPROVAL: ("موافقت اولیه", "موافقت مقدماتی"),
    LicenceKind.PRINCIPLE_APPROVAL: ("موافقت", "موافقت اصولی", "اصولی", "موافقتنامه اصولی"),
    LicenceKind.ACTIVITY: ("پروانه", "پروانه فعالیت", "مجوز فعالیت", "پروانه تأسیس"),
    LicenceKind.CREDENTIAL: ("اعتبارنامه", "اعتبار نامه"),
    LicenceKind.BRANCH: ("مجوز شعبه", "شعبه", "پروانه شعبه", "مجوز تأسیس شعبه"),
}
# Besides, in cells: what titles of columns never say.
KIND_WORDS_OF_CELLS = {
    **KIND_WORDS,
    LicenceKind.ACTIVITY: (
        *KIND_WORDS[LicenceKind.ACTIVITY], "پروانه بهره‌برداری", "مجوز بهره‌برداری", "مجوز قطعی",
    ),
}  # fmt: skip
KIND_FILLERS = (
    "تمدید", "تمدیدی", "صدور", "جدید", "قطعی", "موقت", "دائم", "دایم", "دائمی", "المثنی", "سمن",
    "شده",
)  # fmt: skip

STATE_WORDS = {
    LicenceState.VALID: (
        "معتبر", "دارای اعتبار", "فعال", "جاری", "صادر شده", "صادر", "در حال اعتبار",
    ),
    LicenceState.SUSPENDED: STATUS_WORDS[Status.SUSPENDED],
    LicenceState.REVOKED: STATUS_WORDS[Status.REVOKED],
}  # fmt: skip
STATE_FILLERS = (*STATUS_FILLERS, "بودن", "اعتبار")
# What the days of a licence tell, or what is said of its NGO.
STATES_OF_DAYS = (
    "منقضی", "منقضی شده", "انقضا", "پایان یافته", "اتمام اعتبار", "پایان اعتبار", "تمدید",
    "تمدید شده", "در حال تمدید", "تمدیدی", "غیرفعال", "غیر فعال",
)  # fmt: skip
