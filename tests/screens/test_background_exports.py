"""Workbooks of long lists are made by a worker: for the one who asked, and for some days."""

import datetime
import io
import os
import subprocess
import sys
import time

import msoffcrypto
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts import scope
from accounts.models import User
from accounts.roles import Role
from files.exporting.formats import written
from ngos.models import NGO
from persian.dates import today
from screens.exports import background
from screens.models import Export, ExportState
from tests.browser import sign_in
from tests.cast import make_ngo, make_user, province, signed_in
from tests.exports import body, cells, exported

LIST, EXPORT = reverse("admin:ngos_ngo_changelist"), reverse("admin:ngos_ngo_export")
LOCKED = reverse("admin:ngos_ngo_export_locked")
OWN = reverse("admin:screens_export_changelist")


@pytest.fixture(autouse=True)
def _everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "ROWS_AT_ONCE", dict.fromkeys(("xlsx", "ods", "pdf"), 0))


def ask(user: User, query: str = "format=xlsx") -> Export:
    """The file that the person asks for on the page that says that the list is long."""
    response = signed_in(user).post(f"{EXPORT}?{query}")
    with scope.system():
        export = Export.objects.latest("pk")
    assert response["Location"] == of(export, "change")
    return export


def of(export: Export, view: str) -> str:
    return reverse(f"admin:screens_export_{view}", args=(export.pk,))


def fresh(export: Export) -> Export:
    with scope.system():
        return Export.objects.get(pk=export.pk)


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_the_page_says_that_the_list_is_long_and_makes_nothing_by_being_looked_at(
    cast, file_format
):
    response = signed_in(cast.gilan_expert).get(EXPORT, {"format": file_format})
    assert "در پس‌زمینه ساخته می‌شود" in response.content.decode()
    with scope.system():
        assert not Export.objects.exists()


@pytest.mark.parametrize("file_format", ["csv", "csv-excel"])
def test_a_csv_is_handed_out_at_once_however_long_the_list_is(cast, file_format):
    response = signed_in(cast.gilan_expert).get(EXPORT, {"format": file_format})
    assert cells(body(response), file_format)


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_the_file_holds_what_the_list_showed_to_the_person(cast, file_format):
    export = ask(cast.gilan_expert, f"format={file_format}&q={cast.anzali_ngo.name}")
    assert background.work_once()
    response = signed_in(cast.gilan_expert).get(of(export, "file"))
    rows = cells(body(response), file_format)
    anzali = NGO.objects.filter(pk=cast.anzali_ngo.pk)
    assert rows == exported(cast.gilan_expert, file_format, anzali)
    assert (fresh(export).total, fresh(export).state) == (1, ExportState.READY)
    assert not background.work_once()


def test_the_page_waits_and_then_offers_the_file(cast):
    client = signed_in(cast.gilan_expert)
    export = ask(cast.gilan_expert)
    assert "data-waiting" in client.get(of(export, "change")).content.decode()
    waiting = client.get(of(export, "progress")).json()
    assert (waiting["is_busy"], waiting["words"]) == (True, "در نوبت")
    assert client.get(of(export, "file")).status_code == 404
    background.work_once()
    assert client.get(of(export, "progress")).json() == {"is_busy": False}
    assert of(export, "file") in client.get(of(export, "change")).content.decode()
    assert of(export, "change") in client.get(OWN).content.decode()


@pytest.mark.usefixtures("transactional_db")
def test_how_far_it_is_is_seen_while_it_is_made(monkeypatch):
    expert = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    for _ in range(4):
        make_ngo()
    export, seen = ask(expert), []

    def watched(listed, *, progress, **options):
        def watch(done):
            progress(done)
            found = fresh(export)
            seen.append((found.done, found.total, found.state))

        watch(3)
        return written(listed, progress=watch, **options)

    monkeypatch.setattr(background, "written", watched)
    monkeypatch.setattr(background, "SECONDS_BETWEEN_REPORTS", 0)
    background.work_once()
    assert seen == [(3, 4, ExportState.WAITING)]
    assert fresh(export).state == ExportState.READY


