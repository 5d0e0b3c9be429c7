"""A plan as a Word document: what its PDF says, in the same order, for those who work on its text or read it aloud."""

from __future__ import annotations

from collections.abc import Iterator

from documents.plan.decisions import CHANGED, NOTHING, SEALS, about, head_of, how_of, is_of_another_text, said
from documents.plan.front import COUNTED
from documents.plan.glossary import GLOSSARY
from documents.plan.objectives import BY_NONE, COLUMNS, NO_INDICATOR
from documents.plan.printed import EMPTY, NO_OBJECTIVE, NOT_USED, SECTIONS
from documents.plan.read import PlanRead, outcomes_of
from documents.plan.statutory import key_of, uses_of
from documents.plan.word_parts import Sheets
from documents.plan.words import facts_of, name_of, standing, when, words_of
from governance.models import Decision, Indicator, Objective, Outcome, Target
from governance.queries import Branch

SHARES = tuple(COLUMNS.values())


def written(read: PlanRead) -> bytes:
    """The whole plan as a .docx: the same bytes for the same plan."""
    sheets = Sheets(read)
    _front(sheets, read)
    for at, (priority, branches) in enumerate(read.tree, 1):
        sheets.heading(f"{at}. {priority.title}", 1, _place(key_of(priority)))
        sheets.add(f"{str(priority.get_scope_display()).capitalize()} priority")
        for below, branch in enumerate(branches, 1):
            _aspect(sheets, read, branch, f"{at}.{below}")
    if not read.tree:
        sheets.add(EMPTY)
    _activities(sheets, read)
    _statutory(sheets, read)
    _glossary(sheets, read)
    _decisions(sheets, read)
    return sheets.written()


def _place(key: str) -> str:
    """A bookmark, whose name has no blanks."""
    return key.replace(" ", "_")


def _front(sheets: Sheets, read: PlanRead) -> None:
    sheets.add(read.plan.body.name)
    sheets.add(read.plan.title, "Title")
    sheets.add(f"Financial year {read.plan.financial_year}")
    for told in filter(None, (read.status, read.moment)):
        sheets.add(told, "Warning" if read.is_draft else "Normal")
    found = {name: getattr(read.counts, counted) for name, counted in COUNTED.items()}
    sheets.table(
        ("In this plan", "Number"), (0.6, 0.4), [(name, f"{number:,}") for name, number in found.items() if number]
    )
    _proof(sheets, read)
    sheets.link("The same can be read as a page: ", read.address)
    sheets.new_page()
    sheets.add("Contents", bold=True)
    sheets.contents(_contents(read))
    sheets.new_page()


def _proof(sheets: Sheets, read: PlanRead) -> None:
    sheets.add(f"Seal of the text of this plan (SHA-256): {read.seal}", "Cell")
    sheets.add(f"Ledger entry {read.proof.key}: {read.proof.link}", "Cell")


def _contents(read: PlanRead) -> Iterator[tuple[int, str, str]]:
    for at, (priority, branches) in enumerate(read.tree, 1):
        yield 1, f"{at}. {priority.title}", _place(key_of(priority))
        for below, branch in enumerate(branches, 1):
            yield 2, f"{at}.{below} {branch.aspect.title}", _place(key_of(branch.aspect))
    there = {"activities": read.activities, "statutory": read.statutory}
    yield from ((1, title, key) for key, title in SECTIONS.items() if there.get(key, True))


def _aspect(sheets: Sheets, read: PlanRead, branch: Branch, number: str) -> None:
    aspect = branch.aspect
    status = f" ({aspect.get_status_display()})" if aspect.status else ""
    sheets.heading(f"{number} {aspect.title}{status}", 2, _place(key_of(aspect)))
    for note in aspect.notes.all():
        sheets.add(note.text)
    _contributes(sheets, aspect)
    for objective in branch.objectives:
        _objective(sheets, read, objective)
    if not branch.objectives:
        sheets.add(NO_OBJECTIVE)


def _contributes(sheets: Sheets, thing: object) -> None:
    named = [str(each.statutory) for each in thing.contributions.all()]  # type: ignore[attr-defined]
    if named:
        sheets.add(f"Contributes to {', '.join(named)}.")


