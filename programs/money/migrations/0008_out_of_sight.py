"""What is out of sight is refused as such, before a rule of money tells anything of it."""

from django.db import migrations

IN_SIGHT = """
CREATE FUNCTION {table}_in_sight() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM {target} WHERE id = NEW.{column}) THEN
        RAISE insufficient_privilege USING TABLE = '{table}', COLUMN = '{column}',
            MESSAGE = 'This names a row outside the scope.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER aa_in_sight BEFORE INSERT OR UPDATE OF {column} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_in_sight();
"""
HANG_ON = (
    ("money_entry", "allocation_id", "money_allocation"),
    ("money_stage", "allocation_id", "money_allocation"),
    ("money_campaignitem", "allocation_id", "money_allocation"),
    ("money_finding", "item_id", "money_campaignitem"),
)


class Migration(migrations.Migration):
    dependencies = [("money", "0007_rules_of_campaigns")]

    operations = [
        migrations.RunSQL(
            IN_SIGHT.format(table=table, column=column, target=target), migrations.RunSQL.noop
        )
        for table, column, target in HANG_ON
    ]
