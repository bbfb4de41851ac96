"""What one cannot see one cannot refer to: tried in raw SQL, as whoever works in an office."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from accounts import row_security, scope
from accounts.references import ADDED, CHANGED, Key, exempt, keys
from accounts.scope import Kind, Scope
from beneficiaries.safeguards.models import Opening
from councils.models import AgendaItem, Attendance, CouncilMember, Session
from desk.models import Officer, ReportSignature
from imports.models import Progress, Run
from licensing.models import Application, ApplicationStep, Licence
from ngos.models import NGO, Person, Term
from programs.calls.models import Proposal, ProposalOnAgenda
from programs.microfunds.models import AccountKind, Instalment, Loan, MicroFund, Movement
from programs.microfunds.services.posting import Line, account_of, post
from screens.models import Export, PostedForm, SavedFilter
from supervision.models import AnnualReport, Measure, MeasureOnAgenda, MeasureProposal
from tests.cast import field, make_person
from tests.certificates.models import Certificate, CertificateOnAgenda
from tests.councils.factory import make_council
from tests.public.rows import withheld
from tests.rows import Register

NOT_ALLOWED = "42501"
# Tables of which a row cannot come in the place of itself, and why.
NOT_PUT_AGAIN = {
    "calls_assignment": "a reviewer alone declares, after being asked",
    "calls_callform": "a version is never taken back",
    "calls_proposalfunding": "its key is that of its allocation",
    "calls_review": "a reviewer alone scores",
    "desk_officer": "functions of the database alone write who speaks for an NGO",
    "desk_reportsignature": "a function of the database alone writes who signed",
    "microfunds_account": "the book alone keeps accounts",
    "microfunds_fundmember": "members leave and stay",
    "microfunds_instalment": "what is written stays",
    "microfunds_ledgerentry": "what is written stays",
    "microfunds_loan": "what is written stays",
    "microfunds_microfund": "a fund is closed and stays",
    "money_allocation": "begins as asked for, without its book",
    "money_campaignitem": "what was drawn is frozen",
    "money_entry": "what is written stays",
    "money_finding": "what was found stays",
    "money_stage": "stages are those of the approval",
    "safeguards_look": "a function of the database alone writes who looked",
    "safeguards_opening": "a function of the database alone writes who broke the glass",
}
MODELS = {model._meta.db_table: model for model in row_security.tables()}


def ask(sql: str, parameters: list[object] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def all_keys() -> list[Key]:
    with connection.cursor() as cursor:
        return keys(cursor)


@pytest.fixture
def offices(cast):
    """Rows of every table in Rasht and in Kashan."""
    Register(cast)
    with scope.system():
        for session in Session.objects.select_related("chair"):
            Attendance.objects.create(session=session, member=session.chair)
        for application in Application.objects.all():
            ApplicationStep.objects.create(
                application=application, step="submit", source="draft", target="submitted"
            )
        for ngo in NGO.objects.all():
            withheld(ngo, by=cast.gilan_director)
        for report in AnnualReport.objects.all():
            officer = Officer.objects.filter(ngo=report.ngo_id).latest("pk")
            ReportSignature.objects.create(
                report=report, post="ceo", user_id=officer.user_id, name=officer.name
            )
        for measure in Measure.objects.select_related("case"):
            measure.effects.create(
                before="valid", licence=Licence.objects.filter(ngo=measure.case.ngo_id).first()
            )
        for proposal in MeasureProposal.objects.select_related("council", "case__ngo"):
            session = Session.objects.get(council=proposal.council)
            item = AgendaItem.objects.create(session=session, position=9, subject="تعلیق")
            MeasureOnAgenda.objects.create(item=item, session=session, proposal=proposal)
            certificate = Certificate.objects.create(
                ngo=proposal.case.ngo, subject="گواهی", asked_on=session.held_on
            )
            item = AgendaItem.objects.create(session=session, position=10, subject="گواهی")
            CertificateOnAgenda.objects.create(item=item, session=session, certificate=certificate)
        for proposal in Proposal.objects.filter(state="received").select_related("body"):
            session = Session.objects.filter(county=proposal.county).earliest("pk")
            item = AgendaItem.objects.create(session=session, position=11, subject="پیشنهاد")
            ProposalOnAgenda.objects.create(item=item, session=session, proposal=proposal)
        for loan in Loan.objects.select_related("fund"):
            MicroFund.objects.create(
                province=loan.fund.province, county=loan.fund.county, name="دیگر", kind="women",
                founded_on="2023-01-01",
            )  # fmt: skip
            terms = {"fee": 0, "deposit": 0, "cheque_amount": 0}
            given = {"approved": ("2024-01-02", cast.gilan_director, terms),
                     "paid": ("2024-02-05", cast.gilan_expert, {})}  # fmt: skip
            for state, (day, by, more) in given.items():
                Loan.objects.filter(pk=loan.pk).update(
                    **{"state": state, f"{state}_on": day, f"{state}_by": by, **more}
                )
            account = account_of(
                AccountKind.LOAN, fund=loan.fund_id, member=loan.member_id, loan=loan.pk
            )
            day = datetime.date(2024, 2, 5)
            line = Line(
                account=account.pk, movement=Movement.LENT, amount=loan.amount, made_on=day,
                loan=loan.pk,
            )  # fmt: skip
            post(actor=None, fund=loan.fund, line=line)
            Instalment.objects.bulk_create(
                Instalment(
                    loan=loan, number=number, amount=loan.amount // 10, due_on=f"2025-01-{number}"
                )
                for number in range(1, 11)
            )
        for ngo in NGO.objects.all():
            ngo.other_fields.add(field("محیط زیست"))
        owner = cast.gilan_director
        Export.objects.create(user=owner, list_name="ngos.ngo", file_format="xlsx")
        SavedFilter.objects.create(user=owner, list_name="ngos.ngo", name="x", query="q=1")
        # A sealed note is reached by who has broken the glass.
        Opening.objects.update(user_id=owner.pk, closes_at=timezone.now() + datetime.timedelta(1))
        PostedForm.objects.create(user=owner, key="x", answer=b"x")
        for run in Run.objects.filter(province=owner.province):
            Progress.objects.create(
                run=run, province=run.province, step="check", begun_at=run.created_at
            )
    return cast


@dataclass
class Attack:
    """Somebody who works in `scope`, a key, and a row that they cannot see."""

    scope: Scope
    key: Key

    @property
    def model(self) -> type[models.Model]:
        return MODELS[self.key.table]

    def own(self) -> dict[str, Any] | None:
        """A row of the key's table that they see."""
        with scope.enter(self.scope):
            if not self._may("SELECT"):
                return None
            found = ask(
                f"SELECT to_jsonb(row)::text FROM {self.key.table} row "
                f"ORDER BY {self.key.column} IS NULL, 1 LIMIT 1"
            )
        return json.loads(found[0][0]) if found else None

    def unseen(self) -> int:
        with scope.system():
            every = {pk for (pk,) in ask(f"SELECT id FROM {self.key.target}")}
        with scope.enter(self.scope):
            allowed = ask("SELECT has_table_privilege(%s, 'SELECT')", [self.key.target])[0][0]
            seen = {pk for (pk,) in ask(f"SELECT id FROM {self.key.target}")} if allowed else set()
        current = (self.own() or {}).get(self.key.column)
        # Where all rows that there are stand in the row itself, one that is not there at all.
        return min(every - seen - {current}, default=max(every) + 1_000_000)

    def seen(self) -> int | None:
        """Another row that they do see; the row's own where there is none."""
        current = (self.own() or {}).get(self.key.column)
        with scope.enter(self.scope):
            allowed = ask("SELECT has_table_privilege(%s, 'SELECT')", [self.key.target])[0][0]
            found = {pk for (pk,) in ask(f"SELECT id FROM {self.key.target}")} if allowed else set()
        return min(found - {current}, default=current)

    def _may(self, verb: str) -> bool:
        return bool(ask("SELECT has_table_privilege(%s, %s)", [self.key.table, verb])[0][0])

    def outcome(self, value: int | None, how: str) -> str:
        """What becomes of writing `value` into the key: "done", "otherwise", or an SQLSTATE."""
        row = self.own()
        assert row is not None
        primary = str(self.model._meta.pk.column)  # type: ignore[union-attr]
        try:
            with transaction.atomic(), scope.enter(self.scope):
                if how == "change":
                    written = ask(
                        f"UPDATE {self.key.table} SET {self.key.column} = %s WHERE {primary} = %s "
                        f"RETURNING {self.key.column}",
                        [value, row[primary]],
                    )
                else:
                    written = self._put_again({**row, self.key.column: value}, primary)
                raise _Back
        except _Back:
            return "done" if written == [(value,)] else "otherwise"
        except DatabaseError as error:
            return str(error.__cause__.sqlstate)  # type: ignore[union-attr]

    def _put_again(self, row: dict[str, Any], primary: str) -> list[tuple[Any, ...]]:
        """The row comes in the place of itself, so that nothing but the key can be refused."""
        with scope.system():
            if self._may("DELETE"):
                ask(f"DELETE FROM {self.key.table} WHERE {primary} = %s", [row[primary]])
            else:
                row[primary] += 1_000_000
        workflow = getattr(self.model, "workflow", None)
        if workflow is not None:
            row["state"] = workflow.first
        columns = [
            str(field.column) for field in self.model._meta.concrete_fields if not field.generated
        ]
        listed = ", ".join(f'"{column}"' for column in columns)
        return ask(
            f"INSERT INTO {self.key.table} ({listed}) SELECT {listed} "
            f"FROM jsonb_populate_record(NULL::{self.key.table}, %s) RETURNING {self.key.column}",
            [Jsonb(row)],
        )


