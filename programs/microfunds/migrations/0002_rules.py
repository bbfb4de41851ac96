"""What holds of funds whatever the way it is written: the book continues and is never changed, a
loan's terms stay, its instalments are its sum, nobody acts in another's name."""

from django.db import migrations

COUNTY_IN_PROVINCE = """
ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (county_id, province_id)
REFERENCES accounts_county (id, province_id) DEFERRABLE INITIALLY DEFERRED
"""

OF_ONE_FUND = """
ALTER TABLE microfunds_loan ADD CONSTRAINT loan_of_member_of_fund
    FOREIGN KEY (member_id, fund_id) REFERENCES microfunds_fundmember (id, fund_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE microfunds_account
    ADD CONSTRAINT fund_account_of_member_of_fund FOREIGN KEY (member_id, fund_id)
        REFERENCES microfunds_fundmember (id, fund_id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT fund_account_of_loan_of_fund FOREIGN KEY (loan_id, fund_id)
        REFERENCES microfunds_loan (id, fund_id) DEFERRABLE INITIALLY DEFERRED;
"""

REFUSE = """
CREATE FUNCTION microfunds_refuse(rule text, message text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE check_violation USING CONSTRAINT = rule, MESSAGE = message;
END $$;
"""

# Every fund, member and loan has its accounts from the first moment, and nobody else opens one.
ACCOUNTS_ARE_OPENED = """
CREATE FUNCTION microfunds_open_accounts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'microfunds_microfund' THEN
        INSERT INTO microfunds_account (fund_id, kind, balance, entries)
        SELECT added.id, one.kind, 0, 0
        FROM added, unnest(ARRAY['cash', 'grants', 'fees']) AS one (kind);
    ELSIF TG_TABLE_NAME = 'microfunds_fundmember' THEN
        INSERT INTO microfunds_account (fund_id, member_id, kind, balance, entries)
        SELECT added.fund_id, added.id, 'savings', 0, 0 FROM added;
    ELSE
        INSERT INTO microfunds_account (fund_id, member_id, loan_id, kind, balance, entries)
        SELECT added.fund_id, added.member_id, added.id, one.kind, 0, 0
        FROM added, unnest(ARRAY['loan', 'deposit']) AS one (kind);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER open_accounts AFTER INSERT ON microfunds_microfund
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION microfunds_open_accounts();
CREATE TRIGGER open_accounts AFTER INSERT ON microfunds_fundmember
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION microfunds_open_accounts();
CREATE TRIGGER open_accounts AFTER INSERT ON microfunds_loan
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION microfunds_open_accounts();
"""

# Entries continue the book of their fund and of their account, one statement after the other under
# the lock of the fund; what then stands in the accounts is written here and nowhere else.
ENTRIES_ARE_POSTED = """
CREATE FUNCTION microfunds_entries_are_posted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM microfunds_microfund WHERE id IN (SELECT fund_id FROM added)
    ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM microfunds_microfund
               WHERE id IN (SELECT fund_id FROM added) AND state = 'closed') THEN
        PERFORM microfunds_refuse('ledger_of_an_open_fund', 'The book of this fund is closed.');
    END IF;
    IF scope_user() IS NOT NULL
    AND EXISTS (SELECT FROM added WHERE by_id IS DISTINCT FROM scope_user()) THEN
        PERFORM microfunds_refuse('ledger_in_the_own_name', 'An entry is of who enters it.');
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT entry.*,
                lag(number) OVER book AS last_number, lag(cash_after) OVER book AS last_cash,
                lag(position) OVER own AS last_position, lag(after) OVER own AS last_after
            FROM added entry
            WINDOW book AS (PARTITION BY fund_id ORDER BY number),
                own AS (PARTITION BY account_id ORDER BY number)
        ) entry
        LEFT JOIN microfunds_account account ON account.id = entry.account_id
        LEFT JOIN microfunds_account cash ON cash.fund_id = entry.fund_id AND cash.kind = 'cash'
        WHERE (
            account.fund_id = entry.fund_id
            AND account.kind = CASE
                WHEN entry.movement IN ('saved', 'withdrawn') THEN 'savings'
                WHEN entry.movement IN ('granted', 'grant_returned') THEN 'grants'
                WHEN entry.movement IN ('lent', 'repaid') THEN 'loan'
                WHEN entry.movement IN ('fee', 'cost') THEN 'fees'
                WHEN entry.movement IN ('blocked', 'released') THEN 'deposit' END
            AND (account.loan_id IS NULL OR account.loan_id = entry.loan_id)
            AND (entry.loan_id IS NULL OR account.loan_id IS NOT NULL OR account.kind = 'fees')
            AND entry.number = coalesce(entry.last_number, cash.entries) + 1
            AND entry.cash_before = coalesce(entry.last_cash, cash.balance)
            AND entry.cash_after = entry.cash_before + entry.amount
                * CASE account.kind WHEN 'loan' THEN -1 WHEN 'deposit' THEN 0 ELSE 1 END
            AND entry.position = coalesce(entry.last_position, account.entries) + 1
            AND entry.before = coalesce(entry.last_after, account.balance)
        ) IS NOT TRUE
    ) THEN
        PERFORM microfunds_refuse('ledger_continues', 'This does not continue the book.');
    END IF;
    IF EXISTS (
        SELECT FROM added LEFT JOIN microfunds_loan loan ON loan.id = added.loan_id
        WHERE added.loan_id IS NOT NULL AND (
            loan.fund_id <> added.fund_id
            OR added.movement = 'lent' AND added.reverses_id IS NULL
                AND (loan.state, loan.amount, 1) IS DISTINCT FROM
                    ('paid'::varchar, added.amount, added.position))
    ) THEN
        PERFORM microfunds_refuse('ledger_pays_what_was_approved', 'No such loan is to be paid.');
    END IF;
    IF EXISTS (
        SELECT FROM added LEFT JOIN microfunds_ledgerentry other ON other.id = added.reverses_id
        WHERE added.reverses_id IS NOT NULL AND (
            other.account_id, other.movement, -other.amount, other.loan_id, other.reverses_id
        ) IS DISTINCT FROM (
            added.account_id, added.movement, added.amount, added.loan_id, NULL::bigint)
    ) THEN
        PERFORM microfunds_refuse('ledger_reverses_its_like', 'It reverses no such entry.');
    END IF;
    UPDATE microfunds_account account SET balance = last.after, entries = last.position
    FROM (SELECT DISTINCT ON (account_id) account_id, after, position FROM added
          ORDER BY account_id, number DESC) last
    WHERE account.id = last.account_id;
    UPDATE microfunds_account account SET balance = last.cash_after, entries = last.number
    FROM (SELECT DISTINCT ON (fund_id) fund_id, cash_after, number FROM added
          ORDER BY fund_id, number DESC) last
    WHERE account.fund_id = last.fund_id AND account.kind = 'cash';
    RETURN NULL;
END $$;
CREATE TRIGGER entries_are_posted AFTER INSERT ON microfunds_ledgerentry
REFERENCING NEW TABLE AS added FOR EACH STATEMENT
EXECUTE FUNCTION microfunds_entries_are_posted();
"""

