"""The functions of the database by which sessions are found, kept and ended.

Finding, keeping and deleting one takes the hash of its key, which nobody can read; so they may be
called before it is known who somebody is. A session that was not used for the minutes of its
office's policy is given out as idle and stays so until its person proves who they are; so is one
whose person last did so `longest` ago.
"""

from accounts.functions import callable_by
from accounts.scope import Kind

SQL = """
CREATE FUNCTION accounts_session_load(hashed text, usual_minutes integer, longest interval)
RETURNS TABLE (row_id bigint, kept text, minutes integer, is_idle boolean, is_over boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found accounts_session;
BEGIN
    SELECT * INTO found FROM accounts_session s WHERE s.key_hash = hashed AND s.expires_at > now();
    IF found.id IS NULL THEN
        RETURN;
    END IF;
    row_id := found.id;
    kept := found.data;
    minutes := usual_minutes;
    is_idle := false;
    is_over := false;
    IF found.user_id IS NOT NULL THEN
        minutes := coalesce((
            SELECT (p.value #>> '{}')::integer FROM accounts_policysetting p
            WHERE p.name = 'session_idle_minutes' AND (p.province_id IS NULL OR p.province_id =
                (SELECT u.province_id FROM accounts_user u WHERE u.id = found.user_id))
            ORDER BY p.province_id NULLS LAST LIMIT 1
        ), usual_minutes);
        is_over := found.proven_at < now() - longest;
        is_idle := is_over OR found.seen_at < now() - make_interval(mins => minutes);
    END IF;
    -- Not at every request: a page and its parts come within a second.
    IF NOT is_idle AND found.seen_at < now() - interval '20 seconds' THEN
        UPDATE accounts_session SET seen_at = now() WHERE id = found.id;
    END IF;
    RETURN NEXT;
END $$;

CREATE FUNCTION accounts_session_save(
    hashed text, kept text, account bigint, seconds integer, whence inet, with_device text,
    must_create boolean
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    until timestamptz := now() + make_interval(secs => seconds);
BEGIN
    IF must_create THEN
        INSERT INTO accounts_session (key_hash, data, user_id, made_at, proven_at, seen_at,
                                      expires_at, address, device)
        VALUES (hashed, kept, account, now(), now(), now(), until, whence, left(with_device, 80))
        ON CONFLICT (key_hash) DO NOTHING;
    ELSE
        UPDATE accounts_session SET
            data = kept, user_id = account,
            expires_at = CASE WHEN user_id IS NOT DISTINCT FROM account AND account IS NOT NULL
                              THEN expires_at ELSE until END,
            made_at = CASE WHEN user_id IS DISTINCT FROM account THEN now() ELSE made_at END,
            proven_at = CASE WHEN user_id IS DISTINCT FROM account THEN now() ELSE proven_at END,
            address = coalesce(whence, address),
            device = coalesce(nullif(left(with_device, 80), ''), device)
        WHERE key_hash = hashed;
    END IF;
    RETURN FOUND;
END $$;

CREATE FUNCTION accounts_session_proven(hashed text, seconds integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE accounts_session
    SET proven_at = now(), seen_at = now(), expires_at = now() + make_interval(secs => seconds)
    WHERE key_hash = hashed AND user_id = scope_user();
$$;

CREATE FUNCTION accounts_session_delete(hashed text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM accounts_session WHERE key_hash = hashed;
$$;

CREATE FUNCTION accounts_session_end(session bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM accounts_session WHERE id = session AND user_id = scope_user();
    RETURN FOUND;
END $$;

CREATE FUNCTION accounts_sessions_end(account bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ended integer;
    owner accounts_user;
BEGIN
    SELECT * INTO owner FROM accounts_user WHERE id = account;
    IF NOT coalesce(
        scope_kind() = 'system' OR scope_role() = 'national_expert'
        OR scope_role() = 'director_general' AND owner.province_id = scope_province(), false)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'These sessions are not yours to end.';
    END IF;
    DELETE FROM accounts_session WHERE user_id = account;
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

CREATE FUNCTION accounts_sessions_prune() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone integer;
BEGIN
    DELETE FROM accounts_session WHERE expires_at < now();
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;
"""
UNDO = (
    "DROP FUNCTION accounts_session_load, accounts_session_save, accounts_session_proven, "
    "accounts_session_delete, accounts_session_end, accounts_sessions_end, accounts_sessions_prune"
)

_EVERYBODY = (None, *Kind)  # None: before it is known whose session it is
callable_by("accounts_session_load(text,integer,interval)", *_EVERYBODY)
callable_by("accounts_session_save(text,text,bigint,integer,inet,text,boolean)", *_EVERYBODY)
callable_by("accounts_session_delete(text)", *_EVERYBODY)
callable_by("accounts_session_proven(text,integer)", Kind.SIGN_IN)
callable_by("accounts_session_end(bigint)", Kind.SIGN_IN)
callable_by("accounts_sessions_end(bigint)", Kind.NATIONAL, Kind.PROVINCE, Kind.SYSTEM)
callable_by("accounts_sessions_prune()", Kind.SYSTEM)
