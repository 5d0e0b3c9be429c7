"""What follows from an act at a meeting, in words, before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from governance.guards.words import counted
from governance.models import Condition, Objective, TargetKind, TargetOutcome
from governance.models.outcome import OutcomeKind
from meetings.calling_in import takes_effect_on
from meetings.meaning import MEANS, appended_to, meaning_of
from meetings.models import Determination
from meetings.models.determination import DeterminationKind
from workflow.words import day, listed

MOVES = {
    OutcomeKind.APPROVED: "approved",
    OutcomeKind.REFERRED_BACK: "sent back to its owner",
    OutcomeKind.WITHDRAWN: "withdrawn",
}
"""outcomes that move an objective at once"""


def what_follows(
    determination: Determination,
    apart: Mapping[Objective, str],
    targets: Sequence[TargetOutcome] = (),
    conditions: Sequence[Condition] = (),
) -> list[str]:
    """What a resolution brings about for the plan; told on the page on which it is checked."""
    kind = determination.kind
    appendices = appended_to(determination.minute.item)
    objectives = [each.objective for each in appendices if each.objective is not None]
    told = []
    meant, meaning = MEANS.get(kind, ""), meaning_of(determination, apart)
    as_meant = [each for each in meaning.about if each not in apart]
    label = str(DeterminationKind(kind).label)
    if as_meant and meant:
        effect = f", and each is {MOVES[OutcomeKind(meant)]}" if meant in MOVES else ""
        told.append(
            f"{counted(len(as_meant), 'objective gets', 'objectives get')} the outcome "
            f"“{OutcomeKind(meant).label}”{effect}, bound to the seal that was published."
        )
    elif objectives and not meant:
        told.append(f"“{label.capitalize()}” decides nothing about the objectives yet: they stay where they are.")
    if (meaning.about or meaning.whole) and (effect_on := takes_effect_on(determination.meeting)) is not None:
        told.append(
            f"It takes effect on {day(effect_on)}, unless it is called in before: until then nothing is moved by it."
        )
    told += [
        f"It is provisional: nothing of it is published before this has come: {each.awaited}."
        for each in conditions
        if each.is_awaited
    ]
    if any(each.kind != TargetKind.AGREED for each in targets):
        told.append(
            "What is referred back or deferred stays before the body with its objective: its owner revises it there, "
            "and nothing is approved before it is answered."
        )
    told += [
        f"{objective}: {OutcomeKind(own).label if own else 'nothing is decided'}."
        for objective, own in apart.items()
        if objective not in meaning.changed
    ]
    if meaning.whole:
        told.append(f"The plan as a whole gets the outcome “{OutcomeKind(meaning.whole).label}”.")
    changed = [*map(str, meaning.changed), *([f"{determination.minute.item.plan} as a whole"] * meaning.plan_changed)]
    if changed:
        told.append(
            f"The text of {listed(changed)} has changed since it was published: what is resolved is minuted, and says "
            "nothing of the text of now."
        )
    return told
