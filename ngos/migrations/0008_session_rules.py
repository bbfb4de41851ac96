"""Rules of sessions that hold between tables, whatever the way a row is changed."""

from django.db import migrations

# Those who are named in a session are members of its council.
OF_COUNCIL = """
CREATE FUNCTION ngos_chair_of_council() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM ngos_councilmember WHERE id = NEW.chair_id AND council_id = NEW.council_id
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'session_chair_is_a_member',
            MESSAGE = 'The chair is no member of the council.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_chair_of_council BEFORE INSERT OR UPDATE OF chair_id, council_id ON ngos_session
FOR EACH ROW EXECUTE FUNCTION ngos_chair_of_council();

CREATE FUNCTION ngos_member_of_council() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM ngos_councilmember member JOIN ngos_session session
        ON session.council_id = member.council_id
        WHERE member.id = NEW.member_id AND session.id = NEW.session_id
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'attendance_of_a_member',
            MESSAGE = 'Somebody who is no member of the council.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_member_of_council BEFORE INSERT OR UPDATE OF member_id, session_id
ON ngos_attendance FOR EACH ROW EXECUTE FUNCTION ngos_member_of_council();
"""

# No day has more than two elected representatives of the NGOs in one council.
TWO_REPRESENTATIVES = """
CREATE FUNCTION ngos_two_representatives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM ngos_council WHERE id = NEW.council_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM ngos_councilmember one
        WHERE one.council_id = NEW.council_id AND one.seat = 'ngo_representative'
        AND (SELECT count(*) FROM ngos_councilmember other
            WHERE other.council_id = one.council_id AND other.seat = 'ngo_representative'
            AND one.start_on BETWEEN other.start_on AND coalesce(other.end_on, 'infinity')) > 2
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'seat_of_two_representatives',
            MESSAGE = 'The council has two representatives of NGOs.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER two_representatives AFTER INSERT OR UPDATE ON ngos_councilmember FOR EACH ROW
WHEN (NEW.seat = 'ngo_representative') EXECUTE FUNCTION ngos_two_representatives();
"""

# A session begins planned, and is signed when it was held, its chair and a quorum were there, and
# each of its decisions has the votes that it needs.
SIGNED_RIGHTLY = """
CREATE FUNCTION ngos_session_signed_rightly() RETURNS trigger LANGUAGE plpgsql AS $$
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
        SELECT FROM ngos_attendance
        WHERE session_id = NEW.id AND member_id = NEW.chair_id AND is_present
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'session_chair_is_present',
            MESSAGE = 'The chair is not present.';
    END IF;
    SELECT count(*), count(*) FILTER (WHERE attendance.is_present)
    INTO voting, voting_present
    FROM ngos_councilmember member LEFT JOIN ngos_attendance attendance
    ON attendance.member_id = member.id AND attendance.session_id = NEW.id
    WHERE member.council_id = NEW.council_id AND member.is_voting
    AND NEW.held_on BETWEEN member.start_on AND coalesce(member.end_on, 'infinity');
    IF NEW.quorum_percent IS NULL OR NEW.majority_percent IS NULL OR voting_present = 0
    OR voting_present * 100 < voting * NEW.quorum_percent THEN
        RAISE check_violation USING CONSTRAINT = 'session_has_a_quorum',
            MESSAGE = 'There is no quorum.';
    END IF;
    IF EXISTS (SELECT FROM ngos_agendaitem WHERE session_id = NEW.id AND decision = '') THEN
        RAISE check_violation USING CONSTRAINT = 'session_decides_its_agenda',
            MESSAGE = 'An item is not decided.';
    END IF;
    IF EXISTS (
        SELECT FROM ngos_agendaitem item WHERE item.session_id = NEW.id AND (
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
CREATE TRIGGER zz_signed_rightly BEFORE INSERT OR UPDATE ON ngos_session
FOR EACH ROW EXECUTE FUNCTION ngos_session_signed_rightly();
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0007_licensing_rules")]

    operations = [
        migrations.RunSQL(
            OF_COUNCIL,
            "DROP FUNCTION ngos_chair_of_council CASCADE; "
            "DROP FUNCTION ngos_member_of_council CASCADE",
        ),
        migrations.RunSQL(TWO_REPRESENTATIVES, "DROP FUNCTION ngos_two_representatives CASCADE"),
        migrations.RunSQL(SIGNED_RIGHTLY, "DROP FUNCTION ngos_session_signed_rightly CASCADE"),
    ]
