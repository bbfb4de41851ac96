"""What tests of several connections and processes need."""

import pytest
from django.db import connection


@pytest.fixture
def committed(transactional_db: None) -> str:
    """The name of the database, in which what this test writes is committed."""
    return str(connection.settings_dict["NAME"])
