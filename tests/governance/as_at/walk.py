"""A random history: real acts of real people through the gate, each with words that nothing else says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from accounts.models import User
from audit.models import AuditEvent
from governance.models import ActionPoint, Appointment, Aspect, Body, Comment, Indicator, Note, Objective, Stage, Target
from governance.models.outcome import OutcomeKind
from tests.clock import recorded_on
from tests.world import World, appoint, comment_on, say
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import perform

BEGINS = date(2001, 4, 2)
ACTS_A_DAY = 2
PLACES = {"workshop_review": "Workshop", "committee_comment": "FPBV", "authority_approval": "MPA"}


class Walk:
    """One history. What is refused leaves no trace, as in life."""

    def __init__(self, world: World, seed: str) -> None:
        self.world = world
        self.random = Random(seed)  # noqa: S311 - it is to be the same again
        self.day = BEGINS
        self.words: list[str] = []
        """every word written so far, in order: each is in one text only"""
        self.done = 0
        self.refused = 0

    def live_through_a_day(self) -> date:
        """A few acts on one day; what comes next is days later. Returns the day that is over."""
        over = self.day
        with recorded_on(over):
            for _ in range(ACTS_A_DAY):
                self.step()
        self.day += timedelta(days=self.random.randint(1, 9))
        return over

    def step(self) -> None:
        """Something happens, or is refused."""
        act = self.random.choice(ACTS)
        try:
            with suppress(LookupError):
                act(self)
                self.done += 1
        except Blocked:
            self.refused += 1

    def last_entry(self) -> str:
        """The key of the last line of the plan's book."""
        return AuditEvent.objects.filter(book=self.world.plan.ledger_book).latest("seq").key

    def word(self) -> str:
        """A word nobody has written before."""
        self.words.append(f"kestrel{len(self.words)}x")
        return self.words[-1]

    def by(self, person: User) -> Actor:
        return self.world.acting(person, self.day)

    def one_of(self, rows: Any) -> Any:
        """Any row; LookupError if there is none."""
        return self.random.choice(list(rows.order_by("pk")))

    @property
    def objective(self) -> Objective:
        return self.one_of(Objective.objects.filter(owner__isnull=False).select_related("owner"))

    # Owners write

    def retitle(self) -> None:
        objective = self.objective
        perform(objective.revise, actor=self.by(objective.owner), title=f"To {self.word()}", because=self.word())

    def retarget(self) -> None:
        target = self.one_of(Target.objects.filter(objective__isnull=False))
        perform(
            target.revise,
            actor=self.by(target.objective.owner),
            because=self.word(),
            basis=self.word(),
            text=f"Reduce by {self.word()}",
            resolution=self.random.choice(["resolved", "provisional", "under_development"]),
        )

    def measure(self) -> None:
        objective = self.objective
        owner = self.by(objective.owner)
        target = Target(objective=objective, text=self.word(), resolution="provisional")
        perform(target.add, actor=owner, because=self.word())
        order = self.random.randint(0, 3)
        perform(Indicator(objective=objective, target=target, text=self.word(), order=order).add, actor=owner)

    def explain(self) -> None:
        model = self.random.choice([Note, ActionPoint])
        part = model(objective=self.objective, text=self.word(), order=self.random.randint(0, 3))
        perform(part.add, actor=self.by(part.objective.owner))

    def take_out(self) -> None:
        model = self.random.choice([Note, ActionPoint, Indicator])
        part = self.one_of(model.objects.filter(objective__isnull=False))
        perform(part.withdraw, actor=self.by(part.objective.owner), because=self.word())

    def submit(self) -> None:
        objective = self.objective
        perform(objective.submit, actor=self.by(objective.owner))

    def answer(self) -> None:
        comment = self.one_of(Comment.objects.filter(disposition=""))
        perform(
            comment.give_answer,
            actor=self.by(comment.objective.owner),
            disposition="noted",
            answer=self.word(),
        )

    # Others act on it

    def comment(self) -> None:
        objective = self.objective
        if not objective.stages:
            raise LookupError
        comment_on(replace(self.world, street=objective), f"Why {self.word()}?")

    def resolve(self) -> None:
        """A body speaks about what is before it."""
        objective = self.one_of(Objective.objects.filter(state__in=PLACES))
        body = Body.objects.get(short_name=PLACES[objective.state])
        kinds = [OutcomeKind.DISCUSSED, OutcomeKind.ENDORSED, OutcomeKind.APPROVED, OutcomeKind.REFERRED_BACK]
        by = self.world.ken if body == self.world.fpbv else self.world.clare
        kind = self.random.choice(kinds)
        say(self.world, body, kind, by, self.day, self.word(), objective, sent=self.day)

    def move_on(self) -> None:
        objective = self.one_of(Objective.objects.filter(state__in=list(PLACES)[:2]))
        act, by = {
            "workshop_review": (objective.invite_comment, self.world.clare),
            "committee_comment": (objective.refer_to_authority, self.world.ken),
        }[objective.state]
        perform(act, actor=self.by(by))

    def draft(self) -> None:
        number = Objective.objects.count() + 1
        objective = Objective(
            plan=self.world.plan,
            aspect=self.one_of(Aspect.objects.all()),
            number=number,
            title=f"To {self.word()}",
            order=self.random.randint(1, 5),
            owner=self.world.olive,
            held_by=self.world.tp,
        )
        perform(objective.draft, actor=self.by(self.world.colin))

    def rename(self) -> None:
        aspect = self.one_of(Aspect.objects.all())
        perform(aspect.revise, actor=self.by(self.world.colin), title=self.word(), status="", because=self.word())

    def reroute(self) -> None:
        stage = self.one_of(Stage.objects.all())
        closes = stage.closes_on + timedelta(days=self.random.randint(1, 9))
        perform(
            stage.revise,
            actor=self.by(self.world.colin),
            because=self.word(),
            opens_on=stage.opens_on,
            closes_on=closes,
            required=stage.required,
        )

    # Bodies and people

    def name_body(self) -> None:
        body = self.one_of(Body.objects.all())
        perform(body.revise, actor=self.by(self.world.anna), name=f"Committee {self.word()}")

    def appoint(self) -> None:
        name = self.word()
        person = User.objects.create(username=name, name=f"Kay {name}")
        appoint(person, self.one_of(Body.objects.all()), "member", by=self.by(self.world.anna), starts_on=self.day)

    def dismiss(self) -> None:
        office = self.one_of(
            Appointment.objects.filter(role="member", person__username__startswith="kestrel", ends_on=None)
        )
        perform(office.dismiss, actor=self.by(self.world.anna), last_day=self.day)


OF_THE_PLAN: list[Callable[[Walk], None]] = [
    Walk.retitle, Walk.retarget, Walk.measure, Walk.explain, Walk.take_out, Walk.submit, Walk.answer, Walk.comment,
    Walk.resolve, Walk.move_on, Walk.draft, Walk.rename, Walk.reroute,
]  # fmt: skip
ACTS = [*OF_THE_PLAN, Walk.name_body, Walk.appoint, Walk.dismiss]
