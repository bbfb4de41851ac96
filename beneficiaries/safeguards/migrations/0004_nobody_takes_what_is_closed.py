"""What is closed to somebody stays closed, whatever way they take: another role, another's caseload,
a day of before, a transaction that looks at the past."""

from django.db import migrations

# Whoever does not work with persons in need is told nothing of anybody, nor that there is a woman.
MAY_OPEN = """
CREATE OR REPLACE FUNCTION safeguards_is_own(woman bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT safeguards_is_in_reach(woman) AND EXISTS (
        SELECT FROM records_beneficiary w WHERE w.id = woman
        AND (w.case_worker_id = scope_user()
             OR w.case_worker_id IS NULL AND w.county_id IS NOT DISTINCT FROM scope_county())
    )
$$;

CREATE OR REPLACE FUNCTION safeguards_is_open(woman bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT safeguards_is_own(woman) OR safeguards_is_in_reach(woman) AND EXISTS (
        SELECT FROM safeguards_opening o
        WHERE o.beneficiary_id = woman AND o.user_id = scope_user() AND o.closes_at > now()
    )
$$;
"""

# Only whoever has opened a record gives it to a case worker, or brings it into their own caseload:
# else the glass would be broken by one UPDATE that no director reads of.
CASELOAD = """
CREATE FUNCTION safeguards_caseload_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user IN ('samanyar_province', 'samanyar_county')
    AND (
        NEW.case_worker_id IS DISTINCT FROM OLD.case_worker_id
        OR NEW.case_worker_id IS NULL AND NEW.county_id IS DISTINCT FROM OLD.county_id
        AND NEW.county_id IS NOT DISTINCT FROM scope_county()
    ) AND NOT coalesce(safeguards_is_open(OLD.id), false) THEN
        RAISE insufficient_privilege USING MESSAGE = 'Open the record with a reason first.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_caseload_is_kept BEFORE UPDATE OF case_worker_id, county_id
ON records_beneficiary FOR EACH ROW EXECUTE FUNCTION safeguards_caseload_is_kept();
"""

# A person writes by a consent that holds today, also where a note of before is written anew; a job
# seals the same text by another key, which no consent has a say in.
NOTES = """
CREATE OR REPLACE FUNCTION safeguards_note_is_agreed_to() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    is_job boolean := coalesce(scope_kind(), 'system') = 'system';
    this_day date := (now() AT TIME ZONE 'Asia/Tehran')::date;
BEGIN
    IF TG_OP = 'UPDATE' AND is_job
    AND (NEW.consent_id, NEW.legal_ground, NEW.written_on)
        IS NOT DISTINCT FROM (OLD.consent_id, OLD.legal_ground, OLD.written_on) THEN
        RETURN NEW;
    END IF;
    IF NEW.consent_id IS NOT NULL AND NEW.legal_ground = '' AND NOT EXISTS (
        SELECT FROM safeguards_consent c WHERE c.id = NEW.consent_id AND c.purpose = 'notes'
        AND c.given_on <= NEW.written_on AND coalesce(c.until >= NEW.written_on, true)
        AND (TG_OP = 'UPDATE' OR coalesce(c.withdrawn_on > NEW.written_on, true))
        AND (is_job OR c.given_on <= this_day AND coalesce(c.until >= this_day, true)
             AND coalesce(c.withdrawn_on > this_day, true))
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'note_consent_holds',
            MESSAGE = 'This consent is to something else, or does not hold on this day.';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER zz_note_is_agreed_to ON safeguards_note;
CREATE TRIGGER zz_note_is_agreed_to
BEFORE INSERT OR UPDATE OF consent_id, legal_ground, written_on, sealed, digest
ON safeguards_note FOR EACH ROW EXECUTE FUNCTION safeguards_note_is_agreed_to();
"""

# Handed over by who may answer, and not by every case worker; whoever else asked for her learns
# that she is no longer there, in place of a request that nobody can answer any more.
TRANSFERS = """
CREATE OR REPLACE FUNCTION safeguards_answer_transfer(request bigint, agrees boolean, words text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked safeguards_transfer;
BEGIN
    IF scope_role() IS NULL OR scope_role() NOT IN (
        'county_expert', 'provincial_expert', 'director_general'
    ) THEN
        RETURN false;
    END IF;
    SELECT * INTO asked FROM safeguards_transfer t WHERE t.id = request AND t.state = 'asked'
    AND t.from_province_id = scope_province()
    AND (scope_kind() = 'province' OR t.from_county_id = scope_county()) FOR UPDATE;
    IF asked.id IS NULL OR agrees IS NULL
    OR NOT coalesce(safeguards_is_in_reach(asked.beneficiary_id), false) THEN
        RETURN false;
    END IF;
    UPDATE safeguards_transfer SET state = CASE WHEN agrees THEN 'accepted' ELSE 'refused' END,
        answered_on = (now() AT TIME ZONE 'Asia/Tehran')::date,
        answered_by_name = safeguards_my_name(), answer = left(coalesce(words, ''), 300)
    WHERE id = request;
    IF agrees THEN
        UPDATE records_beneficiary SET province_id = asked.to_province_id,
            county_id = asked.to_county_id, case_worker_id = NULL, updated_at = now()
        WHERE id = asked.beneficiary_id;
        UPDATE records_householdmember SET province_id = asked.to_province_id
        WHERE beneficiary_id = asked.beneficiary_id;
        UPDATE safeguards_transfer SET state = 'refused',
            answered_on = (now() AT TIME ZONE 'Asia/Tehran')::date,
            answered_by_name = safeguards_my_name()
        WHERE beneficiary_id = asked.beneficiary_id AND state = 'asked';
    END IF;
    RETURN true;
END $$;
"""

# A transaction that looks at the past would count none of the questions that others of the same
# person ask beside it.
ONE_BY_ONE = """
CREATE FUNCTION safeguards_questions_are_counted() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted')
    AND NEW.is_asked_here AND coalesce(scope_kind(), 'system') <> 'system' THEN
        RAISE insufficient_privilege USING
            MESSAGE = 'Questions are asked in transactions that see what is stored now.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_questions_are_counted BEFORE INSERT ON safeguards_question
FOR EACH ROW EXECUTE FUNCTION safeguards_questions_are_counted();
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0003_questions_by_hour"), ("records", "0002_rules")]

    operations = [
        migrations.RunSQL(each, migrations.RunSQL.noop)
        for each in (MAY_OPEN, CASELOAD, NOTES, TRANSFERS, ONE_BY_ONE)
    ]
