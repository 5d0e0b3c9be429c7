"""Findings of Ada Lovell, who audits the Authority, to FPBV, whose clerk Ken Marsh answers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from accounts.models import User
from governance.models import Finding
from tests.world import JAN_15, MAR_31, World, acting
from workflow.gate import Act, perform

WHAT = "The target was changed after the meeting."
AGREED = {"view": "agreed", "answer": "The minute will be put right.", "done_by": date(2001, 4, 30)}
NOT_AGREED = {"view": "not_agreed", "answer": "The body had the text before it.", "done_by": None}
Scene = Any
"""The scene of tests/governance/test_matrix.py"""


def a_finding(world: World, on: date = JAN_15, by: User | None = None, **more: Any) -> Finding:
    """Not recorded yet: FPBV has twenty working days to answer."""
    values = {"body": world.fpbv, "what": WHAT, "severity": "significant", "recorded_by": by or world.ada, **more}
    return Finding(recorded_on=on, **values)


def recorded(world: World, on: date = JAN_15, **more: Any) -> Finding:
    finding = a_finding(world, on, **more)
    perform(finding.record, actor=acting(world.ada, on))
    return finding


def answered(world: World, on: date = JAN_15, answer: dict[str, Any] = AGREED, **more: Any) -> Finding:
    finding = recorded(world, on, **more)
    perform(partial(finding.give_answer, on=on, **answer), actor=acting(world.ken, on))
    return finding


def accepted(world: World, on: date = JAN_15, answer: dict[str, Any] = AGREED, **more: Any) -> Finding:
    finding = answered(world, on, answer, **more)
    perform(finding.accept, actor=acting(world.ada, on))
    return finding


# What the table of permissions needs to try every act on a finding


PREPARED: dict[str, Callable[[Scene], Any]] = {
    "Finding.give_answer": lambda scene: recorded(scene.world, MAR_31),
    "Finding.withdraw": lambda scene: recorded(scene.world, MAR_31),
    "Finding.accept": lambda scene: answered(scene.world, MAR_31),
    "Finding.send_back": lambda scene: answered(scene.world, MAR_31),
    "Finding.close": lambda scene: accepted(scene.world, MAR_31),
}

ON_THE_REGISTER: dict[str, Callable[[Scene, User], Act]] = {
    "Finding.record": lambda scene, person: a_finding(scene.world, MAR_31, by=person).record,
    "Finding.give_answer": lambda scene, _: partial(scene.prepared.give_answer, on=MAR_31, **AGREED),
    "Finding.accept": lambda scene, _: scene.prepared.accept,
    "Finding.send_back": lambda scene, _: partial(scene.prepared.send_back, days=5, on=MAR_31),
    "Finding.close": lambda scene, _: partial(scene.prepared.close, on=MAR_31),
    "Finding.withdraw": lambda scene, _: scene.prepared.withdraw,
}
