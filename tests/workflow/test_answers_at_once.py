"""Two people hold one personal link, and answer in the same moment: one answer is recorded, the other is told."""

from functools import partial

import pytest

from audit.models import AuditEvent
from governance import personal_links
from governance.models import Consultation
from tests.audit.paper import verify
from tests.governance.scenes import ANSWER, consult
from tests.workflow.at_once import at_once, one_winner, wins_or_is_told
from tests.world import JAN_17
from workflow import gate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 30


def answers_at_once(world) -> list[list[str]]:
    """In every round both have opened the page, and send what they think."""
    asked = [
        consult(world, party=f"Party {number}", link=personal_links.hash_of(f"word {number}"))
        for number in range(ROUNDS)
    ]
    pages = [[Consultation.objects.get(pk=each.pk) for each in asked] for _ in range(2)]

    def sends(answer: str, mine: list[Consultation]):
        def act(number: int) -> str:
            party = personal_links.party_of(mine[number], f"word {number}", JAN_17)
            words = {**ANSWER, "answer": answer, "received_on": JAN_17}
            return wins_or_is_told(partial(mine[number].give_answer, **words), actor=party)

        return act

    return at_once(ROUNDS, sends("We can.", pages[0]), sends("We cannot.", pages[1]))


def recorded() -> list[int]:
    """How many answers the ledger has of each consultation."""
    lines = AuditEvent.objects.filter(action="consultation.answered").values_list("subject_id", flat=True)
    return [list(lines).count(str(pk)) for pk in Consultation.objects.values_list("pk", flat=True)]


def test_of_two_answers_at_once_one_is_recorded(world):
    answers = answers_at_once(world)

    assert one_winner(answers) == []
    assert recorded() == [1] * ROUNDS
    told = {answer for round_ in answers for answer in round_ if answer != "won"}
    assert all("is in “Answered”: to answer it, it must be in “Open”." in sentence for sentence in told)
    assert verify()["whole"]


def test_without_the_lock_both_are(world, monkeypatch):
    """The control."""
    monkeypatch.setattr(gate, "lock", lambda calls, wait=True: None)

    answers_at_once(world)

    assert recorded().count(2) > ROUNDS * 0.8
