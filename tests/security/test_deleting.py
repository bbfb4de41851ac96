"""Deleting is done or refused in words, empties no key, and what it took can be brought back."""

import json
from typing import Any

import pytest
from django.db import connection, models
from django.urls import reverse

from accounts import row_security, scope
from accounts.models import User
from accounts.roles import PERMISSIONS
from accounts.row_security import Exempt, OwnedBy, is_history
from councils.models import CouncilMember
from letters.models import Letter
from ngos.models import NGO, Branch, Document, Person, Term
from ngos.services.delete_ngo import parts
from screens.deleting import keys_to
from tests.addresses import addresses
from tests.cast import field, make_ngo, make_person, signed_in
from tests.councils.factory import make_council
from tests.public.rows import withheld
from tests.rooms import FOLDERS
from tests.rows import Register

OURS = [
    model
    for model in row_security.tables()
    if not is_history(model) and not isinstance(row_security.declared(model), Exempt)
]
# What the register holds: not what is kept of somebody's signing in, or of a form that was sent.
REGISTER = [
    model for model in OURS if model is User or model._meta.app_label not in ("accounts", "screens")
]
DECIDED = [
    relation
    for relation in keys_to(NGO, models.PROTECT)
    if relation.related_model.__module__.partition(".")[0] in FOLDERS
]
# What must be said besides for a row to name an NGO.
ALSO = {"safeguards.Consent": {"recipient": "ngo"}, "care.Service": {"provider": "ngo"}}


def everything() -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row of ours, by table and key; keys of rows that are not there are found out."""
    found = {}
    with scope.system(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model in REGISTER:
            table = model._meta.db_table
            cursor.execute(f"SELECT to_jsonb(row)::text FROM {table} row")
            for (text,) in cursor.fetchall():
                row = json.loads(text)
                for moment in ("updated_at", "last_login"):
                    row.pop(moment, None)
                number = row.pop(model._meta.pk.column)
                # A row of a list between two tables has no number that anybody keeps.
                key = tuple(sorted(row.items())) if model._meta.auto_created else number
                found[table, key] = row
    return found


def delete_at(who: User, name: str, *pks: object) -> Any:
    return signed_in(who).post(reverse(name, args=pks), {"post": "yes"}, follow=True)


def test_nothing_that_an_office_decided_is_emptied_or_taken_along():
    """A key holds its row, but for parts of a whole that nobody deletes, or that comes back with
    it, and for what is one person's own."""
    loose = []
    for model in OURS:
        for key in model._meta.concrete_fields:
            if not isinstance(key, models.ForeignKey) or key.remote_field is None:
                continue
            if key.remote_field.on_delete is models.PROTECT:
                continue
            whole: Any = key.related_model
            verb = f"{whole._meta.app_label}.delete_{whole._meta.model_name}"
            # What is left to the database is taken along by it, with rows that nobody deletes.
            is_part = key.remote_field.on_delete in (models.CASCADE, models.DO_NOTHING) and (
                isinstance(row_security.declared(model), OwnedBy)
                or model in parts()
                or (model._meta.auto_created and whole is NGO)
                or not PERMISSIONS.get(verb)
            )
            if not is_part:
                loose.append(f"{model._meta.label}.{key.name}")
    assert loose == []
    assert set(parts()) == {Term, Branch, Document}


@pytest.mark.parametrize("relation", DECIDED, ids=lambda relation: relation.related_model.__name__)
def test_an_ngo_that_the_office_has_dealt_with_stays_and_the_page_says_with_what(cast, relation):
    Register(cast)
    withheld(cast.rasht_ngo, by=cast.gilan_director)
    ngo = make_ngo("انجمن ماندگار")
    model, name = relation.related_model, relation.field.name
    with scope.enter(scope.of(cast.gilan_director)):
        row = model._default_manager.filter(**{name: cast.rasht_ngo}).first()
        row = row or model._default_manager.filter(**{name: None}).first()
    assert row is not None
    with scope.system():
        also = ALSO.get(model._meta.label, {})
        model._default_manager.filter(pk=row.pk).update(**{name: ngo}, **also)
    before = everything()
    answer = delete_at(cast.gilan_director, "admin:ngos_ngo_delete", ngo.pk)
    assert answer.status_code == 200
    assert str(model._meta.verbose_name_plural) in answer.content.decode()
    assert everything() == before


