"""Whoever can run any SQL within a request reaches no more than that request could.

The attacker here is the web server's own login, on a connection of its own, with the scope of a
person's request in force as the application enters it; then any SQL.
"""

import contextlib
import json
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from accounts import row_security, scope, signing, statistics
from accounts.scope import Kind, role_name
from config.database.preparation import KINDS_OF_LOGIN
from councils.decisions import POSTPONE
from imports.models import Run
from tests.cast import make_ngo, make_person
from tests.conftest import _administrator
from tests.councils import factory

WEB_LOGIN = {**settings.DATABASES["default"], "USER": settings.WEB_ROLE}
PEOPLE = [
    "gilan_director", "gilan_expert", "rasht_expert", "gilan_auditor", "rasht_ngo_officer",
    "rasht_case_worker", "visitor",
]  # fmt: skip


@pytest.fixture
def web(transactional_db) -> Iterator[psycopg.Connection]:
    with _web_connection() as opened:
        yield opened


def _web_connection() -> psycopg.Connection:
    return psycopg.connect(
        dbname=connection.settings_dict["NAME"],
        user=settings.WEB_ROLE,
        host=connection.settings_dict["HOST"] or None,
        port=connection.settings_dict["PORT"] or None,
        autocommit=True,
    )


def enter(attacker: psycopg.Connection, entered: scope.Scope) -> tuple[str, str]:
    """What the application does on a request's connection: gives back what is set there."""
    claims = signing.claims(
        entered.kind, entered.province, entered.county, entered.ngo, entered.user, entered.role
    )
    signed = signing.signature(claims, attacker.info.backend_pid)
    claim(attacker, entered.kind, claims, signed)
    return claims, signed


def claim(attacker: psycopg.Connection, kind: str, claims: str, signed: str) -> None:
    attacker.execute(
        "SELECT set_config('role', %s, false), set_config('scope.claims', %s, false), "
        "set_config('scope.signature', %s, false)",
        [role_name(Kind(kind)), claims, signed],
    )


def reached(attacker: psycopg.Connection) -> set[int]:
    """The NGOs that the attacker reads, or none where even the table is refused."""
    with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
        return {pk for (pk,) in attacker.execute("SELECT id FROM ngos_ngo").fetchall()}
    return set()


@pytest.fixture
def people(web, cast) -> dict[str, scope.Scope]:
    return {name: scope.of(getattr(cast, name)) for name in PEOPLE}


def test_another_role_or_other_claims_open_nothing(web, people, cast):
    for name, entered in people.items():
        claims, signed = enter(web, entered)
        own = reached(web)
        for kind in KINDS_OF_LOGIN[settings.WEB_ROLE]:
            forged = claims.replace(f"{entered.kind}|", f"{kind}|", 1)
            for told in (claims, forged):
                claim(web, kind, told, signed)
                assert reached(web) <= (own if told == claims else set()), (name, kind, told)
        for told in (
            claims.replace(f"|{entered.province}|", f"|{cast.isfahan_ngo.province_id}|"),
            claims.replace(f"|{entered.user}|", f"|{cast.gilan_director.pk}|"),
            f"{claims.rpartition('|')[0]}|99999999999",
            "",
        ):
            if told != claims:
                claim(web, entered.kind, told, signed)
                assert reached(web) == set(), (name, told)
        claim(web, entered.kind, claims, signed)
        assert reached(web) == own


def test_the_scope_of_every_row_is_not_the_web_servers(web):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        enter(web, scope.Scope(Kind.SYSTEM))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(f"SET ROLE {settings.OWNER_ROLE}")


def test_a_signature_holds_on_its_own_connection_and_for_hours(web, people, monkeypatch):
    entered = people["gilan_expert"]
    claims, signed = enter(web, entered)
    assert reached(web)
    with _web_connection() as other:
        claim(other, entered.kind, claims, signed)
        assert reached(other) == set()
    monkeypatch.setattr(signing, "HOURS", -1)
    enter(web, entered)
    assert reached(web) == set()


def test_who_only_looks_at_an_offices_rows_changes_none(web, people, cast):
    for name in ("gilan_auditor", "rasht_case_worker"):
        enter(web, people[name])
        assert reached(web)
        for statement in (
            "UPDATE ngos_ngo SET notes = 'x'",
            "DELETE FROM ngos_term",
            "UPDATE licensing_licence SET state = 'valid'",
        ):
            assert web.execute(statement).rowcount == 0, (name, statement)


