"""What holds of money whatever the way it is written: nothing above what stands above it, nothing
changed that is posted, nobody in two of the parts."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE money_allocation ADD CONSTRAINT allocation_county_in_province
FOREIGN KEY (county_id, province_id) REFERENCES accounts_county (id, province_id)
DEFERRABLE INITIALLY DEFERRED
"""

# Totals are moved by entries alone, which are triggers of other tables: one level further down.
SOURCE_IS_KEPT = """
CREATE FUNCTION money_source_is_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF pg_trigger_depth() = 1 THEN
            NEW.allocated := 0;
            NEW.is_listed := false;
        END IF;
    ELSIF pg_trigger_depth() = 1 AND (
        (OLD.allocated, OLD.is_listed, OLD.province_id, OLD.year, OLD.priority_id)
        IS DISTINCT FROM (NEW.allocated, NEW.is_listed, NEW.province_id, NEW.year, NEW.priority_id)
        OR OLD.is_listed AND OLD.amount <> NEW.amount
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'source_is_kept',
            MESSAGE = 'Totals are kept by entries.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER source_is_kept BEFORE INSERT OR UPDATE ON money_source
FOR EACH ROW EXECUTE FUNCTION money_source_is_kept();
"""

# An allocation that is asked for is of its source. One that a list brings is allocated, paid and
# spent as the list says, from the source of that list, which grows with it and shrinks with it.
ALLOCATION_BEGINS = """
CREATE FUNCTION money_allocation_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    source money_source;
BEGIN
    NEW.posted := 0;
    NEW.approved_by_id := NULL;
    IF NEW.state = 'listed' THEN
        NEW.asked_by_id := NULL;
        LOOP
            UPDATE money_source SET amount = amount + NEW.amount,
                allocated = allocated + NEW.amount
            WHERE province_id = NEW.province_id AND year = NEW.year
            AND priority_id = NEW.priority_id AND is_listed RETURNING * INTO source;
            EXIT WHEN FOUND;
            INSERT INTO money_source (province_id, year, priority_id, title, amount, reference,
                notes, is_listed, allocated, created_at)
            SELECT NEW.province_id, NEW.year, NEW.priority_id, name, 0, '', '', true, 0, now()
            FROM money_priority WHERE id = NEW.priority_id
            ON CONFLICT DO NOTHING;
            IF NOT EXISTS (SELECT FROM money_priority WHERE id = NEW.priority_id) THEN
                RAISE foreign_key_violation USING MESSAGE = 'There is no such priority.';
            END IF;
        END LOOP;
        NEW.source_id := source.id;
        NEW.allocated := NEW.amount;
        NEW.paid := NEW.opening_spent;
        NEW.spent := NEW.opening_spent;
        NEW.verified := 0;
        RETURN NEW;
    END IF;
    SELECT * INTO source FROM money_source WHERE id = NEW.source_id;
    IF source.id IS NULL OR source.province_id <> NEW.province_id THEN
        RAISE check_violation USING CONSTRAINT = 'allocation_of_its_source',
            MESSAGE = 'The source is of another office.';
    END IF;
    NEW.year := source.year;
    NEW.priority_id := source.priority_id;
    NEW.asked_by_id := coalesce(scope_user(), NEW.asked_by_id);
    NEW.opening_spent := 0;
    NEW.listed_as := NULL;
    NEW.allocated := 0;
    NEW.paid := 0;
    NEW.spent := 0;
    NEW.verified := 0;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_allocation_begins BEFORE INSERT ON money_allocation
FOR EACH ROW EXECUTE FUNCTION money_allocation_begins();
"""

