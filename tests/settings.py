"""The settings of the tests: those of the application, with a room that the house does not know."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as HOUSE
from config.settings import LOGGING as SPOKEN
from config.settings import MIDDLEWARE as ASKED

INSTALLED_APPS = [
    *HOUSE[: HOUSE.index("reports") + 1],
    "tests.certificates",
    *HOUSE[HOUSE.index("reports") + 1 :],
]

# Thousands of pages are asked for by those who may not open them: no traceback is written of each.
LOGGING = {**SPOKEN, "loggers": {**SPOKEN["loggers"], "django.request": {"level": "ERROR"}}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick

# Each test has browsers of its own, and each would look through the files of the pages.
MIDDLEWARE = [
    name.replace("whitenoise.middleware.WhiteNoiseMiddleware", "tests.static_files.FoundOnce")
    for name in ASKED
]
