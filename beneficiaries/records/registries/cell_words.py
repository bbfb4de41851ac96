"""The words of cells in lists of women who head households."""

from beneficiaries.records.models.words import (
    Disability,
    Education,
    HeadshipCause,
    Housing,
    Insurance,
    Marital,
    Relation,
    Supporter,
)

CAUSE_WORDS = {
    HeadshipCause.WIDOWED: (
        "همسر فوت شده", "فوت همسر", "بیوه", "همسر فوت کرده", "همسر متوفی", "فوت شوهر",
        "فوت سرپرست", "همسر شهید", "همسر مرحوم",
    ),
    HeadshipCause.DIVORCED: ("مطلقه", "طلاق", "جدا شده", "متارکه", "طلاق گرفته"),
    HeadshipCause.HUSBAND_DISABLED: (
        "همسر ازکارافتاده", "ازکارافتادگی همسر", "همسر معلول", "همسر سالمند", "همسر بیمار",
        "ازکارافتاده", "معلولیت همسر", "همسر از کار افتاده",
    ),
    HeadshipCause.HUSBAND_IMPRISONED: (
        "همسر زندانی", "زندانی", "زندانی بودن همسر", "همسر در زندان", "همسر محبوس",
    ),
    HeadshipCause.HUSBAND_ADDICTED: (
        "همسر معتاد", "اعتیاد همسر", "معتاد", "معتاد بودن همسر", "همسر معتاد و بیکار",
    ),
    HeadshipCause.HUSBAND_UNEMPLOYED: ("همسر بیکار", "بیکاری همسر"),
    HeadshipCause.HUSBAND_ABSENT: (
        "همسر متواری", "متواری", "همسر مهاجر", "ترک خانواده", "همسر ترک کرده", "رهاشده",
        "ترک منزل همسر", "متواری بودن همسر",
    ),
    HeadshipCause.HUSBAND_CONSCRIPT: ("همسر سرباز", "سرباز", "سربازی همسر"),
    HeadshipCause.HUSBAND_MISSING: (
        "همسر مفقودالاثر", "مفقودالاثر", "همسر مفقود", "همسر گمشده", "مفقود شدن همسر",
    ),
    HeadshipCause.SELF_HEADED: ("زن خودسرپرست", "خودسرپرست", "خود سرپرست"),
    HeadshipCause.NEVER_MARRIED: (
        "دختر خودسرپرست", "هرگز ازدواج نکرده", "دختر مجرد", "مجرد", "مجرد خودسرپرست",
        "تجرد قطعی",
    ),
}  # fmt: skip
SUPPORTER_WORDS = {
    Supporter.WELFARE: ("بهزیستی", "سازمان بهزیستی", "اداره بهزیستی"),
    Supporter.RELIEF: ("کمیته امداد", "کمیته", "امداد", "کمیته امداد امام خمینی"),
    Supporter.MARTYRS: ("بنیاد شهید", "بنیاد", "بنیاد شهید و امور ایثارگران"),
    Supporter.SOCIAL_SECURITY: ("تأمین اجتماعی", "تامین اجتماعی"),
    Supporter.MUNICIPALITY: ("شهرداری",),
    Supporter.NGO: ("خیریه", "سمن", "مؤسسه خیریه", "موسسه خیریه", "انجمن"),
}
NO_SUPPORTER = ("ندارد", "هیچ‌کدام", "هیچکدام", "بدون حمایت", "تحت پوشش نیست", "فاقد", "خیر")
HOUSING_WORDS = {
    Housing.OWNED: ("ملکی", "شخصی", "مالک", "صاحبخانه", "منزل شخصی"),
    Housing.RENT: ("استیجاری", "اجاره‌ای", "اجاره", "مستأجر", "مستاجر"),
    Housing.MORTGAGE: ("رهن", "رهنی", "رهن کامل"),
    Housing.FAMILY: ("منزل پدری", "نزد خانواده", "پدری", "منزل اقوام", "خانه پدر", "با خانواده"),
    Housing.NONE: ("بی‌خانمان", "فاقد مسکن", "سرپناه ندارد", "بدون مسکن"),
}
INSURANCE_WORDS = {
    Insurance.SOCIAL_SECURITY: ("تأمین اجتماعی", "تامین اجتماعی", "بیمه تأمین اجتماعی"),
    Insurance.HEALTH: ("سلامت", "خدمات درمانی", "بیمه سلامت", "سلامت ایرانیان"),
    Insurance.RURAL: ("روستایی", "روستایی و عشایر", "بیمه روستاییان", "صندوق روستاییان"),
    Insurance.RELIEF: ("کمیته امداد", "امداد"),
    Insurance.PENSION: ("مستمری‌بگیر", "بازنشسته", "مستمری بگیر", "مستمری", "حقوق‌بگیر"),
    Insurance.NONE: ("بدون بیمه", "فاقد بیمه", "بیمه نیست"),
    Insurance.OTHER: ("سایر", "نیروهای مسلح", "بیمه دیگر"),
}
MARITAL_WORDS = {
    Marital.MARRIED: ("متاهل", "متأهل"),
    Marital.WIDOWED: ("بیوه", "همسر فوت شده", "همسر فوت‌شده"),
    Marital.DIVORCED: ("مطلقه", "طلاق", "جدا شده", "متارکه"),
    Marital.SINGLE: ("مجرد", "هرگز ازدواج نکرده"),
}
EDUCATION_WORDS = {
    Education.ILLITERATE: ("بی‌سواد", "بیسواد"),
    Education.LITERATE: ("نهضت", "خواندن و نوشتن", "باسواد", "سواد نهضت"),
    Education.PRIMARY: ("ابتدایی", "پنجم", "دبستان"),
    Education.MIDDLE: ("راهنمایی", "سیکل", "متوسطه اول"),
    Education.DIPLOMA: ("دیپلم", "متوسطه", "پیش‌دانشگاهی", "فوق دیپلم", "کاردانی"),
    Education.BACHELOR: ("لیسانس", "کارشناسی", "فوق لیسانس", "کارشناسی ارشد", "دانشگاهی"),
}
DISABILITY_WORDS = {
    Disability.NONE: ("سالم", "فاقد معلولیت"),
    Disability.PHYSICAL: ("جسمی", "جسمی حرکتی", "حرکتی"),
    Disability.SIGHT: ("بینایی", "نابینا", "کم‌بینا"),
    Disability.HEARING: ("شنوایی", "ناشنوا", "گفتاری"),
    Disability.MENTAL: ("ذهنی", "روانی", "اعصاب و روان"),
    Disability.ILLNESS: ("بیماری خاص", "بیماری", "صعب‌العلاج"),
}
RELATION_WORDS = {
    Relation.CHILD: ("فرزند", "پسر", "دختر", "فرزندان", "اولاد"),
    Relation.HUSBAND: ("همسر", "شوهر"),
    Relation.MOTHER: ("مادر",),
    Relation.FATHER: ("پدر",),
    Relation.SIBLING: ("خواهر", "برادر"),
    Relation.GRANDCHILD: ("نوه",),
    Relation.OTHER: ("سایر", "سایر بستگان", "دایی", "عمو", "خاله", "عمه"),
}
