"""Rules of licensing that hold between tables, whatever the way a row is changed."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (county_id, province_id)
REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""

# The next number of a series. It counts for whoever works for an office, its counties and NGOs too,
# and for no other office.
NEXT_NUMBER = """
CREATE FUNCTION ngos_next_number(province bigint, series text, year int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    own bigint := nullif(current_setting('scope.province', true), '')::bigint;
    given bigint;
BEGIN
    IF own IS NOT NULL AND own <> $1 THEN
        RAISE insufficient_privilege USING MESSAGE = 'The series is another office''s.';
    END IF;
    INSERT INTO ngos_counter AS counter (province_id, series, year, last)
    VALUES ($1, $2, $3, 1)
    ON CONFLICT (province_id, series, year) DO UPDATE SET last = counter.last + 1
    RETURNING last INTO given;
    RETURN given;
END $$;
"""

# Who took a step is whoever works in this scope; nobody signs for another.
STEP_TAKER = """
CREATE FUNCTION ngos_sign_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.taken_by_id := coalesce(
        nullif(current_setting('scope.user', true), '')::bigint, NEW.taken_by_id
    );
    RETURN NEW;
END $$;
CREATE TRIGGER sign_step BEFORE INSERT ON ngos_applicationstep
FOR EACH ROW EXECUTE FUNCTION ngos_sign_step();
"""

# Members and sessions are at the place of their council, and what hangs on a session at its place.
PLACE_OF_COUNCIL = """
CREATE FUNCTION ngos_take_place_of_council() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT province_id, county_id INTO STRICT NEW.province_id, NEW.county_id
    FROM ngos_council WHERE id = NEW.council_id;
    RETURN NEW;
END $$;
CREATE TRIGGER place_of_council BEFORE INSERT OR UPDATE ON ngos_councilmember
FOR EACH ROW EXECUTE FUNCTION ngos_take_place_of_council();
CREATE TRIGGER place_of_council BEFORE INSERT OR UPDATE ON ngos_session
FOR EACH ROW EXECUTE FUNCTION ngos_take_place_of_council();

CREATE FUNCTION ngos_take_place_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT province_id, county_id INTO STRICT NEW.province_id, NEW.county_id
    FROM ngos_session WHERE id = NEW.session_id;
    RETURN NEW;
END $$;
CREATE TRIGGER place_of_session BEFORE INSERT OR UPDATE ON ngos_attendance
FOR EACH ROW EXECUTE FUNCTION ngos_take_place_of_session();
CREATE TRIGGER place_of_session BEFORE INSERT OR UPDATE ON ngos_agendaitem
FOR EACH ROW EXECUTE FUNCTION ngos_take_place_of_session();
"""

# Triggers of one moment fire in the order of their names: the place is known by then.
ITEM_OF_PLACE = """
CREATE FUNCTION ngos_item_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.application_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM ngos_application application JOIN ngos_ngo ngo ON ngo.id = application.ngo_id
        WHERE application.id = NEW.application_id
        AND (NEW.province_id IS NULL OR ngo.province_id = NEW.province_id)
        AND (NEW.county_id IS NULL OR ngo.county_id = NEW.county_id)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'item_is_of_the_place',
            MESSAGE = 'The NGO is of another place than the council.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_item_of_place BEFORE INSERT OR UPDATE OF application_id, session_id
ON ngos_agendaitem FOR EACH ROW EXECUTE FUNCTION ngos_item_of_place();
"""

# A signed session stays as it was signed; what becomes of its resolutions is written further.
SIGNED_STAYS = """
CREATE FUNCTION ngos_signed_session_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE check_violation USING CONSTRAINT = 'session_signed_stays',
        MESSAGE = 'A signed session is not changed.';
END $$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON ngos_session FOR EACH ROW
WHEN (OLD.state = 'signed') EXECUTE FUNCTION ngos_signed_session_stays();

CREATE FUNCTION ngos_part_of_signed_session_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- of a resolution may change: whose it is, until when, and what was done
    further text[] := '{owner,due_on,follow_up,follow_up_notes}';
    of_session bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.session_id ELSE OLD.session_id END;
BEGIN
    IF EXISTS (SELECT FROM ngos_session WHERE id = of_session AND state = 'signed')
    AND (TG_OP <> 'UPDATE' OR to_jsonb(NEW) - further <> to_jsonb(OLD) - further) THEN
        RAISE check_violation USING CONSTRAINT = 'session_signed_stays',
            MESSAGE = 'A signed session is not changed.';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON ngos_agendaitem
FOR EACH ROW EXECUTE FUNCTION ngos_part_of_signed_session_stays();
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON ngos_attendance
FOR EACH ROW EXECUTE FUNCTION ngos_part_of_signed_session_stays();
"""

# A licence is of its NGO's office, and none is given on an application of an NGO that may not work.
LICENCE_OF_NGO = """
CREATE FUNCTION ngos_licence_of_ngo() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    home bigint;
    its_status text;
BEGIN
    SELECT province_id, status INTO home, its_status FROM ngos_ngo WHERE id = NEW.ngo_id;
    NEW.province_id := home;
    IF TG_OP = 'INSERT' AND NEW.application_id IS NOT NULL
    AND its_status IN ('suspended', 'revoked', 'dissolved') THEN
        RAISE check_violation USING CONSTRAINT = 'licence_to_ngo_at_work',
            MESSAGE = 'The NGO may not work.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licence_of_ngo BEFORE INSERT OR UPDATE OF ngo_id, province_id ON ngos_licence
FOR EACH ROW EXECUTE FUNCTION ngos_licence_of_ngo();
"""

# The register shows the licence that an NGO works under: the one in force, else the last. Where
# licences are recorded, nothing else changes what it shows.
SHOWN_LICENCE = """
CREATE FUNCTION ngos_show_licences(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ngos_ngo SET licence_no = coalesce(shown.number, ''),
        licence_issued_on = shown.issued_on, licence_expires_on = shown.expires_on
    FROM unnest(wanted) AS asked (ngo) LEFT JOIN LATERAL (
        SELECT number, issued_on, expires_on FROM ngos_licence
        WHERE ngo_id = asked.ngo AND kind IN ('activity_licence', 'credential')
        ORDER BY state IN ('valid', 'suspended') DESC, issued_on DESC, id DESC LIMIT 1
    ) shown ON true
    WHERE ngos_ngo.id = asked.ngo
    AND (licence_no, licence_issued_on, licence_expires_on)
        IS DISTINCT FROM (coalesce(shown.number, ''), shown.issued_on, shown.expires_on);
END $$;

CREATE FUNCTION ngos_licences_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ngos_show_licences(ARRAY(SELECT DISTINCT ngo_id FROM added
        WHERE kind IN ('activity_licence', 'credential')));
    RETURN NULL;
END $$;
CREATE TRIGGER show_added AFTER INSERT ON ngos_licence REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION ngos_licences_added();

CREATE FUNCTION ngos_licences_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ngos_show_licences(ARRAY(
        SELECT ngo_id FROM before WHERE kind IN ('activity_licence', 'credential')
        UNION SELECT ngo_id FROM after WHERE kind IN ('activity_licence', 'credential')));
    RETURN NULL;
END $$;
CREATE TRIGGER show_changed AFTER UPDATE ON ngos_licence
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION ngos_licences_changed();

CREATE FUNCTION ngos_licences_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ngos_show_licences(ARRAY(SELECT DISTINCT ngo_id FROM gone
        WHERE kind IN ('activity_licence', 'credential')));
    RETURN NULL;
END $$;
CREATE TRIGGER show_deleted AFTER DELETE ON ngos_licence REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION ngos_licences_deleted();

CREATE FUNCTION ngos_keep_shown_licence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT number, issued_on, expires_on
    INTO NEW.licence_no, NEW.licence_issued_on, NEW.licence_expires_on
    FROM (
        SELECT number, issued_on, expires_on, state, id FROM ngos_licence
        WHERE ngo_id = NEW.id AND kind IN ('activity_licence', 'credential')
        UNION ALL
        SELECT NEW.licence_no, NEW.licence_issued_on, NEW.licence_expires_on, NULL, NULL
    ) known
    ORDER BY id IS NOT NULL DESC, state IN ('valid', 'suspended') DESC, issued_on DESC, id DESC
    LIMIT 1;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_shown_licence
BEFORE UPDATE OF licence_no, licence_issued_on, licence_expires_on ON ngos_ngo FOR EACH ROW
WHEN ((OLD.licence_no, OLD.licence_issued_on, OLD.licence_expires_on)
    IS DISTINCT FROM (NEW.licence_no, NEW.licence_issued_on, NEW.licence_expires_on))
EXECUTE FUNCTION ngos_keep_shown_licence();
"""

# What anybody may know of a licence whose code they hold: nothing personal, and no way to list.
VERIFY = """
CREATE FUNCTION ngos_verify_licence(wanted text)
RETURNS TABLE (ngo_name text, level text, county text, province text, kind text, number text,
    issued_on date, expires_on date, state text, suspended_until date, ngo_status text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ngo.name, ngo.activity_level, county.name, province.name, licence.kind, licence.number,
        licence.issued_on, licence.expires_on, licence.state, licence.suspended_until, ngo.status
    FROM ngos_licence licence
    JOIN ngos_ngo ngo ON ngo.id = licence.ngo_id
    JOIN accounts_province province ON province.id = ngo.province_id
    LEFT JOIN accounts_county county ON county.id = ngo.county_id
    WHERE licence.verification_code = wanted
$$;
"""

# What an NGO's officers write of an application by themselves, whatever the way: what is asked for
# while they write, the days of their own steps with these steps, and no step of the office.
APPLICANT_WRITES = """
CREATE FUNCTION ngos_applicant_writes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> 'samanyar_ngo' THEN
        RETURN NEW;
    END IF;
    IF (OLD.kind, OLD.level, OLD.branch_county_id, OLD.subject, OLD.external_ref)
        IS DISTINCT FROM (NEW.kind, NEW.level, NEW.branch_county_id, NEW.subject, NEW.external_ref)
    AND OLD.state NOT IN ('draft', 'returned')
    OR OLD.submitted_on IS DISTINCT FROM NEW.submitted_on
    AND (OLD.state = NEW.state OR NEW.state <> 'submitted')
    OR OLD.assembly_on IS DISTINCT FROM NEW.assembly_on
    AND (OLD.state = NEW.state OR NEW.state <> 'assembly_held')
    OR OLD.state_since IS DISTINCT FROM NEW.state_since AND OLD.state = NEW.state THEN
        RAISE insufficient_privilege USING MESSAGE = 'This is the office''s to change.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER applicant_writes BEFORE UPDATE ON ngos_application
FOR EACH ROW EXECUTE FUNCTION ngos_applicant_writes();

CREATE FUNCTION ngos_applicant_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'samanyar_ngo' AND (
        NEW.step NOT IN ('submit', 'hold_assembly', 'appeal', 'withdraw')
        OR NEW.target <> (SELECT state FROM ngos_application WHERE id = NEW.application_id)
        OR NEW.source IS DISTINCT FROM coalesce(
            (SELECT target FROM ngos_applicationstep WHERE application_id = NEW.application_id
             ORDER BY id DESC LIMIT 1), 'draft')
        OR NEW.source = NEW.target
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'This step is not the applicant''s.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER applicant_steps BEFORE INSERT ON ngos_applicationstep
FOR EACH ROW EXECUTE FUNCTION ngos_applicant_steps();
"""

# Applicants withdraw by themselves and write no licences: the database ends the approvals for them.
END_APPROVALS = """
CREATE FUNCTION ngos_end_approvals_of_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE ngos_licence SET state = 'revoked', suspended_until = NULL, state_since = greatest(
        issued_on, (now() AT TIME ZONE 'Asia/Tehran')::date
    )
    WHERE application_id = NEW.id AND state IN ('valid', 'suspended')
    AND kind IN ('initial_approval', 'principle_approval');
    RETURN NULL;
END $$;
CREATE TRIGGER end_approvals AFTER UPDATE OF state ON ngos_application FOR EACH ROW
WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn')
EXECUTE FUNCTION ngos_end_approvals_of_withdrawn();
"""


class Migration(migrations.Migration):
    dependencies = [("ngos", "0006_licensing")]

    operations = [
        migrations.RunSQL(
            COUNTY_IN_PROVINCE.format(table=f"ngos_{table}", name=f"{table}_county_in_province"),
            f"ALTER TABLE ngos_{table} DROP CONSTRAINT {table}_county_in_province",
        )
        for table in ("council", "letter")
    ] + [
        migrations.RunSQL(NEXT_NUMBER, "DROP FUNCTION ngos_next_number"),
        migrations.RunSQL(STEP_TAKER, "DROP FUNCTION ngos_sign_step CASCADE"),
        migrations.RunSQL(
            PLACE_OF_COUNCIL,
            "DROP FUNCTION ngos_take_place_of_council CASCADE; "
            "DROP FUNCTION ngos_take_place_of_session CASCADE",
        ),
        migrations.RunSQL(ITEM_OF_PLACE, "DROP FUNCTION ngos_item_of_place CASCADE"),
        migrations.RunSQL(
            SIGNED_STAYS,
            "DROP FUNCTION ngos_signed_session_stays CASCADE; "
            "DROP FUNCTION ngos_part_of_signed_session_stays CASCADE",
        ),
        migrations.RunSQL(LICENCE_OF_NGO, "DROP FUNCTION ngos_licence_of_ngo CASCADE"),
        migrations.RunSQL(
            SHOWN_LICENCE,
            "DROP FUNCTION ngos_keep_shown_licence CASCADE; "
            "DROP FUNCTION ngos_licences_added CASCADE; "
            "DROP FUNCTION ngos_licences_changed CASCADE; "
            "DROP FUNCTION ngos_licences_deleted CASCADE; "
            "DROP FUNCTION ngos_show_licences",
        ),
        migrations.RunSQL(VERIFY, "DROP FUNCTION ngos_verify_licence"),
        migrations.RunSQL(
            APPLICANT_WRITES,
            "DROP FUNCTION ngos_applicant_writes CASCADE; "
            "DROP FUNCTION ngos_applicant_steps CASCADE",
        ),
        migrations.RunSQL(END_APPROVALS, "DROP FUNCTION ngos_end_approvals_of_withdrawn CASCADE"),
    ]
