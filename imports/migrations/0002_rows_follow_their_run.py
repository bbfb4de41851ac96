"""A row belongs to a run of its own province: one key of two columns instead of two keys."""

import django.db.models.deletion
from django.db import migrations, models

KEY = """
ALTER TABLE imports_row ADD CONSTRAINT row_of_run FOREIGN KEY (run_id, province_id)
REFERENCES imports_run (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_nobody_promotes_themselves"), ("imports", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            "run", models.UniqueConstraint(fields=["id", "province"], name="run_in_province")
        ),
        migrations.AlterField(
            "row",
            "run",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="imports.run",
            ),
        ),
        migrations.AlterField(
            "row",
            "province",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="accounts.province",
            ),
        ),
        migrations.RunSQL(KEY, "ALTER TABLE imports_row DROP CONSTRAINT row_of_run"),
    ]
