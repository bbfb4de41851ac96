"""The functions of the database that keep the access log.

`accounts_log_access` takes the person from the signed scope and never from its caller, so that
nobody writes a line in another's name. Only while it is being found out who somebody is, when no
person is in force, is it told which account it was about; a job may say for whom it works.
Lines stay as they were written, whoever asks. Pruning is the one way in which they go: a year is
kept always, and the log says what went.
"""

from accounts.functions import callable_by
from accounts.scope import Kind

LOG = """
CREATE OR REPLACE FUNCTION accounts_log_access(
    what text, whence inet, with_device text, account bigint, about bigint, reasons text[],
    told jsonb
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me bigint := scope_user();
    kind text := scope_kind();
    person accounts_user;
    other accounts_user;
BEGIN
    IF kind IS NULL OR what = 'log_pruned' OR kind = 'sign_in' AND what NOT IN (
        'signed_in', 'signed_out', 'sign_in_failed', 'code_failed', 'confirmation_failed',
        'locked_out', 'sessions_ended', 'password_changed', 'second_factor_set',
        'second_factor_removed', 'codes_renewed'
    ) OR kind <> 'sign_in' AND what IN ('signed_in', 'sign_in_failed', 'locked_out') THEN
        RAISE insufficient_privilege USING MESSAGE = 'This act is not logged in this scope.';
    END IF;
    IF pg_column_size(told) > 4000 THEN
        RAISE string_data_right_truncation USING MESSAGE = 'Details of the access log are short.';
    END IF;
    IF me IS NULL AND kind = 'sign_in' AND what NOT IN ('sign_in_failed', 'locked_out') THEN
        RAISE insufficient_privilege USING MESSAGE = 'It is not known who did this.';
    END IF;
    IF me IS NULL AND kind IN ('sign_in', 'system') THEN
        me := account;
    END IF;
    SELECT * INTO person FROM accounts_user WHERE id = me;
    SELECT * INTO other FROM accounts_user WHERE id = about;
    -- A line bears the name of whom it is about: told to who may act on that account, and no other.
    IF about IS NOT NULL AND kind <> 'system' AND NOT coalesce(
        scope_role() = 'national_expert'
        OR scope_role() = 'director_general' AND other.province_id = scope_province(), false)
    THEN
        RAISE insufficient_privilege USING MESSAGE = 'This account is not yours to act on.';
    END IF;
    IF what = 'signed_in'
       AND EXISTS (SELECT FROM accounts_accessentry WHERE user_id = me AND act = 'signed_in')
       AND NOT EXISTS (SELECT FROM accounts_accessentry
                       WHERE user_id = me AND act = 'signed_in' AND address = whence) THEN
        reasons := array_append(reasons, 'new_address');
    END IF;
    IF what IN ('sign_in_failed', 'code_failed', 'confirmation_failed') AND (
        SELECT count(*) FROM accounts_accessentry
        WHERE at > now() - interval '1 hour' AND (user_id = me OR address = whence)
          AND act IN ('sign_in_failed', 'code_failed', 'confirmation_failed')
    ) >= 4 THEN
        reasons := array_append(reasons, 'many_failures');
    END IF;
    INSERT INTO accounts_accessentry (
        at, act, user_id, name, role, province_id, county_id,
        about_id, about_name, about_province_id, address, device, unusual, details
    ) VALUES (
        clock_timestamp(), what, me, concat_ws(' ', person.first_name, person.last_name),
        coalesce(person.role, ''), person.province_id, person.county_id,
        about, concat_ws(' ', other.first_name, other.last_name), other.province_id,
        whence, left(with_device, 80), reasons, told
    );
END $$;
"""
_KEPT = """
CREATE FUNCTION accounts_access_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('accounts.pruning', true) = 'yes'
       AND OLD.at < now() - interval '12 months' THEN
        RETURN OLD;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'The access log is kept as it was written.';
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON accounts_accessentry
FOR EACH ROW EXECUTE FUNCTION accounts_access_is_kept();

CREATE FUNCTION accounts_prune_access(months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone integer;
BEGIN
    IF scope_kind() IS DISTINCT FROM 'system' THEN
        RAISE insufficient_privilege USING MESSAGE = 'Only the daily clock prunes the access log.';
    END IF;
    PERFORM set_config('accounts.pruning', 'yes', true);
    DELETE FROM accounts_accessentry
    WHERE at < now() - make_interval(months => greatest(months, 12));
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('accounts.pruning', '', true);
    IF gone > 0 THEN
        INSERT INTO accounts_accessentry (
            at, act, name, role, about_name, device, unusual, details
        ) VALUES (
            clock_timestamp(), 'log_pruned', '', '', '', '', '{}',
            jsonb_build_object('rows', gone, 'months', greatest(months, 12))
        );
    END IF;
    RETURN gone;
END $$;
"""
SQL = LOG + _KEPT
UNDO = (
    "DROP FUNCTION accounts_log_access, accounts_prune_access;"
    "DROP FUNCTION accounts_access_is_kept CASCADE"
)

callable_by(
    "accounts_log_access(text,inet,text,bigint,bigint,text[],jsonb)",
    *(kind for kind in Kind if kind != Kind.PUBLIC),
)
callable_by("accounts_prune_access(integer)", Kind.SYSTEM)
