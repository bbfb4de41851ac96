"""The effects that last by the rule so far: a state that began on the day of the measure."""

from django.db import migrations

# The last suspension or revocation of a case that nobody has taken back, on licences to work and
# on the status that it gave.
EFFECTS = """
WITH lasting AS (
    SELECT DISTINCT ON (measure.case_id) measure.id, measure.from_on, supervised.ngo_id,
        CASE measure.kind WHEN 'suspension' THEN 'suspended' ELSE 'revoked' END AS given
    FROM ngos_measure measure JOIN ngos_supervisioncase supervised ON supervised.id = case_id
    WHERE measure.kind IN ('suspension', 'revocation') AND measure.lifted_on IS NULL
    ORDER BY measure.case_id, measure.id DESC
)
INSERT INTO ngos_measureeffect (measure_id, licence_id, before)
(
    SELECT DISTINCT ON (licence.id) lasting.id, licence.id, 'valid'
    FROM lasting JOIN ngos_licence licence ON licence.ngo_id = lasting.ngo_id
    WHERE licence.kind IN ('activity_licence', 'credential')
    AND (licence.state, licence.state_since) = (lasting.given, lasting.from_on)
    ORDER BY licence.id, lasting.id
) UNION ALL (
    SELECT lasting.id, NULL, 'active' FROM lasting JOIN ngos_ngo ngo ON ngo.id = lasting.ngo_id
    WHERE (ngo.status, ngo.status_since) = (lasting.given, lasting.from_on)
)
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0012_measure_effects")]

    operations = [migrations.RunSQL(EFFECTS, migrations.RunSQL.noop)]
