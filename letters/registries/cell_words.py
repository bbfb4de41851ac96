"""The words of lists of letters: their kinds and their directions."""

from letters.models.letter import Direction, LetterKind

DIRECTION_WORDS = {
    Direction.OUTGOING: ("صادره", "ارسالی", "ارسال", "خروجی", "صادر", "فرستاده"),
    Direction.INCOMING: ("وارده", "دریافتی", "دریافت", "ورودی", "رسیده", "واصله"),
}
DIRECTION_FILLERS = ("نامه", "مکاتبه", "مکاتبات", "شده", "است", "از", "به")

KIND_WORDS = {
    LetterKind.COORDINATION: ("هماهنگی", "هماهنگ", "همکاری", "پیگیری", "دعوت", "دعوتنامه"),
    LetterKind.SUPPORT: ("حمایتی", "حمایت", "پشتیبانی", "مساعدت", "معرفی"),
    LetterKind.NOTICE: ("تذکر", "اخطار", "هشدار", "تذکری"),
    LetterKind.SEIZURE: ("توقیفی", "توقیف"),
    LetterKind.INQUIRY: ("استعلام", "استعلامی", "پرسش"),
    LetterKind.REPORT: ("گزارش", "گزارشی", "اطلاع‌رسانی"),
}
KIND_FILLERS = (
    "نامه", "مکاتبه", "درخواست", "جهت", "برای", "از", "سمن", "سازمان", "مردم", "نهاد", "کتبی",
    "اعلام", "ارسال", "انجام", "لازم", "اداری",
)  # fmt: skip