# Not granted to any scope either; this also holds the owner of the tables.
WRITTEN_STAYS = """
CREATE FUNCTION microfunds_written_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF TG_TABLE_NAME = 'microfunds_ledgerentry'
        AND NOT EXISTS (SELECT FROM microfunds_ledgerentry)
        OR TG_TABLE_NAME = 'microfunds_instalment'
        AND NOT EXISTS (SELECT FROM microfunds_instalment) THEN
            RETURN NULL;
        END IF;
    END IF;
    PERFORM microfunds_refuse('ledger_stays', 'What is written stays; another entry reverses it.');
    RETURN NULL;
END $$;
CREATE TRIGGER written_stays BEFORE UPDATE OR DELETE ON microfunds_ledgerentry
FOR EACH ROW EXECUTE FUNCTION microfunds_written_stays();
CREATE TRIGGER all_written_stays BEFORE TRUNCATE ON microfunds_ledgerentry
FOR EACH STATEMENT EXECUTE FUNCTION microfunds_written_stays();
CREATE TRIGGER written_stays BEFORE UPDATE OR DELETE ON microfunds_instalment
FOR EACH ROW EXECUTE FUNCTION microfunds_written_stays();
CREATE TRIGGER all_written_stays BEFORE TRUNCATE ON microfunds_instalment
FOR EACH STATEMENT EXECUTE FUNCTION microfunds_written_stays();
"""

