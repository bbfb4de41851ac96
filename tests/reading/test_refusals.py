"""Whatever is sent, the answer is a table or a refusal in words; never a crash."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading import MESSAGES, Limits, Table, UnreadableFile, read_table

DATA = Path(__file__).parent.parent / "data"
SAMPLES = [
    (DATA / name).read_bytes()[:60_000]
    for name in ("ngos_qazvin.xlsx", "licences_qazvin.csv", "beneficiaries_rasht_utf16.txt")
]
SMALL = Limits(max_memory_bytes=512 << 20, max_seconds=20)
unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))


def answer(raw, **options):
    """The code of the refusal, or None for a table."""
    try:
        table = read_table(io.BytesIO(raw), filename="list.csv", **options)
    except UnreadableFile as refused:
        if not refused.message or "%(" in refused.message:
            pytest.fail(f"no words for {refused.code}")
        return refused.code
    assert isinstance(table, Table)
    assert {len(cells) for _, cells in table.rows} == {len(table.header)}
    return None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty_file"), (b" \r\n\0", "empty_file"), (b"\xef\xbb\xbf", "empty_file"),
        (b"%PDF-1.7\n", "pdf"), (b"\x89PNG\r\n\x1a\n", "image"), (b"\xff\xd8\xff\xe0", "image"),
        (b"GIF89a", "image"), (b"{\\rtf1", "document"), (b"Rar!\x1a\x07", "archive"),
        (b"\x1f\x8b\x08", "archive"), (b"\n<html><table>", "html"), (b"<!DOCTYPE html>", "html"),
        (b"<?xml version='1.0'?><Workbook/>", "xml"), (b"\x01\x02\x03" * 50, "binary"),
        (b",,\n;\n", "no_header"), (b"1,2\n3,4\n", "no_header"), (b"name,city\n", "no_data"),
        (b"name" + b",x" * 600 + b"\n1\n", "too_many_columns"), (b",,,\n,,,\n", "no_rows"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_by_its_name(raw, code):
    assert answer(raw) == code


def test_every_refusal_says_what_is_wrong_in_a_sentence():
    filling = {"row": 3, "limit": 5, "megabytes": 7, "sheet": "x"}
    for code in MESSAGES:
        assert UnreadableFile(code, **filling).message.endswith((".", "»"))


def test_too_many_rows_of_text_are_refused():
    assert answer(b"name,city\n" + b"a,b\n" * 6, limits=Limits(max_rows=5)) == "too_many_rows"


@settings(unhurried, max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(raw):
    answer(raw, limits=SMALL)


@settings(unhurried, max_examples=300)
@given(st.text("نامعی,;\t\"'\n\r 12.\0\u200b\u200c\ufeff=a", max_size=80), st.booleans())
def test_any_text_is_answered(text, wide):
    answer(text.encode("utf-16" if wide else "utf-8"))


@settings(unhurried, max_examples=120)
@given(
    st.sampled_from(range(len(SAMPLES))),
    st.lists(st.tuples(st.integers(0, 59_999), st.binary(min_size=1, max_size=4)), max_size=8),
    st.integers(0, 60_000),
)
def test_real_files_damaged_anywhere_are_answered(sample, damages, cut):
    damaged = bytearray(SAMPLES[sample])
    for place, data in damages:
        damaged[place : place + len(data)] = data
    answer(bytes(damaged[: max(cut, 30_000)]), limits=SMALL)
