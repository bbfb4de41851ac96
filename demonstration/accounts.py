"""One account for each role, with a password that the sign-in page of a demonstration shows."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Province, User
from accounts.roles import Role

PASSWORD = "samanyar-1404"  # noqa: S105  shown to everybody who tries the application


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in to a demonstration."""

    username: str
    title: Promise  # what the sign-in page calls this account
    role: Role
    place: str  # «گیلان», «گیلان/رشت», or nothing for the whole country
    first_name: str
    last_name: str
    ngo: str = ""  # the NGO of an NGO's officer
    post: str = ""  # the post in which an officer signs annual reports


GIL_BANOO = "شبکهٔ خیرین گیل‌بانو"

ACCOUNTS = (
    Account(
        "national.expert", _("National expert"), Role.NATIONAL_EXPERT, "", "سیما", "رهنمای فرضی"
    ),
    Account(
        "gilan.director", _("Director general, Gilan"), Role.DIRECTOR_GENERAL, "گیلان",
        "کیوان", "شالی‌کار فرضی",
    ),
    Account(
        "gilan.expert", _("Provincial expert, Gilan"), Role.PROVINCIAL_EXPERT, "گیلان",
        "مریم", "گیلک‌نژاد فرضی",
    ),
    # Money that one has asked for and another approved is paid by a third and verified by a fourth.
    Account(
        "gilan.finance", _("Provincial expert of payments, Gilan"), Role.PROVINCIAL_EXPERT,
        "گیلان", "ناصر", "لاهیجی فرضی",
    ),
    Account(
        "gilan.oversight", _("Provincial expert of verification, Gilan"), Role.PROVINCIAL_EXPERT,
        "گیلان", "پروانه", "ماسوله‌ای فرضی",
    ),
    Account(
        "qazvin.director", _("Director general, Qazvin"), Role.DIRECTOR_GENERAL, "قزوین",
        "بهرام", "مینودری فرضی",
    ),
    Account(
        "qazvin.expert", _("Provincial expert, Qazvin"), Role.PROVINCIAL_EXPERT, "قزوین",
        "الهام", "الموتی فرضی",
    ),
    Account(
        "isfahan.director", _("Director general, Isfahan"), Role.DIRECTOR_GENERAL, "اصفهان",
        "فرهاد", "زاینده‌رودی فرضی",
    ),
    Account(
        "isfahan.expert", _("Provincial expert, Isfahan"), Role.PROVINCIAL_EXPERT, "اصفهان",
        "نرگس", "نقش‌جهانی فرضی",
    ),
    Account(
        "rasht.expert", _("County expert, Rasht"), Role.COUNTY_EXPERT, "گیلان/رشت",
        "آرش", "سیاه‌رودی فرضی",
    ),
    Account(
        "rasht.caseworker", _("Case worker, Rasht"), Role.CASE_WORKER, "گیلان/رشت",
        "شیرین", "باران‌دوست فرضی",
    ),
    Account(
        "gilan.secretary", _("Council secretary, Gilan"), Role.COUNCIL_SECRETARY, "گیلان",
        "طاهره", "دیلمی فرضی",
    ),
    Account(
        "gilan.chair", _("Council chair, Gilan"), Role.COUNCIL_CHAIR, "گیلان",
        "جهانگیر", "سپیدرودی فرضی",
    ),
    Account(
        "rasht.secretary", _("Council secretary, Rasht"), Role.COUNCIL_SECRETARY, "گیلان/رشت",
        "مینا", "گوهررودی فرضی",
    ),
    Account(
        "gilan.auditor", _("Auditor, Gilan"), Role.AUDITOR, "گیلان", "هومن", "راست‌گفتار فرضی"
    ),
    Account(
        "rasht.chair", _("Council chair, Rasht"), Role.COUNCIL_CHAIR, "گیلان/رشت",
        "پرویز", "سیاه‌رودی فرضی",
    ),
    Account(
        "national.auditor", _("National auditor"), Role.AUDITOR, "", "پروین", "دادجوی فرضی"
    ),
    Account(
        "gilbanoo.officer", _("NGO officer, Gil-Banoo"), Role.NGO_OFFICER, "گیلان/رشت",
        "گلناز", "بنفشه‌پور فرضی", ngo=GIL_BANOO,
    ),
    # An annual report is signed by two, each from their own account.
    Account(
        "gilbanoo.ceo", _("CEO of Gil-Banoo"), Role.NGO_OFFICER, "گیلان/رشت",
        "مهناز", "شمشادی فرضی", ngo=GIL_BANOO, post="ceo",
    ),
    Account(
        "gilbanoo.inspector", _("Inspector of Gil-Banoo"), Role.NGO_OFFICER, "گیلان/رشت",
        "سیروس", "تالش‌پور فرضی", ngo=GIL_BANOO, post="inspector",
    ),
)  # fmt: skip


def make_accounts(ngo_ids: dict[str, int]) -> dict[str, User]:
    """The accounts, by username; `ngo_ids` tells the row of each NGO that an officer speaks for."""
    provinces = {province.name: province for province in Province.objects.all()}
    password = make_password(PASSWORD)  # hashed once: hashing is slow on purpose
    made = {}
    for account in ACCOUNTS:
        province_name, _slash, county_name = account.place.partition("/")
        province = provinces.get(province_name)
        user = User(
            username=account.username,
            role=account.role,
            first_name=account.first_name,
            last_name=account.last_name,
            province=province,
            county=province.counties.get(name=county_name) if province and county_name else None,
            ngo_id=ngo_ids[account.ngo] if account.ngo else None,
        )
        user.password = password
        user.full_clean()
        user.save()
        made[account.username] = user
    return made
