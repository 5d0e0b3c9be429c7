"""What pages tell of a record beside its rows: how much there was, who held which office, and who could approve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from governance.as_at.record import Record
from governance.models import Appointment, Body, Decision, Plan, Resolution
from governance.models.body import PowerKind
from governance.models.target import OPEN
from governance.queries import Counts
from governance.roles import ROLES, RoleName

APPROVING = [role for role, held in ROLES.items() if "approve_objective" in held]
"""the offices that carry out what a body with the power resolved"""


def counts_then(plan: Plan) -> Counts:
    """As `counts_of`, of a plan in hand."""
    objectives = list(plan.objectives.current())
    targets = [target for objective in objectives for target in objective.targets.all()]
    open_ones = [target for target in targets if target.resolution in OPEN]
    missing = [target for target in targets if target.resolution == Resolution.MISSING]
    labelled = [objective for objective in objectives if objective.labelled]
    return Counts(
        priorities=len(plan.priorities.all()),
        aspects=len(plan.aspects.all()),
        objectives=len(labelled),
        overall=len(objectives) - len(labelled),
        indicators=sum(len(objective.indicators.all()) for objective in objectives),
        targets=len(targets) - len(missing),
        unresolved=len(open_ones) - len(missing),
        missing=len(missing),
    )


@dataclass(frozen=True)
class Offices:
    """A body on a day: what it could resolve, and who held which office in it."""

    body: Body
    powers: list[str]
    held: list[tuple[str, list[str]]] = field(default_factory=list)
    """office and the names of those who held it, as RoleName orders them"""

    @property
    def could_approve(self) -> bool:
        return PowerKind.APPROVE in self.powers

    @property
    def who_approved(self) -> list[str]:
        """Those who could carry out an approval of this body, with their office."""
        if not self.could_approve:
            return []
        return [f"{name} ({office})" for office, names in self.held if office in _labels(APPROVING) for name in names]


def offices_then(record: Record) -> list[Offices]:
    """The bodies that had to do with the plan, each with its powers and offices on the day of the moment."""
    day = record.moment.day
    return [_offices(body, day) for body in _bodies_of(record.plan)]


def decisions_then(plan: Plan) -> list[Decision]:
    """What bodies had decided about it, latest first."""
    return list(reversed(plan.decisions.all()))


def _bodies_of(plan: Plan) -> Iterable[Body]:
    """That of the plan, those on its route in the order of their stages, and those that held its objectives."""
    of_route = [stage.body for stage in plan.stages.all()]
    holding = [objective.held_by for objective in plan.objectives.current()]
    return dict.fromkeys(body for body in [plan.body, *of_route, *holding] if body is not None)


def _offices(body: Body, day: date) -> Offices:
    powers = [power.kind for power in body.powers.all() if power.in_force_on(day)]
    held: dict[str, list[str]] = {}
    for appointment in _in_force(body, day):
        held.setdefault(appointment.get_role_display(), []).append(str(appointment.person))
    order = _labels(RoleName)
    return Offices(body, powers, sorted(held.items(), key=lambda pair: order.index(pair[0])))


def _in_force(body: Body, day: date) -> Iterator[Appointment]:
    holding = (each for each in body.appointments.all() if each.in_force_on(day))
    return iter(sorted(holding, key=lambda each: str(each.person)))


def _labels(roles: Iterable[RoleName]) -> list[str]:
    return [str(RoleName(role).label) for role in roles]
