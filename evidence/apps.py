from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"

    def ready(self) -> None:
        from evidence import forms, vocabulary  # noqa: F401 - declares the forms of acts, and words in the ledger