class _Back(Exception):
    """Takes back what was tried."""


def scopes(cast) -> dict[Kind, Scope]:
    people = (cast.gilan_director, cast.rasht_expert, cast.rasht_ngo_officer)
    return {found.kind: found for found in map(scope.of, people)}


def test_no_key_takes_a_row_that_the_writer_cannot_see(offices):
    holes, tried = [], 0
    for kind, own_scope in scopes(offices).items():
        for key in all_keys():
            if (key.table, key.column) in _declared_exempt():
                continue
            attack = Attack(own_scope, key)
            if attack.own() is None:
                assert kind is not Kind.PROVINCE, f"no row of {key.table} to try"
                continue
            unseen = attack.unseen()
            for how in ("change", "add"):
                outcome = attack.outcome(unseen, how)
                tried += 1
                # What is refused alike whichever row is named tells of none.
                if outcome != NOT_ALLOWED and outcome != attack.outcome(attack.seen(), how):
                    holes.append((kind, key, how, outcome))
    assert holes == []
    assert tried > 100


def test_what_the_attack_writes_is_taken_where_it_names_what_is_seen(offices):
    """So that it is the key, and nothing beside it, that was refused."""
    refused, stayed = [], set()
    for key in all_keys():
        attack = Attack(scopes(offices)[Kind.PROVINCE], key)
        row = attack.own()
        assert row is not None
        outcome = attack.outcome(row[key.column], "add")
        if outcome != "done" and key.table in NOT_PUT_AGAIN:
            stayed.add(key.table)
        elif outcome != "done":
            refused.append((key.table, key.column, outcome))
    assert stayed == {*NOT_PUT_AGAIN}
    # There a trigger writes who takes the step, whoever is told.
    assert refused == [("licensing_applicationstep", "taken_by_id", "otherwise")]


