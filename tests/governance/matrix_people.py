"""Who and what the tests of the table of rights try every act with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from governance.models import Objective, Plan
from governance.roles import RoleName
from tests.governance import matrix
from tests.governance.scenes import somebody_elsewhere, stand_in
from tests.world import MAR_31, World, a_person, acting, appoint


@dataclass
class Scene:
    """The world with one thing in a certain state, and everybody the table speaks of."""

    world: World
    people: dict[str, User]
    plan: Plan
    objective: Objective | None = None
    prepared: Any = None
    """what was made ready for one act"""
    today: date = MAR_31

    def look_again(self) -> None:
        """After something was done and undone, what is held in memory is no longer so."""
        for thing in (self.world.street, self.plan, self.world.fpbv):
            thing.refresh_from_db()


def everybody(world: World) -> dict[str, User]:
    """One person for each column of the table, each with one office only."""
    anna = acting(world.anna)
    newcomers = {
        "fellow owner": ("pat", "Pat Lowe", world.tp, RoleName.OWNER),
        "workshop clerk": ("wanda", "Wanda Pike", world.workshop, RoleName.CLERK),
        "Authority clerk": ("maud", "Maud Ellis", world.mpa, RoleName.CLERK),
        "workshop member": ("wes", "Wes Dunn", world.workshop, RoleName.MEMBER),
        "committee member": ("meg", "Meg Frost", world.fpbv, RoleName.MEMBER),
    }
    people = {}
    for column, (username, name, body, role) in newcomers.items():
        people[column] = a_person(username, name)
        appoint(people[column], body, role, by=anna)
    known = {
        "its owner": world.olive,
        "other owner": world.omar,
        "coordinator": world.colin,
        "committee clerk": world.ken,
        "chair": world.charles,
        "auditor": world.ada,
        "administrator": world.anna,
        "superuser": world.sue,
        "stranger": world.walter,
        "deputy": _deputy_of_olive(world),
        "outsider": somebody_elsewhere(),
    }
    return {name: (people | known)[name] for name in matrix.PEOPLE}


def _deputy_of_olive(world: World) -> User:
    """Priya Nair, who is taken for somebody acting for Olive wherever she tries anything."""
    deputation = stand_in(world)
    deputation.deputy.acts_for = world.olive
    return deputation.deputy
