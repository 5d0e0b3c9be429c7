"""What must be handed in with an act. Written like guards, but they look at the form and not at the state of things."""

from typing import Any

from workflow.acts import Given
from workflow.blockers import Blocker


def a_reason(subject: Any, given: Given) -> Blocker | None:
    """Every change of a target, and whatever is sent back, withdrawn, waived or overridden, says why."""
    if given.because.strip():
        return None
    return Blocker("reason", "Give a reason: it is kept with the change.")
