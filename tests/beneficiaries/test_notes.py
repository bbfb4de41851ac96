"""Sealed notes: by the office's key, which lies outside the database wrapped; bound to their row;
written by her leave; in plain text nowhere."""

import time
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts import scope
from accounts.refusals import Refusal
from accounts.roles import Role
from beneficiaries.safeguards.models import Consent, Look, Note, OfficeKey
from beneficiaries.safeguards.services import looking, notes, sealing
from tests.beneficiaries.rows import make_woman
from tests.cast import county, make_user, province, signed_in

pytestmark = pytest.mark.django_db
CANARY = "قناری‌زرد در خانه کتک خورده است"
# What is stored in plain text beside it, so that looking for a text is known to find one.
CONTROL = "kontroll-zeuge-4711"
ANOTHER = "قناری‌سبز به خانهٔ خواهرش رفته است"


@pytest.fixture
def rasht(cast) -> SimpleNamespace:
    with scope.system():
        at = {"province": province("گیلان"), "county": county("رشت")}
        woman = make_woman(at, 740_001, case_worker=cast.rasht_case_worker, job=CONTROL)
        other = make_woman(at, 740_002, case_worker=cast.rasht_case_worker)
        consent = Consent.objects.create(
            beneficiary=woman, purpose="notes", way="paper", given_on="2024-01-01"
        )
    return SimpleNamespace(
        **vars(cast), worker=cast.rasht_case_worker, woman=woman, other=other, consent=consent
    )


def write(rasht, text: str = CANARY) -> Note:
    with scope.enter(scope.of(rasht.worker)):
        return notes.write(
            actor=rasht.worker, woman=rasht.woman, subject="violence", text=text,
            consent=rasht.consent, legal_ground="",
        )  # fmt: skip


