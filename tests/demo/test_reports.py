"""The demo's reports carry the facts of the reference paper, in words of our own."""

import re
from pathlib import Path

import pytest

from documents.reader import Report, read
from tests.documents.reading import SEED, unaccounted
from tests.project.programs import ROOT

pytestmark = pytest.mark.once

REPORTS = ROOT / "demo" / "reports"
THE_PLAN = REPORTS / "2001-01-22-report-3.txt"
RUN = 12

# aspect: (objectives, overall ones, indicators, targets, statutory indicators), as the digest of the paper has them
BY_ASPECT = {
    "Street crime": (1, 0, 2, 2, {23, 127}),
    "Criminal use of firearms and knives": (2, 0, 5, 5, set()),
    "Anti-social behaviour": (0, 0, 0, 0, {130}),
    "Diverting young people from crime": (4, 1, 11, 10, {131}),
    "Burglary": (1, 0, 3, 3, {23, 126, 155}),
    "Class A drug supply": (2, 0, 2, 2, {129, 137}),
    "Race and homophobic crime": (2, 0, 7, 6, {138, 139, 141}),
    "Domestic violence": (1, 0, 4, 4, {153, 154}),
    "Rape": (2, 0, 1, 1, set()),
    "Child abuse": (3, 0, 3, 3, set()),
    "External and internal communication and consultation": (0, 0, 0, 0, set()),
    "People strategy": (9, 0, 9, 9, {26, 29}),
    "Recruitment and retention": (7, 0, 7, 7, {24}),
    "Diversity": (6, 0, 6, 6, {25}),
    "Responding to staff survey": (0, 0, 0, 0, set()),
    "Combating bureaucracy": (0, 0, 0, 0, set()),
    "Changing culture": (0, 0, 0, 0, set()),
}


def the_plan() -> Report:
    return read(THE_PLAN.read_bytes())


def test_it_reads_as_the_reference_paper_does():
    assert the_plan().counts() == {
        "priorities": 6,
        "aspects": 17,
        "objectives": 40,
        "indicators": 60,
        "targets": 58,
        "unresolved": 17,
        "resolutions": {
            "resolved": 36,
            "provisional": 4,
            "placeholder": 6,
            "under_development": 6,
            "being_researched": 1,
            "missing": 1,
            "deliberately_not_set": 5,
            "delegated": 0,
        },
    }


def test_every_aspect_has_what_it_has_in_the_paper():
    found = {}
    for aspect in the_plan().aspects:
        indicators = [indicator for objective in aspect.objectives for indicator in objective.indicators]
        targets = {(target.line, target.text) for each in indicators for target in each.targets if target.text}
        found[aspect.title] = (
            sum(objective.labelled for objective in aspect.objectives),
            sum(not objective.labelled for objective in aspect.objectives),
            len(indicators),
            len(targets),
            {each.number for each in aspect.contributes_to},
        )
    assert found == BY_ASPECT


def test_sustained_activities_and_statutory_indicators_are_all_there():
    report = the_plan()
    named = [each.number for thing in [*report.aspects, *report.sustained_activities] for each in thing.contributes_to]
    named += [number for indicator in report.indicators for number in indicator.statutory]
    assert len(set(named)) == 23
    assert [activity.scope for activity in report.sustained_activities] == ["external"] * 5 + ["internal"] * 5


@pytest.mark.parametrize("file", sorted(REPORTS.glob("*.txt")), ids=lambda file: file.stem)
def test_every_line_has_its_place(file: Path):
    report = read(file.read_bytes())
    assert report.unplaced == ()
    assert unaccounted(report, file.read_text()) == set()


@pytest.mark.skipif(not SEED.exists(), reason="The reference paper is not here.")
@pytest.mark.parametrize("file", sorted(REPORTS.glob("*.txt")), ids=lambda file: file.stem)
def test_its_sentences_are_our_own(file: Path):
    """Titles, objectives, indicators and targets are facts and stay as they are; nothing else shares twelve words."""
    theirs = words(SEED.read_text())
    known = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    facts = lines_of_facts(read(file.read_bytes()))
    shared = []
    run: list[str] = []
    for number, line in enumerate(file.read_text().split("\n"), start=1):
        run = [] if number in facts else [*run, *words(line)]
        shared += [
            " ".join(run[at : at + RUN]) for at in range(len(run) - RUN + 1) if tuple(run[at : at + RUN]) in known
        ]
    assert shared == []


def lines_of_facts(report: Report) -> set[int]:
    """The lines of titles (of the paper, of its appendix, in its overview, of priorities, aspects and activities), and
    of objectives, indicators with their sub-items, and targets."""
    fact = re.compile(
        r".* / (Objective \d+|Overall objective|objective)( / Indicator \d+( / (item|Target))?)?", re.IGNORECASE
    )
    titles = {"header", "appendix heading", "overview", "sustained activities"}
    titles |= {priority.title for priority in report.priorities}
    titles |= {f"{priority.title} / {aspect.title}" for priority in report.priorities for aspect in priority.aspects}
    titles |= {activity.title for activity in report.sustained_activities}
    stated_in_the_text = {objective.line for objective in report.objectives if not objective.labelled}
    of_activities = {target.line for activity in report.sustained_activities for target in activity.targets}
    return (
        stated_in_the_text
        | of_activities
        | {line for line, place in report.account if place in titles or fact.fullmatch(place)}
    )


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
