from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ELSEWHERE = "The room demo opens only with ASSENT_DEMO: it lets everybody in without a password."


class DemoConfig(AppConfig):
    name = "demo"
    verbose_name = "Demo"

    def ready(self) -> None:
        if not settings.DEMO:
            raise ImproperlyConfigured(ELSEWHERE)
