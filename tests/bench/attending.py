"""How long a list of who came to a course takes, beside the stock library and bare COPY."""

import csv
import io
import random
from collections.abc import Iterator
from typing import Any

import tablib
from django.conf import settings
from import_export.fields import Field as ImportField
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from accounts import scope
from accounts.models import County
from imports import services
from imports.models import Run
from programs.events.models import Attendance, Cohort, Event, Participant, Session
from tests.bench import database
from tests.bench.measuring import Claim, medians, rate, seconds
from tests.bench.words import FAMILIES, GIVEN_NAMES

COHORTS, STOCK_ROWS = 40, 400
HEADER = ("نام و نام خانوادگی", "کد ملی", "سمت", "شهرستان", "مرکز", "گروه", "تاریخ", "حضور")
ROLES = ("تسهیلگر", "مسئول فنی", "صاحب امتیاز")
# In the order in which they are emptied, and what COPY writes of each.
_TABLES = ("events_attendance", "events_participant")


def claims(rows: int, *, repetitions: int) -> Iterator[Claim]:
    """`rows` participants in cohorts, each with one mark, as a file brings them."""
    with scope.system():
        content = _file(rows)
    times = []
    for _turn in range(repetitions):
        _emptied()
        with _office():
            first = seconds(lambda: _imported(content))
            taken = Run.objects.get().created
            if taken != rows or Attendance.objects.count() != rows:
                raise AssertionError(f"{taken} of {rows} rows were taken.")
        times.append((first, _copied()))
    checked = _of_stock()
    first, bare = medians(times)
    subject, ours = f"import of attendance, {rows:,} rows", rate(rows, first)
    yield Claim(
        subject, ours, "django-import-export, checking", rate(STOCK_ROWS, checked),
        (rows / first) / (STOCK_ROWS / checked), at_least=40,
    )  # fmt: skip
    yield Claim(
        subject, ours, "bare COPY of both tables", rate(rows, bare), first / bare, at_most=5
    )
    _emptied()


def _file(rows: int) -> bytes:
    dice = random.Random(1400)
    counties = list(County.objects.filter(province=database.home()).values_list("name", flat=True))
    text = io.StringIO()
    text.write("آموزش برنامه‌های اجتماع‌محور\n")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for number in range(rows):
        cohort = 1 + number % COHORTS
        writer.writerow(
            [
                f"{dice.choice(GIVEN_NAMES)} {dice.choice(FAMILIES)}", _national_id(number),
                dice.choice(ROLES), dice.choice(counties), f"مرکز {dice.randint(1, 60)}",
                f"دورهٔ {cohort}", f"1400/10/{1 + cohort % 28:02}", "حاضر",
            ]
        )  # fmt: skip
    return text.getvalue().encode()


def _national_id(number: int) -> str:
    body = f"999{number:06d}"
    rest = sum(int(digit) * (10 - i) for i, digit in enumerate(body)) % 11
    return f"{body}{rest if rest < 2 else 11 - rest}"


def _imported(content: bytes) -> Run:
    actor = database.expert()
    run = services.upload(
        actor=actor, kind="attendance", province=database.home(), file=io.BytesIO(content),
        file_name="attendance.csv",
    )  # fmt: skip
    services.check_run(actor=actor, run=run)
    return services.apply_run(actor=actor, run=run)


def _office() -> Any:
    return scope.enter(scope.of(database.expert()))


def _emptied() -> None:
    with database.administrator() as server:
        server.execute("TRUNCATE events_event, events_centre, imports_run CASCADE")
        server.execute("VACUUM ANALYZE")
        server.execute("CHECKPOINT")


def _copied() -> float:
    """Seconds for COPY of the same rows into both tables, with all indexes and checks and without
    the history's triggers; they are taken out and put in again."""
    columns = {table: _columns(table) for table in _TABLES}
    kept = {}
    with database.administrator() as server:
        for table in _TABLES:
            asked = f"COPY (SELECT {columns[table]} FROM {table} ORDER BY id) TO STDOUT"
            with server.cursor().copy(asked) as copy:
                kept[table] = [bytes(block) for block in copy]
        server.execute("TRUNCATE events_attendance, events_participant CASCADE")

    def copy_in() -> None:
        with owner.transaction():
            for table in reversed(_TABLES):
                asked = f"COPY {table} ({columns[table]}) FROM STDIN"
                with owner.cursor().copy(asked) as copy:
                    for block in kept[table]:
                        copy.write(block)

    with database.login(settings.DATABASE_OWNER, database.NAME) as owner:
        for table in _TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            return seconds(copy_in)
        finally:
            for table in _TABLES:
                owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _columns(table: str) -> str:
    model = Attendance if table == "events_attendance" else Participant
    return ", ".join(field.column for field in model._meta.concrete_fields if not field.generated)


class _Participants(ModelResource):
    """A plain resource with the library's own checks; its rows are clean already."""

    event = ImportField("event", "event", ForeignKeyWidget(Event, "pk"))
    cohort = ImportField("cohort", "cohort", ForeignKeyWidget(Cohort, "pk"))
    county = ImportField("county", "county", ForeignKeyWidget(County, "pk"))

    class Meta:
        model = Participant
        import_id_fields = ("national_id",)
        fields = ("event", "cohort", "county", "full_name", "national_id", "role")
        clean_model_instances = True

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        instance.province = instance.event.province


class _Marks(ModelResource):
    session = ImportField("session", "session", ForeignKeyWidget(Session, "pk"))
    participant = ImportField(
        "participant", "participant", ForeignKeyWidget(Participant, "national_id")
    )

    class Meta:
        model = Attendance
        import_id_fields = ("session", "participant")
        fields = ("session", "participant", "is_present")
        clean_model_instances = True


def _of_stock() -> float:
    """Seconds that the library takes for a part of the rows: those who came, then their marks."""
    with database.administrator() as server:  # it sets sequences, which the application may not
        for table in _TABLES:
            server.execute(f"GRANT UPDATE ON SEQUENCE {table}_id_seq TO PUBLIC")
    with _office():
        event = Event.objects.create(
            province=database.home(), kind="course", title="دوره", starts_on="2022-01-01",
            ends_on="2022-02-01", state="held",
        )  # fmt: skip
        cohort = Cohort.objects.create(event=event, number=1)
        session = Session.objects.create(
            event=event, cohort=cohort, held_on="2022-01-05", state="held"
        )
        county = County.objects.filter(province=database.home()).values_list("pk", flat=True)[0]
        numbers = [_national_id(500_000 + number) for number in range(STOCK_ROWS)]
        people = tablib.Dataset(
            *((event.pk, cohort.pk, county, "مریم آزمونی", number, "") for number in numbers),
            headers=["event", "cohort", "county", "full_name", "national_id", "role"],
        )
        marks = tablib.Dataset(
            *((session.pk, number, 1) for number in numbers),
            headers=["session", "participant", "is_present"],
        )

        def both() -> None:
            for resource, rows in ((_Participants(), people), (_Marks(), marks)):
                result: Any = resource.import_data(rows, dry_run=False)
                if result.has_errors() or result.has_validation_errors():
                    raise AssertionError(
                        result.base_errors or result.row_errors() or result.invalid_rows
                    )

        return seconds(both)