LOAN_IS_KEPT = """
CREATE FUNCTION microfunds_loan_begins() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.requested_by_id := coalesce(scope_user(), NEW.requested_by_id);
    NEW.approved_by_id := NULL;
    NEW.paid_by_id := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER loan_begins BEFORE INSERT ON microfunds_loan
FOR EACH ROW EXECUTE FUNCTION microfunds_loan_begins();

CREATE FUNCTION microfunds_loan_is_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF (OLD.fund_id, OLD.member_id, OLD.requested_by_id)
        IS DISTINCT FROM (NEW.fund_id, NEW.member_id, NEW.requested_by_id)
    OR OLD.state <> 'requested' AND (OLD.amount, OLD.instalment_count, OLD.requested_on, OLD.purpose)
        IS DISTINCT FROM (NEW.amount, NEW.instalment_count, NEW.requested_on, NEW.purpose)
    OR OLD.state NOT IN ('requested', 'approved')
        AND (OLD.fee, OLD.deposit, OLD.cheque_amount, OLD.cheque_no, OLD.approved_on, OLD.paid_on)
        IS DISTINCT FROM
            (NEW.fee, NEW.deposit, NEW.cheque_amount, NEW.cheque_no, NEW.approved_on, NEW.paid_on)
    THEN
        PERFORM microfunds_refuse('loan_terms_stay', 'What was approved and paid stays.');
    END IF;
    IF OLD.state = 'requested' AND NEW.state = 'approved' THEN
        NEW.approved_by_id := coalesce(scope_user(), NEW.approved_by_id);
    ELSE
        NEW.approved_by_id := OLD.approved_by_id;
    END IF;
    IF OLD.state = 'approved' AND NEW.state = 'paid' THEN
        NEW.paid_by_id := coalesce(scope_user(), NEW.paid_by_id);
    ELSE
        NEW.paid_by_id := OLD.paid_by_id;
    END IF;
    IF NEW.state = 'settled' AND EXISTS (
        SELECT FROM microfunds_account WHERE loan_id = NEW.id AND kind = 'loan' AND balance <> 0)
    OR NEW.state = 'withdrawn' AND EXISTS (
        SELECT FROM microfunds_account WHERE loan_id = NEW.id AND balance <> 0) THEN
        PERFORM microfunds_refuse('loan_ends_at_zero', 'Something of this loan is still open.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER loan_is_kept BEFORE UPDATE ON microfunds_loan
FOR EACH ROW EXECUTE FUNCTION microfunds_loan_is_kept();

CREATE FUNCTION microfunds_loan_is_paid() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM microfunds_instalment WHERE loan_id = NEW.id)
    OR NOT EXISTS (SELECT FROM microfunds_ledgerentry WHERE loan_id = NEW.id AND movement = 'lent')
    THEN
        PERFORM microfunds_refuse('loan_paid_stands_in_the_book',
            'A paid loan has its instalments and its entry in the book.');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER loan_is_paid AFTER UPDATE ON microfunds_loan
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (OLD.state = 'approved' AND NEW.state = 'paid')
EXECUTE FUNCTION microfunds_loan_is_paid();
"""

# To the rial, in the order of their days.
INSTALMENTS_ARE_THE_LOAN = """
CREATE FUNCTION microfunds_instalments_are_the_loan() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT loan_id FROM added) touched
        LEFT JOIN microfunds_loan loan ON loan.id = touched.loan_id
        CROSS JOIN LATERAL (
            SELECT sum(amount) AS whole, count(*) AS how_many, max(number) AS last,
                min(due_on) AS first_day, bool_and(is_later) AS is_ordered
            FROM (SELECT amount, number, due_on,
                    due_on > lag(due_on, 1, '-infinity') OVER (ORDER BY number) AS is_later
                  FROM microfunds_instalment WHERE loan_id = touched.loan_id) line
        ) found
        WHERE (loan.state = 'paid' AND found.whole = loan.amount
            AND found.how_many = loan.instalment_count AND found.last = loan.instalment_count
            AND found.first_day > loan.paid_on AND found.is_ordered) IS NOT TRUE
    ) THEN
        PERFORM microfunds_refuse('instalments_are_the_loan',
            'The instalments are not the loan that was paid.');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER instalments_are_the_loan AFTER INSERT ON microfunds_instalment
REFERENCING NEW TABLE AS added FOR EACH STATEMENT
EXECUTE FUNCTION microfunds_instalments_are_the_loan();
"""

# Nobody leaves, and no fund closes, while something stands in their accounts.
LEAVES_NOTHING_OPEN = """
CREATE FUNCTION microfunds_leaves_nothing_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'microfunds_microfund' THEN
        PERFORM FROM microfunds_account WHERE fund_id = NEW.id AND balance <> 0;
    ELSE
        PERFORM FROM microfunds_account WHERE member_id = NEW.id AND balance <> 0;
    END IF;
    IF FOUND THEN
        PERFORM microfunds_refuse('fund_leaves_nothing_open', 'Something still stands in the book.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER leaves_nothing_open BEFORE UPDATE ON microfunds_microfund FOR EACH ROW
WHEN (NEW.state = 'closed' AND OLD.state <> 'closed')
EXECUTE FUNCTION microfunds_leaves_nothing_open();
CREATE TRIGGER leaves_nothing_open BEFORE UPDATE ON microfunds_fundmember FOR EACH ROW
WHEN (NEW.left_on IS NOT NULL AND OLD.left_on IS NULL)
EXECUTE FUNCTION microfunds_leaves_nothing_open();
"""

ALL = (
    COUNTY_IN_PROVINCE.format(
        table="microfunds_microfund", name="microfund_county_in_province"
    ),
    COUNTY_IN_PROVINCE.format(
        table="microfunds_selfhelpgroup", name="self_help_group_county_in_province"
    ),
    OF_ONE_FUND, REFUSE, ACCOUNTS_ARE_OPENED, ENTRIES_ARE_POSTED, WRITTEN_STAYS, LOAN_IS_KEPT,
    INSTALMENTS_ARE_THE_LOAN, LEAVES_NOTHING_OPEN,
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("microfunds", "0001_initial")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in ALL]
