"""The presences and absences that a list of participants tells, written beside them.

A row that is there twice tells of another day perhaps, so repeated rows have theirs too. What is
marked already stays as it is marked.
"""

from django.db import connection

from imports.models import Run
from programs.events.models.people import Way

# The participant and session that each row tells of.
_TOLD = """
    SELECT DISTINCT ON (person.id, session_id) person.id AS participant_id, session_id,
        is_present, staged.number, staged.is_kept
    FROM (
        SELECT number, is_kept, (values->>'event_id')::bigint AS event_id,
            values->>'identity' AS identity, (values->>'session_id')::bigint AS session_id,
            (values->>'cohort_id')::bigint AS cohort_id,
            (values->>'present')::boolean AS is_present
        FROM imports_row WHERE run_id = %(run)s
        AND verdict IN ('created', 'updated', 'unchanged', 'repeated')
        AND values ? 'present' AND values ? 'session_id' AND values ? 'identity'
    ) staged
    JOIN events_participant person USING (event_id, identity)
    WHERE staged.cohort_id IS NULL OR staged.cohort_id = person.cohort_id
    ORDER BY person.id, session_id, staged.number
"""


def write(run: Run) -> None:
    """Mark who was there; comes after the participants of the run."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO events_attendance (participant_id, session_id, is_present, way, marked_at)
            SELECT participant_id, session_id, is_present, %(way)s, now()
            FROM ({_TOLD}) told ORDER BY number
            ON CONFLICT (session_id, participant_id) DO NOTHING
            """,
            {"run": run.pk, "way": Way.FILE.value},
        )


def to_write(run: Run) -> int:
    """How many marks a checked run whose participants are all registered would write."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT count(*) FROM ({_TOLD}) told WHERE NOT EXISTS (
                SELECT FROM events_attendance known
                WHERE known.participant_id = told.participant_id
                AND known.session_id = told.session_id)
            """,
            {"run": run.pk},
        )
        return int(cursor.fetchone()[0])


def take_back(run: Run) -> None:
    """Delete the marks that the run has made and nobody has touched since."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            DELETE FROM events_attendance stored USING ({_TOLD}) told
            WHERE stored.participant_id = told.participant_id
            AND stored.session_id = told.session_id AND NOT told.is_kept
            AND EXISTS (
                SELECT FROM events_attendanceevent event WHERE event.pgh_obj_id = stored.id)
            AND NOT EXISTS (
                SELECT FROM events_attendanceevent event WHERE event.pgh_obj_id = stored.id
                AND event.pgh_context->>'run' IS DISTINCT FROM %(context)s)
            """,
            {"run": run.pk, "context": str(run.pk)},
        )
