"""The versions of an objective or of a plan: what was sealed, on which occasion, and what is another since then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audit.canonical import plain
from audit.models import SealedText
from audit.sealed import texts_of
from governance.corrections import Correction
from governance.differences import Part, compared, compared_plans, differences, summed_up
from governance.models import Objective, Occasion, Plan, Seal, StageKind
from governance.models.corrected import WHAT_WAS_WRONG
from governance.queries import reads_in_preparation
from governance.seal import as_read, plan_as_read, seal_of
from interface.words import compare
from workflow.actors import Actor
from workflow.words import day, listed

NOW = "now"
PUBLISHED_AS = {WHAT_WAS_WRONG: "corrected", "withdrawn": "an objective withdrawn"}
"""stage of a seal -> what was done with what is published, where it was not published then"""


@dataclass(frozen=True)
class Version:
    """A sealed text, as a list shows it."""

    seal: Seal
    is_still_the_text: bool

    @property
    def when(self) -> str:
        return when(self.seal)


def when(seal: Seal) -> str:
    """On which occasion, in words: papers of FPBV, 22 January 2001."""
    body = seal.body.short_name if seal.body else ""
    stage = dict(StageKind.choices).get(seal.stage, "").lower()
    said = {
        Occasion.SUBMITTED: f"submitted to {body}" if body else "submitted",
        Occasion.STAGE_OPENED: f"{stage} by {body} opened" if body else _of_a_plan(seal),
        Occasion.PAPERS_ISSUED: f"papers of {body}",
        Occasion.DECISION: f"decision of {body}",
        Occasion.PUBLICATION: PUBLISHED_AS.get(seal.stage, "published"),
    }
    words = said[Occasion(seal.occasion)]
    return f"{words[0].upper()}{words[1:]}, {day(seal.taken_on)}"


def _of_a_plan(seal: Seal) -> str:
    return "put before the Authority" if seal.stage == "before_authority" else "review opened"


def seals_of(thing: Objective | Plan, actor: Actor) -> list[Seal]:
    """Every seal of `thing` that `actor` may read, the latest first; of an amendment, those of what it amends too."""
    rows = Seal.objects.visible_to(actor).select_related("body", "decision")
    if isinstance(thing, Plan):
        found = rows.filter(plan=thing)
    else:
        found = rows.filter(objective__in=[key for key in (thing.pk, thing.amends_id) if key is not None])
    return list(found.order_by("-taken_on", "-pk"))


def versions_of(thing: Objective | Plan, actor: Actor) -> list[Version]:
    """The versions of `thing`, the latest first, each with whether its text is still the text."""
    seals, now = seals_of(thing, actor), thing.seal()
    return [Version(seal, seal.digest == now) for seal in seals]


# What somebody had, and what is another since


@dataclass(frozen=True)
class Since:
    """What a body had before it, and how the text of today differs from that."""

    seal: Seal
    said: str
    """in 2 targets and 1 note; "" if it is the same text"""
    corrected_on: str = ""
    """the days on which slips in it were put right since, in words; "" where none was"""


def since_each_body_had_it(objective: Objective, actor: Actor, corrections: Sequence[Correction] = ()) -> list[Since]:
    """For each body the last text it had before it, held against the text of today; two queries. Where slips were put
    right since, `corrections` of the objective name the days."""
    latest: dict[int, Seal] = {}
    for seal in seals_of(objective, actor):
        if seal.body_id is not None and seal.objective_id == objective.pk:
            latest.setdefault(seal.body_id, seal)
    now = plain(as_read(objective))
    current = seal_of(now)
    texts = texts_of(seal.digest for seal in latest.values() if seal.digest != current)
    return [
        Since(seal, "")
        if seal.digest == current
        else Since(seal, summed_up(differences(texts[seal.digest], now)), _corrected_on(seal, corrections))
        for seal in latest.values()
    ]


def _corrected_on(seal: Seal, corrections: Sequence[Correction]) -> str:
    return listed(list(dict.fromkeys(day(each.made_on) for each in corrections if each.made_on >= seal.taken_on)))


# Two versions side by side


@dataclass(frozen=True)
class Cell:
    """One field side by side: its words as they were and as they are, each run with whether it is marked."""

    label: str
    old: list[tuple[bool, str]]
    new: list[tuple[bool, str]]
    step: str


@dataclass(frozen=True)
class Row:
    """One part side by side: first what changed in it, then what did not."""

    part: Part
    cells: list[Cell]


@dataclass(frozen=True)
class Choice:
    """A version that can be compared: the value in the address, and what it is called."""

    value: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side."""

    earlier: Choice
    later: Choice
    rows: list[Row]
    same: list[Part]
    said: str


