"""A scope is believed when it is signed; what reaches beyond it is asked of functions."""

from django.db import migrations

from accounts.sql_scope import SQL as SCOPE
from accounts.taken import SQL as TAKEN

NOT_ONESELF = """
CREATE OR REPLACE FUNCTION accounts_not_oneself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.id = scope_user() THEN
        RAISE insufficient_privilege USING MESSAGE = 'Nobody changes their own role or place.';
    END IF;
    RETURN NEW;
END $$;
"""

# The id alone: what else an account holds is read in its own scope of signing in.
ACCOUNT_NAMED = """
CREATE FUNCTION accounts_account_named(name text, number text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp RETURN coalesce(
    (SELECT id FROM accounts_user WHERE lower(username) = lower(name)),
    (SELECT id FROM accounts_user WHERE mobile = number)
);
"""

# The author of an event: who the signed scope says, whatever the setting of the history says.
# Without a person (jobs, migrations) that is the name that the job gives itself.
CONTEXT = """
CREATE FUNCTION scope_context() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    context jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
    author bigint := scope_user();
BEGIN
    IF author IS NULL THEN
        RETURN context;
    END IF;
    RETURN coalesce(context, '{}') || (
        SELECT jsonb_build_object('user', id, 'name', coalesce(
            nullif(btrim(first_name || ' ' || last_name), ''), username))
        FROM accounts_user WHERE id = author);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_policy_settings")]

    operations = [
        migrations.RunSQL(SCOPE, migrations.RunSQL.noop),
        migrations.RunSQL(NOT_ONESELF, migrations.RunSQL.noop),
        migrations.RunSQL(ACCOUNT_NAMED, "DROP FUNCTION accounts_account_named"),
        migrations.RunSQL(TAKEN, "DROP FUNCTION scope_taken"),
        migrations.RunSQL(CONTEXT, "DROP FUNCTION scope_context"),
    ]
