"""All that a database holds and forbids, to be compared with another's."""

import re
from typing import Any

import psycopg
from psycopg import sql

_OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'"
_NOT_OF_AN_EXTENSION = (
    "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = {oid} AND d.deptype = 'e')"
)
# Without parentheses where conditions stand: of three that are joined by OR, PostgreSQL writes
# («a OR b») OR c once and a OR b OR c after it has read that.
QUESTIONS = {
    "columns": f"""
        SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               pg_get_expr(e.adbin, e.adrelid), a.attgenerated, a.attidentity,
               ARRAY(SELECT unnest(a.attacl)::text ORDER BY 1)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef e ON e.adrelid = c.oid AND e.adnum = a.attnum
        WHERE {_OURS} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, 2, 3""",
    "tables, sequences and views, their owners and grants": f"""
        SELECT n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
               c.relpersistence, pg_get_userbyid(c.relowner),
               ARRAY(SELECT unnest(c.relacl)::text ORDER BY 1)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {_OURS} AND c.relkind IN ('r', 'p', 'S', 'v', 'm') ORDER BY 1, 2""",
    "policies": "SELECT * FROM pg_policies ORDER BY schemaname, tablename, policyname",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled
        FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2""",
    "constraints": f"""
        SELECT c.conrelid::regclass::text, c.conname,
               pg_get_constraintdef(c.oid), c.convalidated
        FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE {_OURS} ORDER BY 1, 2""",
    "indexes": "SELECT * FROM pg_indexes WHERE schemaname !~ '^pg_' ORDER BY schemaname, indexname",
    "functions, their owners and grants": f"""
        SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner),
               ARRAY(SELECT unnest(p.proacl)::text ORDER BY 1)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE {_OURS} AND p.prokind IN ('f', 'p') AND {_NOT_OF_AN_EXTENSION.format(oid="p.oid")}
        ORDER BY 1""",
    "operators": f"""
        SELECT o.oid::regoperator::text, o.oprcode::text, pg_get_userbyid(o.oprowner)
        FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
        WHERE {_OURS} AND {_NOT_OF_AN_EXTENSION.format(oid="o.oid")} ORDER BY 1""",
    "schemas": f"""
        SELECT n.nspname, pg_get_userbyid(n.nspowner),
               ARRAY(SELECT unnest(n.nspacl)::text ORDER BY 1)
        FROM pg_namespace n WHERE {_OURS} ORDER BY 1""",
    "extensions": "SELECT extname, extversion FROM pg_extension ORDER BY 1",
    "the database's own grants and settings": """
        SELECT encoding, datcollate, datctype, pg_get_userbyid(datdba),
               ARRAY(SELECT unnest(datacl)::text ORDER BY 1),
               ARRAY(SELECT unnest(s.setconfig) ORDER BY 1)
        FROM pg_database d LEFT JOIN pg_db_role_setting s ON s.setdatabase = d.oid
        WHERE datname = current_database()""",
    "sequences": """
        SELECT schemaname, sequencename, last_value, increment_by FROM pg_sequences
        ORDER BY 1, 2""",
}


# What PostgreSQL writes otherwise when it has read its own writing: of three conditions that are
# joined by OR the parentheses, of an array the place of its type.
_SPELLING = re.compile(r"[()]|::[a-z ]+(\[\])?")
_SPELT = {"columns", "triggers", "constraints", "indexes"}


def whole(administrator: psycopg.Connection) -> dict[str, Any]:
    """Every fact of a database by its kind, and a digest of each table's rows, in any order."""
    found: dict[str, Any] = {
        kind: administrator.execute(question).fetchall() for kind, question in QUESTIONS.items()
    }
    for kind in _SPELT:
        found[kind] = [
            tuple(_SPELLING.sub("", fact) if isinstance(fact, str) else fact for fact in row)
            for row in found[kind]
        ]
    for schema, table, *_rest in found["tables, sequences and views, their owners and grants"]:
        if _rest[0] in ("r", "p"):
            digest = sql.SQL(
                "SELECT count(*), md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM {} t"
            )
            name = sql.Identifier(schema, table)
            found[f"rows of {schema}.{table}"] = administrator.execute(
                digest.format(name)
            ).fetchone()
    return found
