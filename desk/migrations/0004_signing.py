"""How an annual report is signed at the desk."""

from django.db import migrations

from desk.sql_reports import SIGNING, UNDO

GOES_WITH_ITS_REPORT = """
ALTER TABLE desk_reportsignature ADD CONSTRAINT report_signature_goes_with_its_report
    FOREIGN KEY (report_id) REFERENCES supervision_annualreport (id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
STAYS = """
ALTER TABLE desk_reportsignature DROP CONSTRAINT report_signature_goes_with_its_report;
"""


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_signed_reports"), ("supervision", "0002_proposed_measures")]

    operations = [migrations.RunSQL(SIGNING, UNDO), migrations.RunSQL(GOES_WITH_ITS_REPORT, STAYS)]
