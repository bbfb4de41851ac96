"""Whoever knows django-import-export finds its resources, and is told where they end."""

import io
import json

import pytest
from django.core.management import call_command

from accounts import scope
from imports.registry import Registry, register
from ngos.models import NGO
from ngos.registries.ngos import NGORegistry
from tests.imports.factory import ngo_file, ngo_row


def _imported(file) -> dict:
    out = io.StringIO()
    call_command("import_registry", "ngos", str(file), province="گیلان", json=True, stdout=out)
    return json.loads(out.getvalue())


def test_what_the_library_takes_out_is_in_words_and_comes_back_unchanged(db, tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(ngo_file(*(ngo_row(number, status="فعال") for number in range(1, 4))))
    assert _imported(file)["created"] == 3
    with scope.system():
        taken = NGORegistry().export(NGO.objects.order_by("pk"))
    assert json.loads(taken.export("json"))[0]["استان"] == "گیلان"
    assert "فعال" in taken["وضعیت"]
    file.write_text(taken.export("csv"), encoding="utf-8")
    told = _imported(file)
    assert (told["unchanged"], told["created"], told["updated"], told["rejected"]) == (3, 0, 0, 0)


def test_the_library_brings_nothing_in_past_the_engine(everything):
    with pytest.raises(NotImplementedError, match="import_registry"):
        NGORegistry().import_data(None)


def test_a_hook_of_the_library_that_nobody_would_ask_is_refused():
    class Deaf(Registry):
        kind = "deaf"

        def before_import_row(self, row, **kwargs): ...

    with pytest.raises(TypeError, match="before_import_row"):
        register(Deaf)
