"""What speaks for or against an objective being before the approving body, in order, when the papers go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from governance.readiness.consultation_rules import a_party_has_not_answered
from governance.readiness.facts import Facts, Horizon, ItemFacts, StageFacts
from governance.readiness.reasons import Hurdle, Reason, Verdict
from governance.readiness.target_rules import STANDS_STILL, days, days_are
from workflow.words import day

TO_ANSWER = 7
"""Days we allow for answering comments: an owner looks into their tasks once a week."""

DRAFT, APPROVAL = "draft", "authority_approval"
DECIDED = ("approved", "published")

Rule = Callable[[ItemFacts, Facts, Horizon], Iterator[Reason]]


def the_papers_have_gone_out(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """What is not before the body that approves by then is not in its papers."""
    if horizon.days_left < 0 and item.state != APPROVAL:
        sentence = f"It is in “{item.in_words}”, and the papers had to go out on {day(horizon.papers_on)}."
        yield _by_its_owner(item, Verdict.CANNOT, Hurdle.PAPERS_GONE, sentence)


def its_route_leads_to_no_approval_by_then(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """Somebody must approve, and may do so from the day that stage opens."""
    approval = facts.approval
    if approval is None:
        sentence = f"The route of {facts.plan} leads to no body that approves."
        yield Reason(Verdict.CANNOT, Hurdle.NO_ROUTE, sentence, where=facts.route_where)
    elif approval.opens_on > horizon.meeting_on:
        sentence = (
            f"The approval by {approval.body} opens on {day(approval.opens_on)}, after the meeting of "
            f"{day(horizon.meeting_on)}."
        )
        yield Reason(Verdict.CANNOT, Hurdle.NO_ROUTE, sentence, where=facts.route_where, about=approval.body)


def a_body_has_not_spoken(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """Each required body of this stage and of those to come, the one that has longest first."""
    for stage in sorted(item.stages, key=lambda each: (-each.closes_on.toordinal(), each.key)):
        if stage.required and not stage.has_spoken:
            verdict, sentence = _of_stage(stage, horizon)
            yield Reason(verdict, Hurdle.STAGE, sentence, stage.cleared_by, stage.where, about=stage.body)


def _of_stage(stage: StageFacts, horizon: Horizon) -> tuple[Verdict, str]:
    papers = day(horizon.papers_on)
    if stage.opens_on > horizon.papers_on:
        return Verdict.CANNOT, (
            f"{stage.name} by {stage.body} opens on {day(stage.opens_on)}; the papers must go out by {papers}."
        )
    if stage.closes_on > horizon.papers_on:
        return Verdict.CANNOT, (
            f"{stage.body} has until {day(stage.closes_on)} to speak; the papers must go out by {papers}."
        )
    if stage.closes_on < horizon.today and stage.is_now:
        return Verdict.AT_RISK, (
            f"{stage.body} had until {day(stage.closes_on)} to speak, and what it said is not recorded."
        )
    if stage.closes_on < horizon.today:
        return Verdict.AT_RISK, f"{stage.name} by {stage.body} closed on {day(stage.closes_on)} without it."
    if stage.closes_on == horizon.papers_on:
        return Verdict.AT_RISK, f"{stage.body} has until {papers} to speak: the very day the papers must go out."
    spare = (horizon.papers_on - stage.closes_on).days
    return Verdict.LIKELY, (
        f"{stage.body} speaks by {day(stage.closes_on)}, {days(spare)} before the papers must go out."
    )


def a_consultation_is_open(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """The approval waits for every required answer."""
    yield from a_party_has_not_answered(item.consultations, horizon)


def nobody_owns_it(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """Only its owner submits it and answers for it."""
    if item.owner is None and (item.state == DRAFT or item.unanswered):
        sentence = "Nobody owns it, so nobody can submit it." if item.state == DRAFT else "Nobody owns it."
        yield Reason(Verdict.AT_RISK, Hurdle.NO_OWNER, sentence, item.cleared_by, item.where)


def comments_wait_for_an_answer(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """No comment leaves a stage without an answer."""
    if not item.unanswered:
        return
    verdict = Verdict.CANNOT if horizon.days_left < 0 else Verdict.AT_RISK
    if horizon.days_left >= TO_ANSWER:
        verdict = Verdict.LIKELY
    waiting = "1 comment waits" if item.unanswered == 1 else f"{item.unanswered} comments wait"
    left = f"{days_are(horizon.days_left)} left" if horizon.days_left >= 0 else "the papers have gone out"
    sentence = f"{waiting} for an answer; {left}."
    place = "#comments" if item.kind == "objective" else "you-said-we-did/"
    yield _by_its_owner(item, verdict, Hurdle.COMMENT, sentence, f"{item.where}{place}")


def it_is_a_draft(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """Its owner has to submit it before anybody can speak."""
    if item.state != DRAFT or horizon.days_left < 0:
        return
    still = (horizon.today - item.changed_on).days if item.changed_on else 0
    if still > STANDS_STILL:
        sentence = f"It is a draft, and nothing has happened to it for {days(still)}."
        yield _by_its_owner(item, Verdict.AT_RISK, Hurdle.STANDING_STILL, sentence)
    who = item.owner.name if item.owner else "Somebody"
    sentence = f"It is a draft: {who} has to submit it; {days_are(horizon.days_left)} left."
    yield _by_its_owner(item, Verdict.LIKELY, Hurdle.DRAFT, sentence)


def it_waits_to_be_moved(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """Every body it had to pass has spoken; somebody takes it to the next stage."""
    if item.state in (DRAFT, APPROVAL) or horizon.days_left < 0:
        return
    if not any(stage.is_now and stage.required and not stage.has_spoken for stage in item.stages):
        sentence = f"It waits to be moved on from “{item.in_words}”; {days_are(horizon.days_left)} left."
        yield Reason(Verdict.LIKELY, Hurdle.TO_MOVE, sentence, item.mover, item.where)


RULES: tuple[Rule, ...] = (
    its_route_leads_to_no_approval_by_then,
    the_papers_have_gone_out,
    a_body_has_not_spoken,
    a_consultation_is_open,
    nobody_owns_it,
    comments_wait_for_an_answer,
    it_is_a_draft,
    it_waits_to_be_moved,
)
"""In the order in which they decide where they are equally bad"""


def why(item: ItemFacts, facts: Facts, horizon: Horizon) -> Iterator[Reason]:
    """Everything to be said about a thing beside its targets, the good news last."""
    if item.kind != "objective":
        yield from a_consultation_is_open(item, facts, horizon)
        yield from comments_wait_for_an_answer(item, facts, horizon)
    elif item.state not in DECIDED:
        for rule in RULES:
            yield from rule(item, facts, horizon)
    yield Reason(Verdict.RESOLVED, Hurdle.NOTHING, _good_news(item, facts), where=item.where)


def _good_news(item: ItemFacts, facts: Facts) -> str:
    if item.kind != "objective":
        return "Everything about it is resolved."
    if item.state in DECIDED:
        return f"It is {item.state}."
    body = facts.approval.body if facts.approval else "the body that approves"
    targets = "its open targets would be conditions" if item.conditions else "every target is resolved"
    return f"It is before {body}, and {targets}."


def _by_its_owner(item: ItemFacts, verdict: Verdict, hurdle: Hurdle, sentence: str, where: str = "") -> Reason:
    who = item.owner.name if item.owner else item.cleared_by
    return Reason(verdict, hurdle, sentence, who, where or item.where)
