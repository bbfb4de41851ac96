"""What the public addresses take: odd values without an error of the server, and many names within
bounds."""

import json

import pytest
from django.test import Client

from accounts import scope
from api import reconciling
from api.reconciling import NEAR, matched
from tests.cast import make_ngo

HALF = "\ud800"
QUERIES = (
    "null", "1", "true", '"x"', "[]", "[[]]", "{", '{"a": 1}', '{"a": null}', '{"a": [1]}',
    '{"a": {"query": 1}}', '{"a": {"query": ["x"]}}', '{"a": {"query": {"x": 1}}}',
    '{"a": {"query": "x", "limit": "5"}}', '{"a": {"query": "x", "limit": true}}',
    '{"a": {"query": "x", "limit": -9}}', '{"a": {"query": "x", "limit": 1e400}}',
    '{"a": {"query": "x", "limit": ' + "9" * 5000 + "}}", '{"a": {"query": "x", "limit": NaN}}',
    '{"a": {"query": "x", "properties": 5}}', '{"a": {"query": "x", "properties": [5]}}',
    '{"a": {"query": "x", "properties": {"v": 1}}}',
    '{"a": {"query": "x", "properties": [{"pid": "province", "v": {"id": 1}}]}}',
    '{"a": {"query": "x", "properties": [{"pid": ["province"], "v": [1]}]}}',
    '{"a": {"query": "x\\u0000y"}}', '{"a": {"query": "\\ud800"}}', '{"\\ud800": {"query": "x"}}',
    '{"a": {"query": "x", "properties": [{"pid": "province", "v": "\\udfff"}]}}',
    '{"a": {"query": "x", "properties": [{"pid": "province", "v": "\\u0000"}]}}',
    "[" * 100_000, '{"a":' * 50_000, '{"a": {"query": "' + "ا" * 100_000 + '"}}',
    '{"a": {"query": "%_\\\\"}}', '{"": {"query": "  "}}',
)  # fmt: skip


@pytest.mark.parametrize("queries", QUERIES, ids=range(len(QUERIES)))
def test_odd_questions_are_answered_or_refused_in_words(cast, queries):
    answer = Client().post("/api/v1/reconcile", {"queries": queries})
    assert answer.status_code in (200, 422)
    answer.json()


ADDRESSES = (
    "/register/?q=%00", "/register/?q=%ED%A0%80", "/register/?q=%25_%5C&page=99999999999999999999",
    "/register/?q=x&page=-1", "/register/?q=x&page=%D9%A3", "/register/?q=x&province=%00",
    "/register/?province[]=x&province=a&province=b", "/register/?q=" + "x%20" * 2000,
    "/register/?q=x&charity=yes&standing=valid&level=x", "/register/99999999999999999999/",
    "/register/0/", "/sitemap-99999999999999999999.xml", "/sitemap-9223372036854775807.xml",
    "/register/list/?names=x", "/api/v1/dumps/%00", "/api/v1/dumps/..%2f..%2fetc%2fpasswd",
    "/api/v1/ngos?updated_since=0001-01-01T00:00:00", "/api/v1/ngos?updated_since=infinity",
    "/api/v1/ngos?updated_since=9999-12-31T23:59:59", "/api/v1/ngos?updated_since=-99999999999999",
    "/api/v1/ngos?updated_since=9999-12-31T23:59:59-23:59", "/api/v1/ngos?updated_since=1e300",
    "/api/v1/ngos?updated_since=0001-01-01T00:00:00%2B23:59", "/api/v1/ngos?updated_since=0",
    "/api/v1/awards?updated_since=0001-01-01T00:00:00", "/api/v1/ngos?limit=1001",
    "/api/v1/licences?updated_since=0001-01-01T00:00:00%2B14:00", "/api/v1/ngos?limit=١٠",
    "/api/v1/ngos?charity=2", "/api/v1/ngos?province=%ED%A0%80", "/api/v1/ngos?limit=1&limit=2",
    "/api/v1/ngos/-1", "/api/v1/ngos/%00", "/api/v1/ngos/1e3", "/api/v1/calls?after=1.5",
    "/api/v1/calls?after=9223372036854775807", "/verify/%00/", "/api/v1/openapi.json?x=%00",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_no_public_address_breaks_at_odd_values(cast, address):
    assert Client().get(address).status_code < 500


@pytest.mark.parametrize("names", ["\x00", HALF, "x\ry\u2028z", "=1+1\n@x\n-x\n+y", "٪" * 59_000])
def test_a_list_of_odd_names_is_no_error_and_no_formula(cast, names):
    body = names.encode(errors="surrogatepass")
    sent = {"names": body.decode(errors="replace"), "file": "1"}
    answer = Client().post("/register/list/", sent)
    assert answer.status_code == 200
    if answer["Content-Type"].startswith("text/csv"):
        for line in answer.content.decode("utf-8-sig").splitlines()[1:]:
            assert line[:1] not in "=+-@", line


def test_of_a_name_that_many_have_some_are_told_for_each_that_asks(cast):
    with scope.system():
        for _ in range(NEAR * 3):
            make_ngo("انجمن همنام", at="گیلان/رشت")
    found = matched(["انجمن همنام"] * 20)
    assert {len(each) for each in found} == {NEAR}


def test_whoever_asks_too_much_is_told_to_send_less(cast, monkeypatch):
    """The very names are found at once; likeness alone costs, and its time is bounded."""
    make_ngo("انجمن آزمون", at="گیلان/رشت")
    monkeypatch.setattr(reconciling, "SECONDS", -1)
    assert len(reconciling.matched(["انجمن آزمون"] * 30)) == 30
    sent = {"names": "\n".join(["انجمن آزمن"] * 30)}
    for more in ({}, {"file": "1"}):
        answer = Client().post("/register/list/", {**sent, **more})
        assert "نام‌های کمتری" in answer.content.decode()
    queries = json.dumps({str(n): {"query": "انجمن آزمن"} for n in range(30)})
    assert Client().post("/api/v1/reconcile", {"queries": queries}).status_code == 422
