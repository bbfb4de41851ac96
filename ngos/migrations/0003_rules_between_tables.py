"""Rules that hold between tables, said to the database."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (county_id, province_id)
REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""

# A term names a person that its author can see: an id guessed from another office is refused.
PERSON_IN_SIGHT = """
CREATE FUNCTION ngos_person_in_sight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ngos_person WHERE id = NEW.person_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The person is outside the scope.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER person_in_sight BEFORE INSERT OR UPDATE OF person_id ON ngos_term
FOR EACH ROW EXECUTE FUNCTION ngos_person_in_sight();
"""

# The name that lists show and searches find follows the CEO's term in office.
CEO_NAME = """
CREATE FUNCTION ngos_follow_ceo() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ngo bigint := coalesce(NEW.ngo_id, OLD.ngo_id);
    today date := (now() AT TIME ZONE 'Asia/Tehran')::date;
BEGIN
    UPDATE ngos_ngo SET ceo_name = person.first_name || ' ' || person.last_name
    FROM ngos_term term JOIN ngos_person person ON person.id = term.person_id
    WHERE ngos_ngo.id = ngo AND term.ngo_id = ngo AND term.post = 'ceo'
      AND term.start_on <= today AND coalesce(term.end_on, 'infinity') >= today
      AND ngos_ngo.ceo_name <> person.first_name || ' ' || person.last_name;
    RETURN NULL;
END $$;
CREATE TRIGGER follow_ceo AFTER INSERT OR UPDATE ON ngos_term
FOR EACH ROW WHEN (NEW.post = 'ceo') EXECUTE FUNCTION ngos_follow_ceo();
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0002_fields")]

    operations = [
        migrations.RunSQL(
            COUNTY_IN_PROVINCE.format(table="ngos_ngo", name="ngo_county_in_province"),
            "ALTER TABLE ngos_ngo DROP CONSTRAINT ngo_county_in_province",
        ),
        migrations.RunSQL(
            COUNTY_IN_PROVINCE.format(table="ngos_person", name="person_county_in_province"),
            "ALTER TABLE ngos_person DROP CONSTRAINT person_county_in_province",
        ),
        migrations.RunSQL(
            "ALTER TABLE accounts_user ADD CONSTRAINT user_of_ngo FOREIGN KEY (ngo_id) "
            "REFERENCES ngos_ngo (id) DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE accounts_user DROP CONSTRAINT user_of_ngo",
        ),
        migrations.RunSQL(PERSON_IN_SIGHT, "DROP FUNCTION ngos_person_in_sight CASCADE"),
        migrations.RunSQL(CEO_NAME, "DROP FUNCTION ngos_follow_ceo CASCADE"),
    ]
