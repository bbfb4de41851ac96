"""Lists of what hangs on a woman: each row names her by her national ID."""

from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext

from beneficiaries.records.models import Beneficiary
from imports.binding import BoundColumn
from imports.cleaning import Severity
from imports.registry import Registry
from imports.rows import CheckedRow


class OfAWoman(Registry):
    """Base of such lists: a row whose woman the office has not, or that names none, is refused."""

    def bind_to_woman(
        self,
        row: CheckedRow,
        field: str,
        column: BoundColumn | None,
        *,
        missing: tuple[str, str | Promise],
    ) -> None:
        """Set `beneficiary_id` by the national ID in `field`; `missing` is the code and the
        sentence of a row in which none stands."""
        number = row.values.get(field)
        if number is None:
            if not any(found["field"] == field for found in row.problems):
                code, told = missing
                row.report(column, code, str(told), Severity.REFUSES)
            return
        woman = self._women.get(number)
        if woman is None:
            message = gettext("Your office has no woman with this national ID. Take her in first.")
            row.report(column, "unknown_head", message, Severity.REFUSES)
            return
        row.values["beneficiary_id"] = woman

    @cached_property
    def _women(self) -> dict[str, int]:
        """The women of the province by their national ID."""
        rows = Beneficiary.objects.filter(province=self.province_id)
        pairs = rows.values_list("national_id", "pk")
        return {number: pk for number, pk in pairs if number is not None}
