"""Passwords that whoever guesses tries first: the words of this house, with a year or a sign."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from persian.text import fold

WORDS = (
    "samanyar", "sama", "ngo", "admin", "expert", "director", "national", "province", "county",
    "auditor", "secretary", "chair", "ostandari", "behzisti", "password", "ramz", "iran", "qwerty",
    "سامان‌یار", "سمن", "استانداری", "فرمانداری", "بهزیستی", "دفتر", "مدیرکل", "کارشناس", "دبیر",
    "رئیس", "حسابرس", "رمز", "گذرواژه", "ایران",
)  # fmt: skip
LEAST = 5  # letters that are no such word


class WordsOfTheHouseValidator:
    """Refuses a password of which little is left without such words, digits and signs.

    The province and the county of the account are words of the house too.
    """

    def validate(self, password: str, user: object = None) -> None:
        rest = fold(password)
        places = [getattr(user, name, None) for name in ("province", "county")]
        words = [*WORDS, *(place.name for place in places if place)]
        for word in sorted(map(fold, words), key=len, reverse=True):
            rest = rest.replace(word, "")
        if sum(map(str.isalpha, rest)) < LEAST:
            raise ValidationError(self.get_help_text(), code="password_of_the_house")

    def get_help_text(self) -> str:
        return _(
            "A password is more than words of the office, names of places, digits and signs: "
            "add words that only you would choose."
        )
