"""Try every act of a table of rights by everybody, in one state: what it allows goes through, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection

from accounts.models import User
from tests.environment import ALL
from tests.fingerprint import fingerprint
from tests.governance.matrix import Cells
from tests.governance.scenes import REASON, undone
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.gate import Act, blockers, perform


def hold_against(
    table: Cells,
    state: str,
    scene: Any,
    acts: Mapping[str, Callable[[Any, User], Act]],
    prepared: Mapping[str, Callable[[Any], Any]],
) -> None:
    """Try every act of `table` in `state` by everybody, and print how it went.

    A scene has `people` by the names of the table, `today`, what was `prepared` for an act, and `look_again`.
    """
    print(f"\n{state}: + goes through, r refused for the role, s for the state, g by another guard")
    print(" " * 32, *scene.people, sep="  ")
    wrong = []
    actors = {name: _actor(person, scene.today) for name, person in scene.people.items()}
    scene.look_again()
    as_it_is = fingerprint()
    for act in dict.fromkeys(act for act, _ in table):
        with undone():
            if prepare := prepared.get(act):
                scene.prepared = prepare(scene)
            scene.look_again()
            before = fingerprint() if prepare else as_it_is
            signs = {}
            ever = set().union(*(who for (each, _), who in table.items() if each == act))
            for name in _tried(act, state, table[act, state], scene.people):
                person, allowed = scene.people[name], name in table[act, state]
                signs[name] = _try(acts[act](scene, person), actors[name], allowed, foresee=name in ever)
                if signs[name] == "+":
                    scene.look_again()
                if (signs[name] == "+") != allowed:
                    wrong.append(f"{act} by the {name}: {signs[name]}")
            if fingerprint() != before:
                wrong.append(f"{act}: somebody was refused, and something has changed.")
            print(f"{act:32}", *(f"{signs.get(name, ''):^{len(name)}}" for name in scene.people), sep="  ")
    assert not wrong, "\n".join([f"{state}:", *wrong])


def _tried(act: str, state: str, may: set[str], people: Collection[str]) -> list[str]:
    """Everybody who may tries it, and of those who may not every sixth, in each state and on each database others;
    ADDRESSES=all lets everybody try."""
    turn = len(act) + len(state) + 3 * (connection.vendor == "sqlite")
    return [name for at, name in enumerate(people) if ALL or name in may or (at + turn) % 6 == 0]


def _actor(person: User, today: date) -> Actor:
    """What they may is asked once: nobody's office changes by what is undone."""
    return Actor(person, today=today, on_behalf_of=getattr(person, "acts_for", None))


def _try(act: Act, actor: Actor, allowed: bool, foresee: bool) -> str:
    """Do it: "+" if it went through, which is then undone; otherwise why not."""
    foreseen = blockers(act, actor=actor) if foresee else None
    if allowed:
        with undone():
            found = _refusal(act, actor)
    else:
        found = _refusal(act, actor)
    assert foreseen in (None, found), "The page would have shown other reasons."
    assert all(blocker.sentence.endswith(".") for blocker in found)
    codes = {blocker.code for blocker in found}
    return "+" if not codes else "r" if "role" in codes else "s" if "state" in codes else "g"


def _refusal(act: Act, actor: Actor) -> list[Blocker]:
    try:
        perform(act, actor=actor, **REASON)
    except Blocked as refused:
        return refused.blockers
    return []
