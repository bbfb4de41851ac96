"""Rules of bodies that sit, which hold between tables whatever the way a row is changed."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (county_id, province_id)
REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""

# Members and sessions are at the place of their council, and what hangs on a session at its place.
PLACE_OF_COUNCIL = """
CREATE FUNCTION councils_take_place_of_council() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT province_id, county_id INTO STRICT NEW.province_id, NEW.county_id
    FROM councils_council WHERE id = NEW.council_id;
    RETURN NEW;
END $$;
CREATE TRIGGER place_of_council BEFORE INSERT OR UPDATE ON councils_councilmember
FOR EACH ROW EXECUTE FUNCTION councils_take_place_of_council();
CREATE TRIGGER place_of_council BEFORE INSERT OR UPDATE ON councils_session
FOR EACH ROW EXECUTE FUNCTION councils_take_place_of_council();

CREATE FUNCTION councils_take_place_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT province_id, county_id INTO STRICT NEW.province_id, NEW.county_id
    FROM councils_session WHERE id = NEW.session_id;
    RETURN NEW;
END $$;
CREATE TRIGGER place_of_session BEFORE INSERT OR UPDATE ON councils_attendance
FOR EACH ROW EXECUTE FUNCTION councils_take_place_of_session();
CREATE TRIGGER place_of_session BEFORE INSERT OR UPDATE ON councils_agendaitem
FOR EACH ROW EXECUTE FUNCTION councils_take_place_of_session();
"""

# A signed session stays as it was signed; what becomes of its resolutions is written further.
SIGNED_STAYS = """
CREATE FUNCTION councils_signed_session_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE check_violation USING CONSTRAINT = 'session_signed_stays',
        MESSAGE = 'A signed session is not changed.';
END $$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON councils_session FOR EACH ROW
WHEN (OLD.state = 'signed') EXECUTE FUNCTION councils_signed_session_stays();

CREATE FUNCTION councils_part_of_signed_session_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- of a resolution may change: whose it is, until when, and what was done
    further text[] := '{owner,due_on,follow_up,follow_up_notes}';
    of_session bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.session_id ELSE OLD.session_id END;
BEGIN
    IF EXISTS (SELECT FROM councils_session WHERE id = of_session AND state = 'signed')
    AND (TG_OP <> 'UPDATE' OR to_jsonb(NEW) - further <> to_jsonb(OLD) - further) THEN
        RAISE check_violation USING CONSTRAINT = 'session_signed_stays',
            MESSAGE = 'A signed session is not changed.';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON councils_agendaitem
FOR EACH ROW EXECUTE FUNCTION councils_part_of_signed_session_stays();
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON councils_attendance
FOR EACH ROW EXECUTE FUNCTION councils_part_of_signed_session_stays();
"""

# Those who are named in a session are members of its council.
OF_COUNCIL = """
CREATE FUNCTION councils_chair_of_council() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM councils_councilmember WHERE id = NEW.chair_id AND council_id = NEW.council_id
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'session_chair_is_a_member',
            MESSAGE = 'The chair is no member of the council.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_chair_of_council BEFORE INSERT OR UPDATE OF chair_id, council_id ON councils_session
FOR EACH ROW EXECUTE FUNCTION councils_chair_of_council();

CREATE FUNCTION councils_member_of_council() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM councils_councilmember member JOIN councils_session session
        ON session.council_id = member.council_id
        WHERE member.id = NEW.member_id AND session.id = NEW.session_id
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'attendance_of_a_member',
            MESSAGE = 'Somebody who is no member of the council.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_member_of_council BEFORE INSERT OR UPDATE OF member_id, session_id
ON councils_attendance FOR EACH ROW EXECUTE FUNCTION councils_member_of_council();
"""

# No day has more than two elected representatives of the NGOs in one council.
TWO_REPRESENTATIVES = """
CREATE FUNCTION councils_two_representatives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM councils_council WHERE id = NEW.council_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM councils_councilmember one
        WHERE one.council_id = NEW.council_id AND one.seat = 'ngo_representative'
        AND (SELECT count(*) FROM councils_councilmember other
            WHERE other.council_id = one.council_id AND other.seat = 'ngo_representative'
            AND one.start_on BETWEEN other.start_on AND coalesce(other.end_on, 'infinity')) > 2
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'seat_of_two_representatives',
            MESSAGE = 'The council has two representatives of NGOs.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER two_representatives AFTER INSERT OR UPDATE ON councils_councilmember FOR EACH ROW
