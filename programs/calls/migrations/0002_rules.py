"""Rules of calls, proposals and reviews that hold between tables, whatever the way of a change."""

from django.db import migrations

# What a reviewer may not see: asked by policies, of the person of the signed scope.
HIDDEN = """
CREATE FUNCTION calls_text_is_closed(of_proposal bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM calls_assignment a JOIN calls_proposal p ON p.id = a.proposal_id
        WHERE a.proposal_id = of_proposal AND a.reviewer_id = scope_user()
        AND a.has_conflict IS NOT FALSE
        AND p.state IN ('draft', 'received', 'returned', 'reviewed')
    )
$$;
CREATE FUNCTION calls_score_is_awaited(of_proposal bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM calls_assignment a JOIN calls_proposal p ON p.id = a.proposal_id
        WHERE a.proposal_id = of_proposal AND a.reviewer_id = scope_user()
        AND (a.has_conflict IS NOT FALSE OR a.scored_revision IS DISTINCT FROM p.revision)
        AND p.state IN ('draft', 'received', 'returned', 'reviewed')
    )
$$;
"""

# Nobody of the proposing NGO reviews its proposal: its officers, and whoever founded it or serves
# in it and is known by a mobile number or by a seat in a body.
REVIEWER = """
CREATE FUNCTION calls_reviewer_is_apart() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.proposal_id, NEW.reviewer_id)
        IS DISTINCT FROM (OLD.proposal_id, OLD.reviewer_id) THEN
        RAISE check_violation USING CONSTRAINT = 'reviewer_stays',
            MESSAGE = 'A reviewer stays the reviewer of that proposal.';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.has_conflict IS DISTINCT FROM OLD.has_conflict
        AND (OLD.has_conflict OR scope_user() IS DISTINCT FROM NEW.reviewer_id)
        AND scope_kind() IS DISTINCT FROM 'system' THEN
        RAISE insufficient_privilege USING
            MESSAGE = 'A reviewer alone declares a conflict of interest, and it stays.';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.has_conflict IS NOT NULL
        AND scope_kind() IS DISTINCT FROM 'system' THEN
        RAISE insufficient_privilege USING
            MESSAGE = 'A reviewer alone declares a conflict of interest.';
    END IF;
    IF EXISTS (
        SELECT 1 FROM calls_proposal p JOIN accounts_user u ON u.id = NEW.reviewer_id
        WHERE p.id = NEW.proposal_id AND (
            u.ngo_id = p.ngo_id OR EXISTS (
                SELECT 1 FROM ngos_term t JOIN ngos_person n ON n.id = t.person_id
                WHERE t.ngo_id = p.ngo_id
                AND (t.post = 'founder' OR t.end_on IS NULL OR t.end_on >= CURRENT_DATE)
                AND (n.mobile = u.mobile OR EXISTS (
                    SELECT 1 FROM councils_councilmember m
                    WHERE m.user_id = u.id AND m.person_id = n.id
                ))
            )
        )
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'reviewer_is_not_of_the_ngo',
            MESSAGE = 'Who founded or serves the NGO does not review its proposal.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reviewer_is_apart BEFORE INSERT OR UPDATE ON calls_assignment
FOR EACH ROW EXECUTE FUNCTION calls_reviewer_is_apart();
"""

