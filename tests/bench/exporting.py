"""How long an export takes beside a bare COPY of the same columns, and how much memory."""

from collections.abc import Iterator

from django.contrib import admin

from files.exporting.formats import export_response
from ngos.models import NGO
from tests.bench import database
from tests.bench.alone import alone
from tests.bench.measuring import Claim, medians, rate, seconds

MEMORY = 150  # mebibytes that a process which exports may hold, Django and all
COPIED = (
    "SELECT n.name, n.legal_id, n.registration_no, p.name, c.name, f.name, n.activity_level, "
    "n.ngo_type, n.issuer, n.status, n.founded_on, n.ceo_name, n.mobile, n.phone, n.licence_no, "
    "n.licence_issued_on, n.licence_expires_on, n.member_count, n.address, n.postal_code, n.email, "
    "n.website, n.sheba, n.external_ref, n.notes FROM ngos_ngo n "
    "JOIN accounts_province p ON p.id = n.province_id LEFT JOIN accounts_county c "
    "ON c.id = n.county_id JOIN ngos_field f ON f.id = n.field_id ORDER BY n.sort_key, n.id"
)


def claims(rows: int, *, repetitions: int) -> Iterator[Claim]:
    """`rows` NGOs of one province, exported by its office."""
    database.empty(existing=rows)
    database.expert()
    times = [(seconds(lambda: export(rows)), seconds(_copy)) for _ in range(repetitions)]
    ours, bare = medians(times)
    yield Claim(
        f"export of {rows:,} NGOs as CSV", rate(rows, ours), "bare COPY TO", rate(rows, bare),
        ours / bare, at_most=4,
    )  # fmt: skip
    for file_format in ("csv", "xlsx", "ods"):
        held, taken = alone("export", str(rows), file_format)
        yield Claim(
            f"memory of that as {file_format.upper()}, in {taken:,.0f} s", f"{held:,.0f} MiB",
            "what may be held", f"{MEMORY} MiB", held / MEMORY, at_most=1,
        )  # fmt: skip


def export(rows: int, file_format: str = "csv") -> None:
    """The register as the office downloads it. Raises AssertionError where a row is missing."""
    expert = database.expert()
    listed = admin.site.get_model_admin(NGO).list_to_export(NGO.objects.all())
    response = export_response(listed, file_format=file_format, user=expert)
    lines = sum(block.count(b"\n") for block in response)
    response.close()
    if file_format == "csv" and lines != rows + 1:
        raise AssertionError(f"The export has {lines} lines.")


def _copy() -> None:
    with (
        database.administrator() as server,
        server.cursor().copy(f"COPY ({COPIED}) TO STDOUT (FORMAT csv)") as copy,
    ):
        for _block in copy:
            pass
