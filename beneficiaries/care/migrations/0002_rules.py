"""Rules of care that hold between tables, what another office is told of a benefit, and what an NGO
is told of the women who are referred to it."""

from django.db import migrations

KEYS = """
-- Moves with the woman when another office takes her over.
ALTER TABLE care_service ADD CONSTRAINT service_in_province_of_woman
    FOREIGN KEY (beneficiary_id, province_id)
    REFERENCES records_beneficiary (id, province_id)
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE care_referral ADD CONSTRAINT referral_by_consent_of_the_woman
    FOREIGN KEY (consent_id, beneficiary_id)
    REFERENCES safeguards_consent (id, beneficiary_id) DEFERRABLE INITIALLY DEFERRED;
"""

CONSENT = """
CREATE FUNCTION care_consent_holds(consent bigint, to_ngo bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM safeguards_consent c, (SELECT (now() AT TIME ZONE 'Asia/Tehran')::date) d (this)
        WHERE c.id = consent AND c.purpose = 'referral' AND c.ngo_id IS NOT DISTINCT FROM to_ngo
        AND c.given_on <= d.this AND coalesce(c.until >= d.this, true)
        AND coalesce(c.withdrawn_on > d.this, true)
    )
$$;

-- Sent by a consent to just this recipient that holds on the day. An NGO that two registers had
-- moves with its consents when they become one, so the key alone may change later.
CREATE FUNCTION care_referral_is_agreed_to() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    this_day date := (now() AT TIME ZONE 'Asia/Tehran')::date;
BEGIN
    IF NOT EXISTS (
        SELECT FROM safeguards_consent c WHERE c.id = NEW.consent_id AND c.purpose = 'referral'
        AND c.ngo_id IS NOT DISTINCT FROM NEW.ngo_id
        AND (NEW.ngo_id IS NOT NULL OR c.recipient_name = NEW.recipient_name)
        AND c.given_on <= NEW.sent_on AND coalesce(c.until >= NEW.sent_on, true)
        AND coalesce(c.withdrawn_on > NEW.sent_on, true)
        AND (coalesce(scope_kind(), 'system') = 'system' OR (
            c.given_on <= this_day AND coalesce(c.until >= this_day, true)
            AND coalesce(c.withdrawn_on > this_day, true)))
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'referral_consent_holds',
            MESSAGE = 'She has not agreed to this referral, or her consent does not hold today.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_referral_is_agreed_to BEFORE INSERT OR UPDATE OF consent_id, sent_on, shares
ON care_referral FOR EACH ROW EXECUTE FUNCTION care_referral_is_agreed_to();
"""

# Months of the calendar of the database: a day or two beside those of the Jalali one.
CHECKS = """
CREATE FUNCTION care_next_check() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.next_check_on := CASE WHEN NEW.ended_on IS NULL THEN (
        SELECT (NEW.started_on + make_interval(months => min(each)))::date
        FROM unnest(ARRAY[3, 6, 12]) each
        WHERE NOT EXISTS (
            SELECT FROM care_incomecheck c WHERE c.outcome_id = NEW.id AND c.months >= each)
    ) END;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_next_check BEFORE INSERT OR UPDATE OF started_on, ended_on
ON care_outcome FOR EACH ROW EXECUTE FUNCTION care_next_check();

CREATE FUNCTION care_check_moves_the_next() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE care_outcome SET started_on = started_on
    WHERE id IN (coalesce(NEW.outcome_id, OLD.outcome_id), coalesce(OLD.outcome_id, NEW.outcome_id));
    RETURN NULL;
END $$;
CREATE TRIGGER zz_check_moves_the_next AFTER INSERT OR UPDATE OR DELETE
ON care_incomecheck FOR EACH ROW EXECUTE FUNCTION care_check_moves_the_next();
"""