WHEN (NEW.seat = 'ngo_representative') EXECUTE FUNCTION councils_two_representatives();
"""

# A session begins planned, and is signed when it was held, its chair and a quorum were there, and
# each of its decisions has the votes that it needs.
SIGNED_RIGHTLY = """
CREATE FUNCTION councils_session_signed_rightly() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    voting int;
    voting_present int;
    approving text[] := '{approve_initially,approve,approve_conditionally,adopt}';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'planned' THEN
            RAISE check_violation USING CONSTRAINT = 'session_begins_planned',
                MESSAGE = 'A session begins planned.';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state = 'cancelled' AND NEW.state <> 'cancelled' THEN
        RAISE check_violation USING CONSTRAINT = 'session_cancelled_stays',
            MESSAGE = 'A cancelled session is not taken up again.';
    END IF;
    IF NEW.state <> 'signed' OR OLD.state = 'signed' THEN
        RETURN NEW;
    END IF;
    IF NEW.held_on > (now() AT TIME ZONE 'Asia/Tehran')::date THEN
        RAISE check_violation USING CONSTRAINT = 'session_signed_after_it_was_held',
            MESSAGE = 'The session is still to come.';
    END IF;
    IF NOT EXISTS (
        SELECT FROM councils_attendance
        WHERE session_id = NEW.id AND member_id = NEW.chair_id AND is_present
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'session_chair_is_present',
            MESSAGE = 'The chair is not present.';
    END IF;
    SELECT count(*), count(*) FILTER (WHERE attendance.is_present)
    INTO voting, voting_present
    FROM councils_councilmember member LEFT JOIN councils_attendance attendance
    ON attendance.member_id = member.id AND attendance.session_id = NEW.id
    WHERE member.council_id = NEW.council_id AND member.is_voting
    AND NEW.held_on BETWEEN member.start_on AND coalesce(member.end_on, 'infinity');
    IF NEW.quorum_percent IS NULL OR NEW.majority_percent IS NULL OR voting_present = 0
    OR voting_present * 100 < voting * NEW.quorum_percent THEN
        RAISE check_violation USING CONSTRAINT = 'session_has_a_quorum',
            MESSAGE = 'There is no quorum.';
    END IF;
    IF EXISTS (SELECT FROM councils_agendaitem WHERE session_id = NEW.id AND decision = '') THEN
        RAISE check_violation USING CONSTRAINT = 'session_decides_its_agenda',
            MESSAGE = 'An item is not decided.';
    END IF;
    IF EXISTS (
        SELECT FROM councils_agendaitem item WHERE item.session_id = NEW.id AND (
            votes_for + votes_against + votes_abstained > voting_present
            OR (decision = ANY (approving) AND (votes_for = 0
                OR votes_for * 100 < NEW.majority_percent * (votes_for + votes_against)))
        )
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'session_votes_add_up',
            MESSAGE = 'The votes do not carry a decision.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_signed_rightly BEFORE INSERT OR UPDATE ON councils_session
FOR EACH ROW EXECUTE FUNCTION councils_session_signed_rightly();
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_initial"), ("accounts", "0014_access_log_about_own_accounts")]

    operations = [
        migrations.RunSQL(COUNTY_IN_PROVINCE.format(table="councils_council", name="council_county_in_province"), migrations.RunSQL.noop),
        migrations.RunSQL(PLACE_OF_COUNCIL, migrations.RunSQL.noop),
        migrations.RunSQL(SIGNED_STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(OF_COUNCIL, migrations.RunSQL.noop),
        migrations.RunSQL(TWO_REPRESENTATIVES, migrations.RunSQL.noop),
        migrations.RunSQL(SIGNED_RIGHTLY, migrations.RunSQL.noop),
    ]
