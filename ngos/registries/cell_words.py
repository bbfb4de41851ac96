"""The words of NGO registers: what decides in each column, and what says nothing beside it.

Stems and fillers make the phrases of files («لغو مجوز فعالیت», «تعلیق موقت شده است»); what is not
made of them alone is asked about. Nothing here decides for a word that is not known.
"""

from collections.abc import Iterator

from accounts.models import County, Province
from ngos.models.ngo import ActivityLevel, Issuer, Status, Type
from persian.text import fold

# The first words of an NGO's name, which tell its type where the register does not.
TYPE_WORDS: dict[str, tuple[str, ...]] = {
    Type.CHARITY: (
        "خیریه", "مؤسسه خیریه", "بنیاد خیریه", "مرکز نیکوکاری", "نیکوکاری", "خیریه‌ها",
        "سازمان خیریه",
    ),
    Type.ASSOCIATION: ("انجمن", "انجمن‌ها"),
    Type.INSTITUTE: ("مؤسسه", "موسسه", "مؤسسات"),
    Type.SOCIETY: ("جمعیت",),
    Type.CENTRE: ("کانون", "مرکز"),
    Type.HOUSE: ("خانه",),
    Type.ASSEMBLY: ("مجمع",),
    Type.NETWORK: ("شبکه",),
    Type.FOUNDATION: ("بنیاد",),
}  # fmt: skip
# What describes a type, and what every NGO is called: the latter says nothing of the type.
TYPE_FILLERS = (
    "رسمی", "غیردولتی", "غیر", "دولتی", "مردم", "نهاد", "مردم‌نهاد", "فرهنگی", "هنری", "ورزشی",
    "علمی",
    "اجتماعی", "آموزشی", "تخصصی", "غیرانتفاعی", "انتفاعی", "عام", "المنفعه", "عام‌المنفعه",
    "سمن", "و",
    "سمن‌ها", "حمایتی",
)  # fmt: skip
ANY_NGO = (
    "سمن", "سازمان مردم‌نهاد", "سازمان مردم‌نهاد (سمن)", "سمن (سازمان مردم‌نهاد)", "تشکل", "NGO",
    "سازمان غیردولتی", "تشکل مردم‌نهاد", "سازمان‌های مردم‌نهاد", "تشکل‌های مردم‌نهاد",
)  # fmt: skip

# «شهری» beside «روستایی» is a kind of place and no level: it is asked about.
LEVEL_WORDS = {
    ActivityLevel.NATIONAL: (
        "ملی", "کشوری", "سراسری", "ملی و فراملی", "سراسر کشور", "کل کشور", "سطح کشور", "فراگیر ملی",
    ),
    ActivityLevel.PROVINCIAL: (
        "استانی", "استان", "فراشهرستانی", "فرا شهرستانی", "سراسر استان", "کل استان",
    ),
    ActivityLevel.COUNTY: ("شهرستانی", "شهرستان", "محلی", "سطح شهرستان"),
}  # fmt: skip
LEVEL_FILLERS = ("در", "سطح", "گستره", "محدوده", "حوزه", "فعالیت")

ISSUER_WORDS = {
    Issuer.MOI: (
        "وزارت کشور", "استانداری", "فرمانداری", "وزارت‌کشور", "معاونت اجتماعی استانداری",
        "دفتر امور اجتماعی استانداری", "دفتر امور اجتماعی و فرهنگی استانداری",
        "سازمان امور اجتماعی", "سازمان امور اجتماعی کشور",
    ),
    Issuer.YOUTH: (
        "ورزش و جوانان", "وزارت ورزش و جوانان", "جوانان", "ورزش", "وزارت ورزش", "سازمان ملی جوانان",
        "تربیت بدنی",
    ),
    Issuer.WELFARE: ("بهزیستی", "سازمان بهزیستی", "بهزیستی کشور"),
    Issuer.POLICE: ("فراجا", "ناجا", "نیروی انتظامی", "پلیس", "فرماندهی انتظامی", "اماکن ناجا"),
    # Known bodies without a word of their own here.
    Issuer.OTHER: (
        "سایر", "دیگر", "سازمان تبلیغات اسلامی", "تبلیغات اسلامی", "سازمان اوقاف",
        "سازمان اوقاف و امور خیریه", "اوقاف", "اوقاف و امور خیریه", "کمیته امداد",
        "کمیته امداد امام خمینی", "کمیته امداد امام", "وزارت فرهنگ و ارشاد",
        "وزارت فرهنگ و ارشاد اسلامی", "فرهنگ و ارشاد اسلامی", "ارشاد", "ارشاد اسلامی",
        "وزارت بهداشت", "علوم پزشکی", "دانشگاه علوم پزشکی", "هلال احمر", "جمعیت هلال احمر",
        "محیط زیست", "سازمان محیط زیست", "سازمان حفاظت محیط زیست", "حفاظت محیط زیست",
        "آموزش و پرورش", "وزارت آموزش و پرورش", "میراث فرهنگی", "شهرداری", "بسیج", "سپاه",
        "جهاد کشاورزی", "وزارت جهاد کشاورزی", "وزارت علوم", "ثبت شرکت‌ها", "دادگستری",
        "قوه قضاییه", "قوه قضائیه", "بنیاد شهید", "اتاق بازرگانی", "آموزش فنی و حرفه‌ای",
        "تعاون کار و رفاه اجتماعی", "وزارت تعاون کار و رفاه اجتماعی",
    ),
}  # fmt: skip
# «کشور» alone is the ministry; in «بهزیستی کشور» it is the country.
ISSUER_ALONE = {Issuer.MOI: ("کشور",)}
ISSUER_FILLERS = (
    "کشور",
    "اداره",
    "کل",
    "اداره‌کل",
    "استان",
    "شهرستان",
    "شهر",
    "مدیریت",
    "دفتر",
    "ایران",
)

