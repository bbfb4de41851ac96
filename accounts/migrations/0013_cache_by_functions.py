"""What is counted is kept by functions of the database, and no role reads the table."""

from django.db import migrations

from accounts.sql_cache import SQL, UNDO


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_sessions")]

    operations = [migrations.RunSQL(SQL, UNDO)]
