"""Functions that run as the owner of the tables believe the signed scope alone."""

from django.db import migrations

# The next number of a series. It counts for whoever works for an office, its counties and NGOs too,
# and for no other office.
NEXT_NUMBER = """
CREATE OR REPLACE FUNCTION ngos_next_number(province bigint, series text, year int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    given bigint;
BEGIN
    IF scope_kind() NOT IN ('national', 'system') AND scope_province() IS DISTINCT FROM $1
    OR scope_kind() IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'The series is another office''s.';
    END IF;
    INSERT INTO ngos_counter AS counter (province_id, series, year, last)
    VALUES ($1, $2, $3, 1)
    ON CONFLICT (province_id, series, year) DO UPDATE SET last = counter.last + 1
    RETURNING last INTO given;
    RETURN given;
END $$;
"""

STEP_TAKER = """
CREATE OR REPLACE FUNCTION ngos_sign_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.taken_by_id := coalesce(scope_user(), NEW.taken_by_id);
    RETURN NEW;
END $$;
"""

# The field of activity of NGOs of which an office knows none yet; made when it is first needed.
FIELD_NOT_KNOWN = """
CREATE FUNCTION ngos_field_not_known() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found bigint := (SELECT id FROM ngos_field WHERE name_key = persian_fold('تعیین‌نشده'));
BEGIN
    IF found IS NULL THEN
        INSERT INTO ngos_field (name, aliases, is_charitable, is_active, position)
        VALUES ('تعیین‌نشده', '{}', false, false, 1000) ON CONFLICT DO NOTHING;
        SELECT id INTO found FROM ngos_field WHERE name_key = persian_fold('تعیین‌نشده');
    END IF;
    RETURN found;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0008_session_rules"), ("accounts", "0008_signed_scope")]

    operations = [
        migrations.RunSQL(NEXT_NUMBER, migrations.RunSQL.noop),
        migrations.RunSQL(STEP_TAKER, migrations.RunSQL.noop),
        migrations.RunSQL(FIELD_NOT_KNOWN, "DROP FUNCTION ngos_field_not_known"),
    ]