def everything_stored() -> bytes:
    """Every row of every table, as text and as the bytes of its binary columns."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_class "
            "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
        tables = [row[0] for row in cursor.fetchall()]
    found = []
    with scope.system(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
                found.append(cursor.fetchone()[0])
    return "\n".join(found).encode()


def test_a_note_is_written_and_read_on_its_pages_and_the_reading_is_written_down(rasht):
    client = signed_in(rasht.worker)
    add = reverse("admin:records_beneficiary_notes_add", args=[rasht.woman.pk])
    sent = {"subject": "violence", "text": CANARY, "consent": rasht.consent.pk, "legal_ground": ""}
    assert client.post(add, sent).status_code == 302
    with scope.system():
        note = Note.objects.get()
    shown = client.get(
        reverse("admin:records_beneficiary_notes_read", args=[rasht.woman.pk, note.pk])
    )
    assert CANARY in shown.content.decode()
    assert (
        CANARY
        not in client.get(
            reverse("admin:records_beneficiary_detail", args=[rasht.woman.pk])
        ).content.decode()
    )
    with scope.system():
        assert "note_read" in Look.objects.values_list("deed", flat=True)


def test_its_text_stands_nowhere_in_the_database(rasht):
    note = write(rasht)
    with scope.enter(scope.of(rasht.worker)):
        notes.change(actor=rasht.worker, note=note, text=ANOTHER)
    stored = everything_stored()
    assert CONTROL.encode() in stored
    for text in (CANARY, ANOTHER):
        for word in text.split():
            if len(word) > 5:
                assert word.encode() not in stored
                assert word.encode().hex().encode() not in stored


def test_its_text_stands_in_no_log_of_the_server_nor_in_what_it_writes_ahead(rasht):
    if settings.EMBEDDED_SERVER is None:
        pytest.skip("the files of another server are not here")
    write(rasht)
    data = settings.EMBEDDED_SERVER.place.data
    control, word = CONTROL.encode(), CANARY.split()[0].encode()

    def written() -> bytes:
        files = [*data.glob("pg_wal/0*"), *data.glob("base/pgsql_tmp/*"), *data.glob("*.log")]
        return b"\n".join(file.read_bytes() for file in files)

    found = written()
    for _again in range(100):  # the server writes ahead a little later
        if control in found:
            break
        time.sleep(0.1)
        found = written()
    assert control in found
    assert word not in found


def test_the_history_shows_a_change_only_where_there_was_one(rasht):
    note = write(rasht)
    with scope.enter(scope.of(rasht.worker)):
        notes.change(actor=rasht.worker, note=note, text=CANARY)
        assert note.events.count() == 1
        notes.change(actor=rasht.worker, note=note, text=ANOTHER)
        assert note.events.count() == 2
    call_command("rotate_note_keys", verbosity=0)
    with scope.system():
        assert note.events.count() == 2, "another key is no other text"


def test_moved_to_another_row_it_does_not_open(rasht):
    note = write(rasht)
    stolen = Note(
        beneficiary=rasht.other, subject="violence", legal_ground="danger", sealed=note.sealed,
        key=note.key, digest=note.digest, author_name="x",
    )  # fmt: skip
    with pytest.raises(sealing.Unreadable):
        sealing.open_text(stolen)
    note.beneficiary = rasht.other
    with pytest.raises(sealing.Unreadable):
        sealing.open_text(note)


def test_without_the_master_key_nothing_opens_and_the_page_says_so(rasht, settings):
    note = write(rasht)
    settings.NOTES_KEY = "another key of another installation"
    with scope.enter(scope.of(rasht.worker)):
        with pytest.raises(sealing.Unreadable):
            sealing.open_text(Note.objects.select_related("key").get(pk=note.pk))
        with pytest.raises(Refusal, match="باز نمی‌شود"):
            notes.read(actor=rasht.worker, note=note)


def test_keys_are_changed_while_notes_stay_readable(rasht, settings):
    note = write(rasht)
    before = bytes(note.sealed)
    settings.NOTES_KEY_FALLBACKS = [settings.NOTES_KEY]
    settings.NOTES_KEY = "a new master key"
    with scope.enter(scope.of(rasht.worker)):
        assert notes.read(actor=rasht.worker, note=note) == CANARY
    call_command("rotate_note_keys", master=True, verbosity=0)
    settings.NOTES_KEY_FALLBACKS = []
    with scope.enter(scope.of(rasht.worker)):
        stored = Note.objects.select_related("key", "beneficiary").get()
        assert bytes(stored.sealed) != before
        assert notes.read(actor=rasht.worker, note=stored) == CANARY
        assert [key.version for key in OfficeKey.objects.all()] == [2]


@pytest.mark.parametrize("consent", ["none", "of_another", "to_something_else", "taken_back"])
def test_without_her_leave_or_a_legal_ground_the_database_refuses(rasht, consent):
    note = write(rasht)
    with scope.system():
        other = Consent.objects.create(
            beneficiary=rasht.other, purpose="notes", way="paper", given_on="2024-01-01"
        )
        service = Consent.objects.create(
            beneficiary=rasht.woman, purpose="service", way="paper", given_on="2024-01-01"
        )
        if consent == "taken_back":
            Consent.objects.filter(pk=rasht.consent.pk).update(withdrawn_on="2024-02-01")
    by = {"none": None, "of_another": other.pk, "to_something_else": service.pk,
          "taken_back": rasht.consent.pk}[consent]  # fmt: skip
    with scope.enter(scope.of(rasht.worker)), pytest.raises(IntegrityError):
        _copied_with(note, by)


def _copied_with(note: Note, consent: int | None) -> None:
    """The note once more in raw SQL, by another consent or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO safeguards_note (uid, beneficiary_id, subject, written_on, author_name, "
            "consent_id, legal_ground, sealed, key_id, digest, created_at) SELECT "
            "gen_random_uuid(), beneficiary_id, subject, current_date, author_name, %s, '', "
            "sealed, key_id, digest, now() FROM safeguards_note WHERE id = %s",
            [consent, note.pk],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_legal_ground_takes_the_place_of_her_leave(rasht):
    with scope.enter(scope.of(rasht.worker)):
        with pytest.raises(Refusal):
            notes.write(
                actor=rasht.worker, woman=rasht.other, subject="violence", text=CANARY,
                consent=None, legal_ground="",
            )  # fmt: skip
        note = notes.write(
            actor=rasht.worker, woman=rasht.other, subject="violence", text=CANARY, consent=None,
            legal_ground="danger",
        )  # fmt: skip
        assert notes.read(actor=rasht.worker, note=note) == CANARY


def test_in_raw_sql_a_colleague_reaches_it_after_breaking_the_glass(rasht):
    write(rasht)
    colleague = make_user(Role.CASE_WORKER, at="گیلان/رشت")
    with scope.enter(scope.of(colleague)):
        assert not Note.objects.exists()
        looking.break_glass(actor=colleague, woman=rasht.woman, reason="جانشین مددکار")
        assert Note.objects.count() == 1
    with scope.enter(scope.of(rasht.gilan_chair)):
        assert not Note.objects.exists()
