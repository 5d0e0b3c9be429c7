"""What speaks for or against a target being closed before the papers go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from governance.readiness.consultation_rules import a_party_has_not_answered
from governance.readiness.facts import Horizon, ItemFacts, TargetFacts
from governance.readiness.reasons import Hurdle, Reason, Verdict
from workflow.words import day

WITHOUT_PRECEDENT = 14
"""Days we allow somebody who has closed no target before: borough returns are asked for and come back within a
fortnight; the reference plan shows no faster one."""
STANDS_STILL = 28
"""Days after which something nobody touches is taken to be stuck: committees meet every four weeks, so by then it has
missed one."""

Rule = Callable[[ItemFacts, TargetFacts, Horizon], Iterator[Reason]]


def the_papers_have_gone_out(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Iterator[Reason]:
    """What is open then goes into the papers open."""
    if horizon.days_left < 0:
        sentence = f"It is {target.in_words}, and the papers had to go out on {day(horizon.papers_on)}."
        yield _reason(item, target, Verdict.CANNOT, Hurdle.PAPERS_GONE, sentence)


def nobody_owns_it(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Iterator[Reason]:
    """Only its owner resolves a target of an objective."""
    if item.owner is None and item.kind == "objective":
        sentence = f"It is {target.in_words}, and nobody owns {item.name}: nobody can resolve it."
        yield Reason(Verdict.AT_RISK, Hurdle.NO_OWNER, sentence, item.cleared_by, item.where)


def somebody_needs_the_days_that_are_left(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Iterator[Reason]:
    """Whether whoever resolves it was faster before than the days that are left; the very day still counts."""
    if horizon.days_left < 0 or (item.owner is None and item.kind == "objective"):
        return
    took = item.owner.took if item.owner else item.took_by_anybody
    needed = WITHOUT_PRECEDENT if took is None else took
    verdict = Verdict.AT_RISK if needed > horizon.days_left else Verdict.LIKELY
    left = left_of(horizon.days_left)
    who = item.owner.name if item.owner else "Somebody"
    if took is None:
        who = item.owner.name if item.owner else "Nobody"
        what = "no target" if item.owner else "a target of a sustained activity"
        sentence = f"{who} has resolved {what} before: we allow {WITHOUT_PRECEDENT} days, and {left}."
    else:
        sentence = f"{who} took {days(took)} to resolve a target before, and {left}."
    yield _reason(item, target, verdict, Hurdle.TARGET, sentence)


def it_waits_for_a_consultation(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Iterator[Reason]:
    """It stays provisional until whoever is asked about it has answered."""
    yield from a_party_has_not_answered(target.consultations, horizon)
    if target.must_be_consulted_about:
        sentence = "It is subject to a consultation, and nobody has been asked."
        yield _reason(item, target, Verdict.AT_RISK, Hurdle.CONSULTATION, sentence)


def it_stands_still(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Iterator[Reason]:
    """What nobody touches is taken to be stuck."""
    since = _standing_since(item, target, horizon)
    if since > STANDS_STILL:
        sentence = f"Nothing has happened to it for {days(since)}."
        yield _reason(item, target, Verdict.AT_RISK, Hurdle.STANDING_STILL, sentence)


def _standing_since(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> int:
    changed_on = target.changed_on or item.changed_on
    return (horizon.today - changed_on).days if changed_on else 0


RULES_FOR_OPEN: tuple[Rule, ...] = (
    the_papers_have_gone_out,
    nobody_owns_it,
    it_waits_for_a_consultation,
    somebody_needs_the_days_that_are_left,
    it_stands_still,
)
"""In the order in which they decide where they are equally bad"""


def why_open(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Iterator[Reason]:
    """Everything to be said about a target that is not closed."""
    for rule in RULES_FOR_OPEN:
        yield from rule(item, target, horizon)


def why_closed(item: ItemFacts, target: TargetFacts, horizon: Horizon) -> Iterator[Reason]:
    """A closed one is resolved, unless the day has come on which it was to be looked at again."""
    if target.review_on and target.review_on <= horizon.today:
        sentence = f"It was to be looked at again by {day(target.review_on)}, and is still {target.in_words}."
        yield _reason(item, target, Verdict.AT_RISK, Hurdle.REVIEW, sentence)
    again = f", to be looked at again on {day(target.review_on)}" if target.review_on else ""
    left_to = f" to {target.holder}" if target.holder else ""
    sentence = f"It is {target.in_words}{left_to}{again}."
    yield _reason(item, target, Verdict.RESOLVED, Hurdle.NOTHING, sentence)


def _reason(item: ItemFacts, target: TargetFacts, verdict: Verdict, hurdle: Hurdle, sentence: str) -> Reason:
    who = item.owner.name if item.owner else item.cleared_by
    return Reason(verdict, hurdle, sentence, "" if verdict == Verdict.RESOLVED else who, target.where)


def days(count: int) -> str:
    """1 day, 6 days."""
    return f"{count} day{'' if count == 1 else 's'}"


def days_are(count: int) -> str:
    """1 day is, 6 days are."""
    return f"{days(count)} {'is' if count == 1 else 'are'}"


def left_of(count: int) -> str:
    """6 are left, where the sentence has just spoken of days."""
    return "none is left" if count == 0 else f"{count} {'is' if count == 1 else 'are'} left"
