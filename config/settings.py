"""Every setting of the project, typed and read from the environment (or a `.env` file).

With nothing set, the project runs as a demonstration on this machine: an embedded database in
`var/`, a secret key made there once, no mail, no SMS.
"""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from config.database.embedded import SUPERUSER, EmbeddedServer
from config.navigation import UNFOLD  # noqa: F401  read by the admin theme

django_stubs_ext.monkeypatch()  # lets generic classes of Django be written with their types

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

# What this installation makes for itself: the embedded database, its secret key, uploaded files.
VAR = Path(env.str("VAR", str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", False)
# A demonstration shows its accounts and their passwords on the sign-in page.
DEMONSTRATION = env.bool("DEMONSTRATION", False)


def _own_secret(name: str) -> str:
    """A key for this installation, made at first use and kept readable by its owner alone."""
    file = VAR / name
    if not file.exists():
        VAR.mkdir(exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(60))
    return file.read_text()


SECRET_KEY = env.str("SECRET_KEY", "") or _own_secret("secret_key")
# Keys of before, so that what was signed or encrypted with them is still read.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
# The key of what the database keeps of persons in need and may not read. It is lost with its file.
NOTES_KEY = env.str("NOTES_KEY", "") or _own_secret("notes_key")
NOTES_KEY_FALLBACKS: list[str] = env.list("NOTES_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Where the QR codes of printed licences lead, such as https://ngo.example.ir; without it, to the
# host at which the licence was printed.
PUBLIC_ADDRESS = env.str("PUBLIC_ADDRESS", "").rstrip("/")
# What identifiers of open data begin with; a publisher asks 360Giving for one of its own.
OPEN_DATA_PREFIX = env.str("OPEN_DATA_PREFIX", "360G-unregistered")
OPEN_DATA_LICENSE = env.str("OPEN_DATA_LICENSE", "https://creativecommons.org/licenses/by/4.0/")
# How often one address may check licences on the public page.
VERIFICATION_RATE = env.str("VERIFICATION_RATE", "30/m/ip")
API_RATE = env.str("API_RATE", "120/m/ip")
PUBLIC_REGISTER_RATE = env.str("PUBLIC_REGISTER_RATE", "60/m/ip")
# Behind TLS: cookies travel on https alone, and browsers are told to stay there.
HTTPS = env.bool("HTTPS", False)

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    # From the ground up: what a room declares stands after what those below it do.
    "persian",
    "accounts",
    "jobs",
    "files",
    "screens",
    "papers",
    "imports",
    "ngos",
    "councils",
    "licensing",
    "supervision",
    "letters",
    "programs.actions",
    "programs.projects",
    "programs.events",
    "programs.money",
    "programs.calls",
    "programs.networks",
    "programs.microfunds",
    "programs.neighbourhoods",
    "beneficiaries.records",
    "beneficiaries.safeguards",
    "beneficiaries.intake",
    "beneficiaries.care",
    "beneficiaries.assessments",
    "reports",
    "public",
    "desk",
    "api",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "config.apps.StaffSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "import_export",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.CompressionMiddleware",
    "persian.middleware.PersianDigitsMiddleware",
    "accounts.whence.WhenceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ScopeMiddleware",
    "accounts.caching.NoStoreMiddleware",
    "accounts.resuming.ResumeMiddleware",
    "accounts.given_passwords.GivenPasswordMiddleware",
    "accounts.middleware.RefusalMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "desk.middleware.OfficerMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "screens.posted_once.PostedOnceMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "config.templates.EscapingLoader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.product",
                "config.context.demonstration_accounts",
                "csp.context_processors.nonce",
            ],
            "builtins": ["persian.templatetags.persian", "screens.templatetags.form_keys"],
        },
    },
]
# Forms and widgets are shown by the same templates, not by a set-up of their own.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- Database ------------------------------------------------------------------------------------
# Four logins: the web server's and that of jobs and commands (both subject to row security), the
# owner of the tables (migrations) and, for the embedded server alone, its administrator.

DATABASE_NAME = env.str("DATABASE_NAME", "samanyar")
WEB_ROLE = "samanyar_app"
WORKER_ROLE = "samanyar_worker"  # may also enter the scope of every row
LOGINS = (WEB_ROLE, WORKER_ROLE)
OWNER_ROLE = "samanyar_owner"
# Whether this process answers requests; `config/wsgi.py` and `runserver` say so.
ANSWERS_REQUESTS = env.bool("ANSWERS_REQUESTS", False)

