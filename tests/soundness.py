"""What `manage.py doctor` states, asked of a world that chance has made: whatever people do leaves the data sound."""

from __future__ import annotations

from audit.moment import one_moment
from workflow.soundness import invariants


def everything_always_so_is_so() -> None:
    """Every statement of the doctor holds here. Fails with each that does not, and the rows where it does not.

    It takes about 0.3 seconds of a small world, so it is asked where a walk ends, and not after each step.
    """
    with one_moment():
        broken = [f"{each.statement} {fault.where}: {fault.what}" for each in invariants() for fault in each.faults()]
    assert broken == [], "\n".join(broken)
