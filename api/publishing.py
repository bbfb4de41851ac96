"""What is published once a day: grants, and files of the whole public register with their sums."""

import csv
import datetime
import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Any

import xlsxwriter
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts import scope
from api.models import Award, Dump
from api.shapes import NGO_COLUMNS, ngo_row
from files.exporting import disarm
from persian.dates import today
from programs.money.open_data.grants import published
from programs.money.open_data.package import grant_of, office_names
from public.models import Withheld
from public.register import PublicNGO, ngos

PAGE = 1000  # NGOs that are asked for at once
FOLDER = "published"


def publish_awards(on: datetime.date) -> int:
    """Bring the published grants in line with what may be published now; how many changed."""
    offices = office_names()
    grants = {grant.key: grant for grant in published()}
    fresh = {key: grant_of(grant, offices) for key, grant in grants.items()}
    held = {row.key: row for row in Award.objects.all()}
    now = timezone.now()
    changed = [
        Award(key=key, body=body, ngo=grants[key].receiver.ngo, changed_at=now)
        for key, body in fresh.items()
        if key not in held or (held[key].body, held[key].ngo) != (body, grants[key].receiver.ngo)
    ] + [
        Award(key=key, body=None, ngo=row.ngo, changed_at=now)
        for key, row in held.items()
        if key not in fresh and row.body is not None
    ]
    Award.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["key"],
        update_fields=["body", "ngo", "changed_at"], batch_size=PAGE,
    )  # fmt: skip
    return len(changed)


def publish_dumps(on: datetime.date) -> int:
    """Write the register of this day in each format, once a day; how many files were written."""
    written = 0
    for name, write in WRITERS.items():
        held = Dump.objects.filter(name=name).first()
        if held and timezone.localdate(held.made_at) == today() and not _tells_too_much(held):
            continue
        _publish(name, write, held)
        written += 1
    return written


def publish_anew() -> bool:
    """Write files again that hold an NGO which was withheld since; whether there were such."""
    with scope.system(), transaction.atomic():
        if not any(map(_tells_too_much, Dump.objects.all())):
            return False
        held = [row for row in Dump.objects.select_for_update() if _tells_too_much(row)]
        for row in held:
            _publish(row.name, WRITERS[row.name], row)
    return bool(held)


def _tells_too_much(dump: Dump) -> bool:
    return Withheld.objects.filter(at__gte=dump.made_at).exists()


def _publish(name: str, write: Callable[[IO[bytes]], int], held: Dump | None) -> None:
    begun = timezone.now()  # what is withheld while it is written may stand in it
    with tempfile.TemporaryFile() as file:
        rows = write(file)
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        stored = default_storage.save(f"{FOLDER}/{digest}", File(file))
    values = {
        "made_at": begun, "rows": rows, "size": size, "sha256": digest, "stored": stored,
    }  # fmt: skip
    Dump.objects.update_or_create(name=name, defaults=values)
    if held and held.stored != stored:
        default_storage.delete(held.stored)


def every_ngo() -> Iterator[PublicNGO]:
    """The whole public register, by number."""
    after = 0
    while found := ngos("public_by_number('{}', %s, %s, %s)", [today(), after, PAGE]):
        yield from found
        after = found[-1].id


def _write_csv(file: IO[bytes]) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(NGO_COLUMNS)
    rows = 0
    for ngo in every_ngo():
        rows += 1
        writer.writerow([disarm(str(each)) if each is not None else "" for each in ngo_row(ngo)])
    text.detach()
    return rows


def _write_json(file: IO[bytes]) -> int:
    rows = 0
    file.write(b"[")
    for rows, ngo in enumerate(every_ngo(), 1):
        row: dict[str, Any] = dict(zip(NGO_COLUMNS, ngo_row(ngo), strict=True))
        file.write(b",\n" if rows > 1 else b"\n")
        file.write(json.dumps(row, ensure_ascii=False).encode())
    file.write(b"\n]\n")
    return rows


def _write_workbook(file: IO[bytes]) -> int:
    rows = 0
    with tempfile.TemporaryDirectory() as folder:
        options = {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "tmpdir": folder,
        }  # fmt: skip
        book = xlsxwriter.Workbook(file, options)
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("سمن‌ها")
        sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, NGO_COLUMNS)
        for rows, ngo in enumerate(every_ngo(), 1):
            for column, each in enumerate(ngo_row(ngo)):
                if isinstance(each, bool | int):
                    sheet.write(rows, column, each)
                elif each is not None:
                    sheet.write_string(rows, column, str(each), text)
        book.close()
    file.seek(0, io.SEEK_END)
    return rows


WRITERS: dict[str, Callable[[IO[bytes]], int]] = {
    "ngos.csv": _write_csv,
    "ngos.json": _write_json,
    "ngos.xlsx": _write_workbook,
}
