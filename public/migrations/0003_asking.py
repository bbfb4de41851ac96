"""What the register's pages and the interface for programs ask, in named columns.

As in 0001, and besides: narrowed by place, field, level, charity and standing; the standing of a
licence is told by the database (the rule of `ngos/standing.py`, without its alert, and with what
was done with the licence itself). An NGO that is
withheld or gone leaves its number, when and why: a copy that follows the register learns of it
from the history. Names are found by an index where they are spelt right (`search_ops`) and where
they only sound alike.
"""

from django.db import migrations

from persian.sounds import FROM, TO

COLUMNS = """
id bigint, name text, kind text, county text, province text, field text, level text,
is_charity boolean, status text, status_since date, licence_no text, issued_on date,
expires_on date, state text, state_since date, standing text, founded_on date,
founded_precision text, registration_no text, legal_id text, website text, office text, office_address text
"""

STANDING = """
CREATE FUNCTION public_standing(licence_no text, issued_on date, state text, status text,
    expires_on date, on_day date)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN licence_no = '' AND issued_on IS NULL THEN 'unknown'
        WHEN state = 'superseded' THEN 'superseded'
        WHEN state = 'revoked' OR status IN ('revoked', 'dissolved') THEN 'revoked'
        WHEN state = 'suspended' OR status = 'suspended' THEN 'suspended'
        WHEN expires_on < on_day THEN 'expired'
        WHEN status = 'unknown' OR expires_on IS NULL AND state = '' THEN 'unknown'
        ELSE 'valid'
    END
$$;
"""

ROWS = """
    SELECT ngo.id, ngo.name::text, ngo.ngo_type::text AS kind, county.name::text AS county,
        province.name::text AS province, field.name::text AS field,
        ngo.activity_level::text AS level, ngo.is_charity, ngo.status::text, ngo.status_since,
        ngo.licence_no::text, ngo.licence_issued_on AS issued_on,
        ngo.licence_expires_on AS expires_on, coalesce(latest.state::text, '') AS state,
        latest.state_since,
        public_standing(ngo.licence_no, ngo.licence_issued_on, coalesce(latest.state, ''),
            ngo.status, ngo.licence_expires_on, on_day) AS standing,
        ngo.founded_on, ngo.founded_precision::text, ngo.registration_no::text, coalesce(ngo.legal_id::text, '') AS legal_id,
        ngo.website::text, coalesce(office.office_title::text, '') AS office,
        coalesce(office.address::text, '') AS office_address, ngo.sort_key, ngo.name_key
    FROM ngos_ngo ngo
    JOIN accounts_province province ON province.id = ngo.province_id
    LEFT JOIN accounts_county county ON county.id = ngo.county_id
    JOIN ngos_field field ON field.id = ngo.field_id
    LEFT JOIN papers_stationery office ON office.province_id = ngo.province_id
    LEFT JOIN LATERAL (
        SELECT state, state_since FROM licensing_licence
        WHERE ngo_id = ngo.id AND number = ngo.licence_no
        ORDER BY issued_on DESC, id DESC LIMIT 1
    ) latest ON true
    WHERE ngo.status <> 'applicant'
    AND NOT EXISTS (SELECT FROM public_withheld WHERE ngo_id = ngo.id)
"""

# What a list is narrowed by; what is not asked for is not in `wanted`.
NARROWED = """
    (NOT wanted ? 'province' OR province = wanted->>'province')
    AND (NOT wanted ? 'county' OR county = wanted->>'county')
    AND (NOT wanted ? 'field' OR field = wanted->>'field')
    AND (NOT wanted ? 'level' OR level = wanted->>'level')
    AND (NOT wanted ? 'charity' OR is_charity = (wanted->>'charity')::boolean)
    AND (NOT wanted ? 'standing' OR standing = wanted->>'standing')
"""

SHOWN = ", ".join(part.split()[0] for part in COLUMNS.split(","))

# How alike two words must be is a setting of the extension, which is known once it is loaded.
ALIKE = "LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp"
HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp"

