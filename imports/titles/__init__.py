"""What the titles of a file's columns mean, by their words."""

from .lexicon import Lexicon
from .words import GENERAL

__all__ = ["GENERAL", "Lexicon"]
