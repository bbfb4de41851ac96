"""Charts of reports: what stands beside a bar."""

import datetime

from reports.charts import bars_of
from reports.table import Cell, Column, Kind, Table


def test_beside_a_bar_stands_the_name_of_its_row_and_no_date():
    columns = [
        Column("state", "وضعیت"), Column("count", "شمار", Kind.COUNT),
        Column("oldest", "قدیمی‌ترین", Kind.DATE),
    ]  # fmt: skip
    rows = [[Cell("پیش‌نویس"), Cell(3), Cell(datetime.date(2026, 10, 25))]]
    assert [bar.name for bar in bars_of(Table(columns, rows, chart="count"), rows)] == ["پیش‌نویس"]