_COMMON: dict[str, Any] = {
    "ENGINE": "config.database",
    "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", 600),
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {"application_name": "samanyar"},
    "TIME_ZONE": None,
}
if env.str("DATABASE_URL", ""):
    EMBEDDED_SERVER = None
    # Without a login of its own a command works as the web server does, and no job can be done.
    _own = "DATABASE_WORKER_URL" if env.str("DATABASE_WORKER_URL", "") else "DATABASE_URL"
    _url = "DATABASE_URL" if ANSWERS_REQUESTS else _own
    _named = env.dj_db_url(_url)
    _options = {**_COMMON["OPTIONS"], **_named.get("OPTIONS", {})}
    # The address says who and where; how long a connection lasts it does not.
    DATABASES = {"default": {**_named, **_COMMON, "OPTIONS": _options}}
    DATABASE_OWNER = (
        env.dj_db_url("DATABASE_OWNER_URL", "") if env.str("DATABASE_OWNER_URL", "") else None
    )
    # Only for running the tests on that server, or for `prepare_database`.
    DATABASE_ADMINISTRATOR = (
        env.dj_db_url("DATABASE_ADMINISTRATOR_URL")
        if env.str("DATABASE_ADMINISTRATOR_URL", "")
        else None
    )
else:
    EMBEDDED_SERVER = EmbeddedServer(VAR)
    _login = WEB_ROLE if ANSWERS_REQUESTS else WORKER_ROLE
    DATABASES = {"default": {**_COMMON, **EMBEDDED_SERVER.url(_login, DATABASE_NAME)}}
    DATABASE_OWNER = EMBEDDED_SERVER.url(OWNER_ROLE, DATABASE_NAME)
    DATABASE_ADMINISTRATOR = EMBEDDED_SERVER.url(SUPERUSER, "postgres")

# Processes that answer requests: as many as there are cores unless somebody says how many. Each
# answers some requests at once; all of them together hold no more connections than this.
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", 0)
DATABASE_MAX_CONNECTIONS = env.int("DATABASE_MAX_CONNECTIONS", 48)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "accounts.cache.DatabaseCache"},
}

# -- History -------------------------------------------------------------------------------------
import pghistory  # noqa: E402  its settings are objects of its own

PGHISTORY_LEVEL = pghistory.Statement
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
# Events are found by their row or their time, not by what they refer to.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events", db_index=True)

# -- People --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.UsernameOrMobileBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.WordsOfTheHouseValidator"},
]
# Pages under this address work in a scope that reaches accounts and no office's rows.
SIGN_IN_PATH = "/account/"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "accounts.adapter.display_name"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Proxies in front of the application whose word about a visitor's address is taken.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip"}  # wrong tries: accounts/known_devices.py
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samanyar"
MFA_TOTP_TOLERANCE = 1  # a code earlier or later, since telephones' clocks differ
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.SecondFactorSetUpForm",
}
# Whether the roles that sign, issue or give passwords need a second factor where nobody has decided
# on the policy `second_factor_roles`.
SECOND_FACTOR_BY_DEFAULT = env.bool("SECOND_FACTOR_BY_DEFAULT", not DEMONSTRATION)
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
EMAIL_BACKEND = env.str("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")

# -- Language, calendar, place -------------------------------------------------------------------
LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", _("Persian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["persian.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
USE_TZ = True
TIME_ZONE = "Asia/Tehran"

# -- Files ---------------------------------------------------------------------------------------
STATIC_URL = "static/"
# Where `manage.py serve` has gathered them for the web server; elsewhere they are found one by one.
_GATHERED = env.str("STATIC_GATHERED", "")
# Where `collectstatic` copies to, if anywhere.
STATIC_ROOT = _GATHERED or env.str("STATIC_ROOT", "") or None
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.theme.LogicalThemeFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = not _GATHERED
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR / "media")))
STORAGES = {
    "default": {
        "BACKEND": "files.storage.WholeFiles",
        "OPTIONS": {"location": MEDIA_ROOT, "base_url": None},  # no address: only views serve them
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _GATHERED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# The daemon that looks at every file for malware: unix:/run/clamav/clamd.ctl or host:3310.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", "")
FILE_UPLOAD_HANDLERS = [
    *(["files.malware.LookedAt"] if CLAMD_ADDRESS else []),
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Sizes in bytes.
DOCUMENT_MAX_SIZE = env.int("DOCUMENT_MAX_SIZE", 10 * 1024 * 1024)
IMPORT_MAX_SIZE = env.int("IMPORT_MAX_SIZE", 100 * 1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# -- Safety --------------------------------------------------------------------------------------
# What a page of ours may do, wherever it comes from: run our files and nothing that stands in the
# page. Files that people sent have a stricter one (`files.harmless`). A nonce is for the theme's
# colours, which it prints as a style; scripts have none.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],  # the square that a telephone reads is printed in its page
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "accounts.views.stale_form"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # forms bring their token; no script reads the cookie
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    # By this prefix a browser takes a cookie from this very host alone, over https alone.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    MESSAGE_STORAGE = "accounts.messages.MessageStorage"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},
        "waitress.queue": {"level": "ERROR"},  # that requests wait for a moment is no news
    },
}
