"""An NGO works under one activity licence at a time: what that makes of the licences of a file.

Of two that overlap, the older is superseded where the file brings it in. A registered one is not
touched by a file: it stands in the way. All rows are asked about at once.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper

from imports.models import Run
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.models.licence import IN_FORCE, LicenceState

ONE_IN_FORCE = next(
    rule for rule in Licence._meta.constraints if rule.name == "licence_one_in_force"
)


def stood_in_the_way_of(run: Run) -> list[int]:
    """The staged rows that a registered licence stands in the way of, by id: new ones that are not
    older than it, and changed ones."""
    with connection.cursor() as cursor:
        _collect(cursor, run)
        cursor.execute(
            """
            SELECT DISTINCT own.row FROM in_force own JOIN in_force other USING (ngo_id)
            WHERE own.row IS NOT NULL AND own.id <> other.id AND own.days && other.days
            AND NOT other.is_new AND (NOT own.is_new OR own.issued_on >= other.issued_on)
            """
        )
        rows = [row for (row,) in cursor.fetchall()]
        cursor.execute("DROP TABLE in_force")
    return rows


def supersede(run: Run) -> None:
    """Stage the new licences that a later one overlaps as superseded from the day of that one."""
    with connection.cursor() as cursor:
        _collect(cursor, run)
        cursor.execute(
            """
            UPDATE imports_row r SET values = r.values ||
                jsonb_build_object('state', %s::text, 'state_since', since)
            FROM (
                SELECT own.row, min(other.issued_on) AS since FROM in_force own
                JOIN in_force other USING (ngo_id)
                WHERE own.is_new AND own.id <> other.id AND own.days && other.days
                AND (own.issued_on, own.id) < (other.issued_on, other.id)
                GROUP BY own.row
            ) superseded WHERE superseded.row = r.id
            """,
            [LicenceState.SUPERSEDED],
        )
        cursor.execute("DROP TABLE in_force")


def _collect(cursor: CursorWrapper, run: Run) -> None:
    """The table `in_force`: the activity licences that would be in force once the run is applied,
    of the NGOs that it speaks of. `row` is the staged row of those that it writes."""
    cursor.execute(
        """
        CREATE TEMPORARY TABLE in_force ON COMMIT DROP AS
        WITH staged AS MATERIALIZED (
            SELECT r.id AS row, r.object_id AS id, r.verdict = 'created' AS is_new,
                coalesce(e.ngo_id, (r.values->>'ngo_id')::bigint) AS ngo_id,
                coalesce((r.values->>'issued_on')::date, e.issued_on) AS issued_on,
                coalesce((r.values->>'expires_on')::date, e.expires_on) AS expires_on
            FROM imports_row r LEFT JOIN licensing_licence e ON e.id = r.object_id
            WHERE r.run_id = %(run)s AND r.verdict IN ('created', 'updated')
            AND coalesce(e.kind, r.values->>'kind') = %(kind)s
            AND coalesce(e.state, r.values->>'state', %(valid)s) = ANY(%(states)s)
        )
        SELECT row, id, is_new, ngo_id, issued_on, daterange(issued_on, expires_on) AS days
        FROM staged WHERE expires_on IS NULL OR issued_on < expires_on
        UNION ALL
        SELECT NULL, id, false, ngo_id, issued_on, daterange(issued_on, expires_on)
        FROM licensing_licence WHERE kind = %(kind)s AND state = ANY(%(states)s)
        AND ngo_id IN (SELECT ngo_id FROM staged) AND id NOT IN (SELECT id FROM staged)
        """,
        {
            "run": run.pk,
            "kind": LicenceKind.ACTIVITY,
            "states": list(IN_FORCE),
            "valid": LicenceState.VALID,
        },
    )
    cursor.execute("ANALYZE in_force")
