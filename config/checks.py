"""What an installation is checked for by `manage.py check`, beside what Django checks itself."""

from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from django.conf import settings
from django.core import checks


@checks.register()
def only_one_django_fsm(**kwargs: Any) -> list[checks.CheckMessage]:
    """The original and its successor share the folder `django_fsm`: whichever was installed last wins, silently."""
    try:
        distribution("django-fsm")
    except PackageNotFoundError:
        return []
    return [
        checks.Error(
            "The original django-fsm is installed beside django-fsm-2; both write to the folder django_fsm.",
            hint="pip uninstall django-fsm django-fsm-2, then install requirements/base.txt again.",
            id="assent.E001",
        )
    ]


@checks.register(deploy=True)
def mail_has_a_server(**kwargs: Any) -> list[checks.CheckMessage]:
    if settings.EMAIL_BACKEND != "django.core.mail.backends.filebased.EmailBackend":
        return []
    return [
        checks.Warning(
            "Nobody receives mail: it is written to files in the folder assent-outbox.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587",
            id="assent.W001",
        )
    ]
