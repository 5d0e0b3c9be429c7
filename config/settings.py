"""Everything that differs between two installations, read from the environment.

`docs/operations.md` lists the variables. Nothing here is a secret: production refuses to start without its own
(`config/refusals.py`). There are three ways to run: production (the default), ASSENT_DEBUG for developers, and
ASSENT_DEMO for `make demo`; the last two only ever listen to this machine.
"""

from logging import DEBUG as DEBUG_LEVEL
from pathlib import Path
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab

from config import logs, refusals
from interface import csp

ROOT = Path(__file__).resolve().parent.parent

env = environ.Env()

DEBUG = env.bool("ASSENT_DEBUG", default=False)
DEMO = env.bool("ASSENT_DEMO", default=False)
PRODUCTION = not (DEBUG or DEMO)

# Databases without a server, the outbox, the doorbell's folders: all that is written outside the database.
VAR = Path(env.str("ASSENT_VAR", default=str(ROOT / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)
NAMED = "demo" if DEMO else "assent"  # the demo's files carry its name: `make demo-reset` deletes those and no other

# Who we are. Links are built from ADDRESS, never from the Host header a caller sends.
ADDRESS = env.str("ASSENT_ADDRESS", default="" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = env.str("ASSENT_SECRET_KEY", default="" if PRODUCTION else refusals.DEVELOPMENT_SECRET)
SECRET_KEY_FALLBACKS = env.list("ASSENT_SECRET_KEY_FALLBACKS", default=[])
LOOPBACK = ["127.0.0.1", "localhost"]  # health checks ask from the same machine
ALLOWED_HOSTS = [*env.list("ASSENT_HOSTS", default=[urlsplit(ADDRESS).hostname or LOOPBACK[0]]), *LOOPBACK]

refusals.refuse_to_start(
    debug=DEBUG,
    demo=DEMO,
    secrets=[SECRET_KEY, *SECRET_KEY_FALLBACKS],
    hosts=ALLOWED_HOSTS,
    address=ADDRESS,
    database_url=env.str("DATABASE_URL", default=""),
)

INSTALLED_APPS = [
    "config",
    "interface",
    "accounts",
    "audit",
    "workflow",
    "governance",
    "meetings",
    "documents",
    "notifications",
    "evidence",
    "publication",
    *(["demo"] if DEMO else []),  # docs/adr/0010: exists nowhere else
    "guardian",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "publication.door.AtTheDoor",
    "config.middleware.PrivatePages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "workflow.middleware.ActorMiddleware",
    "config.middleware.RequestLog",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "governance.context.navigation",
                *(["demo.context.banner"] if DEMO else []),
            ],
        },
    },
    # The text of e-mails. Nothing in it is markup, so nothing is escaped; what people wrote comes in on one line.
    {
        "NAME": "text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {"autoescape": False},
    },
]

# The database. The demo has a file of its own and touches no other.
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / NAMED}.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE is what serialises writers: select_for_update does nothing on SQLite.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    # A database in memory ignores the busy timeout, so tests use a file.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ANONYMOUS_USER_NAME = None
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign_in"

