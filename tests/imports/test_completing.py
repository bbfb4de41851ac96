"""Refused rows come back corrected, and complete the run that refused them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts import scope
from imports import services
from imports.corrections import ROW_TITLE
from imports.models import Row
from ngos.models import NGO
from tests import cast as people
from tests.cast import signed_in
from tests.imports.factory import TITLES, as_csv, imported, ngo_file, ngo_row, totals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_a_job(db: None):
    with scope.system():
        yield


@pytest.fixture
def run():
    return imported(ngo_file(ngo_row(1), ngo_row(2, county="ناکجا"), ngo_row(3, county="بی‌نشان")))


def corrected(run, *rows):
    """A file as the download of the refused rows has it, with other counties."""
    fields = ["name", "legal_id", "county", "field"]
    lines = [[str(ROW_TITLE), *(TITLES[field] for field in fields), "علت"]]
    for number, county in rows:
        given = ngo_row(int(number) - 1, county=county)
        lines.append([number, *(given[field] for field in fields), "شهرستان ناشناخته است"])
    home = people.province("گیلان")
    sent = services.upload(
        actor=None, kind="ngos", province=home, file=io.BytesIO(as_csv(lines)),
        file_name="corrections.csv", completes=run,
    )  # fmt: skip
    return services.check_run(actor=None, run=sent)


def test_corrected_rows_complete_the_run(run):
    assert totals(run) == {"read": 3, "created": 1, "rejected": 2}
    correction = corrected(run, ("3", "رشت"), ("۴", "لاهیجان"))
    assert totals(correction) == {"read": 2, "created": 2}
    services.apply_run(actor=None, run=correction)
    run.refresh_from_db()
    assert run.completed == 2
    assert NGO.objects.count() == 3
    assert set(Row.objects.filter(run=run, completed_in=correction.pk).values_list("number")) == {
        (3,), (4,),
    }  # fmt: skip


def test_a_row_that_is_still_wrong_waits_on(run):
    services.apply_run(actor=None, run=corrected(run, ("3", "رشت"), ("4", "هیچ‌کجا")))
    run.refresh_from_db()
    assert run.completed == 1
    services.apply_run(actor=None, run=corrected(run, ("4", "لاهیجان")))
    run.refresh_from_db()
    assert run.completed == 2


def test_nothing_is_completed_before_the_corrections_are_applied(run):
    corrected(run, ("3", "رشت"))
    run.refresh_from_db()
    assert run.completed == 0


def test_undone_corrections_leave_the_rows_waiting_again(run):
    correction = services.apply_run(actor=None, run=corrected(run, ("3", "رشت")))
    services.undo_run(actor=None, run=correction)
    run.refresh_from_db()
    assert run.completed == 0
    assert NGO.objects.count() == 1


def test_a_number_that_is_none_is_no_correction_of_anything(run):
    services.apply_run(actor=None, run=corrected(run, ("3", "رشت")))
    for row in Row.objects.filter(corrects__isnull=False):
        assert row.corrects == 3


def test_corrections_are_sent_on_the_page_of_the_run(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        first = imported(ngo_file(ngo_row(1), ngo_row(2, county="ناکجا")), actor=expert)
    client = signed_in(expert)
    page = reverse("admin:imports_run_change", args=(first.pk,))
    address = reverse("admin:imports_run_complete", args=(first.pk,))
    assert address in client.get(page).content.decode()
    head = [str(ROW_TITLE), *(TITLES[name] for name in ("name", "legal_id", "county", "field"))]
    row = ngo_row(2, county="رشت")
    lines = [head, ["3", row["name"], row["legal_id"], row["county"], row["field"]]]
    file = SimpleUploadedFile("corrections.csv", as_csv(lines))
    answer = client.post(address, {"file": file})
    correction = first.corrections.get()
    assert answer.url == reverse("admin:imports_run_change", args=(correction.pk,))
    apply = reverse("admin:imports_run_apply", args=(correction.pk,))
    client.post(apply, {"checked_at": correction.checked_at.isoformat()})
    first.refresh_from_db()
    assert first.completed == 1
    assert "تکمیل شد" in client.get(page).content.decode()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", None])
def test_a_file_that_corrects_nothing_is_told_on_the_page(cast, content):
    with scope.enter(scope.of(cast.gilan_expert)):
        first = imported(ngo_file(ngo_row(1), ngo_row(2, county="ناکجا")), actor=cast.gilan_expert)
    sent = {} if content is None else {"file": SimpleUploadedFile("x.csv", content)}
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:imports_run_complete", args=(first.pk,))
    told = [str(each) for each in client.post(address, sent, follow=True).context["messages"]]
    assert len(told) == 1
    assert not first.corrections.exists()


def test_undoing_a_run_tells_of_corrections_that_stay(cast):
    expert = cast.gilan_expert
    with scope.enter(scope.of(expert)):
        first = imported(ngo_file(ngo_row(1), ngo_row(2, county="ناکجا")), actor=expert)
        services.apply_run(actor=expert, run=corrected(first, ("3", "رشت")))
    client = signed_in(expert)
    page = reverse("admin:imports_run_change", args=(first.pk,))
    told = "آنچه فایل‌های اصلاحی آن ثبت کرده‌اند همچنان در دفتر ثبت است"
    assert told in client.get(page).content.decode()
    client.post(reverse("admin:imports_run_undo", args=(first.pk,)))
    assert told in client.get(page).content.decode()
