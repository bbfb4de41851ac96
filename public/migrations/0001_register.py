"""What the public register reads: named columns of NGOs, and of nobody who works for them.

An applicant is not in it: whoever asks to be registered is not yet. `public_register` finds by
words that a name holds, or by a whole number; with `near` by likeness of names whose letters that
sound alike are written as one. An NGO keeps the
licence that it works under (`licensing_keep_shown_licence`); what was done with it is told beside.
"""

from django.db import migrations

COLUMNS = """
id bigint, name text, county text, province text, field text, level text, is_charity boolean,
status text, status_since date, licence_no text, issued_on date, expires_on date, state text,
state_since date, founded_on date, registration_no text, legal_id text, website text
"""

ROWS = """
    SELECT ngo.id, ngo.name::text, county.name::text, province.name::text, field.name::text,
        ngo.activity_level::text, ngo.is_charity, ngo.status::text, ngo.status_since,
        ngo.licence_no::text, ngo.licence_issued_on, ngo.licence_expires_on,
        coalesce(latest.state::text, ''), latest.state_since, ngo.founded_on,
        ngo.registration_no::text, coalesce(ngo.legal_id::text, ''), ngo.website::text
    FROM ngos_ngo ngo
    JOIN accounts_province province ON province.id = ngo.province_id
    LEFT JOIN accounts_county county ON county.id = ngo.county_id
    JOIN ngos_field field ON field.id = ngo.field_id
    LEFT JOIN LATERAL (
        SELECT state, state_since FROM licensing_licence
        WHERE ngo_id = ngo.id AND number = ngo.licence_no
        ORDER BY issued_on DESC, id DESC LIMIT 1
    ) latest ON true
    WHERE ngo.status <> 'applicant'
"""

REGISTER = f"""
CREATE FUNCTION public_register(said text[], in_province text, skip integer, most integer)
RETURNS TABLE ({COLUMNS})
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    {ROWS}
    AND (in_province = '' OR province.name = in_province)
    AND ((
        SELECT coalesce(bool_and(ngo.name_key LIKE '%' || word || '%'), true)
        FROM unnest(said) word
    ) OR cardinality(said) = 1 AND said[1] IN (ngo.legal_id, ngo.licence_no, ngo.registration_no))
    ORDER BY ngo.sort_key, ngo.id LIMIT least(most, 100) OFFSET greatest(skip, 0)
$$;

CREATE FUNCTION public_register_near(sounds text, from_letters text, to_letters text,
    in_province text, most integer)
RETURNS TABLE ({COLUMNS})
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    {ROWS}
    AND (in_province = '' OR province.name = in_province)
    AND strict_word_similarity(sounds, translate(ngo.name_key, from_letters, to_letters)) > 0.3
    ORDER BY
        similarity(sounds, translate(ngo.name_key, from_letters, to_letters))
        + word_similarity(sounds, translate(ngo.name_key, from_letters, to_letters)) DESC, ngo.id
    LIMIT least(most, 100)
$$;

CREATE FUNCTION public_ngo(wanted bigint)
RETURNS TABLE ({COLUMNS})
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    {ROWS} AND ngo.id = wanted
$$;

CREATE FUNCTION public_provinces() RETURNS TABLE (name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT name::text FROM accounts_province ORDER BY sort_key
$$;
"""

GONE = """
DROP FUNCTION public_register(text[], text, integer, integer);
DROP FUNCTION public_register_near(text, text, text, text, integer);
DROP FUNCTION public_ngo(bigint);
DROP FUNCTION public_provinces();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("licensing", "0002_rules"), ("ngos", "0003_rules")]
    operations = [migrations.RunSQL(REGISTER, GONE)]
