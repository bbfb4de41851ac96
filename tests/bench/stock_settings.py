"""The stock admin as a project of its own: its middleware and templates, and nothing of ours but
the tables, under the login that no policy holds back."""

from config.settings import *  # noqa: F403
from config.settings import DATABASE_OWNER, DATABASES, TEMPLATES
from tests.bench import stock_parts

assert DATABASE_OWNER is not None
DATABASES = {"default": {**DATABASES["default"], **DATABASE_OWNER}}
ROOT_URLCONF = "tests.bench.stock_admin"
# The last one does nothing here; an application that is installed asks for it.
MIDDLEWARE = [*stock_parts.MIDDLEWARE, "allauth.account.middleware.AccountMiddleware"]
TEMPLATES = [{**TEMPLATES[0], "DIRS": [stock_parts.TEMPLATES]}]
SESSION_ENGINE = stock_parts.SESSION_ENGINE
