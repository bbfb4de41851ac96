"""The functions of the database by which officers come, change over, and go.

Each asks the signed scope who calls. Days are those of Tehran. An account's NGO is changed here
alone by its owner: among the NGOs that the rows of `desk_officer` give them.
"""

from accounts.functions import callable_by
from accounts.scope import Kind

_AS_OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"

# Whoever changes their own place does so by a function that runs as the owner of the tables.
NOT_ONESELF = """
CREATE OR REPLACE FUNCTION accounts_not_oneself() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.id = scope_user() AND current_user <> (
        SELECT relowner::regrole::name FROM pg_class WHERE oid = 'public.accounts_user'::regclass
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'Nobody changes their own role or place.';
    END IF;
    RETURN NEW;
END $$;
"""

FUNCTIONS = """
-- Whether somebody speaks for an NGO today, by when that ended or will.
CREATE FUNCTION desk_runs(removed_at timestamptz, ends_on date) RETURNS boolean LANGUAGE sql STABLE
RETURN removed_at IS NULL
    AND (ends_on IS NULL OR ends_on >= (now() AT TIME ZONE 'Asia/Tehran')::date);

-- The NGOs for which whoever asks speaks today.
CREATE FUNCTION desk_own_ngos() RETURNS TABLE (id bigint, name text, administers boolean)
LANGUAGE sql STABLE AS_OWNER AS $$
    SELECT ngo.id, ngo.name::text, officer.is_administrator
    FROM desk_officer officer JOIN ngos_ngo ngo ON ngo.id = officer.ngo_id
    WHERE officer.user_id = scope_user() AND desk_runs(removed_at, ends_on)
    ORDER BY ngo.sort_key, ngo.id
$$;

-- Whether the account may still speak for the NGO of its scope. One that an office made by hand has
-- no row here, and ends by its own day.
CREATE FUNCTION desk_stands() RETURNS boolean LANGUAGE sql STABLE AS_OWNER AS $$
    SELECT NOT EXISTS (
        SELECT FROM desk_officer WHERE user_id = scope_user() AND ngo_id = scope_ngo()
    ) OR EXISTS (
        SELECT FROM desk_officer WHERE user_id = scope_user() AND ngo_id = scope_ngo()
        AND desk_runs(removed_at, ends_on)
    )
$$;

CREATE FUNCTION desk_administers() RETURNS boolean LANGUAGE sql STABLE AS_OWNER AS $$
    SELECT EXISTS (
        SELECT FROM desk_officer WHERE user_id = scope_user() AND ngo_id = scope_ngo()
        AND is_administrator AND desk_runs(removed_at, ends_on)
    )
$$;

-- Work for another of the own NGOs from now on; false where it is none of them.
CREATE FUNCTION desk_choose(wanted bigint) RETURNS boolean LANGUAGE plpgsql AS_OWNER AS $$
BEGIN
    UPDATE accounts_user account
    SET ngo_id = ngo.id, province_id = ngo.province_id, county_id = ngo.county_id
    FROM desk_officer officer JOIN ngos_ngo ngo ON ngo.id = officer.ngo_id
    WHERE account.id = scope_user() AND scope_kind() = 'ngo' AND account.role = 'ngo_officer'
    AND officer.user_id = account.id AND ngo.id = wanted AND desk_runs(removed_at, ends_on);
    RETURN FOUND;
END $$;

-- What is stored of a link's word. Whoever reads the row has not the word, and opens nothing.
CREATE FUNCTION desk_hash_of(word text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN encode(sha256(convert_to(word, 'UTF8')), 'hex');

-- Of an invitation, found by its link's word: whose NGO it is, and for whom.
CREATE FUNCTION desk_invitation(word text) RETURNS TABLE (ngo text, invited text)
LANGUAGE sql STABLE AS_OWNER AS $$
    SELECT ngo.name::text, invitation.name::text
    FROM desk_invitation invitation JOIN ngos_ngo ngo ON ngo.id = invitation.ngo_id
    WHERE token_hash = desk_hash_of(word)
    AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()
$$;

-- Whoever holds the link becomes an officer: once. NULL where the link is over.
CREATE FUNCTION desk_take_invitation(word text, account bigint) RETURNS bigint
LANGUAGE plpgsql AS_OWNER AS $$
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
    INSERT INTO desk_officer (
        user_id, ngo_id, name, is_administrator, ends_on, invited_by_name, made_at, removed_by_name)
    SELECT id, found_one.ngo_id, btrim(first_name || ' ' || last_name),
        found_one.is_administrator, found_one.ends_on, found_one.invited_by_name, now(), ''
    FROM accounts_user WHERE id = account;
    RETURN found_one.ngo_id;
END $$;

-- A new account for whoever holds the link. NULL where the link is over.
CREATE FUNCTION desk_accept(
    word text, username text, first_name text, last_name text, mobile text, secret text
) RETURNS bigint LANGUAGE plpgsql AS_OWNER AS $$
DECLARE
    account bigint;
    home ngos_ngo;
BEGIN
    SELECT ngo.* INTO home FROM desk_invitation invitation JOIN ngos_ngo ngo
    ON ngo.id = invitation.ngo_id WHERE token_hash = desk_hash_of(word);
    IF home.id IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO accounts_user (
        username, first_name, last_name, mobile, email, role, province_id, county_id, ngo_id,
        is_active, created_at)
    VALUES (desk_accept.username, desk_accept.first_name, desk_accept.last_name,
        nullif(desk_accept.mobile, ''), '', 'ngo_officer', home.province_id, home.county_id,
        home.id, true, now())
    RETURNING id INTO account;
    IF desk_take_invitation(word, account) IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'This invitation is over.';
    END IF;
    INSERT INTO accounts_password (user_id, hash, given_by_name)
    VALUES (account, secret, '');
    RETURN account;
END $$;

-- Somebody with an account takes the link.
CREATE FUNCTION desk_join(word text) RETURNS bigint LANGUAGE plpgsql AS_OWNER AS $$
BEGIN
    IF scope_kind() IS DISTINCT FROM 'ngo' THEN
        RETURN NULL;
    END IF;
    -- An account that an office made by hand goes on speaking for its NGO.
    INSERT INTO desk_officer (
        user_id, ngo_id, name, is_administrator, ends_on, invited_by_name, made_at, removed_by_name)
    SELECT id, ngo_id, btrim(first_name || ' ' || last_name), false, role_ends_on, '', created_at,
        ''
    FROM accounts_user WHERE id = scope_user() AND NOT EXISTS (
        SELECT FROM desk_officer WHERE user_id = scope_user() AND ngo_id = scope_ngo());
    RETURN desk_take_invitation(word, scope_user());
END $$;

-- Removed by an administrator of the NGO or by its office: access ends at the next request.
CREATE FUNCTION desk_remove(officer bigint) RETURNS boolean LANGUAGE plpgsql AS_OWNER AS $$
DECLARE
    gone desk_officer;
    home ngos_ngo;
    other ngos_ngo;
BEGIN
    SELECT * INTO gone FROM desk_officer WHERE id = officer AND removed_at IS NULL FOR UPDATE;
    SELECT * INTO home FROM ngos_ngo WHERE id = gone.ngo_id;
    IF home.id IS NULL OR NOT coalesce(
        scope_kind() = 'ngo' AND scope_ngo() = home.id AND desk_administers()
            AND gone.user_id <> scope_user()
        OR scope_role() IN
            ('national_expert', 'director_general', 'provincial_expert', 'county_expert')
        AND (scope_kind() = 'national'
            OR scope_kind() = 'province' AND scope_province() = home.province_id
            OR scope_kind() = 'county' AND scope_county() = home.county_id), false)
    THEN
        RETURN false;
    END IF;
    UPDATE desk_officer SET removed_at = now(), removed_by_name = coalesce((
        SELECT btrim(first_name || ' ' || last_name) FROM accounts_user WHERE id = scope_user()
    ), '') WHERE id = officer;
    -- No door stays open behind whoever goes: links that they made are over too.
    UPDATE desk_invitation SET withdrawn_at = now() WHERE ngo_id = home.id
    AND invited_by_name = gone.name AND used_at IS NULL AND withdrawn_at IS NULL;
    IF EXISTS (SELECT FROM accounts_user WHERE id = gone.user_id AND ngo_id = home.id) THEN
        SELECT ngo.* INTO other FROM desk_officer each JOIN ngos_ngo ngo ON ngo.id = each.ngo_id
        WHERE each.user_id = gone.user_id AND desk_runs(removed_at, ends_on)
        ORDER BY ngo.id LIMIT 1;
        IF other.id IS NULL THEN
            UPDATE accounts_user SET is_active = false WHERE id = gone.user_id;
        ELSE
            UPDATE accounts_user SET ngo_id = other.id, province_id = other.province_id,
                county_id = other.county_id WHERE id = gone.user_id;
        END IF;
        DELETE FROM accounts_session WHERE user_id = gone.user_id;
    END IF;
    RETURN true;
END $$;

-- The office of the own province, as its papers name it.
CREATE FUNCTION desk_office() RETURNS TABLE (title text, address text)
LANGUAGE sql STABLE AS_OWNER AS $$
    SELECT office_title::text, stationery.address::text FROM papers_stationery stationery
    WHERE province_id = scope_province() LIMIT 1
$$;
""".replace("AS_OWNER", _AS_OWNER)