# What day it is on the pages, and the instant at which the ledger records. Only the demo has clocks of its own:
# config/refusals.py lets nothing else start with them.
TODAY = "demo.clock.today" if DEMO else "workflow.clock.server_today"
NOW = "demo.clock.now" if DEMO else "audit.clock.server_now"
# SQLite keeps no comments on columns; PostgreSQL does.
SILENCED_SYSTEM_CHECKS = ["fields.W163"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("ASSENT_TIME_ZONE", default="Europe/London")
USE_TZ = True

# What a browser is told. A proxy that ends TLS names the header it sets, and the redirect may be left to it.
SECURE_SSL_REDIRECT = env.bool("ASSENT_SSL_REDIRECT", default=PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^live$", r"^ready$"]  # asked by machines inside, over plain HTTP
if proxy_header := env.str("ASSENT_PROXY_SSL_HEADER", default=""):
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + proxy_header.upper().replace("-", "_"), "https")
SECURE_HSTS_SECONDS = env.int("ASSENT_HSTS_SECONDS", default=365 * 24 * 3600 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env.list("ASSENT_TRUSTED_ORIGINS", default=[ADDRESS] if PRODUCTION else [])
X_FRAME_OPTIONS = "DENY"

# A form of a whole plan is long; an upload is a committee paper. Anything above is a mistake or an attack.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Mail lands in var/assent-outbox until a server is named.
vars().update(env.email_url("EMAIL_URL", default="filemail:///"))
EMAIL_FILE_PATH = str(VAR / f"{NAMED}-outbox")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("ASSENT_EMAIL_FROM", default=f"Assent <no-reply@{urlsplit(ADDRESS).hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A mistake that writes to everybody must not reach everybody: what is above waits, and `/ready` says so.
MAIL_PER_HOUR = env.int("ASSENT_MAIL_PER_HOUR", default=1000)
MAIL_PER_PERSON_AND_HOUR = env.int("ASSENT_MAIL_PER_PERSON_AND_HOUR", default=6)

# The broker is a doorbell, never the record (docs/adr/0008): without Redis, folders under VAR will do.
REDIS_URL = "" if DEMO else env.str("REDIS_URL", default="")
DOORBELL = VAR / f"{NAMED}-doorbell"
if not REDIS_URL:
    (DOORBELL / "queue").mkdir(parents=True, exist_ok=True)
    (DOORBELL / "control").mkdir(parents=True, exist_ok=True)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "assent",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},  # nothing rests on it, so nobody waits for it
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(VAR / f"{NAMED}-cache")}
}
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 30 * 60,  # above the longest task, or a long one starts twice
        "unacked_restore_throttle": 1,
        "socket_timeout": 10,
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
    }
    if REDIS_URL
    else {
        "data_folder_in": str(DOORBELL / "queue"),
        "data_folder_out": str(DOORBELL / "queue"),
        "control_folder": str(DOORBELL / "control"),
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 10 * 60
CELERY_TASK_SOFT_TIME_LIMIT = 9 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200  # PDF work does not give memory back
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / f"{NAMED}-beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A ring nobody heard within the minute is worth nothing: the next one says the same.
    "heartbeat": {"task": "config.tasks.heartbeat", "schedule": crontab(), "options": {"expires": 55}},
    "look": {"task": "notifications.tasks.look_for_what_is_due", "schedule": crontab(), "options": {"expires": 55}},
    "exports": {"task": "evidence.tasks.make_exports", "schedule": crontab(), "options": {"expires": 55}},
    "heads": {"task": "evidence.tasks.mail_heads", "schedule": crontab(minute="*/15"), "options": {"expires": 800}},
}

# Logs: config/logs.py.
LOGGING = logs.settings(json=env.bool("ASSENT_LOG_JSON", default=PRODUCTION), level=env.str("ASSENT_LOG_LEVEL", "INFO"))
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = DEBUG_LEVEL  # the line at the end of a request says what the first one says

# Pages. Development and the demo serve static files where they lie; production serves what `collectstatic` gathered.
FORM_RENDERER = "interface.forms.GdsRenderer"
CSRF_FAILURE_VIEW = "interface.errors.csrf_failure"
CONTENT_SECURITY_POLICY = csp.POLICY
STATIC_URL = "/static/"
STATIC_ROOT = env.str("ASSENT_STATIC_ROOT", default=str(ROOT / "staticfiles")) if PRODUCTION else None
STATICFILES_DIRS = [ROOT / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
ORGANISATION = env.str("ASSENT_ORGANISATION", default="")
ACCESSIBILITY_CONTACT = env.str("ASSENT_ACCESSIBILITY_CONTACT", default="")