def test_what_is_out_of_sight_holds_an_ngo_too(cast):
    """The nation wrote about the NGO in another office's name."""
    ngo = make_ngo()
    with scope.system():
        Letter.objects.create(
            province=cast.isfahan_ngo.province, direction="outgoing", kind="notice",
            number="1403/1", year=1403, written_on="2024-05-01", ngo=ngo, subject="تذکر",
        )  # fmt: skip
    before = everything()
    answer = delete_at(cast.gilan_director, "admin:ngos_ngo_delete", ngo.pk)
    assert "سوابقی از دفتری دیگر" in answer.content.decode()
    assert everything() == before


def test_a_person_whom_another_office_named_is_not_deleted(cast):
    """The national council's seats are out of a province's sight."""
    person = make_person(at="گیلان")
    council = make_council("", members=1)
    with scope.system():
        CouncilMember.objects.filter(council=council).update(person=person)
    answer = delete_at(cast.gilan_director, "admin:ngos_person_delete", person.pk)
    assert "سوابقی از دفتری دیگر" in answer.content.decode()
    with scope.system():
        assert Person.objects.filter(pk=person.pk).exists()


def test_every_address_that_deletes_is_done_or_refused_and_empties_nothing(cast):
    register = Register(cast)
    tried = []
    for address in addresses()[0]:
        if not address.name.endswith("_delete") or "_savedfilter_" in address.name:
            continue
        parameters = register.own(address)
        for who in (cast.gilan_director, cast.national_expert):
            before = everything()
            answer = signed_in(who).post(
                reverse(address.name, kwargs=parameters)
                if "object_id" in parameters or "pk" in parameters
                else reverse(address.name),
                {"post": "yes"},
            )
            assert answer.status_code < 500, address.name
            after = everything()
            gone = before.keys() - after.keys()
            changed = {key for key in before.keys() & after.keys() if before[key] != after[key]}
            assert changed == set(), (address.name, changed)
            assert len(gone) <= 1 or answer.status_code == 302, address.name
            tried.append((address.name, answer.status_code, len(gone)))
    assert len({name for name, _status, _gone in tried}) > 15
    # A row with nothing on it goes: a term, a branch, a document, a template.
    assert {name for name, _status, gone in tried if gone} >= {
        f"admin:{name}_delete"
        for name in (
            "ngos_ngo_terms",
            "ngos_ngo_branches",
            "ngos_ngo_documents",
            "letters_lettertemplate",
        )
    }


def test_restoring_brings_back_everything_that_deleting_took(cast):
    ngo = cast.rasht_ngo
    with scope.system():
        person = make_person(at="گیلان/رشت")
        Term.objects.create(ngo=ngo, person=person, post="ceo", start_on="2024-01-01")
        Branch.objects.create(ngo=ngo, county=ngo.county)
        Document.objects.create(ngo=ngo, type="charter", file="x.pdf", size=8)
        ngo.other_fields.add(field("محیط زیست"))
        User.objects.filter(pk=cast.rasht_ngo_officer.pk).update(is_active=False)
        assert all(model._default_manager.filter(ngo=ngo).exists() for model in parts())
    before = everything()
    delete_at(cast.gilan_director, "admin:ngos_ngo_delete", ngo.pk)
    with scope.system():
        assert not NGO.objects.filter(pk=ngo.pk).exists()
    signed_in(cast.gilan_director).post(reverse("admin:ngos_ngo_restore", args=[ngo.pk]))
    assert everything() == before
