"""What bodies decided about a plan, in print: each decision, what it said, and the seal of what it had before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from documents.plan.read import PlanRead, outcomes_of
from documents.plan.words import WHOLE_PLAN
from documents.printing.furniture import Book
from documents.printing.styles import BODY, CELL, CELL_SMALL, SMALL, SUBHEADING
from documents.printing.tables import register
from documents.printing.text import Linked, paragraph, paragraphs
from governance.models import Decision, Outcome
from workflow.words import day

COLUMNS = {"About": 0.36, "Outcome": 0.3, "Seal of the text the body had": 0.34}
NOTHING = "No decision has been recorded."
SEALS = (
    "A seal is the SHA-256 of exactly the text that the body had before it. Where it is not that of the text in this "
    "document, it says so: that text was changed afterwards."
)
CHANGED = "The text here is another."


def decisions(book: Book, read: PlanRead) -> None:
    """Every decision, the first one first, and which text of the ledger this is."""
    book.add(paragraph(BODY, SEALS if read.decisions else NOTHING))
    seals = {each.pk: each.seal() for each in read.objectives} if read.decisions else {}
    for each in read.decisions:
        book.add(CondPageBreak(40 * mm), *_decision(read, each, seals))
    book.add(CondPageBreak(30 * mm), paragraph(SUBHEADING, "This text"))
    book.add(paragraph(SMALL, f"Seal of the text of the plan (SHA-256): {read.seal}"))
    book.add(paragraph(SMALL, f"Ledger entry {read.proof.key}: {read.proof.link}"))


def head_of(decision: Decision) -> str:
    """Who decided, when, and under which reference."""
    who = f"{decision.who}, for {decision.body}" if decision.officer else decision.body.name
    return f"{who}, {day(decision.decided_on)}: {decision.reference}"


def how_of(decision: Decision) -> str:
    """How it came to it, and when it takes effect."""
    how = "Taken in" if decision.procedure == "urgent" else "By"
    told = [f"{how} {decision.get_procedure_display()}."]
    if decision.circulated_on:
        told.append(f"The text was sent to the members on {day(decision.circulated_on)}.")
    if decision.called_in_on:
        told.append(f"Called in on {day(decision.called_in_on)}.")
    elif decision.takes_effect_on:
        told.append(f"It takes effect on {day(decision.takes_effect_on)}.")
    return " ".join([*told, *decision.why_urgent])


def about(outcome: Outcome) -> str:
    """What was spoken of."""
    return str(outcome.objective or WHOLE_PLAN.capitalize())


def said(outcome: Outcome) -> str:
    """What was said of it, with everything it hangs on."""
    told = " ".join(each for each in (outcome.how_it_stands.capitalize(), outcome.subject_to) if each)
    waits = f"; {outcome.waits_for}" if outcome.waits_for else ""
    voided = f". Voided on {day(outcome.voided_on)}: the text was changed" if outcome.voided_on else ""
    return f"{told}{waits}{voided}."


def is_of_another_text(read: PlanRead, outcome: Outcome, seals: dict[int, str]) -> bool:
    """Whether the body had another text than this one; what is no longer in the plan has none here."""
    here = seals.get(outcome.objective_id) if outcome.objective_id else read.seal
    return bool(outcome.seal and here and outcome.seal != here)


def _decision(read: PlanRead, decision: Decision, seals: dict[int, str]) -> Iterator[Flowable]:
    yield paragraph(SUBHEADING, Linked(head_of(decision), read.address_of(decision)))
    yield from paragraphs(SMALL, how_of(decision))
    rows = [row for outcome in outcomes_of(decision) for row in _rows(read, outcome, seals)]
    if rows:
        yield from register(rows, COLUMNS)


def _rows(read: PlanRead, outcome: Outcome, seals: dict[int, str]) -> Iterator[list[Any]]:
    seal = _seal(outcome.seal)
    if is_of_another_text(read, outcome, seals):
        seal.append(paragraph(CELL_SMALL, CHANGED))
    yield [paragraphs(CELL, about(outcome)), paragraphs(CELL, said(outcome)), seal]
    for each in outcome.of_targets:
        words = f"{str(each.get_kind_display()).capitalize()}. {each.words}".strip()
        yield [paragraphs(CELL, f"– the target {each.called}"), paragraphs(CELL, words), _seal(each.seal)]


def _seal(seal: str) -> list[Paragraph]:
    return [paragraph(CELL_SMALL, seal or "None was taken")]
