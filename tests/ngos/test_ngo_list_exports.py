"""The list of NGOs as a file: what is in it, in which format, locked, for whom."""

import io

import msoffcrypto
import openpyxl
from django.urls import reverse

from tests.cast import make_ngo, signed_in

LIST = "/office/ngos/ngo/"


def exported(user, **query) -> str:
    response = signed_in(user).get(reverse("admin:ngos_ngo_export"), {"format": "csv", **query})
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def test_the_export_holds_what_the_list_shows(cast):
    make_ngo("کانون باران", at="گیلان/رشت", status="inactive")
    rows = exported(cast.gilan_expert, status="active").splitlines()
    assert len(rows) == 3
    text = "\n".join(rows)
    assert cast.rasht_ngo.name in text
    assert "کانون باران" not in text
    assert cast.isfahan_ngo.name not in text
    assert "کانون باران" in exported(cast.gilan_expert, q="باران")


def test_the_export_follows_the_order_of_the_list(cast):
    columns = signed_in(cast.gilan_expert).get(LIST).context["cl"].list_display
    rows = exported(cast.gilan_expert, o=f"-{columns.index('title')}").splitlines()
    assert cast.anzali_ngo.name in rows[1]
    assert cast.rasht_ngo.name in rows[2]


def test_the_list_is_exported_as_a_workbook(cast):
    response = signed_in(cast.gilan_expert).get(reverse("admin:ngos_ngo_export"))
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_the_list_offers_each_format(cast):
    page = signed_in(cast.gilan_expert).get(LIST, {"q": "باران"}).content.decode()
    address = reverse("admin:ngos_ngo_export")
    for file_format in ("xlsx", "ods", "csv", "csv-excel"):
        assert f'href="{address}?format={file_format}&amp;q=' in page
        response = signed_in(cast.gilan_expert).get(address, {"format": file_format})
        assert response["Content-Disposition"].startswith("attachment; ")
    assert f'href="{reverse("admin:ngos_ngo_export_locked")}?q=' in page


def opened(content: bytes, password: str) -> str:
    """Everything that stands in a workbook which is locked with this password."""
    file = msoffcrypto.OfficeFile(io.BytesIO(content))
    file.load_key(password=password, verify_password=True)
    plain = io.BytesIO()
    file.decrypt(plain)
    sheet = openpyxl.load_workbook(plain).active
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_a_workbook_is_locked_with_the_password_that_was_typed_twice(cast):
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:ngos_ngo_export_locked") + f"?q={cast.anzali_ngo.name}"
    page = client.get(address).content.decode()
    assert 'type="password"' in page
    response = client.post(address, {"password": "رمز انزلی 12", "again": "رمز انزلی 12"})
    text = opened(b"".join(response.streaming_content), "رمز انزلی 12")
    assert cast.anzali_ngo.name in text
    assert cast.rasht_ngo.name not in text


def test_a_password_mistyped_or_short_locks_nothing(cast):
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:ngos_ngo_export_locked")
    for password, again in (("رمز انزلی 12", "رمز انزلی 13"), ("کوتاه", "کوتاه"), ("", "")):
        response = client.post(address, {"password": password, "again": again})
        assert response.status_code == 200
        assert "filter-error" in response.content.decode()


def test_a_password_stays_out_of_the_address_and_the_page(cast):
    client = signed_in(cast.gilan_expert)
    address = reverse("admin:ngos_ngo_export_locked")
    typed = {"password": "secret-of-anzali", "again": "another-of-anzali"}
    assert "of-anzali" not in client.post(address, typed).content.decode()
    page = client.get(address, {"licence": "soon"})
    assert page.status_code == 302
    assert page["Location"] == f"{LIST}?licence=soon"


def test_only_those_who_may_export_do(cast):
    address = reverse("admin:ngos_ngo_export")
    assert signed_in(cast.rasht_case_worker).get(address).status_code == 403
    assert address not in signed_in(cast.rasht_case_worker).get(LIST).content.decode()
    locked = reverse("admin:ngos_ngo_export_locked")
    assert signed_in(cast.rasht_case_worker).get(locked).status_code == 403
    assert signed_in(cast.rasht_case_worker).post(locked).status_code == 403
    assert signed_in(cast.gilan_expert).get(address, {"format": "exe"}).status_code == 404


def test_an_export_of_an_address_not_understood_is_refused(cast):
    address = reverse("admin:ngos_ngo_export")
    response = signed_in(cast.gilan_expert).get(address, {"format": "csv", "licence": "soon"})
    assert response.status_code == 302
    assert response["Location"] == f"{LIST}?licence=soon"
