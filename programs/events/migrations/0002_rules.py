"""Rules of events that hold between tables, whatever the way a row is changed."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (county_id, province_id)
REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""

# What hangs on an event is of its place, and a cohort of its own course.
OF_ONE_EVENT = """
ALTER TABLE events_participant
    ADD CONSTRAINT participant_in_province_of_event FOREIGN KEY (event_id, province_id)
        REFERENCES events_event (id, province_id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT participant_in_cohort_of_event FOREIGN KEY (cohort_id, event_id)
        REFERENCES events_cohort (id, event_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE events_session
    ADD CONSTRAINT event_session_of_cohort_of_event FOREIGN KEY (cohort_id, event_id)
        REFERENCES events_cohort (id, event_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE events_certificate
    ADD CONSTRAINT certificate_in_province FOREIGN KEY (participant_id, province_id)
        REFERENCES events_participant (id, province_id) DEFERRABLE INITIALLY DEFERRED;
"""

# Sessions lie within the days of their event; so do the days of sales.
WITHIN_THE_EVENT = """
CREATE FUNCTION events_session_within_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM events_event WHERE id = NEW.event_id
        AND NEW.held_on BETWEEN starts_on AND coalesce(ends_on, starts_on)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'event_session_within_event',
            MESSAGE = 'A session lies within the days of its event.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_within_event BEFORE INSERT OR UPDATE OF held_on, event_id
ON events_session FOR EACH ROW EXECUTE FUNCTION events_session_within_event();

CREATE FUNCTION events_event_holds_its_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM events_session WHERE event_id = NEW.id AND state <> 'cancelled'
        AND held_on NOT BETWEEN NEW.starts_on AND coalesce(NEW.ends_on, NEW.starts_on)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'event_session_within_event',
            MESSAGE = 'A session lies within the days of its event.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER event_holds_its_sessions BEFORE UPDATE OF starts_on, ends_on
ON events_event FOR EACH ROW EXECUTE FUNCTION events_event_holds_its_sessions();
"""

# Nobody attends a session that is cancelled or still to come, of another event or cohort.
ATTENDED_RIGHTLY = """
CREATE FUNCTION events_attended_rightly() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT session.held_on, session.event_id, session.cohort_id,
        'cancelled' IN (session.state, event.state) AS is_cancelled
    INTO STRICT found FROM events_session session
    JOIN events_event event ON event.id = session.event_id
    WHERE session.id = NEW.session_id FOR SHARE OF session;
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
CREATE TRIGGER attended_rightly BEFORE INSERT OR UPDATE ON events_attendance
FOR EACH ROW EXECUTE FUNCTION events_attended_rightly();

CREATE FUNCTION events_attended_is_not_cancelled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM events_attendance WHERE session_id = NEW.id) THEN
        RAISE check_violation USING CONSTRAINT = 'event_session_attended_stays',
            MESSAGE = 'People were at this session.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attended_is_not_cancelled BEFORE UPDATE OF state ON events_session FOR EACH ROW
WHEN (NEW.state = 'cancelled' AND OLD.state <> 'cancelled')
EXECUTE FUNCTION events_attended_is_not_cancelled();

CREATE FUNCTION events_participant_stays_where_they_were() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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
CREATE TRIGGER stays_where_they_were BEFORE UPDATE OF event_id, cohort_id ON events_participant
FOR EACH ROW EXECUTE FUNCTION events_participant_stays_where_they_were();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.RunSQL(COUNTY_IN_PROVINCE.format(table="events_event", name="event_county_in_province"), migrations.RunSQL.noop),
        migrations.RunSQL(COUNTY_IN_PROVINCE.format(table="events_centre", name="centre_county_in_province"), migrations.RunSQL.noop),
        migrations.RunSQL(OF_ONE_EVENT, migrations.RunSQL.noop),
        migrations.RunSQL(WITHIN_THE_EVENT, migrations.RunSQL.noop),
        migrations.RunSQL(ATTENDED_RIGHTLY, migrations.RunSQL.noop),
    ]