ALLOCATION_IS_KEPT = """
CREATE FUNCTION money_allocation_is_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF pg_trigger_depth() = 1 AND (
        OLD.province_id, OLD.source_id, OLD.year, OLD.priority_id, OLD.amount, OLD.opening_spent,
        OLD.listed_as, OLD.asked_by_id, OLD.asked_on, OLD.allocated, OLD.paid, OLD.spent,
        OLD.verified, OLD.posted, OLD.paid_on
    ) IS DISTINCT FROM (
        NEW.province_id, NEW.source_id, NEW.year, NEW.priority_id, NEW.amount, NEW.opening_spent,
        NEW.listed_as, NEW.asked_by_id, NEW.asked_on, NEW.allocated, NEW.paid, NEW.spent,
        NEW.verified, NEW.posted, NEW.paid_on
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'allocation_is_kept',
            MESSAGE = 'What was asked for stays, and totals are kept by entries.';
    END IF;
    IF OLD.state IN ('asked', 'listed') AND NEW.state IN ('approved', 'refused') THEN
        NEW.approved_by_id := coalesce(scope_user(), NEW.approved_by_id);
    ELSIF NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id THEN
        NEW.approved_by_id := OLD.approved_by_id;
    END IF;
    IF NEW.state = 'closed' AND OLD.state <> 'closed'
    AND (NEW.allocated, NEW.paid, NEW.spent) <> (NEW.paid, NEW.spent, NEW.verified + NEW.opening_spent)
    THEN
        RAISE check_violation USING CONSTRAINT = 'allocation_settled_when_verified',
            MESSAGE = 'Not all of it is paid, spent and verified.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER allocation_is_kept BEFORE UPDATE ON money_allocation
FOR EACH ROW EXECUTE FUNCTION money_allocation_is_kept();
"""

# Undoing an import alone takes an allocation out, and only where nothing has been done with it.
ALLOCATION_GOES = """
CREATE FUNCTION money_allocation_goes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.state <> 'listed' OR OLD.posted > 0 THEN
        RAISE check_violation USING CONSTRAINT = 'allocation_stays',
            MESSAGE = 'An allocation stays in the book.';
    END IF;
    UPDATE money_source SET amount = amount - OLD.amount, allocated = allocated - OLD.amount
    WHERE id = OLD.source_id;
    DELETE FROM money_source WHERE id = OLD.source_id AND is_listed AND amount = 0;
    RETURN NULL;
END $$;
CREATE TRIGGER allocation_goes AFTER DELETE ON money_allocation
FOR EACH ROW EXECUTE FUNCTION money_allocation_goes();
"""

# The stages of an allocation are planned when it is approved, and are not more than it.
STAGES_FIT = """
CREATE FUNCTION money_stage_fits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    whole bigint;
BEGIN
    SELECT allocated INTO whole FROM money_allocation
    WHERE id = NEW.allocation_id AND state = 'approved' FOR UPDATE;
    NEW.paid := 0;
    IF NEW.amount + coalesce((SELECT sum(amount) FROM money_stage
        WHERE allocation_id = NEW.allocation_id), 0) > coalesce(whole, 0) THEN
        RAISE check_violation USING CONSTRAINT = 'stages_fit',
            MESSAGE = 'The stages are more than what is allocated.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_stage_fits BEFORE INSERT ON money_stage
FOR EACH ROW EXECUTE FUNCTION money_stage_fits();
"""

