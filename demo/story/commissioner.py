"""The Commissioner is consulted where the text is no longer the draft that was submitted (Police Act 1996 s.8(4))."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from demo.stage import Stage
from governance.models import Consultation, Objective
from governance.models.consultation import View
from workflow.gate import perform, perform_each

CHIEF_OFFICER = "Commissioner of Police of the Metropolis"


def consult(stage: Stage, objectives: Iterable[Objective], *, asked: date, answered: date) -> None:
    """About each of those that has changed since its owner first submitted it; the answer comes in one letter."""
    changed = [each for each in objectives if each.round and each.seal() != each.submitted_seal]
    marcus = stage.on(asked, "marcus")
    questions = [
        Consultation(
            objective=objective,
            party=CHIEF_OFFICER,
            is_chief_officer=True,
            purpose="The text is not the draft that you submitted.",
            question="Do you agree to it as it is now?",
            opened_by=stage.person("marcus"),
            opened_on=asked,
            due_on=answered,
        )
        for objective in changed
    ]
    perform_each([each.open for each in questions], actor=marcus)
    marcus = stage.on(answered, "marcus")
    for question in questions:
        perform(
            question.record_answer,
            actor=marcus,
            received_on=answered,
            view=View.AGREES,
            answer="I agree.",
            answered_by="Gordon Airey",
            answered_as="For the Commissioner",
        )
