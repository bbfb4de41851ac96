"""A file that holds a person's number where everybody would read it."""

import pytest
from django.test import Client

from accounts import scope
from imports.cleaning import Severity, short_text
from imports.models import Run, Verdict
from ngos.models import NGO
from persian.errors import PersianValueError
from persian.personal_numbers import CODE
from tests.cast import signed_in
from tests.imports.factory import imported, licence_row, licences, ngo_file, ngo_row, problems
from tests.imports.screens import page

pytestmark = pytest.mark.django_db

NATIONAL_ID, MOBILE, SHEBA = "0009876545", "09123456789", "IR239990000000000000123456"
WRITTEN = (NATIONAL_ID, "۰۰۰-۹۸۷۶۵۴-۵", MOBILE, SHEBA)


def by_name() -> dict[str, NGO]:
    return {ngo.name: ngo for ngo in NGO.objects.all()}


def shown_to(client: Client, run: Run, tile: str) -> str:
    return client.get(page("change", run, f"?rows={tile}")).content.decode()


def test_a_number_in_place_of_the_ceos_name_is_left_out_and_told(cast):
    with scope.system():
        run = imported(
            ngo_file(
                ngo_row(1, ceo_name=f"مریم {NATIONAL_ID}"),
                *(ngo_row(n, ceo_name=text) for n, text in enumerate(WRITTEN, 2)),
                ngo_row(6, ceo_name="مریم نمونه‌ای", notes=f"همراه: {MOBILE}", phone=MOBILE,
                        address=f"رشت، {NATIONAL_ID}", registration_no=NATIONAL_ID),
                ngo_row(7, name=f"انجمن {MOBILE}"),
                ngo_row(8, address="رشت، کد پستی 4133312341", phone="01333112233"),
            )
        )  # fmt: skip
        ngos = by_name()
        found = problems(run)
        assert [ngos[f"انجمن نمونهٔ {n}"].ceo_name for n in range(1, 7)] == [
            "مریم", "", "", "", "", "مریم نمونه‌ای",
        ]  # fmt: skip
        sixth, eighth = ngos["انجمن نمونهٔ 6"], ngos["انجمن نمونهٔ 8"]
        assert {sixth.notes, sixth.phone, sixth.address, sixth.registration_no} == {""}
        assert eighth.address.endswith("4133312341")
        assert eighth.phone == "01333112233"
        refused = run.rows.filter(verdict=Verdict.REJECTED)
        assert [row.number for row in refused] == [8]
    assert {each["severity"] for each in found if each["row"] != 8} == {Severity.WARNS}
    assert not any(number in str(each["message"]) for each in found for number in WRITTEN)


def test_whoever_sees_personal_data_masked_finds_none_in_what_an_import_keeps(cast):
    with scope.system():
        run = imported(
            ngo_file(
                ngo_row(1, ceo_name=f"مریم {NATIONAL_ID}"),
                ngo_row(2, county=f"ناکجا {MOBILE}", ceo_name=SHEBA),
            )
        )
    auditor, expert = signed_in(cast.gilan_auditor), signed_in(cast.gilan_expert)
    for tile, number in (("warned", NATIONAL_ID), ("rejected", MOBILE)):
        fragment = number[3:8]
        persian = fragment.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        assert persian not in shown_to(auditor, run, tile)
        assert fragment not in shown_to(auditor, run, tile)
        assert persian in shown_to(expert, run, tile)
        found = {
            client: client.get(page("change", run, f"?rows={tile}&q={fragment}"))
            .context["outcome"]
            .page.paginator.count
            for client in (auditor, expert)
        }
        assert list(found.values()) == [0, 1]


def test_the_number_of_a_licence_is_no_persons(cast):
    with scope.system():
        run = licences(
            licence_row(1), licence_row(2, number=NATIONAL_ID), licence_row(3, name=MOBILE)
        )
        assert [row.number for row in run.rows.filter(verdict=Verdict.REJECTED)] == [3, 4]


def test_a_cell_of_a_workbook_that_is_a_number_is_looked_at_too():
    name = short_text(60)(None)
    for cell in (9123456789, 98765450.0, 989123456789):
        with pytest.raises(PersianValueError) as refused:
            name(cell)
        assert refused.value.code == CODE
    assert name(1402) == "1402"