def test_a_long_list_for_printing_is_made_in_the_background_too(cast):
    export = ask(cast.gilan_expert, "format=pdf")
    background.work_once()
    response = signed_in(cast.gilan_expert).get(of(export, "file"))
    assert body(response).startswith(b"%PDF-")


def test_nobody_else_sees_or_fetches_the_file(cast):
    export = ask(cast.gilan_expert)
    background.work_once()
    for other in (cast.gilan_director, cast.national_expert, cast.rasht_expert):
        client = signed_in(other)
        for view in ("change", "progress", "file", "locked"):
            assert client.get(of(export, view)).status_code == 404
        assert of(export, "change") not in client.get(OWN).content.decode()


def test_the_file_is_made_with_the_rights_of_that_time(cast):
    export = ask(cast.gilan_expert)
    with scope.system():
        User.objects.filter(pk=cast.gilan_expert.pk).update(is_active=False)
    background.work_once()
    assert fresh(export).state == ExportState.FAILED
    assert not default_storage.exists(fresh(export).file)


def test_a_file_is_not_handed_out_to_a_person_who_works_elsewhere_since(cast):
    export = ask(cast.gilan_expert)
    background.work_once()
    with scope.system():
        User.objects.filter(pk=cast.gilan_expert.pk).update(province=province("قزوین"))
    assert signed_in(cast.gilan_expert).get(of(export, "file")).status_code == 403


def test_a_file_with_personal_data_is_not_handed_out_to_who_may_no_longer_see_them(cast):
    export = ask(cast.gilan_expert)
    background.work_once()
    assert fresh(export).needs == ["ngos.view_personal_data"]
    with scope.system():
        User.objects.filter(pk=cast.gilan_expert.pk).update(role=Role.AUDITOR)
        auditor = User.objects.get(pk=cast.gilan_expert.pk)
    client = signed_in(auditor)
    assert client.get(of(export, "file")).status_code == 403
    assert client.post(of(export, "locked")).status_code == 403


def test_the_password_is_asked_for_when_the_file_is_fetched_and_kept_nowhere(cast):
    client = signed_in(cast.gilan_expert)
    assert "در پس‌زمینه ساخته می‌شود" in client.get(LOCKED).content.decode()
    export = ask(cast.gilan_expert)
    background.work_once()
    assert 'type="password"' in client.get(of(export, "locked")).content.decode()
    typed = {"password": "رمز Gilan 1405", "again": "رمز Gilan 1405"}
    content = body(client.post(of(export, "locked"), typed))
    file = msoffcrypto.OfficeFile(io.BytesIO(content))
    file.load_key(password="رمز Gilan 1405", verify_password=True)
    opened = io.BytesIO()
    file.decrypt(opened)
    assert len(cells(opened.getvalue(), "xlsx")) == 2
    assert "Gilan" not in str(vars(fresh(export)))


def test_what_is_asked_for_twice_is_made_once_and_not_too_much_at_a_time(cast):
    first = ask(cast.gilan_expert)
    assert ask(cast.gilan_expert) == first
    for number in range(background.MOST_WAITING - 1):
        ask(cast.gilan_expert, f"format=xlsx&o={number}")
    client = signed_in(cast.gilan_expert)
    response = client.post(f"{EXPORT}?format=ods", follow=True)
    assert "هنوز در حال ساخت" in response.content.decode()
    with scope.system():
        assert Export.objects.count() == background.MOST_WAITING


def test_a_list_whose_address_is_understood_no_longer_says_so(cast):
    export = ask(cast.gilan_expert)
    with scope.system():
        Export.objects.filter(pk=export.pk).update(query="licence=soon")
    background.work_once()
    page = signed_in(cast.gilan_expert).get(of(export, "change")).content.decode()
    assert fresh(export).failure in page
    assert fresh(export).state == ExportState.FAILED


def test_a_fault_of_ours_is_told_without_the_rows_and_the_next_file_is_made(cast, monkeypatch):
    def broken(*_, **__):
        raise ValueError("09123456789")

    first, second = ask(cast.gilan_expert), ask(cast.gilan_expert, "format=ods")
    with monkeypatch.context() as patch:
        patch.setattr(background, "written", broken)
        background.work_once()
    assert "09123456789" not in fresh(first).failure
    background.work_once()
    assert fresh(second).state == ExportState.READY


