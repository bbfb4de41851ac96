"""Rules of licensing that hold between tables, whatever the way a row is changed."""

from django.db import migrations

# Who took a step is whoever works in this scope; nobody signs for another.
STEP_TAKER = """
CREATE FUNCTION licensing_sign_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.taken_by_id := coalesce(scope_user(), NEW.taken_by_id);
    RETURN NEW;
END $$;
CREATE TRIGGER sign_step BEFORE INSERT ON licensing_applicationstep
FOR EACH ROW EXECUTE FUNCTION licensing_sign_step();
"""

# An application is of the place of the council, stays where it is once the session is signed, and
# its row names the session of its item.
OF_PLACE = """
CREATE FUNCTION licensing_application_of_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    item councils_agendaitem;
BEGIN
    SELECT * INTO item FROM councils_agendaitem WHERE id = NEW.item_id;
    IF item.id IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'The item is out of sight.';
    END IF;
    IF NEW.session_id IS DISTINCT FROM item.session_id THEN
        RAISE check_violation USING CONSTRAINT = 'item_is_of_the_session',
            MESSAGE = 'The item is of another session.';
    END IF;
    IF NOT EXISTS (
        SELECT FROM licensing_application application JOIN ngos_ngo ngo ON ngo.id = application.ngo_id
        WHERE application.id = NEW.application_id
        AND (item.province_id IS NULL OR ngo.province_id = item.province_id)
        AND (item.county_id IS NULL OR ngo.county_id = item.county_id)
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'item_is_of_the_place',
            MESSAGE = 'The NGO is of another place than the council.';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION licensing_application_of_place FROM PUBLIC;
CREATE TRIGGER zz_application_of_place BEFORE INSERT OR UPDATE ON licensing_applicationonagenda
FOR EACH ROW EXECUTE FUNCTION licensing_application_of_place();
CREATE TRIGGER signed_stays BEFORE INSERT OR UPDATE OR DELETE ON licensing_applicationonagenda
FOR EACH ROW EXECUTE FUNCTION councils_part_of_signed_session_stays();
"""

# A licence is of its NGO's office, and none is given on an application of an NGO that may not work.
LICENCE_OF_NGO = """
CREATE FUNCTION licensing_licence_of_ngo() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER licence_of_ngo BEFORE INSERT OR UPDATE OF ngo_id, province_id ON licensing_licence
FOR EACH ROW EXECUTE FUNCTION licensing_licence_of_ngo();
"""

# The register shows the licence that an NGO works under: the one in force, else the last. Where
# licences are recorded, nothing else changes what it shows.
SHOWN_LICENCE = """
CREATE FUNCTION licensing_show_licences(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ngos_ngo SET licence_no = coalesce(shown.number, ''),
        licence_issued_on = shown.issued_on, licence_expires_on = shown.expires_on
    FROM unnest(wanted) AS asked (ngo) LEFT JOIN LATERAL (
        SELECT number, issued_on, expires_on FROM licensing_licence
        WHERE ngo_id = asked.ngo AND kind IN ('activity_licence', 'credential')
        ORDER BY state IN ('valid', 'suspended') DESC, issued_on DESC, id DESC LIMIT 1
    ) shown ON true
    WHERE ngos_ngo.id = asked.ngo
    AND (licence_no, licence_issued_on, licence_expires_on)
        IS DISTINCT FROM (coalesce(shown.number, ''), shown.issued_on, shown.expires_on);
END $$;

CREATE FUNCTION licensing_licences_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM licensing_show_licences(ARRAY(SELECT DISTINCT ngo_id FROM added
        WHERE kind IN ('activity_licence', 'credential')));
    RETURN NULL;
END $$;
CREATE TRIGGER show_added AFTER INSERT ON licensing_licence REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION licensing_licences_added();

CREATE FUNCTION licensing_licences_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM licensing_show_licences(ARRAY(
        SELECT ngo_id FROM before WHERE kind IN ('activity_licence', 'credential')
        UNION SELECT ngo_id FROM after WHERE kind IN ('activity_licence', 'credential')));
    RETURN NULL;
END $$;
CREATE TRIGGER show_changed AFTER UPDATE ON licensing_licence
REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION licensing_licences_changed();

CREATE FUNCTION licensing_licences_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM licensing_show_licences(ARRAY(SELECT DISTINCT ngo_id FROM gone
        WHERE kind IN ('activity_licence', 'credential')));
    RETURN NULL;
END $$;
CREATE TRIGGER show_deleted AFTER DELETE ON licensing_licence REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION licensing_licences_deleted();

CREATE FUNCTION licensing_keep_shown_licence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT number, issued_on, expires_on
    INTO NEW.licence_no, NEW.licence_issued_on, NEW.licence_expires_on
    FROM (
        SELECT number, issued_on, expires_on, state, id FROM licensing_licence
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
EXECUTE FUNCTION licensing_keep_shown_licence();
"""

