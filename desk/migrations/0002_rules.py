"""How officers come, change over and go; what they write of a change by themselves."""

from django.db import migrations

from desk.sql import ASKED_FOR, FUNCTIONS, NOT_ONESELF, UNDO


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_officers_and_changes"),
        ("accounts", "0012_sessions"),
        ("ngos", "0003_rules"),
        ("papers", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(NOT_ONESELF, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS + ASKED_FOR, UNDO),
    ]
