"""The settings of the tests: those of the application, with a room that the house does not know."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [
    *HOUSE[: HOUSE.index("reports") + 1],
    "tests.certificates",
    *HOUSE[HOUSE.index("reports") + 1 :],
]