# What anybody may know of a licence whose code they hold: nothing personal, and no way to list.
VERIFY = """
CREATE FUNCTION licensing_verify_licence(wanted text)
RETURNS TABLE (ngo_name text, level text, county text, province text, kind text, number text,
    issued_on date, expires_on date, state text, suspended_until date, ngo_status text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ngo.name, ngo.activity_level, county.name, province.name, licence.kind, licence.number,
        licence.issued_on, licence.expires_on, licence.state, licence.suspended_until, ngo.status
    FROM licensing_licence licence
    JOIN ngos_ngo ngo ON ngo.id = licence.ngo_id
    JOIN accounts_province province ON province.id = ngo.province_id
    LEFT JOIN accounts_county county ON county.id = ngo.county_id
    WHERE licence.verification_code = wanted
$$;
"""

# What an NGO's officers write of an application by themselves, whatever the way: what is asked for
# while they write, the days of their own steps with these steps, and no step of the office.
APPLICANT_WRITES = """
CREATE FUNCTION licensing_applicant_writes() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER applicant_writes BEFORE UPDATE ON licensing_application
FOR EACH ROW EXECUTE FUNCTION licensing_applicant_writes();

CREATE FUNCTION licensing_applicant_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'samanyar_ngo' AND (
        NEW.step NOT IN ('submit', 'hold_assembly', 'appeal', 'withdraw')
        OR NEW.target <> (SELECT state FROM licensing_application WHERE id = NEW.application_id)
        OR NEW.source IS DISTINCT FROM coalesce(
            (SELECT target FROM licensing_applicationstep WHERE application_id = NEW.application_id
             ORDER BY id DESC LIMIT 1), 'draft')
        OR NEW.source = NEW.target
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'This step is not the applicant''s.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER applicant_steps BEFORE INSERT ON licensing_applicationstep
FOR EACH ROW EXECUTE FUNCTION licensing_applicant_steps();
"""

# Applicants withdraw by themselves and write no licences: the database ends the approvals for them.
END_APPROVALS = """
CREATE FUNCTION licensing_end_approvals_of_withdrawn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE licensing_licence SET state = 'revoked', suspended_until = NULL, state_since = greatest(
        issued_on, (now() AT TIME ZONE 'Asia/Tehran')::date
    )
    WHERE application_id = NEW.id AND state IN ('valid', 'suspended')
    AND kind IN ('initial_approval', 'principle_approval');
    RETURN NULL;
END $$;
CREATE TRIGGER end_approvals AFTER UPDATE OF state ON licensing_application FOR EACH ROW
WHEN (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn')
EXECUTE FUNCTION licensing_end_approvals_of_withdrawn();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0001_initial"), ("councils", "0002_rules"), ("ngos", "0003_rules")]

    operations = [
        migrations.RunSQL(STEP_TAKER, migrations.RunSQL.noop),
        migrations.RunSQL(OF_PLACE, migrations.RunSQL.noop),
        migrations.RunSQL(LICENCE_OF_NGO, migrations.RunSQL.noop),
        migrations.RunSQL(SHOWN_LICENCE, migrations.RunSQL.noop),
        migrations.RunSQL(VERIFY, migrations.RunSQL.noop),
        migrations.RunSQL(APPLICANT_WRITES, migrations.RunSQL.noop),
        migrations.RunSQL(END_APPROVALS, migrations.RunSQL.noop),
    ]
