"""The table of the cache, and history that keeps its context in each event."""

from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_places"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        # Statement-level triggers of the history library call this function, which would write a
        # second copy of the context into a table that the application can change.
        migrations.RunSQL(
            "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid "
            "LANGUAGE sql STABLE AS 'SELECT NULL::uuid'",
            migrations.RunSQL.noop,
        ),
    ]
