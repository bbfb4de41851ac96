"""The server remembers no value of a column that holds somebody's numbers.

To plan a query it keeps, of each column, values from all over the table, whosever rows they are;
what it expects of a condition (`EXPLAIN`) tells them to whoever asks often enough, and no policy is
asked. Of national IDs, mobile numbers and Shebas it is told the one thing that plans need: nearly
every row has its own. PostgreSQL can be told so from version 18 on.
"""

from collections.abc import Iterator

from django.db import connection

from accounts.row_security import tables
from persian.model_fields import MobileField, NationalIDField, ShebaField

NUMBERS_OF_SOMEBODY = (NationalIDField, MobileField, ShebaField)
FIRST_VERSION = 180_000
_TOLD = """
    SELECT pg_clear_attribute_stats('public', %(table)s, %(column)s, false),
        pg_restore_attribute_stats(
            'schemaname', 'public', 'relname', %(table)s::text, 'attname', %(column)s::text,
            'inherited', false, 'version', current_setting('server_version_num')::int,
            'null_frac', 0::real, 'avg_width', 12, 'n_distinct', (-1)::real)
"""


def columns() -> Iterator[tuple[str, str]]:
    """Tables and columns with such numbers, those of histories too."""
    for model in tables():
        for field in model._meta.concrete_fields:
            if isinstance(field, NUMBERS_OF_SOMEBODY):
                yield model._meta.db_table, str(field.column)


def install() -> None:
    """Forget the values that were kept and keep none again, as the owner of the tables."""
    with connection.cursor() as cursor:
        if connection.connection.info.server_version < FIRST_VERSION:
            return
        present = set(connection.introspection.table_names(cursor))
        for table, column in columns():
            if table in present:
                cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
                cursor.execute(_TOLD, {"table": table, "column": column})
