from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        # Declares this room's words in the ledger, what follows from its acts, and their forms.
        from meetings import calling_in, closing, delegated, forms, issuing, terms, vocabulary  # noqa: F401