def _objective(sheets: Sheets, read: PlanRead, this: Objective) -> None:
    sheets.heading(name_of(this), 3, _place(key_of(this)))
    sheets.add(this.title, bold=True, with_next=True)
    held = f"Held by {this.held_by}" if this.held_by else ""
    state = str(this.get_state_display()) if read.is_draft else ""
    if told := ". ".join(filter(None, (state, held))):
        sheets.add(f"{told}.", "Cell", with_next=True)
    rows = [*_rows(read, this)]
    if rows:
        sheets.table(tuple(COLUMNS), SHARES, rows)
    else:
        sheets.add(NO_INDICATOR)
    _listed(sheets, "Action points and milestones", [_action(each) for each in this.action_points.all()])
    _listed(sheets, "Notes", [note.text for note in this.notes.all()])


def _action(point: object) -> str:
    due = f" (by {when(point.due)})" if point.due else ""  # type: ignore[attr-defined]
    return f"{point.text}{due}"  # type: ignore[attr-defined]


def _listed(sheets: Sheets, heading: str, texts: list[str]) -> None:
    if texts:
        sheets.heading(heading, 4)
        for text in texts:
            sheets.add(text)


def _rows(read: PlanRead, this: Objective) -> Iterator[tuple[str, str, str]]:
    indicators = list(this.indicators.all())
    shown = {each.target_id for each in indicators}
    yield from ((_indicator(each), *_goal(each.target)) for each in indicators)
    yield from ((BY_NONE, *_goal(each)) for each in read.targets_of(this) if each.pk not in shown)


def _indicator(this: Indicator) -> str:
    statutory = ", ".join(str(each.statutory) for each in this.contributions.all())
    return "\n".join([f"{this.text}{f' ({statutory})' if statutory else ''}", *(f"– {each}" for each in this.items)])


def _goal(target: Target) -> tuple[str, str]:
    facts = [f"{name}: {fact}" for name, fact in facts_of(target).items()]
    told = standing(target)
    return "\n".join([words_of(target), *facts]), f"Open. {told}" if target.is_open else told


def _activities(sheets: Sheets, read: PlanRead) -> None:
    if not read.activities:
        return
    sheets.heading(SECTIONS["activities"], 1, "activities")
    for each in read.activities:
        sheets.heading(f"{each.title} ({each.get_scope_display()})", 2, _place(key_of(each)))
        if each.text:
            sheets.add(each.text)
        _contributes(sheets, each)
        if found := list(each.targets.all()):
            sheets.table(("Target", "Standing"), (0.78, 0.22), [_goal(target) for target in found])


def _statutory(sheets: Sheets, read: PlanRead) -> None:
    if not read.statutory:
        return
    sheets.heading(SECTIONS["statutory"], 1, "statutory")
    rows = [
        (f"{indicator}\n{indicator.text}".strip(), "\n".join(use.name for use in uses) or NOT_USED)
        for indicator, uses in uses_of(read)
    ]
    sheets.table(("Indicator", "Used in"), (0.45, 0.55), rows)


def _glossary(sheets: Sheets, read: PlanRead) -> None:
    sheets.heading(SECTIONS["glossary"], 1, "glossary")
    sheets.heading("Bodies", 2)
    sheets.table(("Abbreviation", "Name"), (0.24, 0.76), [(each.short_name, each.name) for each in read.bodies])
    sheets.heading("Words", 2)
    sheets.table(("Word", "What it means here"), (0.24, 0.76), [*GLOSSARY.items()])


def _decisions(sheets: Sheets, read: PlanRead) -> None:
    sheets.heading(SECTIONS["decisions"], 1, "decisions")
    sheets.add(SEALS if read.decisions else NOTHING)
    seals = {each.pk: each.seal() for each in read.objectives} if read.decisions else {}
    for decision in read.decisions:
        sheets.heading(head_of(decision), 2)
        sheets.add(how_of(decision))
        if rows := [*_outcomes(read, decision, seals)]:
            sheets.table(("About", "Outcome", "Seal of the text the body had"), (0.32, 0.28, 0.4), rows)
    sheets.heading("This text", 2)
    _proof(sheets, read)


def _outcomes(read: PlanRead, decision: Decision, seals: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    for outcome in outcomes_of(decision):
        yield about(outcome), said(outcome), _seal(read, outcome, seals)
        for each in outcome.of_targets:
            words = f"{str(each.get_kind_display()).capitalize()}. {each.words}".strip()
            yield f"– the target {each.called}", words, each.seal


def _seal(read: PlanRead, outcome: Outcome, seals: dict[int, str]) -> str:
    changed = f"\n{CHANGED}" if is_of_another_text(read, outcome, seals) else ""
    return f"{outcome.seal or 'None was taken'}{changed}"
