"""Counting again, with names that PostgreSQL takes for the columns where both could be meant."""

from django.db import migrations

NEXT_NUMBER = """
CREATE OR REPLACE FUNCTION ngos_next_number(province bigint, series text, year int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    own bigint := nullif(current_setting('scope.province', true), '')::bigint;
    given bigint;
BEGIN
    IF own IS NOT NULL AND own <> $1 THEN
        RAISE insufficient_privilege USING MESSAGE = 'The series is another office''s.';
    END IF;
    INSERT INTO ngos_counter AS counter (province_id, series, year, last)
    VALUES ($1, $2, $3, 1)
    ON CONFLICT (province_id, series, year) DO UPDATE SET last = counter.last + 1
    RETURNING last INTO given;
    RETURN given;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0006_stationery"), ("ngos", "0007_licensing_rules")]

    operations = [migrations.RunSQL(NEXT_NUMBER, migrations.RunSQL.noop)]
