"""Draw the state diagrams into docs/states/."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from workflow.diagrams import diagrams


class Command(BaseCommand):
    help = "Draws the state diagrams of every model with a life of its own into docs/states/."

    def handle(self, **_: Any) -> None:
        folder = settings.ROOT / "docs" / "states"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in diagrams().items():
            (folder / name).write_text(text)
            self.stdout.write(f"docs/states/{name}")
