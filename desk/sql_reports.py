"""The functions of the database by which an annual report is signed at the desk."""

from accounts.functions import callable_by
from accounts.scope import Kind

SIGNING = """
-- A request out of sight is refused as one of another NGO is, so that the refusal tells of neither.
CREATE OR REPLACE FUNCTION desk_asked_for() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.ngo_id IS DISTINCT FROM (
        SELECT ngo_id FROM desk_changerequest WHERE id = NEW.request_id
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'A change is of the NGO of its request.';
    END IF;
    IF current_user = 'samanyar_ngo' AND NOT (
        TG_OP = 'INSERT' AND NEW.state = 'asked' AND NEW.decided_by_name = '' AND NEW.remarks = ''
        OR TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state = 'withdrawn'
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'This is the office''s to decide.';
    END IF;
    RETURN NEW;
END $$;

-- The word of a report's content: who signs signs this.
CREATE FUNCTION desk_report_word(activities text, income bigint, expense bigint) RETURNS text
LANGUAGE sql IMMUTABLE RETURN encode(sha256(convert_to(
    activities || '|' || coalesce(income::text, '') || '|' || coalesce(expense::text, ''), 'UTF8'
)), 'hex');

-- Sign as the post of one's own account: 'signed', 'received' where both have, else why not.
CREATE FUNCTION desk_sign_report(wanted bigint, seen text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'Asia/Tehran')::date;
    report supervision_annualreport;
    officer desk_officer;
BEGIN
    SELECT * INTO report FROM supervision_annualreport
    WHERE id = wanted AND ngo_id = scope_ngo() AND scope_kind() = 'ngo' FOR UPDATE;
    IF report.id IS NULL OR report.state NOT IN ('due', 'returned') THEN
        RETURN 'not_open';
    ELSIF desk_report_word(report.activities, report.income, report.expense) <> seen THEN
        RETURN 'changed';
    ELSIF report.activities = '' OR report.income IS NULL OR report.expense IS NULL THEN
        RETURN 'incomplete';
    END IF;
    SELECT * INTO officer FROM desk_officer WHERE user_id = scope_user() AND ngo_id = scope_ngo()
    AND desk_runs(removed_at, ends_on) AND post <> '';
    IF officer.id IS NULL THEN
        RETURN 'no_post';
    ELSIF NOT EXISTS (
        SELECT FROM ngos_term term JOIN ngos_person person ON person.id = term.person_id
        WHERE term.ngo_id = report.ngo_id AND term.post = officer.post
        AND term.start_on <= today AND (term.end_on IS NULL OR term.end_on >= today)
        AND persian_fold(person.first_name || ' ' || person.last_name) = persian_fold(officer.name)
    ) THEN
        RETURN 'not_in_office';
    END IF;
    INSERT INTO desk_reportsignature (report_id, post, user_id, name, signed_at)
    VALUES (report.id, officer.post, officer.user_id, officer.name, now())
    ON CONFLICT (report_id, post) DO NOTHING;
    IF (SELECT count(DISTINCT user_id) FROM desk_reportsignature WHERE report_id = report.id) < 2
    THEN
        RETURN 'signed';
    END IF;
    UPDATE supervision_annualreport SET signed_by_ceo = true, signed_by_inspector = true,
        received_on = today, state = 'received' WHERE id = report.id;
    RETURN 'received';
END $$;

-- Officers write what is awaited of them, and no report that the office has.
CREATE FUNCTION desk_report_is_awaited() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user = 'samanyar_ngo' AND OLD.state NOT IN ('due', 'returned') THEN
        RAISE insufficient_privilege USING MESSAGE = 'The office has this report.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER desk_is_awaited BEFORE UPDATE ON supervision_annualreport
FOR EACH ROW EXECUTE FUNCTION desk_report_is_awaited();

-- Signatures are of what was signed.
CREATE FUNCTION desk_unsign_report() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM desk_reportsignature WHERE report_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER desk_unsign AFTER UPDATE ON supervision_annualreport FOR EACH ROW
WHEN ((OLD.activities, OLD.income, OLD.expense)
    IS DISTINCT FROM (NEW.activities, NEW.income, NEW.expense)
    OR NEW.state = 'returned' AND OLD.state <> 'returned')
EXECUTE FUNCTION desk_unsign_report();

-- As before, with the post that the office named.
CREATE OR REPLACE FUNCTION desk_take_invitation(word text, account bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found_one desk_invitation;
BEGIN
    UPDATE desk_invitation SET used_at = now()
    WHERE token_hash = desk_hash_of(word)
    AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()
    RETURNING * INTO found_one;
    IF found_one.id IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO desk_officer (user_id, ngo_id, name, is_administrator, ends_on, invited_by_name,
        made_at, removed_by_name, post)
    SELECT id, found_one.ngo_id, btrim(first_name || ' ' || last_name),
        found_one.is_administrator, found_one.ends_on, found_one.invited_by_name, now(), '',
        found_one.post
    FROM accounts_user WHERE id = account;
    RETURN found_one.ngo_id;
END $$;

CREATE OR REPLACE FUNCTION desk_join(word text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF scope_kind() IS DISTINCT FROM 'ngo' THEN
        RETURN NULL;
    END IF;
    INSERT INTO desk_officer (user_id, ngo_id, name, is_administrator, ends_on, invited_by_name,
        made_at, removed_by_name, post)
    SELECT id, ngo_id, btrim(first_name || ' ' || last_name), false, role_ends_on, '', created_at,
        '', ''
    FROM accounts_user WHERE id = scope_user() AND NOT EXISTS (
        SELECT FROM desk_officer WHERE user_id = scope_user() AND ngo_id = scope_ngo());
    RETURN desk_take_invitation(word, scope_user());
END $$;
"""
UNDO = """
DROP FUNCTION desk_report_is_awaited, desk_unsign_report CASCADE;
DROP FUNCTION desk_sign_report, desk_report_word;
"""

callable_by("desk_sign_report(bigint,text)", Kind.NGO)
