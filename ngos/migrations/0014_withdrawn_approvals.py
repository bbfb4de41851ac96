"""An application that is withdrawn ends the approvals given on it."""

from django.db import migrations

# Applicants withdraw by themselves and write no licences: the database does it for them.
END_APPROVALS = """
CREATE FUNCTION ngos_end_approvals_of_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE ngos_licence SET state = 'revoked', state_since = greatest(
        issued_on, (now() AT TIME ZONE 'Asia/Tehran')::date
    )
    WHERE application_id = NEW.id AND state = 'valid'
    AND kind IN ('initial_approval', 'principle_approval');
    RETURN NULL;
END $$;
CREATE TRIGGER end_approvals AFTER UPDATE OF state ON ngos_application FOR EACH ROW
WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn')
EXECUTE FUNCTION ngos_end_approvals_of_withdrawn();
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0013_supervision_letters")]

    operations = [
        migrations.RunSQL(END_APPROVALS, "DROP FUNCTION ngos_end_approvals_of_withdrawn CASCADE"),
    ]
