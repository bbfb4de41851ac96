"""Children who stand in columns beside their mother: «فرزند۱», «فرزند۲» become members of the
household. A child that the household has already stays as it is."""

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imports.cleaning import person_name
from imports.models import Run
from imports.registry import Unstored
from persian.numbers import persian_digits

MOST = 6

# The name of each child that a taken row tells, with the woman whose row it is.
_TOLD = f"""
    SELECT DISTINCT ON (beneficiary_id, folded) * FROM (
        SELECT r.object_id AS beneficiary_id, r.province_id, each.full_name, r.is_kept, r.number,
            persian_fold(each.full_name) AS folded
        FROM imports_row r CROSS JOIN LATERAL (VALUES {
    ", ".join(f"(r.values->>'child_{number}')" for number in range(1, MOST + 1))
}) each (full_name)
        WHERE r.run_id = %(run)s AND r.verdict IN ('created', 'updated', 'unchanged')
        AND each.full_name IS NOT NULL
    ) told ORDER BY beneficiary_id, folded, number
"""


def column(number: int) -> Unstored:
    """The column of one child."""
    shown = persian_digits(number)
    return Unstored(
        _("Child %(number)s") % {"number": shown},
        person_name(120),
        synonyms=(f"فرزند{number}", f"فرزند {shown}", f"نام فرزند {number}"),
        about=(),
        personal=True,
    )


def write(run: Run) -> None:
    """Write the children of the run's women; comes after them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO records_householdmember (
                beneficiary_id, province_id, relation, full_name, gender, education, disability,
                is_dependent)
            SELECT beneficiary_id, province_id, 'child', full_name, '', '', '', true
            FROM ({_TOLD}) told ON CONFLICT (beneficiary_id, name_key, relation) DO NOTHING
            """,
            {"run": run.pk},
        )


def take_back(run: Run) -> None:
    """Delete the children that the run has written and nobody has touched since."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            DELETE FROM records_householdmember stored USING ({_TOLD}) told
            WHERE stored.beneficiary_id = told.beneficiary_id AND stored.relation = 'child'
            AND stored.name_key = told.folded AND NOT told.is_kept
            AND NOT EXISTS (
                SELECT FROM records_householdmemberevent event WHERE event.pgh_obj_id = stored.id
                AND event.pgh_context->>'run' IS DISTINCT FROM %(context)s)
            """,
            {"run": run.pk, "context": str(run.pk)},
        )
