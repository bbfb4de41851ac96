"""Finding a text within texts under row security, quickly and without a leak.

PostgreSQL lets a condition use an index before a policy has passed a row only when the condition's
function is *leakproof*: it tells nothing of its arguments, by errors neither. `LIKE` is not: a
pattern that ends in a backslash raises an error as soon as some row matches so far. The operator
`~@` is a LIKE that cannot raise one: a pattern whose last sign is not `%` matches nothing, so none
ends in a backslash. `CREATE OPERATOR CLASS` and `LEAKPROOF` are an administrator's to say, so
`prepare_database` makes them, in every database anew, before the tables.
"""

from django.db import models
from django.db.models.lookups import PatternLookup

OPERATOR_CLASS = "search_ops"
FUNCTION = "public.search_matches(text, text)"

SQL = f"""
CREATE OR REPLACE FUNCTION {FUNCTION.replace("(text, text)", "(value text, pattern text)")}
RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF COST 2 AS $$
BEGIN
    RETURN CASE WHEN right(pattern, 1) = '%' THEN value COLLATE "C" LIKE pattern COLLATE "C"
        ELSE false END;
END $$;
DO $$
BEGIN
    IF to_regoperator('public.~@(text,text)') IS NULL THEN
        CREATE OPERATOR public.~@ (LEFTARG = text, RIGHTARG = text,
            FUNCTION = public.search_matches, RESTRICT = likesel, JOIN = likejoinsel);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_opclass WHERE opcname = '{OPERATOR_CLASS}') THEN
        -- The trigrams of pg_trgm, asked as it asks them for LIKE (its strategy 3).
        CREATE OPERATOR CLASS public.{OPERATOR_CLASS} FOR TYPE text USING gin AS
            OPERATOR 3 public.~@,
            FUNCTION 1 btint4cmp (int4, int4),
            FUNCTION 2 gin_extract_value_trgm (text, internal),
            FUNCTION 3 (text, text) gin_extract_query_trgm (
                text, internal, int2, internal, internal, internal, internal),
            FUNCTION 4 (text, text) gin_trgm_consistent (
                internal, int2, text, int4, internal, internal, internal, internal),
            FUNCTION 6 (text, text) gin_trgm_triconsistent (
                internal, int2, text, int4, internal, internal, internal),
            STORAGE int4;
    END IF;
END $$;
"""


@models.TextField.register_lookup
@models.CharField.register_lookup
class Holds(PatternLookup):
    """`search_text__holds=word`: the text has the word somewhere in it, letter by letter."""

    lookup_name = "holds"

    def get_rhs_op(self, connection: object, rhs: str) -> str:
        return f"OPERATOR(public.~@) {rhs}"
