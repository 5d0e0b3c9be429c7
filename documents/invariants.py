"""What always holds of papers that were handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from django.db.models import Q

from audit.chain import Fault
from audit.models import AuditEvent
from documents.models import Paper
from workflow.soundness import always, each_of, named


@always
def reports_are_as_they_came_in() -> Iterator[Fault]:
    """A report that was handed in is kept as it came in."""
    for pk, data, digest in Paper.objects.values_list("pk", "data", "digest").iterator(chunk_size=1):
        if hashlib.sha256(bytes(data)).hexdigest() != digest:
            yield Fault(named(Paper, pk), "It is not the file that came in.")


@always
def imports_are_in_the_ledger() -> Iterable[Fault]:
    """A report that was taken into a plan is in the ledger."""
    known = AuditEvent.objects.order_by().values("act_id")
    return each_of(Paper.objects.filter(~Q(act_id=""), ~Q(act_id__in=known)), "The ledger knows nothing of its import.")
