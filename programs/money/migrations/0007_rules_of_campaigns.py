"""What is drawn stays as the seed drew it; what is official stays as it was said."""

from django.db import migrations

DRAWN_STAYS = """
CREATE FUNCTION money_drawn_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    its_state text;
BEGIN
    IF TG_TABLE_NAME = 'money_campaign' THEN
        IF TG_OP = 'DELETE' OR OLD.state <> 'draft' AND (
            OLD.province_id, OLD.year, OLD.percent, OLD.seed, OLD.drawn_from, OLD.drawn_on
        ) IS DISTINCT FROM (
            NEW.province_id, NEW.year, NEW.percent, NEW.seed, NEW.drawn_from, NEW.drawn_on
        ) THEN
            PERFORM money_refuse('campaign_drawn_stays', 'What is drawn stays.');
        ELSIF NEW.state = 'official' AND OLD.state <> 'official' AND EXISTS (
            SELECT FROM money_campaignitem i WHERE i.campaign_id = NEW.id
            AND NOT EXISTS (SELECT FROM money_finding f WHERE f.item_id = i.id)
        ) THEN
            PERFORM money_refuse('campaign_is_judged', 'Not all that was drawn is judged.');
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        PERFORM money_refuse('campaign_drawn_stays', 'What is drawn stays.');
    END IF;
    IF TG_TABLE_NAME = 'money_campaignitem' THEN
        SELECT state INTO its_state FROM money_campaign WHERE id = NEW.campaign_id FOR SHARE;
        IF TG_OP = 'INSERT' THEN
            IF its_state <> 'draft' OR NOT EXISTS (
                SELECT FROM money_campaign c JOIN money_allocation a ON a.id = NEW.allocation_id
                WHERE c.id = NEW.campaign_id AND (a.province_id, a.year) = (c.province_id, c.year)
            ) THEN
                PERFORM money_refuse('campaign_drawn_stays', 'What is drawn stays.');
            END IF;
            NEW.opened_on := NULL;
        ELSIF (OLD.campaign_id, OLD.allocation_id, OLD.position)
            IS DISTINCT FROM (NEW.campaign_id, NEW.allocation_id, NEW.position) THEN
            PERFORM money_refuse('campaign_drawn_stays', 'What is drawn stays.');
        ELSIF (OLD.reply, OLD.replied_on) IS DISTINCT FROM (NEW.reply, NEW.replied_on)
            AND its_state <> 'replying' OR OLD.opened_on IS DISTINCT FROM NEW.opened_on
            AND (its_state <> 'replying' OR OLD.opened_on IS NOT NULL) THEN
            PERFORM money_refuse('campaign_replies_in_time', 'It is not the time of replies.');
        END IF;
        RETURN NEW;
    END IF;
    SELECT c.state INTO its_state FROM money_campaign c JOIN money_campaignitem i
        ON i.campaign_id = c.id WHERE i.id = NEW.item_id FOR SHARE OF c;
    IF its_state = 'official' AND (TG_OP = 'INSERT' OR OLD.official_on IS NOT NULL
        OR (OLD.result, OLD.remarks, OLD.action, OLD.no_action_reason)
            IS DISTINCT FROM (NEW.result, NEW.remarks, NEW.action, NEW.no_action_reason))
    OR its_state <> 'official' AND NEW.official_on IS NOT NULL THEN
        PERFORM money_refuse('finding_official_stays', 'What is official stays.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_drawn_stays BEFORE UPDATE OR DELETE ON money_campaign
FOR EACH ROW EXECUTE FUNCTION money_drawn_stays();
CREATE TRIGGER zz_drawn_stays BEFORE INSERT OR UPDATE OR DELETE ON money_campaignitem
FOR EACH ROW EXECUTE FUNCTION money_drawn_stays();
CREATE TRIGGER zz_drawn_stays BEFORE INSERT OR UPDATE OR DELETE ON money_finding
FOR EACH ROW EXECUTE FUNCTION money_drawn_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0006_campaigns")]

    operations = [migrations.RunSQL(DRAWN_STAYS, migrations.RunSQL.noop)]
