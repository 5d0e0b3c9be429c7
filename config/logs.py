"""Logs: one event, one line; JSON in production, readable on a developer's screen; never a secret.

A line is forged by smuggling a line break into a value, so control characters leave here escaped. Secrets are kept out
twice: by the name of the field they stand in, and by their value wherever it turns up, even inside a traceback.
"""

import re
from collections.abc import MutableMapping
from json import dumps
from typing import Any
from urllib.parse import urlsplit

import structlog
from structlog.typing import EventDict, Processor

HIDDEN = "[hidden]"
SECRET_NAME = re.compile(r"(?i)passw|secret|token|cookie|authori[sz]ation|credential|api_?key|csrf|sessionid")
PERSONAL_LINK = re.compile(r"(/consultations/|/calendar/)(?!\d+/)[^/\s\"']{16,}")
"""an address that is itself a secret: whoever reads it can answer for somebody, or read their calendar"""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def settings(*, json: bool, level: str) -> dict[str, Any]:
    """Django's LOGGING, for the web server, commands, worker and beat alike."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, hide_secrets]
    if json:
        last += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        # A developer reads tracebacks as they are; everything else stays on its line here too.
        plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        last += [escape_control_characters, plain]
    last.append(hide_secret_values)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "assent": {"()": structlog.stdlib.ProcessorFormatter, "foreign_pre_chain": before, "processors": last}
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "assent"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # RequestLog says the same, with the request's id.
            "django.request": {"handlers": ["nowhere"], "propagate": False},
            # The folders of the filesystem transport have no host, and kombu says so at every connection.
            "kombu.connection": {"level": "ERROR"},
            # `/ready` logs what failed in one line; the library adds a traceback for each.
            "health_check": {"handlers": ["nowhere"], "propagate": False},
            "gunicorn.error": {"handlers": [], "propagate": True},
            "gunicorn.access": {"handlers": ["nowhere"], "propagate": False},
            # Celery repeats every task's start and end; the structured line says it once.
            "celery.app.trace": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
        },
    }


def hide_secrets(logger: Any, method: str, event: EventDict) -> EventDict:
    """Blank what stands under a secret's name, at any depth."""
    return {key: _blank(key, value) for key, value in event.items()}


def _blank(key: str, value: Any) -> Any:
    if SECRET_NAME.search(key):
        return HIDDEN
    if isinstance(value, MutableMapping):
        return {str(name): _blank(str(name), inner) for name, inner in value.items()}
    return value


def hide_secret_values(logger: Any, method: str, line: Any) -> str:
    """Blank this installation's own secrets, and personal links, wherever they turn up in the finished line."""
    for secret in own_secrets():
        line = line.replace(secret, HIDDEN).replace(dumps(secret)[1:-1], HIDDEN)
    return PERSONAL_LINK.sub(rf"\1{HIDDEN}", str(line))


def own_secrets() -> list[str]:
    """The values nobody may read in a log. Asked late: the settings are still being read above."""
    from django.conf import settings as django_settings

    if not django_settings.configured:
        return []
    found = [
        django_settings.SECRET_KEY,
        *django_settings.SECRET_KEY_FALLBACKS,
        django_settings.DATABASES["default"].get("PASSWORD"),
        django_settings.EMAIL_HOST_PASSWORD,
        urlsplit(django_settings.REDIS_URL).password,
    ]
    return [secret for secret in found if secret]


def escape_control_characters(logger: Any, method: str, event: EventDict) -> EventDict:
    """Keep an event on its line."""
    return {
        key: CONTROL.sub(lambda found: repr(found[0])[1:-1], value) if isinstance(value, str) else value
        for key, value in event.items()
    }
