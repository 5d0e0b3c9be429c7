from tests.documents.plan.papers import reference

__all__ = ["reference"]