# A review is the reviewer's own, of the revision that is there, after they declared no conflict.
REVIEW = """
CREATE FUNCTION calls_review_is_of_now() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    proposal calls_proposal;
    asked calls_assignment;
    revision calls_revision;
BEGIN
    SELECT * INTO asked FROM calls_assignment WHERE id = NEW.assignment_id FOR UPDATE;
    SELECT * INTO proposal FROM calls_proposal WHERE id = NEW.proposal_id;
    SELECT * INTO revision FROM calls_revision WHERE id = NEW.revision_id;
    IF asked.proposal_id <> NEW.proposal_id OR asked.reviewer_id <> NEW.reviewer_id
        OR revision.proposal_id <> NEW.proposal_id THEN
        RAISE check_violation USING CONSTRAINT = 'review_is_of_its_proposal',
            MESSAGE = 'A review is of the proposal and the person that were asked.';
    END IF;
    IF asked.has_conflict IS NOT FALSE THEN
        RAISE check_violation USING CONSTRAINT = 'review_after_declaring',
            MESSAGE = 'A conflict of interest is declared before one scores.';
    END IF;
    IF proposal.state <> 'received' OR revision.number <> proposal.revision THEN
        RAISE check_violation USING CONSTRAINT = 'review_is_of_the_current_revision',
            MESSAGE = 'The proposal was changed, or its reviews are closed.';
    END IF;
    UPDATE calls_assignment SET scored_revision = revision.number WHERE id = asked.id;
    RETURN NEW;
END $$;
CREATE TRIGGER review_is_of_now BEFORE INSERT ON calls_review
FOR EACH ROW EXECUTE FUNCTION calls_review_is_of_now();
"""

# What was published stays: criteria, their weights, and the conditions. A deadline is put off only.
PUBLISHED = """
CREATE FUNCTION calls_published_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (
        (NEW.body_id, NEW.level, NEW.needs_licence, NEW.needs_no_measure, NEW.ceiling, NEW.topic)
        IS DISTINCT FROM
        (OLD.body_id, OLD.level, OLD.needs_licence, OLD.needs_no_measure, OLD.ceiling, OLD.topic)
        OR NEW.closes_on < OLD.closes_on
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'published_call_stays',
            MESSAGE = 'What a published call asks for stays as it is.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER published_stays BEFORE UPDATE ON calls_call
FOR EACH ROW EXECUTE FUNCTION calls_published_stays();

CREATE FUNCTION calls_weights_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM calls_call
        WHERE id = coalesce(NEW.call_id, OLD.call_id) AND state <> 'draft'
    ) THEN
        RAISE check_violation USING CONSTRAINT = 'published_call_stays',
            MESSAGE = 'What a published call weighs by stays as it is.';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER weights_stay BEFORE INSERT OR UPDATE OR DELETE ON calls_criterion
FOR EACH ROW EXECUTE FUNCTION calls_weights_stay();
"""

# A proposal in answer to a call came between its publication and the end of its last day.
IN_TIME = """
CREATE FUNCTION calls_proposal_in_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    call calls_call;
BEGIN
    IF NEW.call_id IS NOT NULL AND NEW.state = 'received' AND OLD.state = 'draft' THEN
        SELECT * INTO call FROM calls_call WHERE id = NEW.call_id;
        IF call.state NOT IN ('published', 'closed')
            OR NEW.received_on NOT BETWEEN call.published_on AND call.closes_on
            OR NEW.received_on > (now() AT TIME ZONE 'Asia/Tehran')::date
            OR (scope_kind() = 'ngo'
                AND NEW.received_on <> (now() AT TIME ZONE 'Asia/Tehran')::date) THEN
            RAISE check_violation USING CONSTRAINT = 'proposal_in_time',
                MESSAGE = 'The call takes proposals until the end of its last day.';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER in_time BEFORE UPDATE OF state ON calls_proposal
FOR EACH ROW EXECUTE FUNCTION calls_proposal_in_time();
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial"), ("councils", "0004_rules_of_kinds"), ("ngos", "0003_rules")]

    operations = [
        migrations.RunSQL(HIDDEN, migrations.RunSQL.noop),
        migrations.RunSQL(REVIEWER, migrations.RunSQL.noop),
        migrations.RunSQL(REVIEW, migrations.RunSQL.noop),
        migrations.RunSQL(PUBLISHED, migrations.RunSQL.noop),
        migrations.RunSQL(IN_TIME, migrations.RunSQL.noop),
    ]
