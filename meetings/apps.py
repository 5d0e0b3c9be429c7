from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        # Declares this room's words in the ledger, and what follows from its acts.
        from meetings import closing, issuing, vocabulary  # noqa: F401
