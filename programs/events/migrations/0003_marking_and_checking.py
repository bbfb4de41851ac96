"""What visitors may ask of events: to mark themselves in a session, and whether a certificate holds."""

from django.db import migrations

# Marks whoever has this code as present, in a session that runs now; the title of its event and
# whether the mark is new, or no row. Whether they are in the room the application has asked before.
MARK_SELF = """
CREATE FUNCTION events_mark_self(wanted_session bigint, wanted_code text)
RETURNS TABLE (title text, is_new boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    local timestamp := now() AT TIME ZONE 'Asia/Tehran';
    found record;
    marked int;
BEGIN
    SELECT person.id AS person_id, session.id AS session_id, event.title INTO found
    FROM events_session session
    JOIN events_event event ON event.id = session.event_id
    JOIN events_participant person ON person.event_id = event.id AND person.code = wanted_code
    WHERE session.id = wanted_session AND 'cancelled' NOT IN (session.state, event.state)
    AND (session.cohort_id IS NULL OR session.cohort_id = person.cohort_id)
    AND session.held_on = local::date
    AND coalesce(session.begins_at <= local::time, true)
    AND coalesce(session.ends_at >= local::time, true);
    IF found.person_id IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO events_attendance (session_id, participant_id, is_present, way, marked_at)
    VALUES (found.session_id, found.person_id, true, 'self', now())
    ON CONFLICT (session_id, participant_id) DO NOTHING;
    GET DIAGNOSTICS marked = ROW_COUNT;
    title := found.title;
    is_new := marked > 0;
    RETURN NEXT;
END $$;
"""

# Whether a row that is named is in sight is asked first: by the triggers of keys, whose names come
# before these.
AFTER_THE_KEYS = """
ALTER TRIGGER attended_rightly ON events_attendance RENAME TO zz_attended_rightly;
ALTER TRIGGER session_within_event ON events_session RENAME TO zz_session_within_event;
"""

CHECK_CERTIFICATE = """
CREATE FUNCTION events_check_certificate(wanted text)
RETURNS TABLE (name text, event text, kind text, number text, issued_on date, withdrawn_on date,
    county text, province text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person.full_name, event.title, event.kind, certificate.number, certificate.issued_on,
        certificate.withdrawn_on, county.name, province.name
    FROM events_certificate certificate
    JOIN events_participant person ON person.id = certificate.participant_id
    JOIN events_event event ON event.id = person.event_id
    JOIN accounts_province province ON province.id = event.province_id
    LEFT JOIN accounts_county county ON county.id = event.county_id
    WHERE certificate.verification_code = wanted
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0002_rules")]

    operations = [
        migrations.RunSQL(AFTER_THE_KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(MARK_SELF, "DROP FUNCTION events_mark_self(bigint, text)"),
        migrations.RunSQL(CHECK_CERTIFICATE, "DROP FUNCTION events_check_certificate(text)"),
    ]
