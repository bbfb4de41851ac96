"""What visitors read of that which is published once a day."""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp"

FUNCTIONS = f"""
CREATE FUNCTION public_awards(since timestamptz, after bigint, most integer)
RETURNS TABLE (id bigint, key text, body jsonb, changed_at timestamptz) {HEAD} AS $$
    SELECT award.id, award.key::text, award.body, award.changed_at FROM api_award award
    WHERE award.id > after
    AND (since IS NULL AND award.body IS NOT NULL OR award.changed_at >= since)
    ORDER BY award.id LIMIT least(most, 1001)
$$;

CREATE FUNCTION public_dumps()
RETURNS TABLE (name text, made_at timestamptz, rows integer, size bigint, sha256 text, stored text)
{HEAD} AS $$
    SELECT dump.name::text, dump.made_at, dump.rows, dump.size, dump.sha256::text,
        dump.stored::text
    FROM api_dump dump ORDER BY dump.name
$$;
"""

GONE = """
DROP FUNCTION public_awards(timestamptz, bigint, integer);
DROP FUNCTION public_dumps();
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, GONE)]