# One entry moves one total, under the lock of its allocation; allocating moves the source's too.
ENTRY_IS_POSTED = """
CREATE FUNCTION money_refuse(rule text, message text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE check_violation USING CONSTRAINT = rule, MESSAGE = message;
END $$;

CREATE FUNCTION money_entry_is_posted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    a money_allocation;
    other money_entry;
    delta bigint;
BEGIN
    SELECT * INTO a FROM money_allocation WHERE id = NEW.allocation_id FOR UPDATE;
    IF a.id IS NULL OR a.state <> 'approved' THEN
        PERFORM money_refuse('entry_of_what_is_approved', 'The allocation is not open.');
    END IF;
    NEW.by_id := coalesce(scope_user(), NEW.by_id);
    NEW.created_at := now();
    NEW.number := a.posted + 1;
    IF NEW.reverses_id IS NOT NULL THEN
        SELECT * INTO other FROM money_entry WHERE id = NEW.reverses_id;
        IF other.allocation_id IS DISTINCT FROM a.id OR other.reverses_id IS NOT NULL
        OR (other.kind, other.amount) <> (NEW.kind, NEW.amount) THEN
            PERFORM money_refuse('entry_reverses_its_like', 'It reverses no such entry.');
        END IF;
        NEW.stage_id := other.stage_id;
        NEW.verifies_id := other.verifies_id;
        IF NEW.document_no = '' THEN
            NEW.document_no := other.document_no;
        END IF;
        IF NEW.kind = 'spent' AND EXISTS (
            SELECT FROM money_entry v WHERE v.verifies_id = other.id AND v.reverses_id IS NULL
            AND NOT EXISTS (SELECT FROM money_entry r WHERE r.reverses_id = v.id)
        ) THEN
            PERFORM money_refuse('entry_verified_stays', 'It is verified.');
        END IF;
    ELSE
        IF NEW.by_id IN (a.asked_by_id, a.approved_by_id) AND NEW.kind IN ('paid', 'verified')
        OR NEW.by_id = a.asked_by_id AND NEW.kind IN ('allocated', 'taken_back')
        OR EXISTS (
            SELECT FROM money_entry e WHERE e.allocation_id = a.id AND e.by_id = NEW.by_id
            AND e.reverses_id IS NULL AND (e.kind, NEW.kind) IN (
                ('allocated', 'paid'), ('taken_back', 'paid'), ('allocated', 'verified'),
                ('taken_back', 'verified'), ('paid', 'allocated'), ('paid', 'taken_back'),
                ('paid', 'verified'), ('spent', 'verified'), ('verified', 'allocated'),
                ('verified', 'taken_back'), ('verified', 'paid'), ('verified', 'spent'))
        ) THEN
            PERFORM money_refuse('entry_by_another_person', 'One person took two of the parts.');
        END IF;
        IF NEW.kind = 'verified' THEN
            SELECT * INTO other FROM money_entry WHERE id = NEW.verifies_id;
            IF (other.allocation_id, other.kind, other.amount)
                IS DISTINCT FROM (a.id, 'spent'::varchar, NEW.amount)
            OR other.reverses_id IS NOT NULL
            OR EXISTS (SELECT FROM money_entry r WHERE r.reverses_id = other.id)
            OR EXISTS (
                SELECT FROM money_entry v WHERE v.verifies_id = other.id AND v.reverses_id IS NULL
                AND NOT EXISTS (SELECT FROM money_entry r WHERE r.reverses_id = v.id)
            ) THEN
                PERFORM money_refuse('entry_verifies_what_is_open', 'It verifies no such entry.');
            END IF;
        END IF;
        IF NEW.kind = 'paid' AND NOT EXISTS (
            SELECT FROM money_stage WHERE id = NEW.stage_id AND allocation_id = a.id
        ) AND (NEW.stage_id IS NOT NULL
            OR EXISTS (SELECT FROM money_stage WHERE allocation_id = a.id)) THEN
            PERFORM money_refuse('entry_pays_a_stage', 'A payment is of a stage.');
        END IF;
    END IF;
    delta := CASE WHEN (NEW.kind = 'taken_back') = (NEW.reverses_id IS NULL)
        THEN -NEW.amount ELSE NEW.amount END;
    NEW.before := CASE NEW.kind WHEN 'paid' THEN a.paid WHEN 'spent' THEN a.spent
        WHEN 'verified' THEN a.verified ELSE a.allocated END;
    NEW.after := NEW.before + delta;
    IF NEW.stage_id IS NOT NULL THEN
        UPDATE money_stage SET paid = paid + delta WHERE id = NEW.stage_id;
    END IF;
    UPDATE money_allocation SET posted = a.posted + 1,
        allocated = CASE WHEN NEW.kind IN ('allocated', 'taken_back') THEN NEW.after
            ELSE allocated END,
        paid = CASE NEW.kind WHEN 'paid' THEN NEW.after ELSE paid END,
        spent = CASE NEW.kind WHEN 'spent' THEN NEW.after ELSE spent END,
        verified = CASE NEW.kind WHEN 'verified' THEN NEW.after ELSE verified END,
        paid_on = CASE WHEN NEW.kind = 'paid' AND NEW.reverses_id IS NULL
            THEN greatest(paid_on, NEW.made_on) ELSE paid_on END
    WHERE id = a.id;
    IF NEW.kind IN ('allocated', 'taken_back') THEN
        UPDATE money_source SET allocated = allocated + delta WHERE id = a.source_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_entry_is_posted BEFORE INSERT ON money_entry
FOR EACH ROW EXECUTE FUNCTION money_entry_is_posted();
"""

POSTED_STAYS = """
CREATE FUNCTION money_posted_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE check_violation USING CONSTRAINT = 'entry_stays',
        MESSAGE = 'What is posted stays; it is reversed by another entry.';
END $$;
CREATE TRIGGER posted_stays BEFORE UPDATE OR DELETE ON money_entry
FOR EACH ROW EXECUTE FUNCTION money_posted_stays();
"""

ALL = (
    COUNTY_IN_PROVINCE, SOURCE_IS_KEPT, ALLOCATION_BEGINS, ALLOCATION_IS_KEPT, ALLOCATION_GOES,
    STAGES_FIT, ENTRY_IS_POSTED, POSTED_STAYS,
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("money", "0001_initial")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in ALL]
