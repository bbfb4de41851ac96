from letters.models.letter import Counterpart, Letter
from letters.models.letter_template import LetterTemplate

__all__ = [
    "Counterpart",
    "Letter",
    "LetterTemplate",
]
