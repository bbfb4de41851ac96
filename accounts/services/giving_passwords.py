"""Storing a password that is not its owner's own choice."""

from django.contrib.auth.hashers import make_password
from django.db import connection

from accounts.models import User
from accounts.policies import value_of
from accounts.security_policies import GIVEN_PASSWORD_HOURS


def store_given(*, user: User, password: str) -> None:
    """Give an account this password, in the name of the scope in force (of nobody, for a job).

    It opens the page that changes it and nothing else, within the hours of a policy; whoever is
    signed in with the old one is signed out. Raises ProgrammingError where the database finds that
    it is not theirs to give.
    """
    hours = value_of(GIVEN_PASSWORD_HOURS, user.province_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT accounts_give_password(%s, %s, %s)", [user.pk, make_password(password), hours]
        )
    user.forget_password()