STATUS_WORDS = {
    Status.APPLICANT: (
        "متقاضی", "در دست تأسیس", "در حال تأسیس", "در شرف تأسیس", "متقاضی تأسیس",
        "در حال اخذ مجوز", "در دست اقدام برای تأسیس",
    ),
    Status.ACTIVE: ("فعال", "دایر", "دائر", "در حال فعالیت", "مشغول فعالیت", "مشغول به فعالیت"),
    Status.INACTIVE: (
        "غیرفعال", "غیر فعال", "راکد", "تعطیل", "فعال نیست", "فعال نمی‌باشد", "فاقد فعالیت",
        "بدون فعالیت", "عدم فعالیت", "فعالیت ندارد", "بلافعالیت", "غیر دایر", "غیردایر",
    ),
    Status.SUSPENDED: ("تعلیق", "معلق"),
    Status.REVOKED: (
        "لغو", "ابطال", "باطل", "باطله", "ملغی", "سلب مجوز", "سلب پروانه", "سلب صلاحیت",
    ),
    Status.DISSOLVED: ("منحل", "منحله", "انحلال", "در حال تصفیه", "تصفیه", "در تصفیه"),
}  # fmt: skip
STATUS_FILLERS = (
    "شده", "شده‌است", "است", "شد", "گردیده", "گردید", "گشته", "می‌باشد", "می", "باشد", "هست",
    "بوده",
    "مجوز", "پروانه", "فعالیت", "سمن", "تشکل", "مؤسسه", "انجمن", "سازمان", "وضعیت", "موقت", "موقتا",
    "موقتی", "دائم", "دایم", "دائمی", "قطعی", "کامل", "کاملا", "به", "صورت", "به‌صورت", "بصورت",
    "حالت",
    "از", "سوی", "توسط",
)  # fmt: skip
# A title that asks whether an NGO is active; elsewhere yes and no are no status.
STATUS_QUESTIONS = (
    (
        "(آیا)?(وضعیت(فعالیت)?)?(سمن|سازمان|تشکل|موسسه|انجمن)?فعال(یا)?(غیرفعال|است|میباشد|هست|بودن)?",
        Status.ACTIVE.value,
        Status.INACTIVE.value,
    ),
)

FIELD_GENERAL = (
    "امور", "امورات", "حوزه", "زمینه", "موضوع", "فعالیت", "فعالیت‌های", "فعالیتهای", "خدمات",
    "مسائل",
    "حفاظت", "حمایت", "ترویج", "توسعه", "گسترش", "از", "در", "به", "کمک", "ارائه",
    "سمن‌های", "تشکل‌های", "سازمان‌های", "انجمن‌های", "مؤسسات", "سمن‌ها",
)  # fmt: skip
COUNTY_GENERAL = ("شهرستان", "شهر", "بخش", "مرکزی", "حومه", "توابع", "و")


def places(province_id: int | None) -> set[str]:
    """The names of places, which say nothing beside the body of a place: «فرمانداری رشت»."""
    counties, provinces = County.objects.all(), Province.objects.all()
    if province_id is not None:
        counties = counties.filter(province=province_id)
        provinces = provinces.filter(pk=province_id)
    rows = [*counties.values_list("name", "aliases"), *provinces.values_list("name", "aliases")]
    return {fold(word) for name, aliases in rows for word in (name, *aliases)}


def counties_elsewhere(province_id: int) -> Iterator[tuple[str, str]]:
    """The counties of other provinces, each with the name of its province."""
    others = County.objects.exclude(province=province_id)
    for name, aliases, province in others.values_list("name", "aliases", "province__name"):
        yield from ((word, province) for word in (name, *aliases))


def provinces_elsewhere(province_id: int) -> Iterator[tuple[str, str]]:
    """The other provinces."""
    for name, aliases in Province.objects.exclude(pk=province_id).values_list("name", "aliases"):
        yield from ((word, name) for word in (name, *aliases))


def all_counties(province_id: int | None) -> set[str]:
    """What stands for all counties of a province where one of them is asked for."""
    provinces = Province.objects.all()
    if province_id is not None:
        provinces = provinces.filter(pk=province_id)
    named = {word for name, aliases in provinces.values_list("name", "aliases")
             for word in (name, *aliases)}  # fmt: skip
    every = ("تمام", "تمامی", "کلیه", "همه", "سراسر", "کل")
    counties = ("شهرستان‌ها", "شهرستان‌های استان", "شهرستانهای استان", "استان")
    return {
        *named,
        *(f"{word} {name}" for word in ("استان", *every) for name in named),
        *(f"{word} {name}" for word in every for name in counties),
        "استان", "سطح استان",
    }  # fmt: skip