FUNCTIONS = f"""
CREATE FUNCTION public_found(said text[], wanted jsonb, on_day date, skip integer, most integer)
RETURNS TABLE ({COLUMNS}) {HEAD} AS $$
    WITH named AS MATERIALIZED (
        SELECT ngo.id FROM ngos_ngo ngo
        WHERE ngo.search_text OPERATOR(public.~@)
            ('%' || replace(replace(replace(said[1], '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')
        AND (
            (SELECT bool_and(strpos(ngo.name_key, word) > 0) FROM unnest(said) word)
            OR cardinality(said) = 1
            AND said[1] IN (ngo.legal_id, ngo.licence_no, ngo.registration_no)
        )
    ),
    listed AS ({ROWS} AND (cardinality(said) = 0 OR ngo.id IN (SELECT id FROM named)))
    SELECT {SHOWN} FROM listed WHERE {NARROWED}
    ORDER BY sort_key, id LIMIT least(most, 101) OFFSET greatest(skip, 0)
$$;

CREATE FUNCTION public_alike(sounds text, wanted jsonb, on_day date, most integer)
RETURNS TABLE ({COLUMNS}) {ALIKE} AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('pg_trgm.strict_word_similarity_threshold', '0.3', true);
    RETURN QUERY
    WITH alike AS MATERIALIZED (
        SELECT ngo.id, similarity(sounds, translate(ngo.name_key, '{FROM}', '{TO}'))
            + word_similarity(sounds, translate(ngo.name_key, '{FROM}', '{TO}')) AS likeness
        FROM ngos_ngo ngo WHERE sounds <<% translate(ngo.name_key, '{FROM}', '{TO}')
        ORDER BY likeness DESC, ngo.id LIMIT 200
    ),
    listed AS ({ROWS} AND ngo.id IN (SELECT id FROM alike))
    SELECT {", ".join(f"listed.{name}" for name in SHOWN.split(", "))}
    FROM listed JOIN alike ON alike.id = listed.id
    WHERE {NARROWED} ORDER BY likeness DESC, listed.id LIMIT least(most, 101);
END $$;

CREATE FUNCTION public_by_number(wanted jsonb, on_day date, after bigint, most integer)
RETURNS TABLE ({COLUMNS}) {HEAD} AS $$
    WITH listed AS ({ROWS} AND ngo.id > after)
    SELECT {SHOWN} FROM listed WHERE {NARROWED} ORDER BY id LIMIT least(most, 1001)
$$;

CREATE FUNCTION public_one(wanted bigint, on_day date)
RETURNS TABLE ({COLUMNS}) {HEAD} AS $$
    WITH listed AS ({ROWS} AND ngo.id = wanted) SELECT {SHOWN} FROM listed
$$;

CREATE FUNCTION public_gone(numbers bigint[])
RETURNS TABLE (number bigint, reason text, told text, at timestamptz) {HEAD} AS $$
    SELECT withheld.ngo_id, 'withheld', withheld.reason::text, withheld.at
    FROM public_withheld withheld JOIN ngos_ngo ngo ON ngo.id = withheld.ngo_id
    WHERE ngo.id = ANY (numbers) AND ngo.status <> 'applicant'
    UNION ALL
    SELECT gone.number, gone.reason, gone.told, gone.at FROM (
        SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id AS number,
            CASE WHEN pgh_context ? 'merge' THEN 'merged' ELSE 'deleted' END AS reason,
            coalesce((
                -- The name that it goes by now, where the register tells of that one.
                SELECT kept.name FROM ngos_ngo kept
                WHERE kept.id = (pgh_context->'merge'->>'into')::bigint
                AND kept.status <> 'applicant'
                AND NOT EXISTS (SELECT FROM public_withheld WHERE ngo_id = kept.id)
            ), '') AS told, pgh_created_at AS at, status
        FROM ngos_ngoevent WHERE pgh_obj_id = ANY (numbers) AND pgh_label = 'delete'
        ORDER BY pgh_obj_id, pgh_id DESC
    ) gone
    WHERE gone.status <> 'applicant' AND NOT EXISTS (SELECT FROM ngos_ngo WHERE id = gone.number)
$$;

CREATE FUNCTION public_changed(since timestamptz, after bigint, most integer)
RETURNS TABLE (number bigint) {HEAD} AS $$
    SELECT changed.number FROM (
        SELECT pgh_obj_id AS number FROM ngos_ngoevent WHERE pgh_created_at >= since
        UNION SELECT ngo_id FROM licensing_licenceevent WHERE pgh_created_at >= since
        UNION SELECT ngo_id FROM public_withheldevent WHERE pgh_created_at >= since
    ) changed WHERE changed.number > after
    -- An applicant leaves no trace, in the number of a page's last row neither.
    AND (EXISTS (SELECT FROM ngos_ngo WHERE id = changed.number AND status <> 'applicant')
        OR EXISTS (
            SELECT FROM ngos_ngoevent event WHERE event.pgh_obj_id = changed.number
            AND event.pgh_label = 'delete' AND event.status <> 'applicant'))
    ORDER BY changed.number LIMIT least(most, 1001)
$$;

CREATE FUNCTION public_of_numbers(numbers bigint[], on_day date)
RETURNS TABLE ({COLUMNS}) {HEAD} AS $$
    WITH listed AS ({ROWS} AND ngo.id = ANY (numbers)) SELECT {SHOWN} FROM listed ORDER BY id
$$;

CREATE FUNCTION public_licences(of_ngo bigint, since timestamptz, on_day date, after bigint,
    most integer)
RETURNS TABLE (id bigint, ngo bigint, ngo_name text, kind text, licence_no text, issued_on date,
    expires_on date, state text, state_since date, standing text) {HEAD} AS $$
    SELECT licence.id, ngo.id, ngo.name::text, licence.kind::text, licence.number::text,
        licence.issued_on, licence.expires_on, licence.state::text, licence.state_since,
        public_standing(licence.number, licence.issued_on, licence.state, ngo.status,
            licence.expires_on, on_day)
    FROM licensing_licence licence JOIN ngos_ngo ngo ON ngo.id = licence.ngo_id
    WHERE ngo.status <> 'applicant'
    AND NOT EXISTS (SELECT FROM public_withheld WHERE ngo_id = ngo.id)
    AND (of_ngo IS NULL OR ngo.id = of_ngo) AND licence.id > after
    AND (since IS NULL OR EXISTS (
        SELECT FROM licensing_licenceevent WHERE pgh_obj_id = licence.id AND pgh_created_at >= since
    ) OR EXISTS (  -- shown again
        SELECT FROM public_withheldevent WHERE ngo_id = ngo.id AND pgh_created_at >= since
    ))
    ORDER BY licence.id LIMIT least(most, 1001)
$$;

CREATE FUNCTION public_licences_gone(since timestamptz)
RETURNS TABLE (number bigint, at timestamptz) {HEAD} AS $$
    SELECT gone.pgh_obj_id, max(gone.pgh_created_at) FROM licensing_licenceevent gone
    JOIN ngos_ngo ngo ON ngo.id = gone.ngo_id AND ngo.status <> 'applicant'
    WHERE gone.pgh_label = 'delete' AND gone.pgh_created_at >= since
    AND NOT EXISTS (SELECT FROM licensing_licence WHERE id = gone.pgh_obj_id)
    GROUP BY 1 ORDER BY 1
$$;

CREATE FUNCTION public_numbers(after bigint, most integer) RETURNS TABLE (number bigint) {HEAD} AS $$
    SELECT ngo.id FROM ngos_ngo ngo
    WHERE ngo.status <> 'applicant' AND ngo.id > after
    AND NOT EXISTS (SELECT FROM public_withheld WHERE ngo_id = ngo.id)
    ORDER BY ngo.id LIMIT least(most, 10000)
$$;

CREATE FUNCTION public_matched(names text[], sounds text[], in_provinces text[], most integer)
RETURNS TABLE (place bigint, id bigint, name text, legal_id text, county text, province text,
    is_same boolean, likeness real)
{ALIKE} AS $$
#variable_conflict use_column
BEGIN
    PERFORM set_config('pg_trgm.strict_word_similarity_threshold', '0.5', true);
    RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT * FROM unnest(names, sounds, in_provinces) WITH ORDINALITY
            asked (name_key, sound, province, place)
    ),
    shown AS NOT MATERIALIZED (
        SELECT ngo.id, ngo.name::text, coalesce(ngo.legal_id::text, '') AS legal_id,
            county.name::text AS county, province.name::text AS province, ngo.name_key
        FROM ngos_ngo ngo JOIN accounts_province province ON province.id = ngo.province_id
        LEFT JOIN accounts_county county ON county.id = ngo.county_id
        WHERE ngo.status <> 'applicant'
        AND NOT EXISTS (SELECT FROM public_withheld WHERE ngo_id = ngo.id)
    ),
    same AS MATERIALIZED (
        -- Of a name that many have some are told, and not all of them a thousand times.
        SELECT place, id, name, legal_id, county, province, name_key FROM (
            SELECT asked.place, shown.*,
                row_number() OVER (PARTITION BY asked.place ORDER BY shown.id) AS turn
            FROM asked JOIN shown USING (name_key)
            WHERE asked.province IN ('', shown.province)
        ) found WHERE turn <= least(most, 10)
    )
    SELECT place, id, name, legal_id, county, province, true, 1::real FROM same
    UNION ALL
    SELECT asked.place, near.* FROM asked CROSS JOIN LATERAL (
        SELECT shown.id, shown.name, shown.legal_id, shown.county, shown.province, false,
            similarity(asked.sound, translate(shown.name_key, '{FROM}', '{TO}')) AS likeness
        FROM shown
        WHERE asked.sound <<% translate(shown.name_key, '{FROM}', '{TO}')
        AND asked.province IN ('', shown.province)
        ORDER BY likeness DESC, shown.id LIMIT least(most, 10)
    ) near
    WHERE asked.sound <> '' AND NOT EXISTS (SELECT FROM same WHERE same.place = asked.place);
END $$;

CREATE FUNCTION public_finances(of_ngo bigint)
RETURNS TABLE (year integer, income bigint, expense bigint) {HEAD} AS $$
    SELECT report.fiscal_year::integer, report.income, report.expense
    FROM supervision_annualreport report JOIN ngos_ngo ngo ON ngo.id = report.ngo_id
    WHERE ngo.id = of_ngo AND ngo.status <> 'applicant' AND report.state = 'accepted'
    AND NOT EXISTS (SELECT FROM public_withheld WHERE ngo_id = ngo.id)
    AND report.income IS NOT NULL AND report.expense IS NOT NULL
    ORDER BY report.fiscal_year DESC LIMIT 10
$$;

CREATE FUNCTION public_places() RETURNS TABLE (province text, county text) {HEAD} AS $$
    SELECT province.name::text, county.name::text FROM accounts_province province
    LEFT JOIN accounts_county county ON county.province_id = province.id
    ORDER BY province.sort_key, county.sort_key
$$;

CREATE FUNCTION public_fields() RETURNS TABLE (name text) {HEAD} AS $$
    SELECT field.name::text FROM ngos_field field ORDER BY field.position, field.name
$$;

CREATE FUNCTION public_counts(on_day date)
RETURNS TABLE (province text, ngos bigint, valid bigint) {HEAD} AS $$
    WITH listed AS ({ROWS})
    SELECT province, count(*), count(*) FILTER (WHERE standing = 'valid') FROM listed
    GROUP BY province ORDER BY province
$$;

CREATE FUNCTION public_calls(after bigint, most integer)
RETURNS TABLE (id bigint, title text, topic text, province text, body text, closes_on date,
    published_on date, state text, ceiling bigint) {HEAD} AS $$
    SELECT call.id, call.title::text, call.topic::text, province.name::text, body.name::text,
        call.closes_on, call.published_on, call.state::text, call.ceiling
    FROM calls_call call JOIN accounts_province province ON province.id = call.province_id
    JOIN councils_council body ON body.id = call.body_id
    WHERE call.state <> 'draft' AND call.published_on IS NOT NULL AND call.id > after
    ORDER BY call.id LIMIT least(most, 1001)
$$;

CREATE INDEX ngo_by_sound ON ngos_ngo
    USING gin (translate(name_key, '{FROM}', '{TO}') gin_trgm_ops)
    -- An import leaves its names to be sorted in later: in place they would slow it by a half.
    WITH (gin_pending_list_limit = 65536);

DROP FUNCTION public_register(text[], text, integer, integer);
DROP FUNCTION public_register_near(text, text, text, text, integer);
DROP FUNCTION public_ngo(bigint);
DROP FUNCTION public_provinces();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("calls", "0001_initial"),
        ("councils", "0001_initial"),
        ("licensing", "0002_rules"),
        ("ngos", "0004_rough_dates"),
        ("papers", "0001_initial"),
        ("public", "0002_withheld"),
        ("supervision", "0001_initial"),
    ]
    operations = [migrations.RunSQL(STANDING + FUNCTIONS)]