def _declared_exempt() -> set[tuple[str, str]]:
    return {
        (model._meta.db_table, str(model._meta.get_field(name).column))  # type: ignore[union-attr]
        for model in MODELS.values()
        for name in getattr(model, "refers_out_of_sight", {})
    }


def test_every_key_of_the_catalogue_is_guarded_or_says_why_not(db):
    exempted = exempt()
    guarded: dict[str, str] = {}
    for table, source in ask(
        "SELECT tgrelid::regclass::text, string_agg(prosrc, ' ') FROM pg_trigger "
        "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgname = ANY(%s) GROUP BY 1",
        [[ADDED, CHANGED]],
    ):
        guarded[table] = source
    found = all_keys()
    bare = [
        key
        for key in found
        if (key.table, key.column) not in exempted
        and f"'{key.column}'" not in guarded.get(key.table, "")
    ]
    assert bare == []
    assert all(exempted.values())
    assert exempted.keys() - {(key.table, key.column) for key in found} <= _to_what_all_see()
    assert Key("accounts_user", "ngo_id", "ngos_ngo") in found


def _to_what_all_see() -> set[tuple[str, str]]:
    """Keys of tables between two models, one of which the whole country shares."""
    return {("ngos_ngo_other_fields", "field_id")}


def test_a_person_does_not_come_into_sight_by_being_named(cast):
    """A county sees whoever serves in its NGOs, and must not bring others in by that."""
    stranger = make_person(at="گیلان")
    friend = make_person(at="گیلان/رشت")
    with scope.enter(scope.of(cast.rasht_expert)):
        assert not Person.objects.filter(pk=stranger.pk).exists()
        own = Term.objects.create(
            ngo=cast.rasht_ngo, person=friend, post="founder", start_on="2020-01-01"
        )
        terms = [
            Term(ngo=cast.rasht_ngo, person=stranger, post=post, start_on="2020-01-01")
            for post in ("founder", "board_member")
        ]
        for attempt in (
            lambda: Term.objects.bulk_create(terms),
            lambda: Term.objects.filter(pk=own.pk).update(person=stranger),
        ):
            with pytest.raises(DatabaseError) as refusal, transaction.atomic():
                attempt()
            assert refusal.value.__cause__.sqlstate == NOT_ALLOWED
        assert not Person.objects.filter(pk=stranger.pk).exists()


def test_what_a_row_names_already_may_stay_out_of_sight(offices):
    """Whoever changes another column is not asked about a row that somebody else has named."""
    with scope.system():
        item = AgendaItem.objects.filter(province=offices.rasht_ngo.province).first()
        theirs = Measure.objects.get(case__ngo=offices.rasht_ngo)
        elsewhere = AgendaItem.objects.exclude(province=item.province).first()
        Measure.objects.filter(pk=theirs.pk).update(resolution=elsewhere)
    with scope.enter(scope.of(offices.gilan_expert)):
        theirs.refresh_from_db()
        theirs.grave_reason = "خطر جانی"
        theirs.save()
        assert Measure.objects.get(pk=theirs.pk).resolution_id == elsewhere.pk


def test_a_temporary_table_of_the_same_name_deceives_no_trigger(cast):
    council = make_council("گیلان", members=1)
    stranger = make_person(at="اصفهان")
    with scope.enter(scope.of(cast.gilan_expert)):
        ask("CREATE TEMPORARY TABLE ngos_person AS SELECT %s::bigint AS id", [stranger.pk])
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            CouncilMember.objects.filter(council=council).update(person=stranger)
    assert refusal.value.__cause__.sqlstate == NOT_ALLOWED
