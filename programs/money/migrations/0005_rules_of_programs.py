"""Money of a program is spent within the program's dates."""

from django.db import migrations

PROGRAM_OF_THE_OFFICE = """
CREATE FUNCTION money_program_of_the_office() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM money_refuse('allocation_is_kept', 'What was asked for stays.');
    ELSIF NOT EXISTS (
        SELECT FROM projects_program WHERE id = NEW.program_id AND province_id = NEW.province_id
    ) THEN
        PERFORM money_refuse('allocation_of_its_program', 'The program is of another office.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zz_program_of_the_office BEFORE INSERT ON money_allocation
FOR EACH ROW WHEN (NEW.program_id IS NOT NULL) EXECUTE FUNCTION money_program_of_the_office();
CREATE TRIGGER zz_program_stays BEFORE UPDATE ON money_allocation
FOR EACH ROW WHEN (OLD.program_id IS DISTINCT FROM NEW.program_id)
EXECUTE FUNCTION money_program_of_the_office();
"""

# Whoever records the expenditure may not see the program: a county's expert, of the province's.
WITHIN_ITS_PROGRAM = """
CREATE FUNCTION money_within_its_program() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM money_allocation a JOIN projects_program p ON p.id = a.program_id
        WHERE a.id = NEW.allocation_id
        AND NEW.made_on NOT BETWEEN coalesce(p.starts_on, '-infinity') AND coalesce(p.ends_on, 'infinity')
    ) THEN
        PERFORM money_refuse('entry_within_its_program', 'It is outside the dates of its program.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER within_its_program BEFORE INSERT ON money_entry
FOR EACH ROW WHEN (NEW.kind = 'spent' AND NEW.reverses_id IS NULL)
EXECUTE FUNCTION money_within_its_program();
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0004_programs")]

    operations = [
        migrations.RunSQL(PROGRAM_OF_THE_OFFICE, migrations.RunSQL.noop),
        migrations.RunSQL(WITHIN_ITS_PROGRAM, migrations.RunSQL.noop),
    ]
