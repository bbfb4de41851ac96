"""What only the database does: who may open a record, who opened it, what offices ask each other."""

from django.db import migrations

MAY_OPEN = """
-- Whether a woman of one's office is in one's caseload: one's own, or nobody's in one's own office.
CREATE FUNCTION safeguards_is_own(woman bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM records_beneficiary w WHERE w.id = woman
        AND w.province_id = scope_province()
        AND (scope_kind() = 'province' OR w.county_id = scope_county())
        AND (w.case_worker_id = scope_user()
             OR w.case_worker_id IS NULL AND w.county_id IS NOT DISTINCT FROM scope_county())
    )
$$;

CREATE FUNCTION safeguards_is_open(woman bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT safeguards_is_own(woman) OR EXISTS (
        SELECT FROM safeguards_opening o
        WHERE o.beneficiary_id = woman AND o.user_id = scope_user() AND o.closes_at > now()
    )
$$;

-- Whether a woman is of one's office, and one works with persons in need.
CREATE FUNCTION safeguards_is_in_reach(woman bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(scope_role() IN (
        'case_worker', 'county_expert', 'provincial_expert', 'director_general'
    ), false) AND EXISTS (
        SELECT FROM records_beneficiary w WHERE w.id = woman
        AND w.province_id = scope_province()
        AND (scope_kind() = 'province' OR w.county_id = scope_county())
    )
$$;

CREATE FUNCTION safeguards_my_name() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT concat_ws(' ', first_name, last_name) FROM accounts_user WHERE id = scope_user()
$$;
"""

LOOKING = """
CREATE FUNCTION safeguards_look(woman bigint, what text, on_page text, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT safeguards_is_in_reach(woman) THEN
        RAISE insufficient_privilege USING MESSAGE = 'This record is out of sight.';
    END IF;
    INSERT INTO safeguards_look (beneficiary_id, at, deed, page, reason, user_id, name, role, is_own)
    VALUES (woman, clock_timestamp(), what, left(on_page, 40), left(why, 300), scope_user(),
        safeguards_my_name(), scope_role(), safeguards_is_own(woman));
END $$;

-- Breaking the glass: for the hours that the office has decided on.
CREATE FUNCTION safeguards_open(woman bigint, why text) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    hours integer := coalesce(
        (SELECT (value #>> '{}')::integer FROM accounts_policysetting
         WHERE name = 'record_open_hours' AND province_id = scope_province()),
        (SELECT (value #>> '{}')::integer FROM accounts_policysetting
         WHERE name = 'record_open_hours' AND province_id IS NULL), 3);
    until timestamptz := clock_timestamp() + make_interval(hours => least(greatest(hours, 1), 24));
BEGIN
    IF NOT safeguards_is_in_reach(woman) THEN
        RAISE insufficient_privilege USING MESSAGE = 'This record is out of sight.';
    END IF;
    INSERT INTO safeguards_opening (
        beneficiary_id, user_id, name, role, reason, opened_at, closes_at, reviewer_name, remarks
    ) VALUES (woman, scope_user(), safeguards_my_name(), scope_role(), btrim(left(why, 300)),
        clock_timestamp(), until, '', '');
    RETURN until;
END $$;

-- Judged once, by the director of the province, and never by whoever broke the glass.
CREATE FUNCTION safeguards_review(opening bigint, justified boolean, words text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed integer;
BEGIN
    IF scope_role() IS DISTINCT FROM 'director_general' OR justified IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'Openings are judged by the director.';
    END IF;
    UPDATE safeguards_opening o SET is_justified = justified, reviewed_at = clock_timestamp(),
        reviewer_id = scope_user(), reviewer_name = safeguards_my_name(),
        remarks = left(coalesce(words, ''), 300)
    FROM records_beneficiary w
    WHERE o.id = opening AND w.id = o.beneficiary_id AND w.province_id = scope_province()
    AND o.user_id <> scope_user() AND o.reviewed_at IS NULL;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed = 1;
END $$;
"""

