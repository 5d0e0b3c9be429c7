from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"

    def ready(self) -> None:
        from evidence import vocabulary  # noqa: F401 - declares this room's words in the ledger
