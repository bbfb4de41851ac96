"""Which numbers another office has taken: asked of a unique index, which answers for all offices.

Whoever tries to store a taken number learns the same from the database's refusal.
"""

from accounts.functions import callable_by
from accounts.scope import Kind

# SQL of the places (from 1) in a JSON array of rows whose values the unique index `%s` has already,
# in a row of another id. Parameters: the name of the index, the array.
TAKEN_PLACES = "SELECT place FROM scope_taken({index}, {rows}) place"

# A place among the columns is one's own, so the question tells nothing that storing would not.
SQL = """
CREATE FUNCTION scope_taken(index_name regclass, asked jsonb) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    is_free boolean := coalesce(scope_kind() IN ('national', 'system'), false);
    target regclass;
    condition text;
    columns text[];
BEGIN
    SELECT i.indrelid::regclass, coalesce(pg_get_expr(i.indpred, i.indrelid), 'true'), array(
        SELECT a.attname FROM unnest(i.indkey) k
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k)
    INTO target, condition, columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE i.indexrelid = index_name AND i.indisunique AND i.indexprs IS NULL
    AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity
    AND c.relname NOT LIKE 'accounts%' AND NOT EXISTS (
        SELECT FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = c.oid
        AND a.attnum = ANY (f.conkey) WHERE f.conrelid = c.oid AND f.contype = 'f'
        AND a.attnum = ANY (i.indkey) AND a.attname NOT IN ('province_id', 'county_id'));
    IF target IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'This index is not asked.';
    END IF;
    RETURN QUERY EXECUTE format(
        'SELECT each.place FROM jsonb_array_elements($1) WITH ORDINALITY each (given, place)
         CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, each.given) wanted
         WHERE %4$s AND EXISTS (SELECT FROM (SELECT * FROM %1$s WHERE %2$s) other
                                WHERE %3$s AND other.id IS DISTINCT FROM wanted.id)',
        target, condition,
        (SELECT string_agg(format('other.%1$I = wanted.%1$I', name), ' AND ')
         FROM unnest(columns) name),
        CASE WHEN is_free THEN 'true'
        WHEN 'province_id' = ANY (columns) THEN 'wanted.province_id = scope_province()'
        WHEN 'county_id' = ANY (columns) THEN
            'wanted.county_id IN (SELECT id FROM accounts_county WHERE province_id =
             scope_province() AND id = coalesce(scope_county(), id))'
        ELSE 'true' END
    ) USING asked;
END $$;
"""

callable_by("scope_taken(regclass,jsonb)", Kind.NATIONAL, Kind.PROVINCE, Kind.COUNTY, Kind.SYSTEM)
