"""The access log is added to by one function, and kept for good."""

from django.db import migrations

from accounts.sql_access import SQL, UNDO


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_access_log")]

    operations = [migrations.RunSQL(SQL, UNDO)]
