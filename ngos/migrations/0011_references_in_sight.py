"""That a row names no row out of sight is kept for every key alike (`accounts/references.py`)."""

from django.db import migrations

# What remains of a rule of its own: the office of the NGO knows the person.
PERSON_OF_PROVINCE = """
DROP FUNCTION ngos_person_in_sight CASCADE;
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


class Migration(migrations.Migration):
    dependencies = [("ngos", "0010_search_operator")]

    operations = [migrations.RunSQL(PERSON_OF_PROVINCE)]
