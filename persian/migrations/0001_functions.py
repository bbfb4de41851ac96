"""The SQL functions behind the generated columns for search and order."""

from django.db import migrations

from persian.sql import DROP_FOLD_SQL, DROP_SORT_KEY_SQL, FOLD_SQL, SORT_KEY_SQL


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(FOLD_SQL, DROP_FOLD_SQL),
        migrations.RunSQL(SORT_KEY_SQL, DROP_SORT_KEY_SQL),
    ]
