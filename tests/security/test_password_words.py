"""Words of the house make no password."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.roles import Role
from demonstration import PASSWORD
from tests.cast import make_user


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "Admin@Samanyar1404",
        "استانداری-۱۴۰۴",
        "سامان یار ۱۴۰۴!",
        "ngo.director.2026",
        "1a2b3c4d!567",
    ],
)
def test_words_of_the_house_digits_and_signs_are_no_password(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User())
    assert "password_of_the_house" in {error.code for error in refused.value.error_list}


def test_the_own_province_is_such_a_word(db):
    user = make_user(Role.COUNTY_EXPERT, at="گیلان/رشت")
    with pytest.raises(ValidationError):
        validate_password("گیلان-رشت-1404", user)


@pytest.mark.parametrize(
    "password", ["باران-بی-صدا-روی-شیروانی", "correct horse battery", "kj-v8-qx-2p-mw-zt"]
)
def test_words_of_ones_own_are(password):
    validate_password(password, User())
