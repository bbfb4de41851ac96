"""Finding rows of a registry that may be the same: a few questions asked of all rows at once.

Comparing all with all would be twenty thousand million comparisons where a hundred thousand new
rows meet two hundred thousand. So only rows that have something cheap in common meet at all: the
folded name; a number or the CEO, as the rules declare; or, in one county, the first or the last
letters of the name without its type words. Two names as alike as `ALIKE` asks differ in few letters
and agree at one of their ends, so the ends lose next to nothing; the first ones alone would lose a
slip in the first word.

What `MOST_SHARING` rows or more share (the mobile number of an office, «حمایت از» in a large city)
tells none of them apart: of an end more letters are then asked for, of anything else nothing is
made. That bounds the work: each new row meets at most `MOST_SHARING` others for each thing shared,
and at most `MOST_PAIRS` of them, the likeliest, reach the queue.

Rows are looked for in the scope of one province, so that the database too keeps offices apart.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q
from django.utils import timezone

from accounts import scope
from accounts.scope import Kind, Scope
from imports.duplicates.models import DuplicatePair, PairState
from imports.duplicates.rules import DuplicateRules, has_rules, rules_of
from imports.models import Row, Run, Verdict
from imports.registry import registry_of

# Likeness of two names without their type words (pg_trgm's similarity, 0 … 1) from which they are
# doubtful: in one county; and where a number or the CEO is the same too.
ALIKE = 0.6
ALIKE_WITH_EVIDENCE = 0.4
SHORTEST = 3  # letters that a name without its type words must keep
ENDS = (5, 10)  # letters of an end; the second where too many rows share the first
MOST_SHARING = 60
MOST_PAIRS = 5
FEW = 20  # rows for which the rest of the province need not be prepared

SAME_NAME, ALIKE_NAME, SAME_PLACE, NO_PLACE = "same_name", "alike_name", "same_place", "no_place"

# How likely two rows are the same, 0 … 1: their names, what else they share, and against it two
# numbers of which each is unique.
_SCORE = (
    "likeness * 0.8 + least(cardinality(shared), 2) * 0.1 - CASE WHEN numbered THEN 0.2 ELSE 0 END"
)


def find_duplicates(run: Run) -> int:
    """Look for likely duplicates of the rows that an applied run created, renamed or brought in.

    Returns how many pairs are new in the queue or have changed there.
    """
    registry, rows, found = registry_of(run.kind), Row.objects.filter(run=run), 0
    if has_rules(run.kind):
        rules = rules_of(run.kind)
        keys = [registry.folded_from, rules.place]
        renamed = Q(verdict=Verdict.UPDATED, before__has_any_keys=keys)
        written = rows.filter(renamed | Q(verdict=Verdict.CREATED))
        found += find_among(rules, run.province_id, written.values_list("object_id", flat=True))
    parent = registry.parent
    if parent is not None and has_rules(parent.registry.kind):
        brought = rows.filter(brings__isnull=False).values_list("brings", flat=True)
        found += find_among(rules_of(parent.registry.kind), run.province_id, brought)
    return found


def find_in_province(rules: DuplicateRules, province_id: int) -> int:
    """Look for likely duplicates among all rows of a province; returns as `find_duplicates`."""
    return _find(rules, province_id, None)


def find_among(rules: DuplicateRules, province_id: int, keys: Iterable[int | None]) -> int:
    """Compare the rows of these keys with each other and with the rest of their province."""
    wanted = [key for key in keys if key is not None]
    return _find(rules, province_id, wanted) if wanted else 0


def _find(rules: DuplicateRules, province_id: int, keys: Collection[int] | None) -> int:
    with (
        transaction.atomic(),
        scope.enter(Scope(Kind.PROVINCE, province=province_id)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL work_mem = '64MB'")
        _collect(cursor, rules, province_id, keys)
        for shared in ("name", *rules.evidence, "beginning", "ending"):
            _meet(cursor, rules, shared)
        found = _queue(cursor, rules, province_id)
        cursor.execute("DROP TABLE compared_rows, likely_pairs")
    return found


def _collect(
    cursor: CursorWrapper,
    rules: DuplicateRules,
    province_id: int,
    keys: Collection[int] | None,
) -> None:
    """The rows of the province with what they are compared by, in a table with statistics."""
    table = rules.model._meta.db_table
    evidence = "".join(f", {_compared(rules, name)} AS {name}" for name in rules.evidence)
    near = ""
    if keys is not None and len(keys) <= FEW:  # only what they can meet
        by = [rules.name, f"coalesce({rules.place}, 0)"]
        by += [_compared(rules, name) for name in rules.evidence]
        near = " OR ".join(
            f"{e} IN (SELECT {e} FROM {table} WHERE id = ANY(%(keys)s::bigint[]))" for e in by
        )
        near = f" AND ({near})"
    ends = ", ".join(
        f"place || ' ' || {end}(bare, CASE WHEN count(*) OVER (PARTITION BY place, "
        f"{end}(bare, {few})) <= {MOST_SHARING} THEN {few} ELSE {many} END) AS {name}"
        for (end, name) in (("left", "beginning"), ("right", "ending"))
        for few, many in (ENDS,)
    )
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE compared_rows ON COMMIT DROP AS
        SELECT *, length(bare) AS letters, {ends} FROM (
            SELECT id, is_new, place, name, number{"".join(f", {n}" for n in rules.evidence)},
                CASE WHEN length(stripped) < {SHORTEST} THEN name ELSE stripped END AS bare
            FROM (
                SELECT id, {"true" if keys is None else "id = ANY(%(keys)s::bigint[])"} AS is_new,
                    coalesce({rules.place}, 0) AS place, {rules.name} AS name,
                    nullif({rules.number}, '') AS number{evidence},
                    regexp_replace({rules.name}, %(type_words)s, '') AS stripped
                FROM {table} WHERE province_id = %(province)s{near} OFFSET 0
            ) row
        ) named
        """,
        {
            "keys": list(keys or ()),
            "province": province_id,
            "type_words": f"^(?:{'|'.join(rules.type_words)})+",
        },
    )
    cursor.execute("ANALYZE compared_rows")
    cursor.execute(
        "CREATE TEMPORARY TABLE likely_pairs (new_id bigint, first_id bigint, second_id bigint, "
        "score float, reasons text[]) ON COMMIT DROP"
    )


