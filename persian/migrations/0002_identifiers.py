from django.db import migrations

from persian.sql_identifiers import DROP_IDENTIFIERS_SQL, IDENTIFIERS_SQL


class Migration(migrations.Migration):
    dependencies = [("persian", "0001_functions")]

    operations = [migrations.RunSQL(IDENTIFIERS_SQL, DROP_IDENTIFIERS_SQL)]
