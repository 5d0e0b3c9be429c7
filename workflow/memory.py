"""What the ledger remembers of a thing, put into words for those who act on it."""

from __future__ import annotations

from audit.models import AuditEvent
from workflow.blockers import Blocker
from workflow.models import Governed
from workflow.sentences import account


def what_changed_since(root: Governed, seen: int) -> Blocker:
    """The refusal for somebody whose page is older than the thing it shows: who did what since version `seen`."""
    since = (
        AuditEvent.objects.within(root._meta.label_lower, root.pk)
        .filter(version__gt=seen)
        .with_words()
        .order_by("recorded_at", "seq")
    )
    told = " ".join(account(event) for event in since[:10])
    return Blocker("changed", f"{root} has changed since you opened it. {told} Look again, and decide then.")
