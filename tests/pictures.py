"""Takes the pictures of `docs/pictures/` from a running demonstration: `make pictures`.

Wide and narrow, light and dark. The import shown is of `tests/data/ngos_gilan_utf8.csv`; it is
checked and not applied, so that pictures may be taken again.
"""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
from demonstration import PASSWORD  # noqa: E402  needs the settings

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
SIZES = {"wide": {"width": 1400, "height": 850}, "narrow": {"width": 390, "height": 844}}
THEMES = ("light", "dark")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def main(server: str) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        for size in SIZES:
            for theme in THEMES:
                _tour(browser, server, size, theme)
        browser.close()


def _tour(browser: Browser, server: str, size: str, theme: str) -> None:
    context = browser.new_context(
        viewport=SIZES[size], locale="fa-IR", color_scheme=theme, base_url=server
    )
    page = context.new_page()

    def take(name: str, *, whole: bool = False) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=TARGET / f"{name}-{size}-{theme}.png", full_page=whole)

    page.goto("/account/login/")
    take("sign-in")
    page.fill("[name=login]", "gilan.expert")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/office/")
    page.goto("/office/")
    take("dashboard")
    page.goto("/office/ngos/ngo/")
    take("list")
    page.goto("/office/ngos/ngo/?licence=expiring")
    take("list-filtered")
    page.goto("/office/ngos/ngo/")
    href = page.locator("a[href^='/office/ngos/ngo/'][href$='/']").evaluate_all(
        "links => links.map(a => a.getAttribute('href')).find(h => /ngo\\/[0-9]+\\/$/.test(h))"
    )
    page.goto(href)
    take("ngo")
    page.goto(f"{href}?tab=history")
    take("history")
    page.goto(f"{href}change/")
    take("form")
    page.goto("/account/2fa/")
    take("second-factor")
    page.goto("/office/worklist/")
    take("worklist")
    page.goto("/office/licensing/application/?state=inquiries")
    page.locator("#result_list tbody a").first.click()
    take("application", whole=True)
    page.goto("/office/licensing/licence/")
    take("licences")
    page.goto("/office/councils/session/")
    page.locator("#result_list tbody a").first.click()
    take("session", whole=True)
    page.goto("/office/imports/duplicatepair/")
    take("duplicates")
    page.locator("#result_list tbody a").first.click()
    take("duplicate", whole=True)
    _import(page, take)
    context.close()


def _import(page: Page, take: object) -> None:
    page.goto("/office/imports/run/add/")
    take("import-file")
    page.locator("[name=kind]").select_option("ngos")
    page.set_input_files("input[type=file]", ROOT / "tests" / "data" / "ngos_gilan_utf8.csv")
    page.locator("button.is-primary[data-busy-text]").click()
    page.wait_for_url("**/columns/")
    take("import-columns")
    page.locator("button.is-primary[data-busy-text]").click()
    page.wait_for_url("**/change/**")
    take("import-check")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
