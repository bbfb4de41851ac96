"""The presences and absences that a list of participants tells, written beside them.

A row that is there twice tells of another day perhaps, so repeated rows have theirs too. What is
marked already stays as it is marked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from imports.models import Run
from programs.events.models.people import Way

# What the rows of a run tell, the people of their courses, and both together: a participant, a
# session. Of a table that was filled a moment ago the planner knows nothing, and would look through
# all participants for each row; of these small ones it knows how large they are.
_STAGED = """
CREATE TEMPORARY TABLE told_rows ON COMMIT DROP AS
SELECT number, is_kept, (values->>'event_id')::bigint AS event_id,
    values->>'identity' AS identity, (values->>'session_id')::bigint AS session_id,
    (values->>'cohort_id')::bigint AS cohort_id, (values->>'present')::boolean AS is_present
FROM imports_row WHERE run_id = %(run)s
AND verdict IN ('created', 'updated', 'unchanged', 'repeated')
AND values ? 'present' AND values ? 'session_id' AND values ? 'identity'
"""
_PEOPLE = """
CREATE TEMPORARY TABLE told_people ON COMMIT DROP AS
SELECT id, event_id, identity, cohort_id FROM events_participant
WHERE event_id = ANY(ARRAY(SELECT DISTINCT event_id FROM told_rows))
"""
_TOLD = """
CREATE TEMPORARY TABLE told ON COMMIT DROP AS
SELECT DISTINCT ON (person.id, session_id) person.id AS participant_id, session_id, is_present,
    staged.number, staged.is_kept
FROM told_rows staged JOIN told_people person USING (event_id, identity)
WHERE staged.cohort_id IS NULL OR staged.cohort_id = person.cohort_id
ORDER BY person.id, session_id, staged.number
"""


@contextmanager
def _told(run: Run) -> Iterator[CursorWrapper]:
    """A cursor for which the table `told` has the participant and session of each row."""
    tables = ("told_rows", "told_people", "told")
    with transaction.atomic(), connection.cursor() as cursor:
        for table, made in zip(tables, (_STAGED, _PEOPLE, _TOLD), strict=True):
            cursor.execute(made, {"run": run.pk})
            cursor.execute(f"ANALYZE {table}")
        yield cursor
        cursor.execute(f"DROP TABLE {', '.join(tables)}")


def write(run: Run) -> None:
    """Mark who was there; comes after the participants of the run."""
    with _told(run) as cursor:
        cursor.execute(
            """
            INSERT INTO events_attendance (participant_id, session_id, is_present, way, marked_at)
            SELECT participant_id, session_id, is_present, %(way)s, now()
            FROM told ORDER BY number
            ON CONFLICT (session_id, participant_id) DO NOTHING
            """,
            {"way": Way.FILE.value},
        )


def to_write(run: Run) -> int:
    """How many marks a checked run whose participants are all registered would write."""
    with _told(run) as cursor:
        cursor.execute(
            """
            SELECT count(*) FROM told WHERE NOT EXISTS (
                SELECT FROM events_attendance known
                WHERE known.participant_id = told.participant_id
                AND known.session_id = told.session_id)
            """
        )
        return int(cursor.fetchone()[0])


def take_back(run: Run) -> None:
    """Delete the marks that the run has made and nobody has touched since."""
    with _told(run) as cursor:
        cursor.execute(
            """
            DELETE FROM events_attendance stored USING told
            WHERE stored.participant_id = told.participant_id
            AND stored.session_id = told.session_id AND NOT told.is_kept
            AND EXISTS (
                SELECT FROM events_attendanceevent event WHERE event.pgh_obj_id = stored.id)
            AND NOT EXISTS (
                SELECT FROM events_attendanceevent event WHERE event.pgh_obj_id = stored.id
                AND event.pgh_context->>'run' IS DISTINCT FROM %(context)s)
            """,
            {"context": str(run.pk)},
        )
