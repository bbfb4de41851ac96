"""What a letter begins with: a template's text, filled with what is known of its subject."""

from letters.fields import fill, known_values
from letters.models import Letter, LetterTemplate


def draft(template: LetterTemplate, letter: Letter) -> tuple[str, str]:
    """The subject and the body of a letter from a template."""
    values = known_values(letter)
    return fill(template.subject, values), fill(template.body, values)
