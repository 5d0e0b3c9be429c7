"""Each measure does the same thing in two ways and says how they compare."""

from __future__ import annotations

import hashlib
from functools import partial

from audit.chain import faults_in_ledger
from audit.models import AuditEvent
from benchmarks.clock import seconds, statements
from benchmarks.en_bloc import approving_en_bloc
from benchmarks.exporting import exporting_a_long_ledger
from benchmarks.hostile import reading_hostile_text
from benchmarks.printing import printing_a_long_appendix
from benchmarks.reminding import reminding_many
from governance.models import Objective
from tests.world import World, acting
from workflow.gate import perform, perform_each

MANY = 1000


def drafts(world: World, number: int) -> list[Objective]:
    """Drafts of Olive's, not saved yet."""
    return [
        Objective(
            plan=world.plan,
            aspect=world.aspect,
            number=at,
            title=f"To do better at {at}",
            order=at,
            owner=world.olive,
            held_by=world.tp,
        )
        for at in range(10, 10 + number)
    ]


def submitting_as_one_act(world: World) -> str:
    """A thousand objectives submitted as one act, beside a hundred one by one; per objective."""
    objectives = drafts(world, MANY + 100)
    perform_each([each.draft for each in objectives], actor=acting(world.colin))
    olive = acting(world.olive)
    one_by_one = seconds(lambda: [perform(each.submit, actor=olive) for each in objectives[MANY:]]) / 100
    together = seconds(lambda: perform_each([each.submit for each in objectives[:MANY]], actor=olive)) / MANY
    return (
        f"{MANY} objectives submitted as one act: {1000 * together:.2f} ms each, "
        f"{one_by_one / together:.0f} times as fast as one by one ({1000 * one_by_one:.1f} ms each)"
    )


def statements_of_one_act(world: World) -> str:
    """The statements of an act on ten objectives beside one on a thousand."""
    objectives = drafts(world, MANY + 10)
    perform_each([each.draft for each in objectives], actor=acting(world.colin))
    olive = acting(world.olive)
    ten = statements(lambda: perform_each([each.submit for each in objectives[:10]], actor=olive))
    thousand = statements(lambda: perform_each([each.submit for each in objectives[10:]], actor=olive))
    return f"statements of one act: {ten} for 10 objectives, {thousand} for {MANY}"


def one_act_beside_a_bare_update(world: World) -> str:
    """What the gate and the ledger cost on top of a bare read and write of the same row."""
    objectives = drafts(world, 200)
    perform_each([each.draft for each in objectives], actor=acting(world.colin))
    olive = acting(world.olive)
    acts = seconds(lambda: [perform(partial(each.revise, title="Better"), actor=olive) for each in objectives])

    def bare() -> None:
        for each in objectives:
            row = Objective.objects.get(pk=each.pk)
            world.olive.name = row.title[:20]
            world.olive.save(update_fields=["name"])

    floor = seconds(bare)
    return f"one act costs {acts / floor:.0f} times a bare read and write ({1000 * acts / 200:.1f} ms)"


def verifying(world: World) -> str:
    """Replaying the chain beside hashing the same bytes."""
    objectives = drafts(world, 5 * MANY)
    perform_each([each.draft for each in objectives], actor=acting(world.colin))
    texts = [bytes(text) for text in AuditEvent.objects.values_list("text", flat=True)]
    floor = seconds(lambda: [hashlib.sha256(text).digest() for text in texts])
    replay = seconds(lambda: list(faults_in_ledger()))
    return (
        f"replaying {len(texts)} entries: {replay / floor:.0f} times the bare hashing of their bytes "
        f"({1_000_000 * replay / len(texts):.0f} microseconds each)"
    )


ALL = (
    submitting_as_one_act,
    statements_of_one_act,
    one_act_beside_a_bare_update,
    approving_en_bloc,
    verifying,
    reading_hostile_text,
    printing_a_long_appendix,
    reminding_many,
)

LAST = (exporting_a_long_ledger,)
"""They commit: SQLite is slow at reading what a transaction of this size has not committed yet"""
