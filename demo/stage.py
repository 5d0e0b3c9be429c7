"""What the timetable needs at hand: people on a day, objectives by their place in the plan, and the moves of a clerk.

Nothing here knows a short way: everything is an act of somebody who may, through the gate, on the day it is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from accounts.models import User
from demo import cast, clock
from documents import papers
from governance import answering, personal_links, procedures, reviewing
from governance.models import (
    Body,
    Comment,
    Consultation,
    Decision,
    Objective,
    ObjectiveState,
    Plan,
    Remark,
    Resolution,
    Target,
    Verdict,
)
from governance.models import Stage as PartOfRoute
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from workflow.actors import Actor
from workflow.gate import perform, perform_each

REPORTS = Path(__file__).parent / "reports"
YEAR = "2001/02"
TITLE = "Policing and performance plan"

Place = tuple[str, int | None]
"""An objective by its aspect and its number; no number for one that has none"""


class Stage:
    """Everybody and everything by name, read anew whenever asked."""

    def __init__(self) -> None:
        self._people: dict[str, User] = {}
        self._bodies: dict[str, Body] = {}

    # Who

    def person(self, username: str) -> User:
        if username not in self._people:
            self._people[username] = User.objects.get(username=username)
        return self._people[username]

    def body(self, short_name: str) -> Body:
        if short_name not in self._bodies:
            self._bodies[short_name] = Body.objects.get(short_name=short_name)
        return self._bodies[short_name]

    def on(self, day: date, username: str) -> Actor:
        """Somebody on a day; what they do is recorded on it."""
        clock.tell(day)
        return Actor(self.person(username), today=day)

    # What

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(financial_year=YEAR)

    def objective(self, aspect: str, number: int | None) -> Objective:
        """The text under way: an amendment before the text it amends, while there is one."""
        found = Objective.objects.filter(plan=self.plan, aspect__title=aspect, number=number)
        return found.exclude(state=ObjectiveState.SUPERSEDED).latest("pk")  # type: ignore[no-any-return]

    def objectives(self, places: Iterable[Place]) -> list[Objective]:
        return [self.objective(*place) for place in places]

    def in_state(self, *states: str) -> list[Objective]:
        """Every objective of the plan that is in one of these states."""
        rows = Objective.objects.filter(plan=self.plan, state__in=states)
        return list(rows.select_related("aspect__priority", "owner").order_by("pk"))

    # Moves

    def take_in(self, file: str, day: date) -> None:
        """The coordinator imports a report."""
        coordinator = self.on(day, "marcus")
        paper = papers.read_in((REPORTS / file).read_bytes(), file, self.person("marcus"))
        papers.confirm(paper, papers.plan_for(self.body("MPA"), YEAR, TITLE), actor=coordinator)

    def give_owners(self, day: date) -> None:
        """The coordinator gives every objective without an owner the one of its aspect."""
        orphans = Objective.objects.filter(plan=self.plan, owner__isnull=True).select_related("aspect")
        acts = []
        for objective in orphans:
            username, body = cast.OWNERS[objective.aspect.title]
            acts.append(partial(objective.assign, owner=self.person(username), held_by=self.body(body)))
        perform_each(acts, actor=self.on(day, "marcus"))

    def submit(self, places: Iterable[Place], day: date) -> None:
        """Each owner submits theirs."""
        of_owner: dict[str, list[Objective]] = {}
        for objective in self.objectives(places):
            of_owner.setdefault(owner_of(objective), []).append(objective)
        for username, own in of_owner.items():
            perform_each([objective.submit for objective in own], actor=self.on(day, username))

    def revise(self, place: Place, day: date, *, because: str, basis: str = "", text: str, **values: Any) -> None:
        """An owner puts the only target of an objective right."""
        objective = self.objective(*place)
        perform(
            Target.objects.get(objective=objective).revise,
            actor=self.on(day, owner_of(objective)),
            because=because,
            basis=basis,
            text=text,
            resolution=Resolution.RESOLVED,
            **values,
        )

    def part(self, place: Place, body: str) -> PartOfRoute:
        """A body's part in the stage in which an objective is."""
        part: PartOfRoute = PartOfRoute.objects.get(
            plan=self.plan, kind=self.objective(*place).state, body=self.body(body)
        )
        return part

    def note(
        self, place: Place, username: str, body: str, text: str, *, on_its_target: bool = False, **said: str
    ) -> None:
        """A member notes something about an objective before their body, or about its target; nobody else sees it."""
        objective = self.objective(*place)
        remark = Remark(
            author=self.person(username), stage=self.part(place, body), objective=objective, text=text, **said
        )
        if on_its_target:
            remark.target = Target.objects.filter(objective=objective).earliest("pk")
        reviewing.note(remark)

    def send(self, place: Place, username: str, body: str, day: date, verdict: str, reason: str = "") -> None:
        """The member sends what they have noted."""
        reviewing.send(self.part(place, body), actor=self.on(day, username), verdict=verdict, reason=reason)

    def comment(self, place: Place, username: str, body: str, day: date, text: str) -> Comment:
        """A member says one thing about an objective before their body, and sends it."""
        self.note(place, username, body, text)
        self.send(place, username, body, day, Verdict.HAS_COMMENTS)
        return Comment.objects.filter(author=self.person(username)).latest("pk")  # type: ignore[no-any-return]

    def points(self, place: Place, day: date, *points: tuple[str, str]) -> list[Comment]:
        """The clerk of the workshop takes down who said what."""
        objective = self.objective(*place)
        taken = [
            Comment(
                objective=objective,
                stage=objective.state,
                body=self.body("Workshop"),
                author=self.person("ruth"),
                said_by=self.person(who),
                text=text,
            )
            for who, text in points
        ]
        perform_each([point.capture for point in taken], actor=self.on(day, "ruth"))
        return taken

    def answer(self, comment: Comment, day: date, disposition: str, answer: str, change: str = "") -> None:
        """The owner answers."""
        actor = self.on(day, owner_of(comment.heading))
        answering.answer(comment, actor=actor, disposition=disposition, answer=answer, change=change)

    def ask(self, place: Place, username: str, day: date, *, about: str = "", **question: Any) -> None:
        """Somebody consults a party outside about an objective, or about its target that begins so. The party has been
        sent a link; nobody here knows it, and a visitor makes another."""
        objective = self.objective(*place)
        target = Target.objects.get(objective=objective, text__startswith=about) if about else None
        asked = Consultation(
            objective=objective,
            target=target,
            opened_by=self.person(username),
            opened_on=day,
            link=personal_links.hash_of(personal_links.new_word()),
            **question,
        )
        perform(asked.open, actor=self.on(day, username))

    def record_answer(self, party: str, day: date, **answer: Any) -> None:
        """The coordinator records what a party wrote."""
        asked = Consultation.objects.get(party=party)
        perform(asked.record_answer, actor=self.on(day, "marcus"), received_on=day, **answer)

    def says(
        self,
        body: str,
        kind: OutcomeKind,
        places: Iterable[Place],
        *,
        by: str,
        sent: date,
        on: date,
        reference: str,
        because: str = "",
    ) -> None:
        """A body speaks by written procedure, and its clerk records it on the day."""
        self.says_of(self.objectives(places), body, kind, by=by, sent=sent, on=on, reference=reference, because=because)

    def says_of(
        self,
        objectives: Iterable[Objective],
        body: str,
        kind: OutcomeKind,
        *,
        by: str,
        sent: date,
        on: date,
        reference: str,
        because: str = "",
    ) -> None:
        """The same, about objectives in hand."""
        decision = Decision(
            plan=self.plan, body=self.body(body), circulated_on=sent, decided_on=on, reference=reference
        )
        about = dict.fromkeys(objectives, kind)
        procedures.record_decision(decision, Resolved(about), actor=self.on(on, by), because=because)

    def invite(self, places: Iterable[Place], day: date) -> None:
        """From the workshop to the committees."""
        acts = [objective.invite_comment for objective in self.objectives(places)]
        perform_each(acts, actor=self.on(day, "ruth"))

    def refer(self, places: Iterable[Place], day: date) -> None:
        """From the committees to the Authority."""
        acts = [objective.refer_to_authority for objective in self.objectives(places)]
        perform_each(acts, actor=self.on(day, "gerald"))

    def publish(self, place: Place, day: date, because: str) -> None:
        procedures.publish(self.objective(*place), actor=self.on(day, "ruth"), on=day, because=because)


def owner_of(objective: Objective) -> str:
    """The username of its owner; whoever plays with an objective has given it one."""
    return str(objective.owner.username) if objective.owner else ""