ASKING = """
-- Whether a woman has a benefit of a kind now. The room of services puts its own in the place.
CREATE FUNCTION safeguards_has_benefit(woman bigint, wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT false
$$;

CREATE FUNCTION safeguards_office(in_province bigint, in_county bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT concat_ws('، ',
        (SELECT name FROM accounts_province WHERE id = in_province),
        (SELECT name FROM accounts_county WHERE id = in_county))
$$;

-- The same work for yes and for no: one search, two lines, of which the second is nobody's where
-- no other office knows her.
CREATE FUNCTION safeguards_ask(asked text, veiled bytea, wanted text)
RETURNS TABLE (question bigint, is_known boolean, office text, has_benefit boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me bigint := scope_user();
    own_province bigint := scope_province();
    own_county bigint := scope_county();
    mine text;
    found_id bigint;
    found_province bigint;
    found_county bigint;
    asks text;
BEGIN
    IF me IS NULL OR scope_kind() NOT IN ('province', 'county') OR scope_role() NOT IN (
        'case_worker', 'county_expert', 'provincial_expert', 'director_general'
    ) OR length(veiled) IS DISTINCT FROM 32 OR length(wanted) > 20 THEN
        RAISE insufficient_privilege USING MESSAGE = 'Who works with persons in need may ask.';
    END IF;
    PERFORM pg_advisory_xact_lock(20221402, me::integer);
    IF (SELECT count(*) FROM safeguards_question q
        WHERE q.user_id = me AND q.is_asked_here AND q.at > now() - interval '1 hour') >= 20 THEN
        RAISE check_violation USING CONSTRAINT = 'questions_in_an_hour',
            MESSAGE = 'Twenty questions an hour are asked at most.';
    END IF;
    mine := safeguards_my_name();
    asks := safeguards_office(own_province, own_county);
    SELECT w.id, w.province_id, w.county_id INTO found_id, found_province, found_county
    FROM records_beneficiary w
    WHERE w.national_id = asked AND w.state = 'active'
    AND (w.province_id <> own_province
         OR own_county IS NOT NULL AND w.county_id IS DISTINCT FROM own_county)
    ORDER BY w.id DESC LIMIT 1;
    is_known := found_id IS NOT NULL;
    -- Of no office, one's own is looked up in its place.
    office := safeguards_office(
        coalesce(found_province, own_province), CASE WHEN is_known THEN found_county ELSE own_county END);
    has_benefit := safeguards_has_benefit(coalesce(found_id, 0), wanted);
    INSERT INTO safeguards_question (
        at, province_id, county_id, is_asked_here, blinded, kind, user_id, name, asking_office
    ) VALUES (clock_timestamp(), own_province, own_county, true, veiled, wanted, me, mine, asks)
    RETURNING id INTO question;
    INSERT INTO safeguards_question (
        at, province_id, county_id, is_asked_here, beneficiary_id, of_question, blinded, kind,
        user_id, name, asking_office
    ) VALUES (clock_timestamp(), found_province, found_county, false, found_id, question, veiled,
        wanted, me, mine, asks);
    IF NOT is_known THEN
        office := '';
        has_benefit := false;
    END IF;
    RETURN NEXT;
END $$;

-- Only for a woman of whom one has just been told that another office knows her.
CREATE FUNCTION safeguards_ask_for_transfer(question bigint, why text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told record;
    made bigint;
BEGIN
    SELECT other.beneficiary_id, other.province_id, other.county_id INTO told
    FROM safeguards_question own JOIN safeguards_question other ON other.of_question = own.id
    WHERE own.id = question AND own.is_asked_here AND own.user_id = scope_user()
    AND own.at > now() - interval '1 day' AND other.beneficiary_id IS NOT NULL;
    IF told IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'Ask first whether another office knows her.';
    END IF;
    INSERT INTO safeguards_transfer (
        to_province_id, to_county_id, from_province_id, from_county_id, beneficiary_id, reason,
        state, asked_on, asked_by_name, answered_by_name, answer
    ) VALUES (
        scope_province(), scope_county(), told.province_id, told.county_id, told.beneficiary_id,
        btrim(left(why, 300)), 'asked', (now() AT TIME ZONE 'Asia/Tehran')::date,
        safeguards_my_name(), '', ''
    ) RETURNING id INTO made;
    RETURN made;
END $$;

-- The office that has her answers; where it agrees she is the other's from then on.
CREATE FUNCTION safeguards_answer_transfer(request bigint, agrees boolean, words text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked safeguards_transfer;
BEGIN
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
    END IF;
    RETURN true;
END $$;
"""

# A note names the consent of its own woman, and one that holds.
NOTES = """
ALTER TABLE safeguards_note ADD CONSTRAINT note_by_consent_of_the_woman
    FOREIGN KEY (consent_id, beneficiary_id)
    REFERENCES safeguards_consent (id, beneficiary_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION safeguards_note_is_agreed_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.consent_id IS NOT NULL AND NEW.legal_ground = '' AND NOT EXISTS (
        SELECT FROM safeguards_consent c WHERE c.id = NEW.consent_id AND c.purpose = 'notes'
        AND c.given_on <= NEW.written_on AND coalesce(c.until >= NEW.written_on, true)
        AND coalesce(c.withdrawn_on > NEW.written_on, true)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'note_consent_holds',
            MESSAGE = 'This consent is to something else, or does not hold on this day.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_note_is_agreed_to BEFORE INSERT OR UPDATE OF consent_id, legal_ground, written_on
ON safeguards_note FOR EACH ROW EXECUTE FUNCTION safeguards_note_is_agreed_to();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0001_initial"),
        ("records", "0002_rules"),
        ("accounts", "0014_access_log_about_own_accounts"),
    ]

    operations = [
        migrations.RunSQL(MAY_OPEN, migrations.RunSQL.noop),
        migrations.RunSQL(LOOKING, migrations.RunSQL.noop),
        migrations.RunSQL(ASKING, migrations.RunSQL.noop),
        migrations.RunSQL(NOTES, migrations.RunSQL.noop),
    ]
