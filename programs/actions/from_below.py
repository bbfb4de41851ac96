"""Sessions, cases and letters, whose rooms lie below, as what action points come from."""

from councils.models import Session
from letters.models import Letter
from persian.numbers import format_number, persian_digits
from programs.actions.sources import Place, Source
from supervision.models import SupervisionCase


def _session_title(session: Session) -> str:
    number, year = format_number(session.number), persian_digits(session.year)
    return f"{session.council}، {number}/{year}"


SOURCES = (
    Source(
        "session", Session, "councils.view_session", _session_title,
        lambda session: Place(session.council.province, session.council.county),
    ),
    Source(
        "letter", Letter, "letters.view_letter", lambda letter: letter.subject,
        lambda letter: Place(letter.province, letter.county, letter.ngo_id),
    ),
    Source(
        "case", SupervisionCase, "supervision.view_supervisioncase", str,
        lambda case: Place(case.ngo.province, case.ngo.county, case.ngo_id),
    ),
)  # fmt: skip
