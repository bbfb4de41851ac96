"""The functions of the database by which short-lived values are kept: tries that are counted, codes
that were used.

The name of a value is made with a key that the database does not have (`accounts/cache.py`), so
whoever can call these finds, changes and forgets nothing whose name they cannot make.
"""

from accounts.functions import callable_by
from accounts.scope import Kind

SQL = """
CREATE FUNCTION accounts_cache_get(name text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT value FROM cache WHERE cache_key = name AND expires > clock_timestamp();
$$;

CREATE FUNCTION accounts_cache_put(
    name text, kept text, seconds double precision, only_new boolean
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    until timestamptz := clock_timestamp() + make_interval(secs => least(seconds, 86400));
BEGIN
    IF length(name) <> 64 OR length(kept) > 10000 THEN
        RAISE string_data_right_truncation USING MESSAGE = 'What is kept for a while is short.';
    END IF;
    -- Nothing else makes room: what still holds is never forgotten, however much there is.
    DELETE FROM cache WHERE cache_key IN (
        SELECT cache_key FROM cache WHERE expires < clock_timestamp() AND cache_key <> name
        LIMIT 20 FOR UPDATE SKIP LOCKED);
    INSERT INTO cache (cache_key, value, expires) VALUES (name, kept, until)
    ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
    WHERE NOT only_new OR cache.expires <= clock_timestamp();
    RETURN FOUND;
END $$;

CREATE FUNCTION accounts_cache_delete(name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM cache WHERE cache_key = name;
    RETURN FOUND;
END $$;

CREATE FUNCTION accounts_cache_clear() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM cache;
$$;

-- What stood there was made of another kind of text.
DELETE FROM cache;
"""
UNDO = (
    "DROP FUNCTION accounts_cache_get, accounts_cache_put, accounts_cache_delete, "
    "accounts_cache_clear"
)

_EVERYBODY = (None, *Kind)  # None: before it is known who asks
callable_by("accounts_cache_get(text)", *_EVERYBODY)
callable_by("accounts_cache_put(text,text,double precision,boolean)", *_EVERYBODY)
callable_by("accounts_cache_delete(text)", *_EVERYBODY)
callable_by("accounts_cache_clear()", Kind.SYSTEM)
