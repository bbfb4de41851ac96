"""The same as tables: the titles of columns are those of the standard's schema.

A row of the first table is a grant; one of the second a payment, under the grant's identifier, so
that no grant is counted twice.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from files.exporting import disarm

Row = Mapping[str, Any]


def _first(name: str, part: str) -> Callable[[Row], Any]:
    return lambda grant: next((each.get(part) for each in grant.get(name, ())), None)


def _person(part: str) -> Callable[[Row], Any]:
    return lambda grant: grant.get("recipientIndividual", {}).get(part)


def _of(name: str) -> Callable[[Row], Any]:
    return lambda row: row.get(name)


GRANTS: dict[str, Callable[[Row], Any]] = {
    "Identifier": _of("id"),
    "Title": _of("title"),
    "Description": _of("description"),
    "Currency": _of("currency"),
    "Amount Applied For": _of("amountAppliedFor"),
    "Amount Awarded": _of("amountAwarded"),
    "Amount Disbursed": _of("amountDisbursed"),
    "Award Date": _of("awardDate"),
    "Planned Dates:Start Date": _first("plannedDates", "startDate"),
    "Planned Dates:End Date": _first("plannedDates", "endDate"),
    "Recipient Org:Identifier": _first("recipientOrganization", "id"),
    "Recipient Org:Name": _first("recipientOrganization", "name"),
    "Recipient Org:City": _first("recipientOrganization", "addressLocality"),
    "Recipient Org:County": _first("recipientOrganization", "addressRegion"),
    "Recipient Ind:Identifier": _person("id"),
    "Recipient Ind:Name": _person("name"),
    "Funding Org:Identifier": _first("fundingOrganization", "id"),
    "Funding Org:Name": _first("fundingOrganization", "name"),
    "Beneficiary Location:Name": _first("beneficiaryLocation", "name"),
    "Beneficiary Location:Country Code": _first("beneficiaryLocation", "countryCode"),
    "Grant Programme:Code": _first("grantProgramme", "code"),
    "Grant Programme:Title": _first("grantProgramme", "title"),
    "Grant Programme:Description": _first("grantProgramme", "description"),
    "From An Open Call?": _of("fromOpenCall"),
    "Classifications:Vocabulary": _first("classifications", "vocabulary"),
    "Classifications:Code": _first("classifications", "code"),
    "Classifications:Title": _first("classifications", "title"),
    "Last Modified": _of("dateModified"),
}
_PAYMENT = {
    "Disbursement Transaction:Identifier": "id",
    "Disbursement Transaction:Transaction Date": "transactionDate",
    "Disbursement Transaction:Currency": "currency",
    "Disbursement Transaction:Value": "value",
    "Disbursement Transaction:Provider": "provider",
    "Disbursement Transaction:Recipient": "recipient",
}


def grants_table(package: Row) -> str:
    """A row for each grant."""
    rows = ([read(grant) for read in GRANTS.values()] for grant in package["grants"])
    return _written(GRANTS, rows)


def payments_table(package: Row) -> str:
    """A row for each payment, with the identifier of its grant."""
    return _written(["Identifier", *_PAYMENT], _payments(package))


def _payments(package: Row) -> Iterator[list[Any]]:
    for grant in package["grants"]:
        for payment in grant.get("disbursementTransaction", ()):
            yield [grant["id"], *(payment[name] for name in _PAYMENT.values())]


def _written(titles: Iterable[str], rows: Iterable[list[Any]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(titles)
    writer.writerows(["" if cell is None else disarm(cell) for cell in row] for row in rows)
    return file.getvalue()
