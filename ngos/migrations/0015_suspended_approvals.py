"""An application that is withdrawn ends its suspended approvals too."""

from django.db import migrations

END_APPROVALS = """
CREATE OR REPLACE FUNCTION ngos_end_approvals_of_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE ngos_licence SET state = 'revoked', suspended_until = NULL, state_since = greatest(
        issued_on, (now() AT TIME ZONE 'Asia/Tehran')::date
    )
    WHERE application_id = NEW.id AND state IN ('valid', 'suspended')
    AND kind IN ('initial_approval', 'principle_approval');
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0014_withdrawn_approvals")]

    operations = [migrations.RunSQL(END_APPROVALS, migrations.RunSQL.noop)]
