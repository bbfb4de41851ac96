"""What is out of sight is refused as such, before a rule of events tells anything of it."""

from django.db import migrations

ATTENDED_RIGHTLY = """
CREATE OR REPLACE FUNCTION events_attended_rightly() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT session.id, session.held_on, session.event_id, session.cohort_id,
        'cancelled' IN (session.state, event.state) AS is_cancelled
    INTO found FROM events_session session
    JOIN events_event event ON event.id = session.event_id
    WHERE session.id = NEW.session_id FOR SHARE OF session;
    IF found.id IS NULL
    OR NOT EXISTS (SELECT FROM events_participant WHERE id = NEW.participant_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The session or the person is out of sight.';
    END IF;
    IF found.is_cancelled THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_not_of_cancelled',
            MESSAGE = 'This session is cancelled.';
    END IF;
    IF found.held_on > (now() AT TIME ZONE 'Asia/Tehran')::date THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_not_before',
            MESSAGE = 'This session is still to come.';
    END IF;
    IF NOT EXISTS (
        SELECT FROM events_participant WHERE id = NEW.participant_id
        AND event_id = found.event_id
        AND (found.cohort_id IS NULL OR cohort_id IS NOT DISTINCT FROM found.cohort_id)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_of_a_participant',
            MESSAGE = 'Somebody of another event or cohort.';
    END IF;
    RETURN NEW;
END $$;
"""

WITHIN_THE_EVENT = """
CREATE OR REPLACE FUNCTION events_session_within_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM events_event WHERE id = NEW.event_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The event is out of sight.';
    END IF;
    IF NOT EXISTS (
        SELECT FROM events_event WHERE id = NEW.event_id
        AND NEW.held_on BETWEEN starts_on AND coalesce(ends_on, starts_on)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'event_session_within_event',
            MESSAGE = 'A session lies within the days of its event.';
    END IF;
    RETURN NEW;
END $$;
"""

STAYS = """
CREATE OR REPLACE FUNCTION events_participant_stays_where_they_were() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM events_event WHERE id = NEW.event_id)
    OR NEW.cohort_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM events_cohort WHERE id = NEW.cohort_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The event or the cohort is out of sight.';
    END IF;
    IF EXISTS (
        SELECT FROM events_attendance attended
        JOIN events_session session ON session.id = attended.session_id
        WHERE attended.participant_id = NEW.id AND (session.event_id <> NEW.event_id
        OR session.cohort_id IS NOT NULL AND session.cohort_id IS DISTINCT FROM NEW.cohort_id)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_of_a_participant',
            MESSAGE = 'Somebody of another event or cohort.';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0004_event_of_program")]

    operations = [
        migrations.RunSQL(ATTENDED_RIGHTLY, migrations.RunSQL.noop),
        migrations.RunSQL(WITHIN_THE_EVENT, migrations.RunSQL.noop),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
