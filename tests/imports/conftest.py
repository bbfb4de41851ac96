"""The person who imports, and what tests of several connections and processes need."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from tests.cast import signed_in


@pytest.fixture
def committed(transactional_db: None) -> str:
    """The name of the database, in which what this test writes is committed."""
    return str(connection.settings_dict["NAME"])


@pytest.fixture
def expert(cast: SimpleNamespace) -> Client:
    return signed_in(cast.isfahan_expert)
