"""The functions of the database that read the scope in force, and believe it when it is signed.

Policies, triggers and functions ask these and never the settings themselves, which anybody may set.
They see NULL where no scope is in force or the signature does not hold: for another connection,
another role than the claimed kind's, or later than the claims say.

`scope_claim` runs as the owner of the tables, the only one who can read the key. The others are put
in its place by the planner, so that a policy asks once per query: `(SELECT scope_province())`.
In a parallel worker the leader's process is the one that was signed for.
"""

from django.db import connection

from accounts.signing import pads

PLACES = ("kind", "province", "county", "ngo", "user", "role")  # of the claims; `until` is the 7th
_TYPES = {"kind": "text", "role": "text"}

_CLAIM = """
CREATE TABLE IF NOT EXISTS scope_key (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);

CREATE OR REPLACE FUNCTION scope_is_signed_for_leader(claims text) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    leader int := (SELECT leader_pid FROM pg_stat_get_activity(pg_backend_pid()));
    key public.scope_key;
BEGIN
    SELECT * INTO key FROM public.scope_key;
    RETURN leader IS NOT NULL AND current_setting('scope.signature', true) = encode(sha256(
        key.outer_pad || sha256(key.inner_pad || convert_to(claims || '|' || leader, 'UTF8'))),
        'hex');
END $$;

CREATE OR REPLACE FUNCTION scope_claim(place int) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    claims text := current_setting('scope.claims', true);
    key public.scope_key;
BEGIN
    IF claims IS NULL OR claims = '' THEN
        RETURN NULL;
    END IF;
    SELECT * INTO key FROM public.scope_key;
    IF current_setting('scope.signature', true) IS DISTINCT FROM encode(sha256(key.outer_pad
        || sha256(key.inner_pad || convert_to(claims || '|' || pg_backend_pid(), 'UTF8'))), 'hex')
    AND public.scope_is_signed_for_leader(claims) IS NOT TRUE
    OR 'samanyar_' || split_part(claims, '|', 1) <> current_setting('role')
    OR split_part(claims, '|', 7)::bigint < extract(epoch FROM now()) THEN
        RETURN NULL;
    END IF;
    RETURN nullif(split_part(claims, '|', place), '');
END $$;
"""


def _reader(place: int, name: str) -> str:
    kind = _TYPES.get(name, "bigint")
    return (
        f"CREATE OR REPLACE FUNCTION scope_{name}() RETURNS {kind} LANGUAGE sql STABLE "
        f"PARALLEL SAFE RETURN scope_claim({place})::{kind};"
    )


SQL = _CLAIM + "\n".join(_reader(place, name) for place, name in enumerate(PLACES, start=1))


def keep_key() -> None:
    """Store the key of this installation, as the owner of the tables; an older one goes."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM scope_key")
        cursor.execute("INSERT INTO scope_key VALUES (%s, %s)", list(pads()))