def choices_of(thing: Objective | Plan, actor: Actor) -> list[Choice]:
    """What can be compared: every version, and the text of today for those who may read it in preparation."""
    found = [Choice(str(seal.pk), f"{when(seal)} ({seal.digest[:8]})") for seal in seals_of(thing, actor)]
    return [Choice(NOW, "As it is now"), *found] if reads_in_preparation(thing, actor) else found


def comparison_of(thing: Objective | Plan, actor: Actor, earlier: str, later: str) -> Comparison | None:
    """Two versions of `thing` side by side; None if there is no such version for `actor`.

    A version is the key of a seal, a seal itself (64 hex digits), or “now”.
    """
    choices = {choice.value: choice for choice in choices_of(thing, actor)}
    by_digest = {seal.digest: str(seal.pk) for seal in reversed(seals_of(thing, actor))}
    values = [by_digest.get(value, value) for value in (earlier, later)]
    if any(value not in choices for value in values):
        return None
    seals = {str(seal.pk): seal.digest for seal in seals_of(thing, actor)}
    reads = _reads(thing, [seals.get(value, NOW) for value in values])
    old, new = (reads[seals.get(value, NOW)] for value in values)
    parts = compared_plans(old, new, reads) if isinstance(thing, Plan) else compared(old, new)
    return side_by_side(choices[values[0]], choices[values[1]], parts)


def what_it_amended(amendment: Objective) -> Comparison | None:
    """What a published amendment changed: its text and the one it took the place of, each as it was published. None of
    what amends nothing, or is not published. Two queries."""
    if amendment.amends_id is None:
        return None
    rows = Seal.objects.filter(objective__in=(amendment.pk, amendment.amends_id), occasion=Occasion.PUBLICATION)
    published = list(rows.select_related("body").order_by("taken_on", "pk"))
    before = [seal for seal in published if seal.objective_id == amendment.amends_id]
    own = [seal for seal in published if seal.objective_id == amendment.pk]
    if not before or not own:
        return None
    old, new = before[-1], own[0]
    texts = texts_of([old.digest, new.digest])
    earlier, later = (Choice(str(seal.pk), when(seal)) for seal in (old, new))
    return side_by_side(earlier, later, compared(texts[old.digest], texts[new.digest]))


def side_by_side(earlier: Choice, later: Choice, parts: Sequence[Part]) -> Comparison:
    """What was compared, word by word, as pages show it."""
    return Comparison(
        earlier,
        later,
        [Row(part, [_cell(value) for value in part.changed]) for part in parts if part.differs],
        [part for part in parts if not part.differs],
        summed_up(parts),
    )


def _reads(thing: Objective | Plan, digests: Sequence[str]) -> Mapping[str, Any]:
    """The texts under `digests`, and what is now; for a plan with the texts of its objectives."""
    reads: dict[str, Any] = texts_of(digest for digest in digests if digest != NOW)
    texts: list[SealedText] = []
    if NOW in digests:
        reads[NOW] = plain(plan_as_read(thing, texts) if isinstance(thing, Plan) else as_read(thing))
    if isinstance(thing, Plan):
        reads |= {text.digest: text.read for text in texts}
        reads |= texts_of(_behind(reads, digests) - set(reads))
    return reads


def _behind(reads: Mapping[str, Any], digests: Iterable[str]) -> set[str]:
    """The seals of objectives that plans name."""
    return {each for digest in digests for each in reads[digest]["objectives"]}


def _cell(value: Any) -> Cell:
    runs = compare(value.old, value.new)
    return Cell(
        value.label,
        [(kind == "removed", text) for kind, text in runs if kind != "added"],
        [(kind == "added", text) for kind, text in runs if kind != "removed"],
        value.step,
    )
