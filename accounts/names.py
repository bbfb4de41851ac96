"""Which account has a name: asked of the database, which answers with an id and no more."""

from django.db import connection

from accounts.functions import callable_by
from accounts.scope import Kind

callable_by(
    "accounts_account_named(text,text)",
    *(Kind.SIGN_IN, Kind.NATIONAL, Kind.PROVINCE, Kind.SYSTEM),
)


def account_named(*, username: str = "", mobile: str | None = None) -> int | None:
    """The id of the account of this username (in any case of letters) or this mobile number.

    In whichever office; a username goes before a mobile number. None where there is none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_account_named(%s, %s)", [username, mobile])
        found: int | None = cursor.fetchone()[0]
    return found
