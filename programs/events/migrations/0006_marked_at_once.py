"""Those who are marked together are looked at together: a list of thousands asks once, not three
times for each. One mark that is changed is looked at by itself, by one question."""

from django.db import migrations

# A mark that is changed.
CHANGED = """
CREATE OR REPLACE FUNCTION events_attended_rightly() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT session.id, session.held_on, person.id AS person_id,
        'cancelled' IN (session.state, event.state) AS is_cancelled,
        person.event_id = session.event_id AND (
            session.cohort_id IS NULL OR person.cohort_id IS NOT DISTINCT FROM session.cohort_id
        ) AS is_theirs
    INTO found FROM events_session session
    JOIN events_event event ON event.id = session.event_id
    LEFT JOIN events_participant person ON person.id = NEW.participant_id
    WHERE session.id = NEW.session_id FOR SHARE OF session;
    IF found.id IS NULL OR found.person_id IS NULL THEN
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
    IF NOT found.is_theirs THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_of_a_participant',
            MESSAGE = 'Somebody of another event or cohort.';
    END IF;
    RETURN NEW;
END $$;
"""

# Marks that are added. What is out of sight is refused before any of them is written, by the
# policies of the table and the trigger of its references, and once more here, where the person's
# own policies hold; only then a rule says something.
ADDED = """
CREATE FUNCTION events_attended_rightly_together() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    PERFORM FROM events_session session
    WHERE session.id IN (SELECT session_id FROM marks) ORDER BY session.id FOR SHARE OF session;
    SELECT bool_or(session.id IS NULL OR event.id IS NULL OR person.id IS NULL) AS is_hidden,
        bool_or('cancelled' IN (session.state, event.state)) AS is_cancelled,
        bool_or(session.held_on > (now() AT TIME ZONE 'Asia/Tehran')::date) AS is_to_come,
        bool_or(person.event_id <> session.event_id OR (session.cohort_id IS NOT NULL
            AND person.cohort_id IS DISTINCT FROM session.cohort_id)) AS is_a_stranger
    INTO found FROM marks
    LEFT JOIN events_session session ON session.id = marks.session_id
    LEFT JOIN events_event event ON event.id = session.event_id
    LEFT JOIN events_participant person ON person.id = marks.participant_id;
    IF found.is_hidden THEN
        RAISE insufficient_privilege USING MESSAGE = 'The session or the person is out of sight.';
    ELSIF found.is_cancelled THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_not_of_cancelled',
            MESSAGE = 'This session is cancelled.';
    ELSIF found.is_to_come THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_not_before',
            MESSAGE = 'This session is still to come.';
    ELSIF found.is_a_stranger THEN
        RAISE check_violation USING CONSTRAINT = 'event_attendance_of_a_participant',
            MESSAGE = 'Somebody of another event or cohort.';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER zz_attended_rightly ON events_attendance;
CREATE TRIGGER zz_attended_rightly BEFORE UPDATE ON events_attendance
FOR EACH ROW EXECUTE FUNCTION events_attended_rightly();
CREATE TRIGGER zz_attended_rightly_together AFTER INSERT ON events_attendance
REFERENCING NEW TABLE AS marks
FOR EACH STATEMENT EXECUTE FUNCTION events_attended_rightly_together();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0005_out_of_sight")]
    operations = [
        migrations.RunSQL(CHANGED, migrations.RunSQL.noop),
        migrations.RunSQL(ADDED, migrations.RunSQL.noop),
    ]