def test_a_parallel_worker_believes_what_its_leader_was_signed_for(web, people):
    enter(web, people["gilan_expert"])
    own = reached(web)
    for setting in (
        "debug_parallel_query = on", "parallel_setup_cost = 0", "parallel_tuple_cost = 0",
        "min_parallel_table_scan_size = 0",
    ):  # fmt: skip
        web.execute(f"SET {setting}")
    assert reached(web) == own != set()
    plan = web.execute("EXPLAIN SELECT scope_province() FROM ngos_ngo").fetchall()
    assert "Gather" in str(plan)


def test_no_role_reads_the_key_nor_what_others_ask(web, people):
    for entered in people.values():
        enter(web, entered)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("SELECT * FROM scope_key")
    with _web_connection() as other:
        enter(other, people["gilan_director"])
        other.execute("SELECT 'told to nobody'")
        for role in ("NONE", role_name(Kind.PROVINCE)):
            web.execute(f"SET ROLE {role}")
            seen = web.execute(
                "SELECT query FROM pg_stat_activity WHERE pid = %s", [other.info.backend_pid]
            ).fetchall()
            assert "told to nobody" not in str(seen)
            for function in ("pg_terminate_backend", "pg_cancel_backend"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    web.execute(f"SELECT {function}(%s)", [other.info.backend_pid])


def test_history_is_written_by_the_database_with_the_author_of_the_signed_scope(web, cast):
    expert = cast.gilan_expert
    enter(web, scope.of(expert))
    web.execute("""SET pghistory.context_metadata = '{"user": 1, "name": "somebody else"}'""")
    web.execute("UPDATE ngos_ngo SET notes = 'x' WHERE id = %s", [cast.rasht_ngo.pk])
    [(context,)] = web.execute(
        "SELECT pgh_context FROM ngos_ngoevent WHERE pgh_obj_id = %s AND pgh_label = 'update'",
        [cast.rasht_ngo.pk],
    ).fetchall()
    assert (context["user"], context["name"]) == (expert.pk, expert.get_full_name())


HISTORIES = [
    model._meta.db_table for model in row_security.tables() if row_security.is_history(model)
]


@pytest.mark.parametrize("kind", list(Kind))
def test_no_scope_adds_to_a_history(db, kind):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname = ANY(%s) "
            "AND has_table_privilege(%s, oid, 'INSERT')",
            [HISTORIES, role_name(kind)],
        )
        assert cursor.fetchall() == []


def test_a_setting_or_table_left_on_a_connection_is_gone_at_the_next_request(cast):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE ngos_ngo AS SELECT 1 AS id")
        cursor.execute("SET search_path = pg_temp, public")
    scope.begin()
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        assert cursor.fetchone() == ("public, pg_temp",)
        cursor.execute("SELECT to_regclass('pg_temp.ngos_ngo')")
        assert cursor.fetchone() == (None,)


def test_nothing_that_a_request_asked_for_is_left_for_the_next(cast):
    """Rows of a cursor that outlives its transaction, what a sequence gave, locks, names."""
    with scope.enter(scope.of(cast.gilan_expert)), connection.cursor() as cursor:
        cursor.execute("DECLARE left_over CURSOR WITH HOLD FOR SELECT id FROM ngos_ngo")
        cursor.execute("PREPARE left_over AS SELECT id FROM ngos_ngo")
        cursor.execute("SELECT nextval('ngos_ngo_id_seq'), pg_advisory_lock(1)")
        cursor.execute("LISTEN left_over")
    scope.begin()
    with connection.cursor() as cursor:
        for what in (
            "pg_cursors WHERE name = 'left_over'", "pg_prepared_statements",
            "pg_listening_channels()", "pg_locks WHERE locktype = 'advisory' AND objid = 1",
        ):  # fmt: skip
            cursor.execute(f"SELECT count(*) FROM {what}")
            assert cursor.fetchone() == (0,), what
        with pytest.raises(DatabaseError, match="lastval"):
            cursor.execute("SELECT lastval()")


