"""Nobody changes their own role, place or access, whatever the way: said to the database."""

from django.db import migrations

TRIGGER = """
CREATE FUNCTION accounts_not_oneself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.id = nullif(current_setting('scope.user', true), '')::bigint THEN
        RAISE insufficient_privilege USING MESSAGE = 'Nobody changes their own role or place.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_oneself BEFORE UPDATE ON accounts_user FOR EACH ROW
WHEN ((OLD.role, OLD.province_id, OLD.county_id, OLD.ngo_id, OLD.is_active, OLD.role_ends_on)
      IS DISTINCT FROM
      (NEW.role, NEW.province_id, NEW.county_id, NEW.ngo_id, NEW.is_active, NEW.role_ends_on))
EXECUTE FUNCTION accounts_not_oneself();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_cache_and_history")]

    operations = [
        migrations.RunSQL(TRIGGER, "DROP FUNCTION accounts_not_oneself CASCADE"),
    ]
