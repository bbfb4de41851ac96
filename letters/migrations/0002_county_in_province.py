"""A letter's county lies in its province."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (county_id, province_id)
REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]

    operations = [
        migrations.RunSQL(COUNTY_IN_PROVINCE.format(table="letters_letter", name="letter_county_in_province"), migrations.RunSQL.noop),
    ]
