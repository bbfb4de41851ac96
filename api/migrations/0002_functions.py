"""What visitors read of that which is published once a day."""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp"

FUNCTIONS = f"""
CREATE FUNCTION public_awards(since timestamptz, after bigint, most integer)
RETURNS TABLE (id bigint, key text, body jsonb, changed_at timestamptz) {HEAD} AS $$
    -- What a withheld NGO was given is not told while it is withheld.
    SELECT id, key, body, at FROM (
        SELECT award.id, award.key::text, greatest(award.changed_at, moved.at) AS at,
            CASE WHEN NOT EXISTS (SELECT FROM public_withheld WHERE ngo_id = award.ngo)
            THEN award.body END AS body
        FROM api_award award, LATERAL (
            SELECT max(pgh_created_at) AS at FROM public_withheldevent WHERE ngo_id = award.ngo
        ) moved
        WHERE award.id > after
    ) award
    WHERE since IS NULL AND body IS NOT NULL OR at >= since
    ORDER BY award.id LIMIT least(most, 1001)
$$;

CREATE FUNCTION public_dumps()
RETURNS TABLE (name text, made_at timestamptz, rows integer, size bigint, sha256 text, stored text)
{HEAD} AS $$
    SELECT dump.name::text, dump.made_at, dump.rows, dump.size, dump.sha256::text,
        dump.stored::text
    FROM api_dump dump
    -- A file that holds an NGO which was withheld after it was written is not handed out.
    WHERE NOT EXISTS (SELECT FROM public_withheld WHERE at >= dump.made_at)
    ORDER BY dump.name
$$;
"""

GONE = """
DROP FUNCTION public_awards(timestamptz, bigint, integer);
DROP FUNCTION public_dumps();
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial"), ("public", "0003_asking")]
    operations = [migrations.RunSQL(FUNCTIONS, GONE)]
