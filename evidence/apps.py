from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "evidence"

    def ready(self) -> None:
        from evidence import forms, vocabulary  # noqa: F401 - declares the forms of acts, and words in the ledger
        from evidence.making import let_go_of_names
        from governance.erasing import erased

        erased.connect(let_go_of_names, dispatch_uid="evidence.making")
