"""Whom a line of the access log is about, and when it is not yet known who did it."""

from django.db import migrations

from accounts.sql_access import LOG


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_cache_by_functions")]

    operations = [migrations.RunSQL(LOG, migrations.RunSQL.noop)]
