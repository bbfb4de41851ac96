"""The steps of an import on the screen, as tests take them."""

import re
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts import scope
from imports.models import Run
from tests.cast import legal_id, province

DATA = Path(__file__).parent.parent / "data"
ADD = "/office/imports/run/add/"
HEAD = "نام سازمان,شناسه ملی,شهرستان,موضوع فعالیت,گستره,تلفن همراه,تعداد اعضا"


def line(name: str = "انجمن آزمون واردات", **cells: Any) -> str:
    values = {
        "name": name,
        "legal_id": legal_id(900_001),
        "county": "کاشان",
        "field": "خیریه",
        "level": "شهرستانی",
        "mobile": "09700000001",
        "members": "45",
        **cells,
    }
    return ",".join(str(value) for value in values.values())


def listed(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


def send(client: Client, content: bytes, name: str = "list.csv", at: str = "اصفهان") -> Any:
    with scope.system():
        home = province(at).pk
    file = SimpleUploadedFile(name, content)
    return client.post(ADD, {"kind": "ngos", "province": home, "file": file})


def page(name: str, run: Run, query: str = "") -> str:
    return reverse(f"admin:imports_run_{name}", args=(run.pk,)) + query


def latest() -> Run:
    with scope.system():
        return Run.objects.order_by("-pk").first()


def chosen(run: Run, **changes: str) -> dict[str, str]:
    """The form of the columns as it is shown, with some choices changed by place."""
    shown = {f"column-{index}": name or "" for index, name in enumerate(run.columns)}
    read_as = f"{run.encoding}|{run.delimiter}|{run.sheet}|{run.header_row}"
    return {"read_as": read_as, **shown, **{f"column-{key[1:]}": to for key, to in changes.items()}}


def check(client: Client, content: bytes, **options: Any) -> Run:
    response = send(client, content, **options)
    assert response.status_code == 302, text_of(response)
    run = latest()
    response = client.post(page("columns", run), chosen(run))
    assert response.status_code == 302, text_of(response)
    return latest()


def apply(client: Client, run: Run, **data: str) -> Any:
    shown = {"checked_at": run.checked_at.isoformat() if run.checked_at else "", **data}
    return client.post(page("apply", run), shown, follow=True)


def text_of(response: Any) -> str:
    text = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)