def _compared(rules: DuplicateRules, column: str) -> str:
    known = f"nullif({column}, '')"
    return f"persian_fold({known})" if column in rules.spelled else known


def _meet(cursor: CursorWrapper, rules: DuplicateRules, shared: str) -> None:
    """Keep the doubtful ones among the pairs of rows that have `shared` in common."""
    # A table of its own, with statistics: without them the planner compares all with all.
    cursor.execute(
        f"CREATE TEMPORARY TABLE common ON COMMIT DROP AS SELECT {shared} FROM compared_rows "
        f"WHERE {shared} IS NOT NULL GROUP BY {shared} "
        f"HAVING count(*) BETWEEN 2 AND {MOST_SHARING} AND bool_or(is_new)"
    )
    cursor.execute("ANALYZE common")
    evidence = ", ".join(
        f"CASE WHEN a.{name} = b.{name} THEN '{name}' END" for name in rules.evidence
    )
    cursor.execute(
        f"""
        INSERT INTO likely_pairs
        SELECT new_id, least(new_id, other_id), greatest(new_id, other_id), {_SCORE},
            array_remove(ARRAY[
                CASE WHEN is_same THEN '{SAME_NAME}' ELSE '{ALIKE_NAME}' END,
                CASE WHEN no_place THEN '{NO_PLACE}' WHEN in_place THEN '{SAME_PLACE}' END
            ], NULL) || shared
        FROM (
            SELECT a.id AS new_id, b.id AS other_id, a.name = b.name AS is_same,
                a.place = b.place AS in_place, 0 IN (a.place, b.place) AS no_place,
                a.number <> b.number IS TRUE AS numbered,
                array_remove(ARRAY[{evidence}]::text[], NULL) AS shared,
                CASE WHEN a.bare = b.bare THEN 1 ELSE similarity(a.bare, b.bare) END AS likeness
            FROM common JOIN compared_rows a USING ({shared}) JOIN compared_rows b USING ({shared})
            WHERE a.is_new AND a.id <> b.id AND (a.id < b.id OR NOT b.is_new)
            AND least(a.letters, b.letters) >=
                {ALIKE_WITH_EVIDENCE} * greatest(a.letters, b.letters)
            OFFSET 0
        ) pair
        WHERE (is_same AND (in_place OR no_place)) OR (likeness >= {ALIKE} AND in_place)
        OR (likeness >= {ALIKE_WITH_EVIDENCE} AND shared <> '{{}}')
        """
    )
    cursor.execute("DROP TABLE common")


def _queue(cursor: CursorWrapper, rules: DuplicateRules, province_id: int) -> int:
    """Bring the queue up to date with the pairs found; what was decided stays decided.

    An open pair of a compared row that is not found any more leaves the queue. A merged pair both
    of whose rows are there again is open again.
    """
    table = DuplicatePair._meta.db_table
    parameters: dict[str, Any] = {
        "kind": rules.kind,
        "province": province_id,
        "now": timezone.now(),
        "open": PairState.OPEN,
        "merged": PairState.MERGED,
    }
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE likeliest_pairs ON COMMIT DROP AS
        SELECT first_id, second_id, score, reasons FROM (
            SELECT *, row_number() OVER (
                PARTITION BY new_id ORDER BY score DESC, first_id, second_id
            ) AS place
            FROM (SELECT DISTINCT ON (first_id, second_id) * FROM likely_pairs) once
        ) ranked WHERE place <= {MOST_PAIRS}
        """
    )
    cursor.execute("ANALYZE likeliest_pairs")
    cursor.execute(
        f"""
        DELETE FROM {table} old
        WHERE kind = %(kind)s AND province_id = %(province)s AND state = %(open)s
        AND (first_id IN (SELECT id FROM compared_rows WHERE is_new)
            OR second_id IN (SELECT id FROM compared_rows WHERE is_new))
        AND NOT EXISTS (SELECT 1 FROM likeliest_pairs l
                        WHERE (l.first_id, l.second_id) = (old.first_id, old.second_id))
        """,
        parameters,
    )
    cursor.execute(
        f"""
        INSERT INTO {table} AS old (kind, province_id, first_id, second_id, score, reasons, state,
            found_at, decider_name)
        SELECT %(kind)s, %(province)s, first_id, second_id, score, reasons, %(open)s, %(now)s, ''
        FROM likeliest_pairs ORDER BY first_id, second_id
        ON CONFLICT (kind, first_id, second_id) DO UPDATE SET score = EXCLUDED.score,
            reasons = EXCLUDED.reasons, state = %(open)s, found_at = EXCLUDED.found_at,
            decided_by_id = NULL, decider_name = '', decided_at = NULL
        WHERE old.state = %(merged)s OR (old.state = %(open)s
            AND (old.score, old.reasons) IS DISTINCT FROM (EXCLUDED.score, EXCLUDED.reasons))
        """,
        parameters,
    )
    found = int(cursor.rowcount)
    cursor.execute("DROP TABLE likeliest_pairs")
    return found
