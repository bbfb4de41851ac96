"""What a slow line has to carry: answers and files are compressed, and asked for once."""

import gzip
import re
from pathlib import Path

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.test.utils import override_settings

from config import static_files
from config.compression import CompressionMiddleware
from tests.cast import make_ngo, signed_in

GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}
KIB = 1024
LIST = "/office/ngos/ngo/"
FONTS = ("vendor/vazirmatn/vazirmatn.woff2", "unfold/fonts/material-symbols/")


def test_a_page_is_compressed_for_who_takes_it_and_holds_the_same(cast):
    client = signed_in(cast.gilan_expert)
    plain, short = client.get(LIST), client.get(LIST, **GZIP)
    assert not plain.has_header("Content-Encoding")
    assert short["Content-Encoding"] == "gzip"
    assert int(short["Content-Length"]) == len(short.content)
    assert "Accept-Encoding" in short["Vary"]
    assert cast.rasht_ngo.name in gzip.decompress(short.content).decode()


def test_a_list_of_fifty_rows_is_light(cast):
    for number in range(60):
        make_ngo(f"انجمن شماره {number}", at="گیلان/رشت", ceo_name="علی راد", member_count=number)
    page = signed_in(cast.gilan_expert).get(LIST, **GZIP)
    assert len(page.context["cl"].result_list) == 50
    assert len(page.content) <= 25 * KIB


def answered(response: HttpResponse | StreamingHttpResponse) -> HttpResponse:
    request = RequestFactory().get("/", **GZIP)
    return CompressionMiddleware(lambda request: response)(request)


def test_the_length_of_the_same_answer_tells_nothing_exact():
    """Each answer holds some bytes of chance, so that guesses at its secrets cannot be weighed."""
    lengths = {len(answered(HttpResponse("راز " * 500)).content) for _ in range(60)}
    assert len(lengths) > 20


@pytest.mark.parametrize(
    "kind", ["application/pdf", "application/zip", "image/png", "application/octet-stream"]
)
def test_what_is_compressed_already_is_left_as_it_is(kind):
    response = answered(HttpResponse(b"x" * 5_000, content_type=kind))
    assert not response.has_header("Content-Encoding")
    assert response.content == b"x" * 5_000


def test_a_list_that_is_downloaded_still_streams():
    sent = []

    def lines():
        for number in range(3):
            sent.append(number)
            yield f"{number},".encode() * 100_000

    response = answered(StreamingHttpResponse(lines(), content_type="text/csv"))
    assert response["Content-Encoding"] == "gzip"
    pieces = iter(response)
    first = next(pieces)
    assert len(sent) < 3
    whole = gzip.decompress(first + b"".join(pieces))
    assert whole == b"".join(f"{number},".encode() * 100_000 for number in range(3))


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> Path:
    """With Brotli's files left out, which take long to make and are not weighed here."""
    with (
        override_settings(VAR=tmp_path_factory.mktemp("var")),
        pytest.MonkeyPatch.context() as changed,
    ):
        changed.setattr("whitenoise.compress.brotli_installed", False)
        folder = static_files.gather()
        made = folder.stat().st_mtime_ns
        assert static_files.gather() == folder
        assert folder.stat().st_mtime_ns == made  # nothing is made twice
    return folder


def test_files_are_named_by_what_they_hold_and_lie_there_compressed(gathered):
    (style,) = gathered.glob("screens/list.????????????.css")
    assert gzip.decompress(style.with_name(f"{style.name}.gz").read_bytes()) == style.read_bytes()


def test_a_first_visit_is_no_burden(cast, gathered, client):
    """The page of signing in, the dashboard, and all files that both bring."""
    pages = [
        client.get("/account/login/", **GZIP),
        signed_in(cast.gilan_expert).get("/office/", **GZIP),
    ]
    files = set()
    for page in pages:
        files |= set(re.findall(r'"/static/([^"]+)"', gzip.decompress(page.content).decode()))
    assert "unfold/css/styles.css" in files
    assert not any("chart" in name for name in files)
    files |= {str(name.relative_to(gathered)) for name in gathered.glob(f"{FONTS[1]}*.woff2")
              if name.stem.count(".") == 0}  # fmt: skip
    carried = sum(weight(gathered / name) for name in files | {FONTS[0]})
    assert carried + sum(len(page.content) for page in pages) <= FIRST_VISIT


FIRST_VISIT = 300 * KIB


def weight(file: Path) -> int:
    short = file.with_name(f"{file.name}.gz")
    return (short if short.exists() else file).stat().st_size
