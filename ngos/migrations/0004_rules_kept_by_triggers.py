"""Rules of the register that hold whatever the way a row is changed: form, import, or SQL."""

from django.db import migrations

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
    undone boolean :=
        nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ? 'undo';
BEGIN
    IF undone IS NOT TRUE
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

# A term names a person whom its author can see, and whom the office of the NGO knows.
PERSON_OF_PROVINCE = """
CREATE OR REPLACE FUNCTION ngos_person_in_sight() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    home bigint := (SELECT province_id FROM ngos_person WHERE id = NEW.person_id);
BEGIN
    IF home IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'The person is outside the scope.';
    ELSIF home <> (SELECT province_id FROM ngos_ngo WHERE id = NEW.ngo_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The person is of another province.';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER person_in_sight BEFORE INSERT OR UPDATE OF person_id, ngo_id
ON ngos_term FOR EACH ROW EXECUTE FUNCTION ngos_person_in_sight();
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0003_rules_between_tables")]

    operations = [
        migrations.RunSQL(FORMER_NAMES, "DROP FUNCTION ngos_keep_former_name CASCADE"),
        migrations.RunSQL(PERSON_OF_PROVINCE, migrations.RunSQL.noop),
    ]
