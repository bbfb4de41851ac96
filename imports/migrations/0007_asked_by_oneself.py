"""A step of an import is asked for by whoever is at work, in nobody else's name."""

from django.db import migrations

# The worker does it in the scope of the person who asked, and the history bears their name.
ASKED_BY_ONESELF = """
CREATE FUNCTION imports_asked_by_oneself() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF scope_kind() <> 'system' AND NEW.asked_by_id IS DISTINCT FROM scope_user() THEN
        RAISE insufficient_privilege USING MESSAGE = 'Nobody asks in the name of another.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER asked_by_oneself BEFORE INSERT ON imports_run FOR EACH ROW
WHEN (NEW.asked <> '') EXECUTE FUNCTION imports_asked_by_oneself();
CREATE TRIGGER asked_anew_by_oneself BEFORE UPDATE ON imports_run FOR EACH ROW
WHEN (NEW.asked <> '' AND (NEW.asked, NEW.asked_by_id) IS DISTINCT FROM (OLD.asked, OLD.asked_by_id))
EXECUTE FUNCTION imports_asked_by_oneself();
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0006_decided_rows_stay"), ("accounts", "0014_access_log_about_own_accounts")]

    operations = [
        migrations.RunSQL(ASKED_BY_ONESELF, "DROP FUNCTION imports_asked_by_oneself CASCADE")
    ]
