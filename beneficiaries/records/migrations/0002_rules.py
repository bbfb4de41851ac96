"""Rules of records that hold between tables, whatever the way a row is changed."""

from django.db import migrations

IN_ITS_PROVINCE = """
ALTER TABLE records_beneficiary ADD CONSTRAINT woman_county_in_province
    FOREIGN KEY (county_id, province_id)
    REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE records_householdmember ADD CONSTRAINT household_member_in_province_of_woman
    FOREIGN KEY (beneficiary_id, province_id)
    REFERENCES records_beneficiary (id, province_id) DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial"), ("accounts", "0014_access_log_about_own_accounts")]

    operations = [migrations.RunSQL(IN_ITS_PROVINCE, migrations.RunSQL.noop)]