BENEFITS = """
CREATE FUNCTION care_benefit_days(of_province bigint) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (SELECT (value #>> '{}')::integer FROM accounts_policysetting
         WHERE name = 'benefit_current_days' AND province_id = of_province),
        (SELECT (value #>> '{}')::integer FROM accounts_policysetting
         WHERE name = 'benefit_current_days' AND province_id IS NULL), 30)
$$;

-- A service that goes on, one given within the policy's days, or a loan that is not repaid.
CREATE OR REPLACE FUNCTION safeguards_has_benefit(woman bigint, wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM care_service s, (SELECT (now() AT TIME ZONE 'Asia/Tehran')::date) d (this)
        WHERE s.beneficiary_id = woman AND s.kind = wanted AND s.given_on <= d.this
        AND coalesce(s.until, s.given_on + care_benefit_days(s.province_id)) >= d.this
    ) OR wanted = 'loan' AND EXISTS (
        SELECT FROM care_enrolment e JOIN microfunds_loan l ON l.id = e.loan_id
        WHERE e.beneficiary_id = woman AND l.state IN ('paid', 'repaying', 'overdue')
    )
$$;
"""

# An NGO reads no table of women. It is told of those referred to it: the name and what is asked;
# what was agreed besides once it has accepted; nothing any more once the referral or her consent has
# ended. That it was told stands in her log.
OF_NGOS = """
CREATE FUNCTION care_referrals_to_me()
RETURNS TABLE (referral bigint, full_name text, reason text, state text, sent_on date, due_on date,
    told jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me bigint := scope_ngo();
BEGIN
    IF scope_kind() IS DISTINCT FROM 'ngo' OR me IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'Referrals are told to the NGO they are to.';
    END IF;
    INSERT INTO safeguards_look (beneficiary_id, at, deed, page, reason, user_id, name, role, is_own)
    SELECT DISTINCT r.beneficiary_id, clock_timestamp(), 'opened', 'referral', '', scope_user(),
        safeguards_my_name(), scope_role(), false
    FROM care_referral r
    WHERE r.ngo_id = me AND r.state IN ('sent', 'accepted') AND care_consent_holds(r.consent_id, me)
    AND NOT EXISTS (
        SELECT FROM safeguards_look l WHERE l.beneficiary_id = r.beneficiary_id
        AND l.user_id = scope_user() AND l.page = 'referral'
        AND l.at > now() - interval '1 hour');
    RETURN QUERY
    SELECT r.id, concat_ws(' ', w.first_name, w.last_name), r.reason::text, r.state::text,
        r.sent_on, r.due_on,
        CASE WHEN r.state = 'accepted' THEN (
            SELECT coalesce(jsonb_object_agg(each, row.it -> each), '{}')
            FROM unnest(r.shares) each, LATERAL (SELECT to_jsonb(w) it) row
            WHERE each IN ('mobile', 'address', 'children', 'education', 'skills', 'job',
                           'housing', 'insurance')
        ) ELSE '{}' END
    FROM care_referral r JOIN records_beneficiary w ON w.id = r.beneficiary_id
    WHERE r.ngo_id = me AND r.state IN ('sent', 'accepted') AND care_consent_holds(r.consent_id, me)
    ORDER BY r.due_on, r.id;
END $$;

CREATE FUNCTION care_answer_referral(referral bigint, accepts boolean, words text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed integer;
BEGIN
    UPDATE care_referral r SET state = CASE WHEN accepts THEN 'accepted' ELSE 'declined' END,
        answered_on = (now() AT TIME ZONE 'Asia/Tehran')::date,
        answer = left(coalesce(words, ''), 300)
    WHERE r.id = referral AND accepts IS NOT NULL AND scope_kind() = 'ngo' AND r.state = 'sent'
    AND r.ngo_id = scope_ngo() AND care_consent_holds(r.consent_id, r.ngo_id);
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed = 1;
END $$;

CREATE FUNCTION care_report_referral(referral bigint, words text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed integer;
BEGIN
    UPDATE care_referral r SET state = 'reported', result = left(coalesce(words, ''), 300),
        reported_on = (now() AT TIME ZONE 'Asia/Tehran')::date
    WHERE r.id = referral AND scope_kind() = 'ngo' AND r.state = 'accepted'
    AND r.ngo_id = scope_ngo() AND care_consent_holds(r.consent_id, r.ngo_id);
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed = 1;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0001_initial"),
        ("safeguards", "0004_nobody_takes_what_is_closed"),
        ("records", "0002_rules"),
    ]

    operations = [
        migrations.RunSQL(each, migrations.RunSQL.noop)
        for each in (KEYS, CONSENT, CHECKS, BENEFITS, OF_NGOS)
    ]
