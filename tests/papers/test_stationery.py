"""The stationery of an office: who changes it, which images are kept, and a sample of it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import scope
from papers.images import MAX_SIZE
from papers.models import Signature, Stationery
from papers.stationery import law_sentence_of, office_of, signatories_of
from screens.seen import version_of
from tests import pdf
from tests.browser import sign_in
from tests.cast import province, signed_in
from tests.images import jpeg, png

ADD = "/office/papers/stationery/add/"
ADD_SIGNATURE = "/office/papers/signature/add/"


def image(content, name="نشان.png"):
    return SimpleUploadedFile(name, content, content_type="text/html")


def typed(**values):
    return {
        "office_title": "استانداري گيلان",
        "department": "دفتر امور اجتماعی",
        "address": "",
        "law_sentence": "",
        **values,
    }


def typed_signature(**values):
    return {
        "holder_name": "حمید آزمونی",
        "post": "مدیرکل",
        "position": "10",
        "is_active": "on",
        **values,
    }


def files(settings):
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.fixture
def stationery(cast):
    response = signed_in(cast.gilan_director).post(ADD, typed(upload=image(png())))
    assert response.status_code == 302
    with scope.system():
        return Stationery.objects.select_related("province").get()


def change(row):
    return reverse("admin:papers_stationery_change", args=[row.pk])


def image_of(row):
    return reverse("admin:papers_stationery_image", args=[row.pk])


def version(row):
    with scope.system():
        return version_of(row)


def test_a_director_enters_the_stationery_of_the_own_province(stationery, settings):
    assert stationery.province.name == "گیلان"
    assert stationery.office_title == "استانداری گیلان"
    (path,) = files(settings)
    assert path.suffix == ".png"
    assert len(path.stem) >= 30


def test_a_national_expert_chooses_the_province(cast):
    client = signed_in(cast.national_expert)
    with scope.system():
        data = typed(province=province("قزوین").pk, office_title="استانداری قزوین")
    assert client.post(ADD, data).status_code == 302
    with scope.system():
        assert Stationery.objects.get().province.name == "قزوین"


def test_a_province_has_one_stationery(cast, stationery):
    for who, data in (
        (cast.gilan_director, typed()),
        (cast.national_expert, typed(province=stationery.province_id)),
    ):
        page = signed_in(who).post(ADD, data)
        assert "همان را ویرایش کنید" in page.content.decode()
    with scope.system(), pytest.raises(IntegrityError), transaction.atomic():
        Stationery.objects.create(province=stationery.province, office_title="دیگر")


def test_an_office_needs_a_title_and_a_signature_a_holder(cast):
    page = signed_in(cast.gilan_director).post(ADD, typed(office_title=" "))
    assert "office_title" in page.context["adminform"].form.errors
    with scope.system():
        home = province("گیلان")
        for row in (
            Stationery(province=home, office_title=""),
            Signature(province=home, holder_name="", post="مدیرکل"),
            Signature(province=home, holder_name="حمید", post=""),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "خالی"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "PNG یا JPEG"),
        (b"GIF89a" + b"\0" * 50, "PNG یا JPEG"),
        (b"%PDF-1.4\n", "PNG یا JPEG"),
        (png()[:60], "خراب"),
        (png()[:-20], "خراب"),
        (b"\x89PNG\r\n\x1a\n", "خراب"),
        (jpeg()[:100], "خراب"),
        (b"\xff\xd8\xff\xe0", "خراب"),
        (png(10, 100), "نقطه"),
        (png(3001, 40), "نقطه"),
        (png(said=(60_000, 60_000)), "نقطه"),
        (jpeg(3008, 60), "نقطه"),
        (png() + b"\0" * MAX_SIZE, "یک مگابایت"),
    ],
)
def test_an_image_that_cannot_be_printed_is_refused_in_words(cast, settings, content, reason):
    response = signed_in(cast.gilan_director).post(ADD, typed(upload=image(content)))
    assert response.status_code == 200
    (message,) = response.context["adminform"].form.errors["upload"]
    assert reason in message
    assert not files(settings)


@pytest.mark.parametrize("content", [png(), jpeg(), png(3000, 40)])
def test_png_and_jpeg_are_kept(cast, content):
    response = signed_in(cast.gilan_director).post(ADD, typed(upload=image(content, "x")))
    assert response.status_code == 302


def test_who_sees_and_who_changes_the_stationery(cast, stationery):
    seen, changed = {}, {}
    for who in (
        "national_expert", "gilan_director", "gilan_expert", "rasht_expert", "gilan_auditor",
        "rasht_case_worker", "isfahan_expert", "qazvin_director", "rasht_ngo_officer", "visitor",
    ):  # fmt: skip
        client = signed_in(getattr(cast, who))
        seen[who] = client.get(image_of(stationery)).status_code
        data = typed(office_title=who, version=version(stationery))
        client.post(change(stationery), data)
        with scope.system():
            stationery.refresh_from_db()
        changed[who] = stationery.office_title == who
    assert seen == {
        "national_expert": 200, "gilan_director": 200, "gilan_expert": 200, "rasht_expert": 200,
        "gilan_auditor": 200, "rasht_case_worker": 403, "isfahan_expert": 404,
        "qazvin_director": 404, "rasht_ngo_officer": 302, "visitor": 302,
    }  # fmt: skip
    assert {who for who in changed if changed[who]} == {"national_expert", "gilan_director"}


def test_the_database_lets_counties_read_and_nobody_else_of_another_place(cast, stationery):
    seen = {}
    for who in ("rasht_expert", "isfahan_expert", "qazvin_director", "rasht_ngo_officer"):
        with scope.enter(scope.of(getattr(cast, who))), transaction.atomic():
            try:
                seen[who] = Stationery.objects.count()
            except Exception as error:
                seen[who] = type(error.__cause__).__name__
                transaction.set_rollback(True)
    assert seen["rasht_expert"] == 1
    assert seen["isfahan_expert"] == seen["qazvin_director"] == 0
    assert seen["rasht_ngo_officer"] == "InsufficientPrivilege"


def test_the_image_comes_harmless(cast, stationery):
    response = signed_in(cast.rasht_expert).get(image_of(stationery))
    assert b"".join(response.streaming_content) == png()
    assert response["Content-Type"] == "image/png"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_a_replaced_image_goes_when_the_change_is_final(
    cast, stationery, settings, django_capture_on_commit_callbacks
):
    before = files(settings)
    data = typed(upload=image(jpeg()), version=version(stationery))
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        assert signed_in(cast.gilan_director).post(change(stationery), data).status_code == 302
    assert before < files(settings)
    for callback in callbacks:
        callback()
    (path,) = files(settings)
    assert path.suffix == ".jpg"


def test_an_image_is_removed_when_asked_and_kept_otherwise(
    cast, stationery, settings, django_capture_on_commit_callbacks
):
    client = signed_in(cast.gilan_director)
    client.post(change(stationery), typed(version=version(stationery), department="دیگر"))
    assert len(files(settings)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        client.post(change(stationery), typed(version=version(stationery), removes_image="on"))
    assert not files(settings)
    with scope.system():
        stationery.refresh_from_db()
    assert not stationery.emblem
    assert signed_in(cast.gilan_director).get(image_of(stationery)).status_code == 404


def test_the_history_tells_of_an_image_and_not_where_it_is_kept(cast, stationery):
    address = reverse("admin:papers_stationery_history", args=[stationery.pk])
    page = signed_in(cast.gilan_auditor).get(address).content.decode()
    assert "یک فایل" in page
    assert stationery.emblem.name not in page


def test_an_older_form_is_refused(cast, stationery):
    old = version(stationery)
    client = signed_in(cast.gilan_director)
    client.post(change(stationery), typed(version=old, department="نخست"))
    client.post(change(stationery), typed(version=old, department="دوم"))
    with scope.system():
        stationery.refresh_from_db()
    assert stationery.department == "نخست"


@pytest.mark.parametrize(("name", "size"), [("small", (210, 148)), ("large", (210, 297))])
def test_a_sample_shows_how_a_licence_will_look(cast, stationery, name, size):
    address = reverse(f"admin:papers_stationery_sample_{name}", args=[stationery.pk])
    response = signed_in(cast.rasht_expert).get(address)
    assert response["Content-Type"] == "application/pdf"
    assert pdf.pages(response.content) == 1
    assert pdf.paper(response.content) == size


def test_a_sample_without_our_letters_says_what_to_do(cast, stationery, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    address = reverse("admin:papers_stationery_sample_small", args=[stationery.pk])
    response = signed_in(cast.gilan_director).get(address, follow=True)
    assert (response.status_code, "مدیر سامانه" in response.content.decode()) == (200, True)


def test_signatures_in_use_are_printed_in_their_order(cast):
    client = signed_in(cast.gilan_director)
    for number, name in enumerate(["سوم", "دوم", "اول"]):
        data = typed_signature(holder_name=name, position=str(9 - number), upload=image(png()))
        assert client.post(ADD_SIGNATURE, data).status_code == 302
    out_of_use = typed_signature(holder_name="رفته")
    del out_of_use["is_active"]
    assert client.post(ADD_SIGNATURE, out_of_use).status_code == 302
    again = client.post(ADD_SIGNATURE, typed_signature(holder_name="دوم"))
    assert "پیش‌تر ثبت شده" in again.content.decode()
    with scope.enter(scope.of(cast.rasht_expert)):
        found = signatories_of(province("گیلان"))
    assert [one.name for one in found] == ["اول", "دوم", "سوم"]
    assert found[0].image == png()


def test_a_signature_is_handed_out_by_itself_to_those_alone_who_keep_it_or_issue_licences(cast):
    client = signed_in(cast.gilan_director)
    assert client.post(ADD_SIGNATURE, typed_signature(upload=image(png()))).status_code == 302
    with scope.system():
        signature = Signature.objects.get()
    picture = reverse("admin:papers_signature_image", args=[signature.pk])
    page = reverse("admin:papers_signature_change", args=[signature.pk])
    for who, status in (
        (cast.gilan_director, 200), (cast.national_expert, 200), (cast.gilan_chair, 200),
        (cast.rasht_chair, 200), (cast.rasht_expert, 403), (cast.rasht_secretary, 403),
        (cast.gilan_auditor, 403), (cast.isfahan_expert, 404),
    ):  # fmt: skip
        browser = signed_in(who)
        assert browser.get(picture).status_code == status
        if status != 404:
            assert (picture in browser.get(page).content.decode()) == (status == 200)


def test_an_office_without_stationery_has_a_plain_head(cast):
    with scope.enter(scope.of(cast.gilan_director)):
        head = office_of(province("گیلان"))
        assert (head.title, head.emblem) == ("استانداری گیلان", None)
        assert "آیین‌نامه" in law_sentence_of(province("گیلان"))


def test_a_lost_image_is_printed_as_none(cast, stationery, settings):
    for path in files(settings):
        path.unlink()
    with scope.system():
        assert office_of(stationery.province).emblem is None
    assert signed_in(cast.gilan_director).get(image_of(stationery)).status_code == 404


@pytest.mark.browser
def test_an_uploaded_emblem_is_seen_on_the_form(page, cast):
    sign_in(page, cast.gilan_director)
    page.goto(ADD)
    page.get_by_label("عنوان دستگاه").fill("استانداری گیلان")
    page.locator("input[name=upload]").set_input_files(
        {"name": "نشان.png", "mimeType": "image/png", "buffer": png()}
    )
    page.locator("[name=_save]").click()
    page.wait_for_url("**/office/papers/stationery/")
    page.locator("#result_list a").first.click()
    shown = page.locator("img.office-picture")
    assert shown.evaluate("image => image.complete && image.naturalWidth") == 100
    sample = page.get_by_role("link", name="نمونهٔ چاپ (آ۵)")
    assert sample.get_attribute("target") == "_blank"
