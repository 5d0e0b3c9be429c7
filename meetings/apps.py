from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        # Declares the words of this room, what follows from its acts, their forms, and by what lines are found.
        from meetings import calling_in, closing, delegated, forms, issuing, ledger_filter, terms, vocabulary  # noqa: F401