# What an NGO's officers write of a change by themselves: asked for when it is made, and withdrawn.
ASKED_FOR = """
CREATE FUNCTION desk_asked_for() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.ngo_id IS DISTINCT FROM (
        SELECT ngo_id FROM desk_changerequest WHERE id = NEW.request_id
    ) THEN
        RAISE check_violation USING MESSAGE = 'A change is of the NGO of its request.';
    END IF;
    IF current_user = 'samanyar_ngo' AND NOT (
        TG_OP = 'INSERT' AND NEW.state = 'asked' AND NEW.decided_by_name = '' AND NEW.remarks = ''
        OR TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state = 'withdrawn'
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'This is the office''s to decide.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER asked_for BEFORE INSERT OR UPDATE ON desk_fieldchange
FOR EACH ROW EXECUTE FUNCTION desk_asked_for();

-- The name of whoever asks, which nobody says for another.
CREATE FUNCTION desk_my_name() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT btrim(first_name || ' ' || last_name) FROM accounts_user WHERE id = scope_user()
$$;

CREATE FUNCTION desk_request_by() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user = 'samanyar_ngo' THEN
        IF NEW.by_office THEN
            RAISE insufficient_privilege USING MESSAGE = 'The office alone says that it asks.';
        END IF;
        NEW.asked_by_id := scope_user();
        NEW.asked_by_name := desk_my_name();
        NEW.asked_at := now();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER request_by BEFORE INSERT ON desk_changerequest
FOR EACH ROW EXECUTE FUNCTION desk_request_by();

-- A link that an NGO makes is in the name of who makes it, open from now on, for a month at most.
CREATE FUNCTION desk_invited_by() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user = 'samanyar_ngo' THEN
        NEW.invited_by_name := desk_my_name();
        NEW.made_at := now();
        NEW.expires_at := least(NEW.expires_at, now() + interval '31 days');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invited_by BEFORE INSERT ON desk_invitation
FOR EACH ROW EXECUTE FUNCTION desk_invited_by();
"""
UNDO = """
DROP FUNCTION desk_asked_for, desk_request_by, desk_invited_by CASCADE;
DROP FUNCTION desk_my_name;
DROP FUNCTION desk_own_ngos, desk_stands, desk_administers, desk_choose, desk_invitation,
    desk_accept, desk_join, desk_take_invitation, desk_remove, desk_office, desk_runs, desk_hash_of;
"""

_OFFICE = (Kind.NATIONAL, Kind.PROVINCE, Kind.COUNTY)
for _function in ("desk_own_ngos()", "desk_stands()", "desk_administers()", "desk_office()"):
    callable_by(_function, Kind.NGO)
callable_by("desk_my_name()", Kind.NGO)
callable_by("desk_choose(bigint)", Kind.NGO)
callable_by("desk_join(text)", Kind.NGO)
callable_by("desk_invitation(text)", Kind.PUBLIC)
callable_by("desk_accept(text,text,text,text,text,text)", Kind.PUBLIC)
callable_by("desk_remove(bigint)", Kind.NGO, *_OFFICE)
