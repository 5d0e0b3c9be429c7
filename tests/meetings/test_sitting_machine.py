"""One meeting against a plain model that knows no Django: people come and go, declare, move, vote and resolve.

Hypothesis walks through it. Before each step the model foretells whether Assent will let it happen; after each, what is
counted equals what was cast, whoever voted was there and not barred when they did, and at most one item and one motion
are open, with somebody in the chair who is there.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from governance.roles import RoleName
from meetings.models import Determination, Interest, Minute, Motion, Presence, Vote
from tests.meetings.at_the_table import arrival, ballot, called, chairing, departure, do, interest, moving, name
from tests.meetings.scenes import members, seat_of
from tests.soundness import everything_always_so_is_so
from tests.world import JAN_22, World, a_person, acting, appoint, the_world
from workflow.blockers import Blocked
from workflow.gate import perform

STEPS = int(os.environ.get("SITTING_STEPS", 200))
"""The whole run is of 20,000: `SITTING_STEPS=20000 pytest tests/meetings/test_sitting_machine.py`"""
WALK = 60
"""steps of one meeting"""
QUORUM = 3
PEOPLE = ["rachel", "mira", "nora", "peter", "tom"]
TITLES = ["Budget", "Estate", "News"]

person = st.sampled_from(PEOPLE)
place = st.integers(0, len(TITLES) - 1)


@dataclass
class Here:
    """A time for which the model takes somebody to be there, by places of items."""

    first: int
    last: int = len(TITLES)
    left: bool = False

    def at(self, place: int) -> bool:
        return self.first <= place <= self.last


@dataclass
class Moved:
    """What the model keeps of a motion."""

    place: int
    mover: str
    amends: int | None
    state: str = "moved"
    method: str = ""
    votes: dict[str, str] = field(default_factory=dict)
    taken_in: bool = False
    """of an amendment: the motion was written anew with it"""

    @property
    def settled(self) -> bool:
        return self.state in ("carried", "lost", "withdrawn")


class SittingMachine(RuleBasedStateMachine):
    """FPBV has five members and three items, and nobody is there yet."""

    steps = 0
    went: ClassVar[set[str]] = set()
    """what has been done at least once"""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = a_committee(the_world())
        self.meeting, self.items = called(self.world, *TITLES)
        self.state = "called"
        self.here: dict[str, list[Here]] = {who: [] for who in PEOPLE}
        self.barred: set[tuple[str, int]] = set()
        self.minutes: dict[int, list[str]] = {}
        """place -> who presided, one after the other; the state comes from `taking`"""
        self.taking: int | None = None
        self.motions: dict[int, Moved] = {}
        self.texts = 0

    def teardown(self) -> None:
        """Where a walk ends, everything that the doctor states holds."""
        try:
            everything_always_so_is_so()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # Where a walk begins

    @initialize(
        begins=st.sampled_from(["called", "open", "taken", "moved", "voting", "voting"]),
        away=st.sampled_from([(), ("tom",), ("tom", "nora")]),
        how=st.sampled_from(["own_devices", "own_devices", "by_name", "hands"]),
    )
    def begin(self, begins: str, away: tuple[str, ...], how: str) -> None:
        """Chance alone seldom comes as far as a vote: the meeting is brought somewhere by those who may."""
        steps = {
            "called": lambda: [self.arrive(who, None) for who in PEOPLE if who not in away],
            "open": self.open,
            "taken": lambda: self.take_up("rachel", 0),
            "moved": lambda: self.move("peter", None),
            "voting": lambda: self.settle_or_put(0, how),
        }
        for here, step in steps.items():
            step()
            if here == begins:
                return

    # What the model knows

    def there(self, who: str, place: int) -> bool:
        return any(span.at(place) for span in self.here[who])

    def counts(self, who: str, place: int) -> bool:
        return self.there(who, place) and (who, place) not in self.barred

    def quorum(self, place: int) -> bool:
        return sum(self.counts(who, place) for who in PEOPLE) >= QUORUM

    def is_here(self, who: str) -> bool:
        return any(not span.left for span in self.here[who])

    def enough(self) -> bool:
        return sum(map(self.is_here, PEOPLE)) >= QUORUM

    def took_part(self, who: str) -> set[int]:
        """The places at which somebody presides or did, moved something or voted."""
        did = {place for place, chairs in self.minutes.items() if who in chairs}
        return did | {each.place for each in self.motions.values() if who == each.mover or who in each.votes}

    def taken(self) -> bool:
        return self.taking is not None and self.state == "in_session"

    def sits(self) -> bool:
        return self.state in ("called", "in_session")

    def open_motion(self) -> int | None:
        return next((key for key, each in self.motions.items() if each.state == "open"), None)

    def some_motion(self, number: int) -> tuple[int, Moved]:
        key = sorted(self.motions)[number % len(self.motions)]
        return key, self.motions[key]

    def undecided_amendment(self, key: int) -> bool:
        return any(each.amends == key and not each.settled for each in self.motions.values())

    def carried_amendments(self, key: int | None) -> list[Moved]:
        return [each for each in self.motions.values() if each.amends == key is not None and each.state == "carried"]

    def unworded(self, key: int | None) -> bool:
        return any(not each.taken_in for each in self.carried_amendments(key))

    # How a step is taken

    def take(self, what: str, foretold: bool, act: Any, who: str = "") -> bool:
        """Do it in Assent; fail where the model foretold otherwise."""
        type(self).steps += 1
        try:
            with transaction.atomic():
                if who:
                    perform(act, actor=acting(getattr(self.world, who), JAN_22))
                else:
                    do(self.world, act)
            went, why = True, ""
        except Blocked as blocked:
            went, why = False, str(blocked)
        assert went == foretold, f"{what}: foretold {foretold}, and it {'went' if went else f'was refused: {why}'}"
        if went:
            type(self).went.add(what)
        return went

    def user(self, who: str) -> Any:
        return getattr(self.world, who)

    # Coming and going

    @rule(who=person, first=st.none() | place)
    def arrive(self, who: str, first: int | None) -> None:
        back = bool(self.here[who])
        foretold = self.sits() and not self.is_here(who) and not (back and (first is None or self.there(who, first)))
        more = {} if first is None else {"from_item": self.items[first]}
        if self.take("arrive", foretold, arrival(self.meeting, self.user(who), **more)):
            self.here[who].append(Here(0 if first is None else first))

    @rule(who=person, last=place)
    def leave(self, who: str, last: int) -> None:
        if not self.here[who]:
            return
        span = self.here[who][-1]
        foretold = (
            self.sits() and not span.left and span.first <= last and not any(at > last for at in self.took_part(who))
        )
        if self.take("leave", foretold, departure(self.meeting, self.user(who), self.items[last])):
            span.last, span.left = last, True

    @rule(who=person)
    def take_back_a_presence(self, who: str) -> None:
        if not self.here[who]:
            return
        row = Presence.objects.filter(seat__person=self.user(who)).order_by("pk").last()
        if self.take("take_back_a_presence", self.sits() and not self.took_part(who), row.withdraw):
            self.here[who].pop()

    @rule(who=person, at=place)
    def declare(self, who: str, at: int) -> None:
        if (who, at) in self.barred:
            return
        voted = any(each.place == at and who in each.votes for each in self.motions.values())
        presides = bool(self.minutes.get(at)) and self.minutes[at][-1] == who
        foretold = self.sits() and not voted and not presides
        if self.take("declare", foretold, interest(self.items[at], self.user(who))):
            self.barred.add((who, at))

    @rule(who=person, at=place)
    def take_back_an_interest(self, who: str, at: int) -> None:
        if (who, at) not in self.barred:
            return
        row = Interest.objects.get(seat__person=self.user(who), item=self.items[at])
        if self.take("take_back_an_interest", self.sits(), row.withdraw):
            self.barred.discard((who, at))

    # Opening, taking, concluding

    @rule()
    def open(self) -> None:
        if self.take("open", self.state == "called" and self.enough(), self.meeting.open):
            self.state = "in_session"

    @rule(who=person, at=place)
    def take_up(self, who: str, at: int) -> None:
        foretold = (
            self.state == "in_session"
            and self.taking is None
            and at not in self.minutes
            and self.counts(who, at)
            and self.quorum(at)
        )
        if self.take("take_up", foretold, chairing(self.items[at], self.user(who))):
            self.minutes[at], self.taking = [who], at

    @precondition(lambda self: self.taking is not None)
    @rule(who=person)
    def hand_over(self, who: str) -> None:
        minute = Minute.objects.get(item=self.items[self.taking])
        act = partial(minute.hand_over, chair=seat_of(self.meeting, self.user(who)))
        if self.take("hand_over", self.taken() and self.counts(who, self.taking), act):
            self.minutes[self.taking].append(who)

    @precondition(lambda self: self.taking is not None)
    @rule()
    def conclude(self) -> None:
        left = any(each.place == self.taking and not each.settled for each in self.motions.values())
        minute = Minute.objects.get(item=self.items[self.taking])
        if self.take("conclude", self.taken() and not left, minute.conclude):
            self.taking = None

    @rule()
    def end(self) -> None:
        left = [at for at in range(len(TITLES)) if at not in self.minutes and self.enough() and self.quorum(at)]
        foretold = self.state == "in_session" and self.taking is None and not left
        if self.take("end", foretold, self.meeting.close):
            self.state = "held"

    # Moving and voting

    @precondition(lambda self: self.taking is not None)
    @rule(who=person, amends=st.none() | st.integers(0, 9))
    def move(self, who: str, amends: int | None) -> None:
        minute = Minute.objects.get(item=self.items[self.taking])
        self.texts += 1
        key, other = self.some_motion(amends) if amends is not None and self.motions else (None, None)
        fits = other is None or (
            other.place == self.taking
            and other.amends is None
            and other.state == "moved"
            and not self.undecided_amendment(key)
            and not self.unworded(key)
        )
        more = {} if key is None else {"amends": Motion.objects.get(pk=key)}
        act = moving(minute, self.user(who), f"it be so, {self.texts}", **more)
        if self.take("move", self.taken() and self.counts(who, self.taking) and fits, act):
            self.motions[act.__self__.pk] = Moved(self.taking, who, key)

    @precondition(lambda self: self.motions)
    @rule(number=st.integers(0, 9), how=st.sampled_from(["hands", "by_name", "own_devices", "agreed", "withdrawn"]))
    def settle_or_put(self, number: int, how: str) -> None:
        key, motion = self.some_motion(number)
        row = Motion.objects.get(pk=key)
        taken = self.taking == motion.place and self.state == "in_session"
        ready = taken and motion.state == "moved"
        if how == "withdrawn":
            lapses = taken and motion.state == "open" and not self.quorum(motion.place)
            if self.take("withdraw", ready or lapses, row.withdraw):
                motion.state = "withdrawn"
            return
        ready = ready and not self.undecided_amendment(key) and not self.unworded(key) and self.quorum(motion.place)
        if how == "agreed":
            if self.take("agree", ready, row.agree):
                motion.state, motion.method = "carried", how
        elif self.take("put", ready and self.open_motion() is None, partial(row.put, how=how)):
            motion.state, motion.method = "open", how

    @precondition(lambda self: any(each.amends for each in self.motions.values()))
    @rule(number=st.integers(0, 9))
    def take_in(self, number: int) -> None:
        key, motion = self.some_motion(number)
        amended = self.motions[motion.amends] if motion.amends is not None else None
        built_on = [
            other
            for other, each in self.motions.items()
            if each.amends == motion.amends and other > key and each.state not in ("lost", "withdrawn")
        ]
        foretold = (
            amended is not None
            and motion.state == "carried"
            and amended.state == "moved"
            and not built_on
            and self.taking == motion.place
            and self.state == "in_session"
        )
        self.texts += 1
        act = partial(Motion.objects.get(pk=key).take_in, wording=f"it be otherwise, {self.texts}")
        if self.take("take_in", foretold, act):
            motion.taken_in = True

    @precondition(lambda self: self.motions)
    @rule(number=st.integers(0, 9), who=person, choice=st.sampled_from(["for", "against", "abstain"]))
    def vote(self, number: int, who: str, choice: str) -> None:
        key, motion = self.some_motion(self.of_the_open(number))
        row, may = Motion.objects.get(pk=key), self.counts(who, motion.place) and who not in motion.votes
        on_device = motion.state == "open" and motion.method == "own_devices"
        if self.take("cast", may and on_device, ballot(row, self.user(who), choice), who):
            motion.votes[who] = choice
            return
        called_out = motion.state == "open" and motion.method == "by_name"
        after = self.taking == motion.place and motion.method == "agreed" and motion.state == "carried"
        if motion.method != "hands" and self.take(
            "take_down", may and (called_out or after), name(row, self.user(who), choice)
        ):
            motion.votes[who] = choice

    def of_the_open(self, number: int) -> int:
        """Mostly the motion that is being voted on."""
        key = self.open_motion()
        return sorted(self.motions).index(key) if key is not None and number > 2 else number

    @precondition(lambda self: self.motions)
    @rule(number=st.integers(0, 9), counted=st.tuples(*[st.integers(0, 3)] * 2), casting=st.sampled_from(["", "for"]))
    def close(self, number: int, counted: tuple[int, int], casting: str) -> None:
        key, motion = self.some_motion(self.of_the_open(number))
        hands = motion.method == "hands"
        said = list(motion.votes.values())
        in_favour, against = counted if hands else (said.count("for"), said.count("against"))
        may_vote = sum(self.counts(who, motion.place) for who in PEOPLE)
        foretold = (
            motion.state == "open"
            and self.taking == motion.place
            and self.quorum(motion.place)
            and not (hands and sum(counted) > may_vote)
            and not (casting and in_favour != against)
        )
        told = {"in_favour": in_favour, "against": against} if hands else {}
        row = Motion.objects.get(pk=key)
        if self.take("close", foretold, partial(row.close, casting=casting, **told)):
            carried = in_favour > against or (in_favour == against and casting == "for")
            motion.state = "carried" if carried else "lost"

    @precondition(lambda self: self.taking is not None)
    @rule(number=st.none() | st.integers(0, 9))
    def resolve(self, number: int | None) -> None:
        minute = Minute.objects.get(item=self.items[self.taking])
        key, motion = self.some_motion(number) if number is not None and self.motions else (None, None)
        fits = motion is None or (motion.place == self.taking and motion.amends is None and motion.state == "carried")
        fits = fits and not self.carried_amendments(key)  # else its words are those of the motion as amended
        behind = None if key is None else Motion.objects.get(pk=key)
        act = Determination(meeting=self.meeting, minute=minute, motion=behind, kind="noted", text="so.").record
        self.take("resolve", self.taken() and fits and self.quorum(self.taking), act)

    # What always holds

    @invariant()
    def what_is_counted_is_what_was_cast(self) -> None:
        for row in Motion.objects.prefetch_related("votes__seat__person"):
            motion = self.motions[row.pk]
            assert row.state == motion.state
            assert {vote.seat.person.username: vote.choice for vote in row.votes.all()} == motion.votes
            if row.state in ("carried", "lost") and row.method in ("by_name", "own_devices"):
                said = list(motion.votes.values())
                counted = (said.count("for"), said.count("against"), said.count("abstain"))
                assert (row.in_favour, row.against, row.abstained) == counted

    @invariant()
    def whoever_voted_is_still_recorded_as_there_and_not_barred(self) -> None:
        for vote in Vote.objects.select_related("seat__person", "motion"):
            assert self.counts(vote.seat.person.username, self.motions[vote.motion_id].place)

    @invariant()
    def one_item_and_one_motion_are_open_at_most_and_somebody_presides(self) -> None:
        assert Minute.objects.filter(state="open").count() == (self.taking is not None)
        assert Motion.objects.filter(state="open").count() <= 1
        for minute in Minute.objects.select_related("chair__person"):
            at = self.items.index(minute.item)
            assert minute.chair.person.username == self.minutes[at][-1]
            assert self.counts(minute.chair.person.username, at)


def a_committee(world: World) -> World:
    """Rachel chairs FPBV; Peter, Nora and Tom sit in it beside Mira."""
    world.rachel = a_person("rachel", "Rachel Stone")
    appoint(world.rachel, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    world.peter, world.nora, world.tom = members(world, world.fpbv, "Peter", "Nora", "Tom")
    return world


@pytest.mark.slow
def test_a_meeting_goes_as_the_model_foretells(db):
    """Where each walk ends, everything that the doctor states holds (`teardown`): a walk is a world of its own, and
    `SITTING_STEPS=6000 pytest tests/meetings/test_sitting_machine.py` has the doctor look at a hundred of them."""
    SittingMachine.steps, SittingMachine.went = 0, set()
    walks = max(1, STEPS // WALK)
    run_state_machine_as_test(
        SittingMachine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=WALK,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{SittingMachine.steps} steps; done at least once: {', '.join(sorted(SittingMachine.went))}")
