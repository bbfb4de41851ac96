"""A disk without room: the person is told, what was typed stays, and no part of a file is left."""

import errno
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import reverse

from accounts import scope
from files import printing, storage
from letters.models import Letter
from ngos.models import Document
from papers.models import Stationery
from persian.dates import format_jalali, today
from tests import rows
from tests.cast import signed_in
from tests.images import png

TOLD = "پر است"
PDF = b"%PDF-1.4" + b"x" * 200_000


def no_room(*_args: Any, **_kwargs: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


class _HalfWritten:
    """A file that takes its first part and finds no room for the next."""

    def __init__(self, handle: int, mode: str) -> None:
        self._file, self._parts = open(handle, mode), 0  # noqa: SIM115  a handle

    def __enter__(self) -> "_HalfWritten":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def write(self, part: bytes) -> None:
        self._file.write(part)
        no_room()


def files() -> list[Path]:
    return [path for path in Path(default_storage.path("")).rglob("*") if path.is_file()]


def count(model: Any) -> int:
    with scope.system():
        return int(model._default_manager.count())


def test_a_file_that_finds_no_room_is_told_of_in_its_form_and_leaves_nothing(cast, monkeypatch):
    monkeypatch.setattr(storage.os, "fdopen", _HalfWritten)
    ngo, day = cast.rasht_ngo, format_jalali(today())
    image = SimpleUploadedFile("نشان.png", png(), "image/png")
    sent = (
        (
            "gilan_expert", reverse("admin:ngos_ngo_documents_add", args=[ngo.pk]), Document,
            {"type": "charter", "number": "۱۲/الف", "file": SimpleUploadedFile("ا.pdf", PDF)},
            "۱۲/الف",
        ),
        (
            "gilan_expert", f"{reverse('admin:letters_letter_add')}?direction=outgoing", Letter,
            {
                "kind": "notice", "subject": "تذکر نوشته‌شده", "body": "با سلام", "ngo": ngo.pk,
                "written_on": day, "file": SimpleUploadedFile("ن.pdf", PDF),
            },
            "تذکر نوشته‌شده",
        ),
        (
            "gilan_director", reverse("admin:papers_stationery_add"), Stationery,
            {"office_title": "استانداری نوشته‌شده", "upload": image}, "استانداری نوشته‌شده",
        ),
    )  # fmt: skip
    for who, address, model, data, typed in sent:
        response = signed_in(getattr(cast, who)).post(address, data)
        page = response.content.decode()
        assert (response.status_code, TOLD in page, typed in page) == (200, True, True), address
        assert (count(model), files()) == (0, []), address


def test_what_cannot_be_printed_for_want_of_room_says_so(cast, monkeypatch):
    register = rows.Register(cast)
    own = register._own
    monkeypatch.setattr(printing.Path, "write_bytes", no_room)
    by_model = {model._meta.label: row.pk for model, row in own.items()}
    for who, name, model in (
        ("gilan_director", "papers_stationery_sample_small", "papers.Stationery"),
        ("rasht_secretary", "councils_session_minutes", "councils.Session"),
        ("gilan_expert", "letters_letter_print", "letters.Letter"),
    ):
        address = reverse(f"admin:{name}", args=[by_model[model]])
        response = signed_in(getattr(cast, who)).get(address, follow=True)
        assert (response.status_code, TOLD in response.content.decode()) == (200, True), name


def test_a_file_that_finds_no_room_on_its_way_here_is_answered_in_words(cast, monkeypatch):
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)
    client = signed_in(cast.gilan_expert)
    client.raise_request_exception = False
    address = reverse("admin:ngos_ngo_documents_add", args=[cast.rasht_ngo.pk])
    large = SimpleUploadedFile("ا.pdf", PDF * 20)
    response = client.post(address, {"type": "charter", "file": large})
    assert (response.status_code, TOLD in response.content.decode()) == (507, True)


@pytest.mark.parametrize("size", [0, 5_000_000])
def test_a_file_is_kept_whole(size):
    name = default_storage.save("x/file.pdf", SimpleUploadedFile("ا.pdf", b"a" * size))
    assert [path.stat().st_size for path in files()] == [size]
    assert default_storage.open(name).read() == b"a" * size
