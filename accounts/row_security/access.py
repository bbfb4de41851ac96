"""What a kind of scope may do with a table's rows, in words of SQL."""

from dataclasses import dataclass
from typing import Protocol

from django.db import models

from accounts.scope import Kind

READ = "SELECT"
ADD = "SELECT, INSERT"
WRITE = "SELECT, INSERT, UPDATE, DELETE"
OFFICE = (Kind.NATIONAL, Kind.PROVINCE, Kind.COUNTY)


def value(name: str) -> str:
    """SQL of what the signed scope says: `province`, `county`, `ngo`, `user`, `role`, `kind`."""
    return f"(SELECT scope_{name}())"


@dataclass(frozen=True)
class Access:
    """What one kind of scope may do with a table's rows: SQL conditions, and granted verbs.

    `writes` holds for a row before it is changed or deleted, and for what becomes of it.
    """

    grant: str
    reads: str = "true"
    writes: str = "true"


class RowScope(Protocol):
    def access(self, model: type[models.Model]) -> dict[Kind, Access]: ...
