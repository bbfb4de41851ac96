"""The function of the database by which one person gives another a password.

It asks the signed scope who gives: a national expert, or a director general within the own
province. Nobody gives themselves one. Jobs and commands give in nobody's name.
"""

from accounts.functions import callable_by
from accounts.scope import Kind

SQL = """
CREATE FUNCTION accounts_give_password(account bigint, new_hash text, hours integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    giver accounts_user;
    owner accounts_user;
BEGIN
    SELECT * INTO giver FROM accounts_user WHERE id = scope_user();
    SELECT * INTO owner FROM accounts_user WHERE id = account;
    IF NOT coalesce(
        scope_kind() = 'system'
        OR owner.id <> giver.id AND (
            scope_role() = 'national_expert'
            OR scope_role() = 'director_general' AND owner.province_id = scope_province()
        ), false)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'This password is not yours to give.';
    END IF;
    INSERT INTO accounts_password (user_id, hash, given_by_name, given_at, expires_at)
    VALUES (account, new_hash, concat_ws(' ', giver.first_name, giver.last_name), now(),
            now() + make_interval(hours => least(hours, 168)))  -- the most that the policy allows
    ON CONFLICT (user_id) DO UPDATE SET
        hash = excluded.hash, given_by_name = excluded.given_by_name,
        given_at = excluded.given_at, expires_at = excluded.expires_at;
END $$;
"""
UNDO = "DROP FUNCTION accounts_give_password"

callable_by(
    "accounts_give_password(bigint,text,integer)", Kind.NATIONAL, Kind.PROVINCE, Kind.SYSTEM
)
