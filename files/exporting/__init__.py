"""Lists as files: each list says once what its columns are, and is written in any format.

The database makes the cells (`cells`) and sends them in one statement (`source`); a writer for each
format puts them in a file on the disk, whatever their number (`files`). Long workbooks are made
beside the web server (`background`). A cell that a spreadsheet would run as a formula is disarmed,
also where spaces or control characters hide its first sign.
"""

from files.exporting.cells import disarm
from files.exporting.columns import ExportColumn

__all__ = ["ExportColumn", "disarm"]
