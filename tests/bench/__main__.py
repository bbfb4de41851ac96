"""Measures imports, searches, exports and pages against well-known yardsticks.

Prints a table of ratios; fails when a required one is missed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

import django

PARTS = ("import", "search", "export", "serve", "ledger", "attendance")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--large", action="store_true", help="also the sizes that are aimed at")
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_NAME": "bench_samanyar", "MEDIA_ROOT": folder}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        from tests.bench.measuring import table

        claims = []
        started = time.monotonic()
        for claim in _claims(large=options.large, parts=[options.only] if options.only else PARTS):
            claims.append(claim)
            print(f"{time.monotonic() - started:5.0f} s  {claim.subject}", file=sys.stderr)
    print(table(claims))
    return 0 if all(claim.holds or not claim.required for claim in claims) else 1


def _claims(*, large: bool, parts: Any) -> Iterator[Any]:
    from tests.bench import attending, database, exporting, importing, ledger, searching, serving

    with database.made():
        if "import" in parts:
            yield from importing.claims(20_000, repetitions=5, stock_rows=1_000)
        if "export" in parts:
            yield from exporting.claims(20_000, repetitions=3)
        if "serve" in parts:
            yield from serving.claims(100_000, repetitions=3)
        if "ledger" in parts:
            yield from ledger.claims(1_000_000, repetitions=5)
        if "attendance" in parts:
            yield from attending.claims(10_000, repetitions=3)
        if "search" in parts:
            yield from searching.claims(1_000_000, home_share=0.2, repetitions=5)
        if large and "import" in parts:
            yield from importing.claims(
                100_000, existing=200_000, repetitions=1, stock_rows=1_000, later=True
            )
        if large and "export" in parts:
            yield from exporting.claims(1_000_000, repetitions=1)


if __name__ == "__main__":
    sys.exit(main())
