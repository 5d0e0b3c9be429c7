"""Personal links: how an outside party without an account comes to the one thing it was asked.

A link holds a random word of 256 bits. We keep its SHA-256 and nothing else, so neither the database nor the ledger can
give it away; looking the hash up takes as long for a word that is nearly right as for any other.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date

from django.conf import settings
from django.urls import reverse

from governance.models import Consultation, ConsultationState
from governance.models.consultation import Means
from governance.models.objective import WHAT_IT_READS
from governance.roles import ConsultedParty
from workflow.permissions import scope_of


def new_word() -> str:
    """The secret word of a new link."""
    return secrets.token_urlsafe(32)


def hash_of(word: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(word.encode(errors="replace")).hexdigest()


def address_of(word: str) -> str:
    """What is sent to the party. Built from our own address, never from that of a request."""
    return f"{settings.ADDRESS}{reverse('answer_consultation', args=[word])}"


def behind(word: str, today: date) -> Consultation | None:
    """The consultation a link leads to today: one that waits for an answer, or has had it by this very link.

    None alike for a word that never was, and for one that was revoked, was replaced, or has run out.
    """
    rows = Consultation.objects.filter(link=hash_of(word), due_on__gte=today)
    found: Consultation | None = (
        rows.select_related("objective__plan__body", "objective__aspect", "plan__body", "opened_by")
        .prefetch_related(*(f"objective__{name}" for name in WHAT_IT_READS))
        .first()
    )
    if found is None or found.is_open or (found.state == ConsultationState.ANSWERED and found.means == Means.LINK):
        return found
    return None


def party_of(consultation: Consultation, word: str, today: date) -> ConsultedParty:
    """Whoever holds the link, as somebody who acts."""
    return ConsultedParty(consultation.party, consultation=scope_of(consultation), link=hash_of(word), today=today)
