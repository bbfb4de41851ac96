"""The page of the columns, as it is seen and used on a monitor and on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import sign_in
from tests.cast import legal_id, signed_in
from tests.imports.factory import as_csv
from tests.imports.screens import latest, send

TITLES = [
    "نام سازمان", "شناسه", "موبایل پیشکار", "جا", "شماره پروانه", "موضوع فعالییت", "ستون هفتم",
]  # fmt: skip


def listed() -> bytes:
    rows = [
        [
            f"انجمن {at}",
            legal_id(720_000 + at),
            f"0970000{at:04}",
            "کاشان",
            "دارد",
            "خیریه",
            f"140{at}/02/1{at}",
        ]
        for at in range(1, 6)
    ]
    return as_csv([TITLES, *rows])


@pytest.mark.browser
def test_columns_say_how_sure_they_are_and_what_is_lacking_is_asked(
    page: Page, phone: Page, cast: Any
) -> None:
    send(signed_in(cast.isfahan_expert), listed())
    run = latest()
    for screen in (page, phone):
        sign_in(screen, cast.isfahan_expert)
        screen.goto(f"/office/imports/run/{run.pk}/columns/")
        table = screen.locator(".import-columns")
        told = [row.inner_text() for row in table.locator("tbody tr").all()]
        assert "قطعی" in told[0]
        assert "از روی عنوان" in told[0]
        assert "نامطمئن" in told[2]
        assert "شاید «تلفن همراه»" in told[2]
        assert "محتمل" in told[3]
        assert "از روی محتوا" in told[3]
        assert "محتوا با عنوان نمی‌خواند" in told[4]
        assert "محتمل" in told[5]
        assert "شاید «تاریخ تأسیس»، «تاریخ صدور پروانه»" in told[6]
        assert not re.search("[a-zA-Z]", " ".join(screen.locator("[data-why]").all_inner_texts()))
        assert screen.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        take = table.locator("tbody tr").nth(2).get_by_role("button", name="همین «تلفن همراه» است")
        take.click()
        assert table.locator("tbody tr").nth(2).locator("select").input_value() == "mobile"
        assert not take.is_visible()
        offers = table.locator("tbody tr").nth(6).get_by_role("button")
        assert offers.count() == 3
        offers.nth(1).click()
        asked = table.locator("tbody tr").nth(6).locator("select").input_value()
        assert asked == "licence_issued_on"
        assert offers.count() == 0  # none is shown
        status = screen.locator("[data-given=status]")
        county = screen.locator("[data-given=county]")
        assert status.is_visible()
        assert not county.is_visible()
        table.locator("tbody tr").nth(3).locator("select").select_option("")
        assert county.is_visible()
