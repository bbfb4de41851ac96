"""The next number of a series, given out by the database."""

from django.db import migrations

# The next number of a series. It counts for whoever works for an office, its counties and NGOs too,
# and for no other office.
NEXT_NUMBER = """
CREATE FUNCTION papers_next_number(province bigint, series text, year int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    given bigint;
BEGIN
    IF scope_kind() NOT IN ('national', 'system') AND scope_province() IS DISTINCT FROM $1
    OR scope_kind() IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'The series is another office''s.';
    END IF;
    INSERT INTO papers_counter AS counter (province_id, series, year, last)
    VALUES ($1, $2, $3, 1)
    ON CONFLICT (province_id, series, year) DO UPDATE SET last = counter.last + 1
    RETURNING last INTO given;
    RETURN given;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("accounts", "0014_access_log_about_own_accounts")]

    operations = [
        migrations.RunSQL(NEXT_NUMBER, migrations.RunSQL.noop),
    ]
