"""The web server's font of icons: small, and no icon is a word on the screen.

That no icon of any page is missing in it is asked where all pages are opened (test_crawl.py).
"""

from pathlib import Path

import pytest

from config.icons import FONT, IconFontFinder, icons_of
from tests.browser import sign_in

# Of every icon that is seen, how wide it is beside its own letters' size; a word is wider.
WIDTHS = """() => [...document.querySelectorAll(".material-symbols-outlined")]
    .filter(each => each.checkVisibility() && each.textContent.trim())
    .map(each => {
        const words = document.createRange();
        words.selectNodeContents(each);
        const size = parseFloat(getComputedStyle(each).fontSize);
        return [each.textContent.trim(), words.getBoundingClientRect().width / size];
    })"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> IconFontFinder:
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr("django.conf.settings.VAR", tmp_path_factory.mktemp("var"))
        return IconFontFinder()


def test_the_font_has_the_icons_in_use_and_no_others(made):
    font = made.find(FONT)
    # Some icons have several names, which come with the first.
    assert set(made.names) <= set(icons_of(Path(font)))
    assert len(icons_of(Path(font))) < 1_000
    assert {"edit", "space_dashboard", "published_with_changes", "qr_code_2"} <= set(made.names)
    assert Path(font).stat().st_size < 50_000


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 390])
def test_no_icon_is_a_word_on_the_screen(cast, made, page, width):
    page.route(
        "**/Material-Symbols-Outlined*.woff2", lambda route: route.fulfill(path=made.find(FONT))
    )
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, cast.gilan_expert)
    for address in ("/office/", "/office/ngos/ngo/", f"/office/ngos/ngo/{cast.rasht_ngo.pk}/"):
        page.goto(address)
        page.evaluate("document.fonts.ready")
        widths = page.evaluate(WIDTHS)
        assert len(widths) > 5
        assert [name for name, width in widths if width > 1.05] == []
