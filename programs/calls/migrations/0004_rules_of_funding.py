"""Money is for proposals that a working group supports, and for their own NGO."""

from django.db import migrations

SUPPORTED = """
CREATE FUNCTION calls_funding_is_supported() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM calls_proposal WHERE id = NEW.proposal_id)
        OR NOT EXISTS (SELECT 1 FROM money_allocation WHERE id = NEW.allocation_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The proposal or the money is out of sight.';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM calls_proposal p JOIN money_allocation a ON a.id = NEW.allocation_id
        WHERE p.id = NEW.proposal_id AND a.ngo_id = p.ngo_id
        AND p.state IN ('supported', 'reported', 'implemented')
        FOR SHARE OF p
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'funding_of_a_supported_proposal',
            MESSAGE = 'Only a proposal that a working group supports is given money.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_is_supported BEFORE INSERT OR UPDATE ON calls_proposalfunding
FOR EACH ROW EXECUTE FUNCTION calls_funding_is_supported();
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0003_funding"), ("money", "0002_rules")]
    operations = [migrations.RunSQL(SUPPORTED, migrations.RunSQL.noop)]