def test_a_transaction_left_open_holds_no_work_of_the_next_request(transactional_db):
    for left in ("BEGIN", "BEGIN; SET TRANSACTION READ ONLY"):
        with connection.cursor() as cursor:
            cursor.execute(left)
        scope.begin()
        assert connection.connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_what_is_taken_elsewhere_is_told_of_no_index_but_what_storing_tells(web, people, cast):
    stranger = make_person(at="اصفهان")
    enter(web, people["gilan_expert"])
    asked = "SELECT scope_taken(%s::regclass, jsonb_build_array(%s::jsonb))"
    rows = {
        "ngo_legal_id_once": ({"legal_id": cast.isfahan_ngo.legal_id}, [(1,)]),
        "person_once_in_province": (
            {"national_id": stranger.national_id, "province_id": stranger.province_id},
            [],
        ),
    }
    for index, (row, answer) in rows.items():
        assert web.execute(asked, [index, json.dumps(row)]).fetchall() == answer, index
    for index in ("user_name_once", "scope_key", "ngo_search"):
        with pytest.raises(psycopg.Error):
            web.execute(asked, [index, json.dumps({"id": 1})]).fetchall()


def test_counters_count_for_whoever_works_for_the_office(web, people, cast):
    asked = "SELECT papers_next_number(%s, 'letters', 1403)"
    gilan, isfahan = cast.rasht_ngo.province_id, cast.isfahan_ngo.province_id
    for name, entered in people.items():
        enter(web, entered)
        for province in (gilan, isfahan):
            if name != "visitor" and province == gilan:
                assert web.execute(asked, [province]).fetchone()[0] > 0
                continue
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(asked, [province])


def test_a_visitor_reads_no_table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND relkind IN ('r', 'p', 'v', 'm') AND has_table_privilege(%s, oid, 'SELECT')",
            [role_name(Kind.PUBLIC)],
        )
        allowed = {"django_content_type", "django_migrations"}
        assert {name for (name,) in cursor.fetchall()} <= allowed


def test_what_is_hidden_cannot_be_found_by_a_pattern_that_fails(web, people, cast):
    """An error once a hidden row matches so far would tell it, letter by letter."""
    hidden = make_ngo("پنهان", at="اصفهان/کاشان")
    for entered in people.values():
        enter(web, entered)
        if not reached(web):
            continue
        for begin in (hidden.legal_id, "0" * 5):
            for operator in ("LIKE", "~@", "ILIKE"):
                found = web.execute(
                    f"SELECT count(*) FROM ngos_ngo WHERE legal_id::text {operator} %s",
                    [begin + "%\\"],
                )
                assert found.fetchone() == (0,), operator
    enter(web, people["gilan_expert"])
    answers = web.execute("SELECT 'abc' ~@ '%b%', 'abc' ~@ 'abc\\', 'ab%c' ~@ '%\\%c%'")
    assert answers.fetchone() == (True, False, True)


def test_functions_that_reach_every_row_are_called_by_those_named(db):
    from accounts.functions import callers

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text, rolname FROM pg_proc p, pg_roles r "
            "WHERE prosecdef AND pronamespace = 'public'::regnamespace "
            "AND prorettype <> 'trigger'::regtype AND NOT rolsuper AND rolname <> %s "
            "AND rolname LIKE 'samanyar_%%' AND has_function_privilege(r.oid, p.oid, 'EXECUTE')",
            [settings.OWNER_ROLE],
        )
        found = set(cursor.fetchall())
    assert found == {
        (function, role)
        for function, kinds in callers().items()
        for kind in kinds
        for role in ((role_name(kind),) if kind else settings.LOGINS)
    }


def test_every_trigger_of_the_history_runs_as_the_owner_with_the_verified_author(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE prosrc LIKE '%%event\" (%%pgh_context%%' "
            "AND (NOT prosecdef OR prosrc NOT LIKE '%%scope_context()%%' OR proconfig IS NULL)"
        )
        assert cursor.fetchall() == []


def test_no_setting_switches_the_history_off(web, people, cast):
    enter(web, people["gilan_expert"])
    web.execute(
        "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, false) FROM pg_trigger "
        "WHERE tgrelid = 'ngos_ngo'::regclass"
    )
    count = "SELECT count(*) FROM ngos_ngoevent"
    [(before,)] = web.execute(count)
    web.execute("UPDATE ngos_ngo SET notes = 'untold' WHERE id = %s", [cast.rasht_ngo.pk])
    assert web.execute(count).fetchone() == (before + 1,)


def test_no_trigger_of_the_library_asks_whether_it_is_off(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname <> '_pgtrigger_should_ignore' "
            "AND strpos(prosrc, '_pgtrigger_should_ignore') > 0"
        )
        assert cursor.fetchall() == []


