"""What the titles of a file's columns mean, by their words."""

from .general_words import GENERAL
from .lexicon import Lexicon

__all__ = ["GENERAL", "Lexicon"]
