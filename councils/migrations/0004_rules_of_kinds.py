"""The rules of sessions for bodies of all kinds; those of councils hold for councils alone."""

from django.db import migrations

# What a body was set up as it stays: its sessions were held as that.
KIND_STAYS = """
CREATE FUNCTION councils_kind_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE check_violation USING CONSTRAINT = 'body_kind_stays',
        MESSAGE = 'The kind of a body is not changed.';
END $$;
CREATE TRIGGER kind_stays BEFORE UPDATE ON councils_council FOR EACH ROW
WHEN (OLD.kind <> NEW.kind) EXECUTE FUNCTION councils_kind_stays();
"""

# A council has the seats of the by-law, and is worked for by roles. The account that another body's
# seat names belongs to an office that reaches the body.
SEAT_OF_BODY = """
CREATE FUNCTION councils_seat_of_body() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    body councils_council;
BEGIN
    SELECT * INTO STRICT body FROM councils_council WHERE id = NEW.council_id;
    IF body.kind = 'council' AND NEW.seat NOT IN
    ('chair', 'secretary', 'islamic_council', 'ngo_representative', 'member') THEN
        RAISE check_violation USING CONSTRAINT = 'seat_of_a_council',
            MESSAGE = 'A council has no such seat.';
    END IF;
    IF NEW.user_id IS NOT NULL AND (body.kind = 'council' OR NOT EXISTS (
        SELECT FROM accounts_user account WHERE account.id = NEW.user_id AND account.ngo_id IS NULL
        AND (account.province_id IS NULL OR account.province_id = body.province_id
            AND (account.county_id IS NULL OR account.county_id = body.county_id))
    )) THEN
        RAISE check_violation USING CONSTRAINT = 'seat_of_an_office_that_reaches_it',
            MESSAGE = 'The account is of another office.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_seat_of_body BEFORE INSERT OR UPDATE OF seat, user_id, council_id
ON councils_councilmember FOR EACH ROW EXECUTE FUNCTION councils_seat_of_body();
"""

# No day has more than two elected representatives of the NGOs in one council.
TWO_REPRESENTATIVES = """
CREATE OR REPLACE FUNCTION councils_two_representatives() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM councils_council WHERE id = NEW.council_id AND kind = 'council' FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
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
"""

# A session begins planned, and is signed when it was held, its chair and a quorum were there, and
# each of its decisions has the votes that its sense asks for, whatever its word.
SIGNED_RIGHTLY = """
CREATE OR REPLACE FUNCTION councils_session_signed_rightly() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    voting int;
    voting_present int;
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
    IF EXISTS (SELECT FROM councils_agendaitem WHERE session_id = NEW.id AND sense = '') THEN
        RAISE check_violation USING CONSTRAINT = 'session_decides_its_agenda',
            MESSAGE = 'An item is not decided.';
    END IF;
    IF EXISTS (
        SELECT FROM councils_agendaitem item WHERE item.session_id = NEW.id AND (
            votes_for + votes_against + votes_abstained > voting_present
            OR (sense IN ('for', 'conditional') AND (votes_for = 0
                OR votes_for * 100 < NEW.majority_percent * (votes_for + votes_against)))
        )
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'session_votes_add_up',
            MESSAGE = 'The votes do not carry a decision.';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("councils", "0003_kinds_of_bodies")]

    operations = [
        migrations.RunSQL(KIND_STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(SEAT_OF_BODY, migrations.RunSQL.noop),
        migrations.RunSQL(TWO_REPRESENTATIVES, migrations.RunSQL.noop),
        migrations.RunSQL(SIGNED_RIGHTLY, migrations.RunSQL.noop),
    ]