def test_a_worker_that_dies_leaves_the_question_and_is_followed_by_another(cast, monkeypatch):
    class Killed(BaseException):
        pass

    def die(*_, **__):
        raise Killed

    export = ask(cast.gilan_expert)
    with monkeypatch.context() as patch:
        patch.setattr(background, "_answer", die)
        with pytest.raises(Killed):
            background.work_once()
    assert default_storage.exists(export.file)
    background.work_once()
    assert (fresh(export).state, fresh(export).file) == (ExportState.READY, export.file)
    assert len(default_storage.listdir("exports")[1]) == 1


@pytest.mark.usefixtures("transactional_db")
def test_the_command_of_the_workers_makes_files():
    make_ngo()
    export = ask(make_user(Role.PROVINCIAL_EXPERT, at="گیلان"))
    names = {
        "DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "work"], cwd=settings.BASE_DIR, env={**os.environ, **names},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while fresh(export).state == ExportState.WAITING and time.monotonic() < end:
            time.sleep(0.1)
    finally:
        worker.terminate()
        worker.wait()
    assert (fresh(export).state, fresh(export).total) == (ExportState.READY, 1)
    assert default_storage.exists(export.file)


def test_a_file_at_which_workers_die_is_given_up(cast):
    export = ask(cast.gilan_expert)
    with scope.system():
        Export.objects.filter(pk=export.pk).update(attempts=background.MOST_ATTEMPTS)
    background.work_once()
    assert fresh(export).state == ExportState.FAILED


def test_old_files_go_with_their_rows(cast):
    old, new = ask(cast.gilan_expert), ask(cast.gilan_expert, "format=ods")
    while background.work_once():
        pass
    past = timezone.now() - datetime.timedelta(days=background.DAYS_KEPT + 1)
    with scope.system():
        Export.objects.filter(pk=old.pk).update(asked_at=past)
        assert background.forget_old(today()) == 1
    assert not default_storage.exists(old.file)
    assert default_storage.exists(new.file)
    assert signed_in(cast.gilan_expert).get(of(old, "change")).status_code == 404


def test_chosen_rows_of_a_long_list_are_exported_by_way_of_the_list(cast):
    chosen = {"action": "export_selected", "select_across": "1", "_selected_action": ["1"]}
    chosen["_selected_action"] = [str(cast.rasht_ngo.pk)]
    response = signed_in(cast.gilan_expert).post(f"{LIST}?status=active", chosen)
    assert response["Location"] == f"{EXPORT}?status=active"


def test_more_rows_ask_no_more_questions(cast):
    def questions() -> int:
        ask(cast.gilan_expert)
        with CaptureQueriesContext(connection) as asked:
            background.work_once()
        return len(asked)

    few = questions()
    for _ in range(10):
        make_ngo()
    assert questions() == few


@pytest.mark.browser
def test_a_clerk_asks_for_a_long_list_leaves_and_fetches_the_file(page: Page):
    expert = make_user(Role.PROVINCIAL_EXPERT, at="گیلان")
    make_ngo("انجمن یاری رشت")
    sign_in(page, expert)
    page.goto(LIST)
    page.locator("summary", has_text="خروجی").click()
    page.get_by_role("link", name="فایل اکسل", exact=True).click()
    page.get_by_role("button", name="ساخت فایل").click()
    expect(page.get_by_text("در نوبت")).to_be_visible()
    page.goto(LIST)  # nothing is lost
    page.locator("summary", has_text="خروجی").click()
    page.get_by_role("link", name="فایل‌های ساخته‌شده در پس‌زمینه").click()
    page.get_by_role("link", name="سمن‌ها").last.click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    background.work_once()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="دریافت فایل").click()
    assert fetched.value.suggested_filename.startswith("سمن")
    content = fetched.value.path().read_bytes()
    assert [row["نام"] for row in cells(content, "xlsx")] == ["انجمن یاری رشت"]
