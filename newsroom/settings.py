"""All settings, read from the environment. docs/running.md lists the variables.

Without any environment: DEBUG, SQLite and local files below `var/`, for this machine only.
"""

import secrets
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from articles.body.schema import EXTENSIONS
from newsroom import sqlite

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def key_of_this_machine() -> str:
    """Return the key kept in `var/secret_key`, made once; only for a machine that serves nobody else."""
    path = VAR_DIR / "secret_key"
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


def required(name: str, example: str) -> str:
    """Return the variable `name`, or stop the start with a sentence that says what to set."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment (for example {name}={example}): DEBUG is off.")
    return value


VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# What this site is
SITE_NAME = env.str("SITE_NAME", default="The Saltmarsh Courier")
SITE_DESCRIPTION = env.str("SITE_DESCRIPTION", default="News from Port Ansel and the Isles")
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en-gb")
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
# What machines are told of the newsroom besides (articles/meaning/publisher.py); what is empty is left out
SITE_LOGO = env.str("SITE_LOGO", default="")  # an address; the icon, if none
SITE_FOUNDED = env.str("SITE_FOUNDED", default="")
SITE_ADDRESS = env.str("SITE_ADDRESS", default="")
SITE_SAME_AS = env.list("SITE_SAME_AS", default=[])
# schema.org's names for policies that are no page of the house with that role, and the address of each
SITE_POLICIES = env.dict("SITE_POLICIES", default={})
X_ACCOUNT = env.str("X_ACCOUNT", default="")
# files of fonts for headlines in scripts that the house's own has no letters for
CARD_FONTS = env.list("CARD_FONTS", default=[])
# by the rules of which language a search takes the endings off words
SEARCH_LANGUAGE = env.str("SEARCH_LANGUAGE", default=LANGUAGE_CODE)
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]  # the words of readers' pages; docs/translating.md
FORMAT_MODULE_PATH = "newsroom.formats"
USE_TZ = True

# Who may reach it
DEBUG = env.bool("DEBUG", default=True)
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if DEBUG:
    SECRET_KEY = env.str("SECRET_KEY", default="") or key_of_this_machine()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS)
else:
    SECRET_KEY = required("SECRET_KEY", "$(openssl rand -base64 48)")
    ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "news.example.org").split(",")]

HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's own pop-ups and the preview
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        # ProseMirror, Select2 and the admin set styles from scripts; a style cannot run code
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

INSTALLED_APPS = [
    "newsroom.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "js_asset",
    "django_prose_editor",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "newsroom",
    "articles",
    "authors",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.requests.RefuseUnreadable",
    "newsroom.desk_language.DeskInEnglish",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Where it is kept
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}")}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            f"PRAGMA journal_mode={sqlite.safe_journal_mode()};PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        ),
    }
elif DATABASE["ENGINE"] == "django.db.backends.postgresql":
    if env.bool("DATABASE_POOL", default=True):
        # set here: in the address, `?pool=true` reaches psycopg as a word
        DATABASE["OPTIONS"] = DATABASE.get("OPTIONS", {}) | {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}}
    DATABASE["CONN_MAX_AGE"] = 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# What machines are told
MODEL_TRAINING = env.bool("MODEL_TRAINING", default=False)  # whether crawlers that collect for it are let in
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:")):
    raise ImproperlyConfigured("SECURITY_CONTACT begins with mailto:, https:// or tel:, as RFC 9116 wants it.")
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")
if WEBSUB_HUB and not WEBSUB_HUB.startswith(("https://", "http://")):
    raise ImproperlyConfigured("WEBSUB_HUB is the hub's address, for example WEBSUB_HUB=https://hub.example.org/.")

# Whom it writes to: authors what readers write to them, and those who look after photo rights of what has run out
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10  # seconds that a reader waits for the mail server, with the letter still in the form
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="newsroom@localhost")
MANAGERS = [("", address) for address in env.list("MANAGERS", default=[])]
EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    # what readers may fetch: renditions and audio, under unguessable names
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # photos as they came in, with all they know; never served
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "originals"},
    },
    "staticfiles": {"BACKEND": "newsroom.static_files.StaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20  # a 20,000-word story with its markup is about 300 KB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

S3_BUCKET = env.str("S3_BUCKET", default="")
if S3_BUCKET:
    S3 = {
        "bucket_name": S3_BUCKET,
        "endpoint_url": env.str("S3_ENDPOINT", default=None),
        "region_name": env.str("S3_REGION", default=None),
        "access_key": env.str("S3_ACCESS_KEY", default=None),
        "secret_key": env.str("S3_SECRET_KEY", default=None),
        "default_acl": None,  # the bucket is private: readers are served by the site
        "file_overwrite": True,  # every name is random, or stands for the same bytes for ever
    }
    for alias, location in (("default", "media"), ("originals", "originals")):
        STORAGES[alias] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": S3 | {"location": location}}

# What nobody waits for: at once where no worker runs, or kept for `manage.py db_worker`
TASKS_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS = {"default": {"BACKEND": TASKS_BACKENDS[env.str("TASKS", default="immediate")]}}

# Who works here
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# What a story may carry
TAGGIT_CASE_INSENSITIVE = True
DJANGO_PROSE_EDITOR_EXTENSIONS = EXTENSIONS

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
