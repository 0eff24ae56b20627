"""The one settings file. Everything a site may choose is in `.env.example`."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from import_export.formats.base_formats import CSV, XLSX

from sunagawa_plan.lib.database_address import read_database_address
from sunagawa_plan.lib.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = BASE_DIR / "var"

env = Environment(os.environ, refusal=ImproperlyConfigured)

# Safety

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY", default_file=STATE_DIR / "secret-key")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.web_origins("CSRF_TRUSTED_ORIGINS")

HTTPS = env.flag("HTTPS")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.whole_number("HSTS_SECONDS", 0, at_least=0, at_most=63_072_000)
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Health checks come from inside, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# HSTS is for this host only: whether the city's other hosts speak HTTPS is not ours to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        # data: and blob: are for icons in style sheets and for saving a chart as a picture.
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Who may show the charts of /plans/…/embed/ in frames; nothing else may be framed by anybody.
EMBED_ORIGINS = ["*"] if env.text("EMBED_ORIGINS", "*") == "*" else env.web_origins("EMBED_ORIGINS")

# Only the admin has sessions; nobody is served a cookie before logging in there.
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Rooms

INSTALLED_APPS = [
    "sunagawa_plan",
    "indicators",
    "finance",
    "reporting",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "import_export",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sunagawa_plan.middleware.permissions_policy",
    "sunagawa_plan.middleware.samples_unlisted",
    "sunagawa_plan.middleware.framable_charts",
    "sunagawa_plan.middleware.FreshPublicPages",
    "sunagawa_plan.middleware.roomy_stack",
    "sunagawa_plan.ruby.readings_on_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "sunagawa_plan.urls"
WSGI_APPLICATION = "sunagawa_plan.wsgi.application"
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
                "sunagawa_plan.context.portal",
            ],
        },
    }
]

# Data

DATABASES = {
    "default": read_database_address(
        env.text("DATABASE_URL", "sqlite:///var/db.sqlite3"),
        base_dir=BASE_DIR,
        refusal=ImproperlyConfigured,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
# Pages are cached under a key that changes with the content, so each process may keep its own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A year's values of all indicators are entered in one list.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
IMPORT_EXPORT_FORMATS = [CSV, XLSX]
IMPORT_EXPORT_USE_TRANSACTIONS = True
# Uploaded files between preview and confirmation, and how far running imports have come.
IMPORTS_DIR = STATE_DIR / "imports"
SAMPLE_DATA = env.flag("SAMPLE_DATA")
# The PDFs of reports; those of invented values lie apart.
REPORTS_DIR = Path(
    env.text("REPORTS_DIR", str(STATE_DIR / ("reports-sample" if SAMPLE_DATA else "reports")))
)
# On what terms the open data may be used, as the city has decided; nothing is made up for it.
# Which section answers for accessibility, and until when the level shall be reached: the city's to say.
ACCESSIBILITY_CONTACT = env.text("ACCESSIBILITY_CONTACT")
ACCESSIBILITY_DEADLINE = env.text("ACCESSIBILITY_DEADLINE")
DATA_LICENCE = env.text("DATA_LICENCE")
DATA_LICENCE_URL = env.text("DATA_LICENCE_URL")
# Where the apps meet: what the plans keep of the soundness ratios, for the staff pages of finance.
SHARED_RATIOS = "sunagawa_plan.shared_ratios.shared_ratios"

# Language and time

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_I18N = USE_TZ = True

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Letters and logs

EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_PORT = env.whole_number("EMAIL_PORT", 25, at_least=1, at_most=65_535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
# Where letters say that the portal is, as https://plan.example.jp
PORTAL_ADDRESS = next(iter(env.web_origins("PORTAL_ADDRESS")), "")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "portal@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.choice(
            "LOG_LEVEL", "WARNING", allowed=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
        ),
    },
    "loggers": {
        # Django mails errors to ADMINS by default; here stderr is the one place to look.
        "django": {"handlers": [], "level": "NOTSET"},
        # Warns at every address that does not exist; errors of ours are the ones to look at.
        "django.request": {"level": "ERROR"},
        # Warns at every HEAD request that Django leaves dropping the body to the server.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
