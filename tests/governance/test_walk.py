"""Thousands of steps through the life of an objective, each foretold by a plain dict that knows no Django."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command

from governance import procedures
from governance.models import Comment, Decision, Objective, Outcome, Target
from governance.procedures import Resolved
from tests.soundness import everything_always_so_is_so
from tests.world import MAR_31, World, a_target, acting, an_objective
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import one_act, perform

Life = dict[str, Any]
"""state, round, text of the target, comments without an answer, bodies that spoke, last word of the Authority, and
the text it was about"""

USUAL = 300
STEPS = int(os.environ.get("WALK_STEPS", USUAL))
BEFORE_APPROVAL = ("draft", "workshop_review", "committee_comment", "authority_approval")
BODIES = {
    "workshop_review": "workshop",
    "committee_comment": "fpbv",
    "authority_approval": "mpa",
    "approved": "mpa",
}
RECORDERS = {"workshop": {"clare"}, "fpbv": {"ken"}, "mpa": {"clare", "charles"}}
CLERKS = {"workshop_review": "clare", "committee_comment": "ken", "authority_approval": "clare"}
MEMBERS = {"workshop_review": "mira", "committee_comment": "mira", "authority_approval": "charles"}
PEOPLE = ["olive", "omar", "colin", "clare", "ken", "mira", "charles", "ada", "anna", "sue", "walter"]


def a_new_life() -> Life:
    return {"state": "draft", "round": 0, "text": "?? per cent", "waiting": 0, "spoken": set(), "word": "", "saw": ""}


# What the dict foretells


def goes(life: Life, act: str, who: str) -> bool:
    """Whether `who` can do `act`."""
    state, word = life["state"], life["word"]
    recorder = who in RECORDERS.get(BODIES.get(state, ""), ())
    before_authority = state in ("authority_approval", "approved")
    ready = "?" not in life["text"] and not life["waiting"]
    undone_by_decision = state == "approved" and word in ("referred_back", "withdrawn")

    def heard(body: str) -> bool:
        return body in life["spoken"] and not life["waiting"]

    match act.split()[0]:
        case "submit":
            return who == "olive" and state == "draft"
        case "write":
            return who == "olive" and state in BEFORE_APPROVAL
        case "comment":
            return MEMBERS.get(state) == who
        case "answer":
            return bool(life["waiting"]) and who in ("olive", CLERKS.get(state))
        case "speak":
            return recorder
        case "invite_comment":
            return (
                who == "clare" and state == "workshop_review" and "workshop" in life["spoken"] and not life["waiting"]
            )
        case "refer_to_authority":
            return who == "ken" and state == "committee_comment" and heard("fpbv")
        case "resolve":
            return recorder and before_authority
        case "carry":
            kind = act.split()[1]
            if kind != "approved":
                return recorder and before_authority and not life["waiting"]
            return recorder and before_authority and (state == "approved" or ready)
        case "approve":
            approved = word == "approved" and life["saw"] == life["text"]
            return recorder and state == "authority_approval" and ready and approved
        case "send_back":
            return recorder and (state != "approved" or undone_by_decision) and not life["waiting"]
        case "withdraw":
            may = who in ("olive", "colin") and (state in BEFORE_APPROVAL or undone_by_decision)
            return (may or (recorder and before_authority and word == "withdrawn")) and not life["waiting"]
        case "publish":
            return who == "clare" and state == "approved" and word == "approved"
    raise ValueError(act)


def follows(life: Life, act: str) -> Life:
    """The life after `act`."""
    verb, _, detail = act.partition(" ")
    after = {**life, "spoken": set(life["spoken"])}
    body = BODIES.get(life["state"])
    match verb:
        case "submit":
            after |= {"state": "workshop_review", "round": life["round"] + 1, "spoken": set(), "word": "", "saw": ""}
        case "write":
            after["text"] = detail
        case "comment":
            after["waiting"] += 1
        case "answer":
            after["waiting"] -= 1
        case "speak":
            after["spoken"].add(body)
        case "invite_comment" | "refer_to_authority":
            after |= {"state": "committee_comment" if verb == "invite_comment" else "authority_approval"}
        case "resolve" | "carry":
            after["spoken"].add(body)
            after |= {"word": detail, "saw": life["text"]}
            if verb == "carry":
                after["state"] = {"approved": "approved", "referred_back": "draft", "withdrawn": "withdrawn"}[detail]
        case "approve" | "send_back" | "withdraw" | "publish":
            ends = {"approve": "approved", "send_back": "draft", "withdraw": "withdrawn", "publish": "published"}
            after["state"] = ends[verb]
    return after


# The same with Assent

references = count()


class Walk(NamedTuple):
    world: World
    objective: Objective
    target: Target


def do(walk: Walk, act: str, who: str) -> None:
    actor = acting(getattr(walk.world, who), MAR_31)
    verb, _, detail = act.partition(" ")
    walk.objective.refresh_from_db()
    DOINGS.get(verb, _act)(walk, actor, detail or verb)


def _act(walk: Walk, actor: Actor, verb: str) -> None:
    details = {"published_on": MAR_31} if verb == "publish" else {}
    perform(partial(getattr(walk.objective, verb), **details), actor=actor, because="So it was agreed.")


def _write(walk: Walk, actor: Actor, text: str) -> None:
    resolution = "placeholder" if "?" in text else "resolved"
    revise = partial(walk.target.revise, text=text, resolution=resolution)
    perform(revise, actor=actor, because="Returns.", basis="Returns.")


def _comment(walk: Walk, actor: Actor, _: str) -> None:
    body = getattr(walk.world, BODIES.get(walk.objective.state, "fpbv"))
    comment = Comment(
        objective=walk.objective, stage=_stage(walk.objective), body=body, author=actor.person, text="Why?"
    )
    perform(comment.make, actor=actor)


def _stage(objective: Objective) -> str:
    return objective.state if objective.state in CLERKS else "committee_comment"


def _answer(walk: Walk, actor: Actor, _: str) -> None:
    comment = Comment.objects.filter(objective=walk.objective).order_by("disposition", "pk").first()
    if comment is None:
        raise Blocked([])
    perform(partial(comment.give_answer, disposition="noted", answer="Thank you."), actor=actor)


def _decision(walk: Walk, actor: Actor) -> Decision:
    body = getattr(walk.world, BODIES.get(walk.objective.state, "mpa"))
    return Decision(
        plan=walk.world.plan, body=body, circulated_on=MAR_31, decided_on=MAR_31, reference=str(next(references))
    )


def _speak(walk: Walk, actor: Actor, _: str) -> None:
    procedures.record_decision(_decision(walk, actor), Resolved({walk.objective: "noted"}), actor=actor)


def _resolve(walk: Walk, actor: Actor, kind: str) -> None:
    decision = _decision(walk, actor)
    if walk.objective.state not in ("authority_approval", "approved"):
        decision.body = walk.world.mpa
    with one_act():
        perform(decision.record, actor=actor)
        perform(Outcome(decision=decision, objective=walk.objective, kind=kind).record, actor=actor)


def _carry(walk: Walk, actor: Actor, kind: str) -> None:
    decision = _decision(walk, actor)
    if walk.objective.state not in ("authority_approval", "approved"):
        decision.body = walk.world.mpa
    procedures.record_decision(decision, Resolved({walk.objective: kind}), actor=actor)


DOINGS: dict[str, Callable[[Walk, Actor, str], None]] = {
    "write": _write,
    "comment": _comment,
    "answer": _answer,
    "speak": _speak,
    "resolve": _resolve,
    "carry": _carry,
}

ACTS = [
    "submit",
    *(f"write {text}" for text in ("?? per cent", "2 per cent", "3 per cent")),
    "comment",
    "answer",
    "speak",
    "invite_comment",
    "refer_to_authority",
    *(f"{verb} {kind}" for verb in ("resolve", "carry") for kind in ("approved", "referred_back", "withdrawn")),
    "approve",
    "send_back",
    "withdraw",
    "publish",
]
ONWARD = {
    "draft": [("write 2 per cent", "olive"), ("submit", "olive")],
    "workshop_review": [("answer", "olive"), ("speak", "clare"), ("invite_comment", "clare")],
    "committee_comment": [("answer", "ken"), ("speak", "ken"), ("refer_to_authority", "ken")],
    "authority_approval": [("answer", "clare"), ("resolve approved", "charles"), ("approve", "clare")],
    "approved": [("publish", "clare")],
}
"""In each state, the proper way onward: the next step is the first that still changes something"""


def steps_of(life: Life, chance: random.Random) -> tuple[str, str]:
    """The next step: half of them onward, some by somebody who may, some by anybody at all."""
    kind = chance.random()
    if kind < 0.4:
        for act, who in ONWARD.get(life["state"], []):
            if goes(life, act, who) and follows(life, act) != life:
                return act, who
    possible = [(act, who) for act in ACTS for who in PEOPLE if goes(life, act, who)]
    if kind < 0.7 and possible:
        act = chance.choice(sorted({act for act, _ in possible} - {"withdraw"}) or ["withdraw"])
        return chance.choice([step for step in possible if step[0] == act])
    return chance.choice(ACTS), chance.choice(PEOPLE)


def a_new_walk(world: World) -> Walk:
    colin = acting(world.colin)
    objective = an_objective(world.aspect, 7, "To light the streets", world.olive, world.tp, by=colin)
    target = a_target(objective, "?? per cent", "Streets lit", by=colin, resolution="placeholder")
    return Walk(world, objective, target)


def take(walk: Walk, life: Life, act: str, who: str) -> Life:
    """One step; the life after it. Fails where Assent and the dict disagree."""
    foretold = goes(life, act, who)
    try:
        do(walk, act, who)
        went = True
    except Blocked:
        went = False
    after = follows(life, act) if foretold else life
    expected = went, {name: after[name] for name in ("state", "round", "text", "waiting")}
    assert (foretold, as_it_is(walk)) == expected, f"{who}: {act}, in {life}"
    return after


def as_it_is(walk: Walk) -> Life:
    objective = Objective.objects.get(pk=walk.objective.pk)
    return {
        "state": objective.state,
        "round": objective.round,
        "text": objective.targets.get().text,
        "waiting": objective.comments.filter(disposition="").count(),
    }


@pytest.mark.slow
@pytest.mark.once
def test_hundreds_of_steps_go_as_a_plain_dict_foretells(world, capsys):
    """Where the walk ends, everything that the doctor states holds; in a walk longer than usual, after every life as
    well. `WALK_STEPS=6000 pytest tests/governance/test_walk.py` has it look at more than a hundred lives."""
    chance = random.Random(1992)  # noqa: S311 - a walk that can be walked again
    for stage in world.plan.stages.all():
        perform(partial(stage.set_cut_off, until=MAR_31), actor=acting(world.colin))
    walk, life = a_new_walk(world), a_new_life()
    went, over = set(), 0

    for _ in range(STEPS):
        act, who = steps_of(life, chance)
        if goes(life, act, who):
            went.add(act)
        life = take(walk, life, act, who)
        over += life["state"] in ("published", "withdrawn")
        if over > 20:
            if STEPS > USUAL:
                everything_always_so_is_so()
            walk, life, over = a_new_walk(world), a_new_life(), 0

    assert went == set(ACTS), "The walk has not been everywhere."
    everything_always_so_is_so()
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")
