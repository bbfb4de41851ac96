"""Rules of the register that hold whatever the way a row is changed: form, import, or SQL."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (county_id, province_id)
REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""

# Whether the deed under way, as the history's context tells it, has a part of this name.
DEED = """
CREATE FUNCTION ngos_deed_is(part text) RETURNS boolean LANGUAGE sql STABLE RETURN
    coalesce(nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ? part, false)
"""

# The names of an NGO: one given up is a former one, one taken up again no longer is. An import
# that is undone gives up no name. (The generated `name_key` of the new row is not there yet.)
FORMER_NAMES = r"""
CREATE FUNCTION ngos_keep_former_name() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former text[] := ARRAY(
        SELECT name FROM regexp_split_to_table(NEW.former_names, '\r?\n')
        WITH ORDINALITY listed (name, place)
        WHERE persian_fold(name) NOT IN ('', persian_fold(NEW.name)) ORDER BY place
    );
BEGIN
    IF NOT ngos_deed_is('undo')
    AND NOT EXISTS (SELECT FROM unnest(former) name WHERE persian_fold(name) = OLD.name_key) THEN
        former := former || OLD.name::text;
    END IF;
    NEW.former_names := array_to_string(former, E'\n');
    RETURN NEW;
END $$;
CREATE TRIGGER keep_former_name BEFORE UPDATE OF name ON ngos_ngo
FOR EACH ROW WHEN (OLD.name_key <> persian_fold(NEW.name))
EXECUTE FUNCTION ngos_keep_former_name();
"""

# What remains of a rule of its own: the office of the NGO knows the person.
PERSON_OF_PROVINCE = """
CREATE FUNCTION ngos_person_of_province() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT province_id FROM ngos_person WHERE id = NEW.person_id)
        <> (SELECT province_id FROM ngos_ngo WHERE id = NEW.ngo_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The person is of another province.';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION ngos_person_of_province FROM PUBLIC;
CREATE TRIGGER person_of_province BEFORE INSERT OR UPDATE OF person_id, ngo_id ON ngos_term
FOR EACH ROW EXECUTE FUNCTION ngos_person_of_province();
"""

# The CEO's name on an NGO is that of whoever holds the post today. It stays when the term ends,
# and may then be typed; a term that was deleted or is of another post, recorded by mistake, takes
# its name with it. These functions see people and NGOs of other counties too.
CEO_NAME = """
CREATE FUNCTION ngos_person_name(person bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN (
    SELECT left(first_name || ' ' || last_name, 120) FROM ngos_person WHERE id = person
);
REVOKE EXECUTE ON FUNCTION ngos_person_name FROM PUBLIC;

CREATE FUNCTION ngos_in_office(start_on date, end_on date) RETURNS boolean
LANGUAGE sql STABLE RETURN
    (now() AT TIME ZONE 'Asia/Tehran')::date BETWEEN start_on AND coalesce(end_on, 'infinity');

CREATE FUNCTION ngos_ceo_in_office(ngo bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN (
    SELECT ngos_person_name(person_id) FROM ngos_term
    WHERE ngo_id = ngo AND post = 'ceo' AND ngos_in_office(start_on, end_on)
);
REVOKE EXECUTE ON FUNCTION ngos_ceo_in_office FROM PUBLIC;

CREATE FUNCTION ngos_follow_ceo() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.post = 'ceo' AND ngos_in_office(OLD.start_on, OLD.end_on)
    AND NOT ngos_deed_is('deletes_ngo')
    AND (TG_OP = 'DELETE' OR (NEW.ngo_id, NEW.post) IS DISTINCT FROM (OLD.ngo_id, OLD.post)) THEN
        UPDATE ngos_ngo SET ceo_name = ''
        WHERE id = OLD.ngo_id AND ceo_name = ngos_person_name(OLD.person_id);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.post = 'ceo' AND ngos_in_office(NEW.start_on, NEW.end_on) THEN
        UPDATE ngos_ngo SET ceo_name = ngos_person_name(NEW.person_id)
        WHERE id = NEW.ngo_id AND ceo_name <> ngos_person_name(NEW.person_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER follow_ceo AFTER INSERT OR UPDATE OR DELETE ON ngos_term
FOR EACH ROW EXECUTE FUNCTION ngos_follow_ceo();

CREATE FUNCTION ngos_follow_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE ngos_ngo SET ceo_name = ngos_person_name(NEW.id) FROM ngos_term term
    WHERE term.person_id = NEW.id AND term.post = 'ceo' AND ngos_ngo.id = term.ngo_id
    AND (ngos_in_office(term.start_on, term.end_on)
         OR ceo_name = left(OLD.first_name || ' ' || OLD.last_name, 120));
    RETURN NULL;
END $$;
CREATE TRIGGER follow_name AFTER UPDATE OF first_name, last_name ON ngos_person FOR EACH ROW
WHEN ((OLD.first_name, OLD.last_name) IS DISTINCT FROM (NEW.first_name, NEW.last_name))
EXECUTE FUNCTION ngos_follow_name();

CREATE FUNCTION ngos_keep_ceo() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.ceo_name := coalesce(ngos_ceo_in_office(NEW.id), NEW.ceo_name);
    RETURN NEW;
END $$;
CREATE TRIGGER keep_ceo BEFORE UPDATE OF ceo_name ON ngos_ngo FOR EACH ROW
WHEN (OLD.ceo_name <> NEW.ceo_name) EXECUTE FUNCTION ngos_keep_ceo();
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
    dependencies = [("ngos", "0002_fields")]

    operations = [
        migrations.RunSQL(COUNTY_IN_PROVINCE.format(table="ngos_ngo", name="ngo_county_in_province"), migrations.RunSQL.noop),
        migrations.RunSQL(COUNTY_IN_PROVINCE.format(table="ngos_person", name="person_county_in_province"), migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE accounts_user ADD CONSTRAINT user_of_ngo FOREIGN KEY (ngo_id) "
            "REFERENCES ngos_ngo (id) DEFERRABLE INITIALLY DEFERRED",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(DEED, migrations.RunSQL.noop),
        migrations.RunSQL(FORMER_NAMES, migrations.RunSQL.noop),
        migrations.RunSQL(PERSON_OF_PROVINCE, migrations.RunSQL.noop),
        migrations.RunSQL(CEO_NAME, migrations.RunSQL.noop),
        migrations.RunSQL(FIELD_NOT_KNOWN, migrations.RunSQL.noop),
    ]
