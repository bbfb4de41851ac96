"""How an annual report is signed at the desk."""

from django.db import migrations

from desk.sql_reports import SIGNING, UNDO


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_signed_reports"), ("supervision", "0002_proposed_measures")]

    operations = [migrations.RunSQL(SIGNING, UNDO)]