def test_a_rule_is_not_asked_of_a_table_that_a_session_made_for_itself(web, cast):
    """Else minutes that were signed are changed by whoever says that none are."""
    clerk, chair = cast.rasht_secretary, cast.rasht_chair
    session = factory.plan(clerk, factory.make_council())
    factory.attend(clerk, session)
    item = factory.put_on(clerk, session, factory.make_application(), decision=POSTPONE.key)
    factory.sign(chair, session)
    enter(web, scope.of(clerk))
    web.execute("CREATE TEMP TABLE councils_session AS SELECT * FROM public.councils_session")
    web.execute("UPDATE pg_temp.councils_session SET state = 'held'")
    for path in ("pg_temp, public", "public"):
        web.execute(f"SET search_path = {path}")
        with pytest.raises(psycopg.errors.CheckViolation, match="signed"):
            web.execute(
                "UPDATE public.councils_agendaitem SET votes_for = 1 WHERE id = %s", [item.pk]
            )


def test_every_function_says_where_its_names_are_looked_for(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc "
            "WHERE pronamespace = 'public'::regnamespace AND proowner = %s::regrole "
            "AND prosqlbody IS NULL AND coalesce(strpos(proconfig::text, 'search_path='), 0) = 0",
            [settings.OWNER_ROLE],
        )
        assert cursor.fetchall() == []


LOGGED = "SELECT accounts_log_access(%s, NULL, '', %s, %s, '{}', '{}')"


def test_the_access_log_tells_no_name_of_an_account_out_of_reach(web, people, cast):
    """Whoever reads the log would read there whom they said that their deed was about."""
    stranger, neighbour = cast.isfahan_expert, cast.rasht_expert
    for name, entered in people.items():
        enter(web, entered)
        for about in (stranger, neighbour):
            if name == "gilan_director" and about == neighbour:
                web.execute(LOGGED, ["password_given", None, about.pk])
                continue
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(LOGGED, ["password_given", None, about.pk])


def test_only_tries_are_logged_of_who_has_not_signed_in(web, cast):
    director = cast.gilan_director.pk
    enter(web, scope.Scope(Kind.SIGN_IN))
    for act in ("signed_in", "signed_out", "password_changed", "second_factor_set", "code_failed"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(LOGGED, [act, director, None])
    web.execute(LOGGED, ["sign_in_failed", director, None])


def test_no_scope_leaves_large_objects_for_others(web, people):
    for entered in people.values():
        enter(web, entered)
        for made in ("lo_create(0)", "lo_creat(-1)", "lo_from_bytea(0, 'x')"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(f"SELECT {made}")


def test_the_planner_tells_no_number_of_somebody_elsewhere(web, people, cast):
    """What is expected of a condition would change at each number that the server remembers."""
    hidden = sorted(make_person(at="اصفهان").national_id for _each in range(150))
    with _administrator(connection.settings_dict["NAME"]) as administrator:
        administrator.execute("ANALYZE ngos_person, ngos_ngo, accounts_user")
        for table, column in statistics.columns():
            kept = administrator.execute(
                "SELECT n_distinct FROM pg_stats WHERE (tablename, attname) = (%s, %s) "
                "AND most_common_vals IS NULL AND histogram_bounds IS NULL",
                [table, column],
            )
            assert kept.fetchall() == [(-1,)], (table, column)
    enter(web, people["gilan_expert"])
    expected = {
        web.execute(f"EXPLAIN SELECT FROM ngos_person WHERE national_id <= '{number}'").fetchone()
        for number in hidden
    }
    assert len(expected) == 1
    [(plan,)] = web.execute(
        f"EXPLAIN (FORMAT JSON) SELECT FROM ngos_person WHERE national_id = '{hidden[0]}'"
    )
    assert plan[0]["Plan"]["Plan Rows"] == 1


def test_nobody_asks_the_worker_in_the_name_of_another(web, people, cast):
    """It would import in the scope of whom the row names, and under their name."""
    expert, director = cast.gilan_expert, cast.gilan_director
    with scope.enter(scope.of(expert)):
        run = Run.objects.create(province=expert.province, created_by=expert, kind="ngos", file="x")
    enter(web, people["gilan_expert"])
    ask = "UPDATE imports_run SET asked = 'apply', asked_by_id = %s WHERE id = %s"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(ask, [director.pk, run.pk])
    web.execute("UPDATE imports_run SET asked_by_id = %s WHERE id = %s", [director.pk, run.pk])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute("UPDATE imports_run SET asked = 'apply' WHERE id = %s", [run.pk])
    assert web.execute(ask, [expert.pk, run.pk]).rowcount == 1
