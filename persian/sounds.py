"""Letters that sound alike, written as one: «صغرا عظیمی» is «سقرا ازیمی»."""

from django.db.models import Func, TextField, Value

# What stands for each of some letters.
ALIKE = {"ذضظ": "ز", "صث": "س", "ط": "ت", "ح": "ه", "غ": "ق", "ژ": "ز", "ع": "", "ئ": "ی", "ؤ": "و"}
_SILENT = "".join(letters for letters, sound in ALIKE.items() if not sound)
# As `translate` of the database takes them: what has no counterpart in the second is left out.
FROM = "".join(letters for letters, sound in ALIKE.items() if sound) + _SILENT
TO = "".join(sound * len(letters) for letters, sound in ALIKE.items() if sound)


class SoundKey(Func):
    """Folded text with letters that sound alike written as one."""

    function = "translate"
    output_field = TextField()

    def __init__(self, folded: object) -> None:
        super().__init__(folded, Value(FROM), Value(TO))


def sound_of(folded: str) -> str:
    """What `SoundKey` makes of a folded text."""
    table: dict[int, str] = {}
    for letters, sound in ALIKE.items():
        table |= {ord(letter): sound for letter in letters}
    return folded.translate(table)
