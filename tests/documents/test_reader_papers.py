"""Papers of other bodies in other layouts, all of our own wording: each gives the tree a reader of it would draw."""

from typing import Any

import pytest
from docx import Document

from documents.reader import Report, read
from tests.documents.reading import PAPERS, paper, saved, unaccounted

pytestmark = pytest.mark.once


def outline(report: Report) -> list[tuple[str, list[tuple[str, str, list[str]]]]]:
    """Priorities with their aspects: title, status, and the number of each objective with its targets' resolutions."""
    return [
        (
            priority.title,
            [
                (
                    aspect.title,
                    aspect.status,
                    [
                        f"{objective.number}: "
                        + ", ".join(
                            "+".join(target.resolution for target in indicator.targets)
                            for indicator in objective.indicators
                        )
                        for objective in aspect.objectives
                    ],
                )
                for aspect in priority.aspects
            ],
        )
        for priority in report.priorities
    ]


def header(report: Report) -> tuple[str, str, str, str]:
    return report.number, report.date, report.by, report.body


def test_plain_text_without_overview_or_colons() -> None:
    report = paper("river.txt")
    assert header(report) == ("6a", "2003-03-04", "Clerk and the Chief Constable", "River Valley Police Authority")
    assert report.title == "Draft objectives and targets for the coming plan"
    assert [(each.number, each.verb) for each in report.recommendations] == [(1, "note"), (2, "agree")]
    assert report.background_papers == ("Valley Safety Audit 2002", "Minutes of the Authority, 12 December 2002")
    assert outline(report) == [
        ("Safer valleys", [("Farm theft", "", ["1: resolved, resolved"]), ("Poaching", "under development", [])]),
        (
            "A service that listens",
            [
                ("Answering calls", "", ["1: resolved, placeholder", "2: provisional"]),
                ("Rural surgeries", "", ["1: resolved, missing"]),
            ],
        ),
    ]
    assert report.priorities[0].context[0].startswith("People in the valleys")


def test_a_page_with_headings_and_lettered_objectives() -> None:
    report = paper("lakes.html")
    assert header(report) == ("9", "2002-06-05", "Chief Fire Officer", "Community Safety Committee")
    assert report.recommendations[0].verb == "approves"
    assert report.background_papers == ()
    assert outline(report) == [
        (
            "Preventing fires",
            [
                ("Fires in the home", "", ["A: placeholder", "B: resolved, resolved"]),
                ("Fires at work", "delegated", []),
            ],
        ),
        ("A healthy workforce", [("Sickness", "", ["A: resolved, deliberately_not_set"])]),
    ]
    assert report.objectives[0].actions == ("Fit 500 alarms a month", "Train volunteers")
    assert [target.value.deadline for target in report.targets] == ["2002/03", "2002-12", "2002/03", "2002/03", ""]
    assert report.indicators[0].statutory == (142,)


def test_a_page_with_tables_merged_cells_and_empty_cells() -> None:
    report = paper("moor.html")
    assert header(report) == ("12", "2004-01-09", "Treasurer", "")
    assert report.background_papers == ("Moorland Audit 2003",)
    assert [each.verb for each in report.recommendations] == ["considers", "delegates"]
    assert outline(report) == [
        (
            "Quiet streets",
            [
                ("Noise", "", ["1: resolved, under_development, under_development", "2: resolved, missing"]),
                ("Drink in public", "", ["1: provisional"]),
            ],
        ),
        ("Open doors", [("Front counters", "", ["1: resolved, resolved"])]),
    ]
    assert [target.shared for target in report.targets] == [False, True, False, False, False, False]
    assert [priority.scope for priority in report.priorities] == ["external", "internal"]
    assert [(each.title, each.targets[0].resolution) for each in report.sustained_activities] == [
        ("Mountain rescue", "being_researched")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_labels_with_colons_capital_headings_windows_line_ends_and_code_page(encoding: str) -> None:
    text = (PAPERS / "county.txt").read_text(encoding="utf-8")
    report = read(text.replace("\n", "\r\n").encode(encoding))
    assert report.title == "Priorities for the road plan"
    assert header(report) == ("4", "2005-10-17", "Director of Roads", "Westshire County Council – Cabinet Panel")
    assert outline(report) == [
        (
            "SAFER ROADS",
            [
                ("Speed on village roads", "", ["1: provisional, resolved", "2: resolved"]),
                ("Cycling", "", ["1: resolved"]),
            ],
        ),
        ("BETTER ROADS", [("Potholes", "", ["1: placeholder, deliberately_not_set"])]),
    ]
    assert report.indicators[2].text == "Length of verge mended"
    assert [each.number for each in report.aspects[1].contributes_to] == [99]
    assert report.targets[3].value.number == "1200"


def test_markdown_with_a_table_of_bars() -> None:
    report = paper("harbour.md")
    assert [each.text for each in report.recommendations] == [
        "That the Board notes the draft.",
        "That the Board agrees the timetable.",
    ]
    assert outline(report) == [
        ("Clean water", [("Oil", "", ["1: resolved, placeholder", "2: resolved"]), ("Litter", "", ["1: resolved"])]),
        ("Busy quays", [("Berths", "", ["1: resolved, under_development"])]),
    ]


def test_hard_wrapped_text_with_labelled_priorities() -> None:
    report = paper("wrapped.txt")
    assert (
        report.recommendations[0].text
        == "That the Authority comments on the draft and on the targets that are not settled."
    )
    assert outline(report) == [
        (
            "Tackling violence",
            [("Town centres at night", "", ["1: resolved, placeholder"]), ("Violence at home", "under discussion", [])],
        ),
        ("Visible policing", [("Patrol", "", ["2: resolved, provisional"])]),
    ]
    assert report.targets[0].text == "Reduce by 6 per cent compared with 2004/05, which was the highest year so far"
    assert report.targets[0].value.baseline == "2004/05"


def test_numbered_headings_with_action_points_and_a_footnote() -> None:
    report = paper("numbered.txt")
    assert [each.verb for each in report.recommendations] == ["discuss", "note"]
    assert outline(report) == [
        ("KEEPING PEOPLE SAFE", [("Street crime", "", ["1: resolved"]), ("Drugs", "", ["1: resolved"])]),
        ("RUNNING A GOOD FORCE", [("People", "", ["1: resolved"]), ("Estate", "under development", [])]),
    ]
    assert report.objectives[0].actions == ("More patrols", "Better lighting")
    assert report.indicators[0].baseline == "3.2 (2001/02)"
    assert report.indicators[1].items == ("supply", "possession with intent")
    assert [each.mark for each in report.footnotes] == ["*"]


def test_an_indented_overview_and_lists_of_sustained_activities() -> None:
    report = paper("activities.txt")
    assert [(each.title, each.aspects) for each in report.overview] == [
        ("Keeping the peace", ("Noise", "Crowds")),
        ("Serving all", ("Access",)),
    ]
    assert outline(report) == [
        ("Keeping the peace", [("Noise", "", [": resolved"]), ("Crowds", "delegated", [])]),
        ("Serving all", [("Access", "", [": resolved, placeholder"])]),
    ]
    assert [(each.title, each.scope, each.text) for each in report.sustained_activities] == [
        ("Rescue", "external", "The teams will train weekly."),
        ("Search", "external", ""),
        ("Fleet", "internal", ""),
        ("Estate", "internal", ""),
    ]
    assert [each.number for each in report.sustained_activities[0].contributes_to] == [150]


def test_a_page_where_only_bold_type_marks_headings_and_labels() -> None:
    report = paper("bold.html")
    assert header(report) == ("4", "2002-10-08", "Chief Constable", "POLICE AUTHORITY")
    assert outline(report) == [
        ("Safer roads", [("Speeding", "", ["1: under_development, resolved"]), ("Lorries", "", ["1: resolved"])]),
        ("Fairer policing", [("Stop and search", "", ["1: deliberately_not_set, deliberately_not_set"])]),
    ]
    assert [each.number for each in report.aspects[-1].contributes_to] == [138, 139, 140]


def test_plain_columns_held_apart_by_spaces() -> None:
    report = paper("columns.txt")
    assert outline(report) == [("", [("", "", ["1: resolved, resolved", "2: placeholder"])])]
    assert [each.text for each in report.indicators] == ["Thefts recorded", "Thefts detected", "Victims visited"]


def test_an_overview_in_columns_and_core_business_in_place_of_sustained_activities() -> None:
    report = paper("park.txt")
    assert report.title == "DRAFT MANAGEMENT PLAN OBJECTIVES"
    assert header(report) == ("7", "2006-06-12", "National Park Officer", "Park Management Committee")
    assert [each.number for each in report.recommendations] == [1, 2, 3]
    assert report.background_papers == ("Park visitor survey 2005", "Letter from the Agency, 4 May 2006")
    assert outline(report) == [
        (
            "Looking after the land",
            [("Footpath repair", "", ["1: resolved, placeholder"]), ("Moorland", "", ["1: resolved", "2: resolved"])],
        ),
        ("Welcoming visitors", [("Information centres", "", ["1: resolved"])]),
    ]
    assert [each.title for each in report.sustained_activities] == [
        "Planning casework",
        "Ranger patrols",
        "Ponies on the common",
    ]


def test_targets_for_two_years_and_a_target_of_bullets_with_a_blank() -> None:
    report = paper("coast.txt")
    assert report.title == "CLEANER CITY: OBJECTIVES AND TARGETS"
    assert header(report) == ("5", "2001-01-22", "Director of Environment", "Best Value Committee")
    assert outline(report) == [
        (
            "Cleaner streets",
            [
                ("Litter", "", [": resolved+resolved, placeholder"]),
                ("Recycling", "", [": provisional+placeholder"]),
            ],
        ),
        ("Greener parks", [("Play areas", "", [": resolved, deliberately_not_set"])]),
    ]
    assert [(each.period, each.value.number) for each in report.targets[:2]] == [("2001", "70"), ("2002", "75")]
    assert report.targets[2].items[-1] == "clear *** sites for good"


def test_tables_of_tabs_with_a_baseline_column_and_priorities_flagged_in_brackets() -> None:
    report = paper("rivers.txt")
    assert header(report) == ("8(a)", "2000-03-09", "Chief Executive", "Policy and Resources Committee")
    assert report.background_papers == ("Corporate plan 1999/2000", "Notes of the member workshop, 2/2/00")
    assert outline(report) == [
        (
            "Clean rivers",
            [
                ("Pollution", "", ["1.1: resolved, placeholder", "1.2: resolved"]),
                ("Litter in water", "", ["1.3: placeholder"]),
            ],
        ),
        ("Good employer", [("Training", "", ["2.1: resolved, resolved"])]),
    ]
    assert [(each.scope, each.scope_stated) for each in report.priorities] == [("external", True), ("internal", True)]
    assert [each.baseline for each in report.indicators[:3]] == ["44", "31%", "n/a"]


def test_labels_that_run_on_in_a_paragraph_and_over_its_lines() -> None:
    report = paper("uplands.txt")
    assert [each.verb for each in report.recommendations] == ["comments", "delegates", "asks"]
    assert outline(report) == [
        ("Patients first", [("Waiting", "", ["1: resolved", "2: resolved"])]),
        ("Staff first", [("Leave", "", ["1: resolved, resolved"]), ("Safety", "", ["1: resolved"])]),
    ]
    assert report.indicators[0].text == "Patients seen within 30 minutes."
    assert [each.value.number for each in report.targets] == ["90", None, "95", "1", "10"]
    assert report.targets[-1].text == "reduce by 10 per cent (baseline 2000/01: 30)"
    assert [each.title for each in report.sustained_activities] == ["Catering", "Portering"]


def test_pages_with_numbers_and_headers_between_the_lines_in_the_windows_code_page() -> None:
    report = paper("holloway.txt")
    assert report.title == "DRAFT POLICING PLAN “OBJECTIVES” FOR 2001/2002"
    assert header(report) == ("6(a)", "2001-01-22", "Clerk / Treasurer", "Finance and Policy Committee")
    assert [each.verb for each in report.recommendations] == ["approve"]
    assert outline(report) == [
        (
            "SAFER VILLAGES",
            [("Rural theft", "", ["1.1.1: resolved", "1.1.2: placeholder, resolved"]), ("Poaching", "", [])],
        ),
        ("SAFER ROADS", [("Speed", "", ["2.1.1: resolved, resolved"])]),
    ]
    assert [each.value.number for each in report.targets] == ["5", None, "300", None, "2"]


def test_a_page_of_definition_lists_unclosed_tags_and_a_target_column_for_each_year() -> None:
    report = paper("vale.html")
    assert report.title == "Improvement programme objectives"
    assert header(report) == ("7", "2001-01-22", "A. Person, Planning Manager", "Vale Health Authority")
    assert outline(report) == [
        (
            "Children",
            [
                ("Dental health", "", ["1: resolved, placeholder"]),
                ("Immunisation", "", ["1: resolved, placeholder"]),
            ],
        ),
        ("Older people", [("Falls", "", ["1: resolved+resolved, deliberately_not_set+placeholder"])]),
    ]
    # "Two thirds" is a share in words; 2 is not its value.
    assert [each.value.number for each in report.targets[:3]] == [None, None, "95"]


def test_word_with_heading_styles() -> None:
    document = Document()
    document.add_heading("Plan for the parks", 0)
    for text in ("Agenda item 3", "Date: 4 May 2009", "By: Head of Parks"):
        document.add_paragraph(text)
    document.add_heading("Recommendations", 1)
    document.add_paragraph("That the Board endorses the plan.", style="List Number")
    document.add_paragraph("That the Board notes the costs.", style="List Number")
    document.add_heading("Appendix 1: Objectives", 1)
    document.add_heading("Green places", 2)
    document.add_heading("Playing fields", 3)
    document.add_heading("Objective 1.1 To mow on time", 4)
    document.add_paragraph("Train two teams", style="List Bullet")
    document.add_paragraph("Performance indicator: fields mown in the week they are due")
    document.add_paragraph("Target: at least 95 per cent")
    document.add_heading("Trees", 3)
    document.add_paragraph("[Objective under development]")
    document.add_heading("Sustained activities", 2)
    document.add_heading("Benches", 3)
    document.add_paragraph("Benches will be painted.")
    report = read(saved(document))
    assert report.title == "Plan for the parks"
    assert header(report) == ("3", "2009-05-04", "Head of Parks", "")
    assert [each.verb for each in report.recommendations] == ["endorses", "notes"]
    assert outline(report) == [
        ("Green places", [("Playing fields", "", ["1.1: resolved"]), ("Trees", "under development", [])]),
    ]
    assert report.objectives[0].actions == ("Train two teams",)
    assert [activity.title for activity in report.sustained_activities] == ["Benches"]
    assert report.unplaced == ()


def test_word_with_tables_and_merged_cells() -> None:
    document = Document()
    document.add_paragraph("Report: 7")
    document.add_paragraph("Appendix 2")
    document.add_heading("Clear air", 1)
    document.add_heading("Smoke", 2)
    table = document.add_table(rows=5, cols=3)
    rows = [
        ("Objective", "Performance indicator", "Target"),
        ("1 To clear the air of smoke", "Smoky days a year", "Under 20"),
        ("", "Chimneys inspected", "All"),
        ("2 To warn people sooner", "Warnings by telephone", "TBC"),
        ("", "Warnings by post", ""),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 2).merge(table.cell(4, 2))
    report = read(saved(document))
    assert outline(report) == [("Clear air", [("Smoke", "", ["1: resolved, resolved", "2: placeholder, placeholder"])])]
    assert report.counts()["targets"] == 3
    assert report.targets[2].shared
    assert report.objectives[0].title == "To clear the air of smoke"


@pytest.mark.parametrize(
    "name",
    [path.name for path in sorted(PAPERS.iterdir()) if path.suffix in (".txt", ".md") and path.name != "holloway.txt"],
)
def test_every_line_of_a_sample_is_accounted_for(name: str) -> None:
    report = paper(name)
    assert unaccounted(report, (PAPERS / name).read_text(encoding="utf-8")) == set()
    assert report.unplaced == ()


@pytest.mark.parametrize("name", ["lakes.html", "moor.html", "bold.html", "vale.html"])
def test_every_extracted_line_of_a_page_is_accounted_for(name: str) -> None:
    report = paper(name)
    placed = {number for number, _ in report.account}
    assert placed == set(range(1, max(placed) + 1))
    assert report.unplaced == ()


REPORT_KEYS = "title number date by body summary recommendations background_papers".split()
KEYS = {
    "priorities": "title scope aspects".split(),
    "aspects": "title status notes contributes_to objectives".split(),
    "objectives": "number title notes actions line indicators".split(),
    "indicators": "text line statutory items targets".split(),
    "targets": "text line resolution form value unit deadline shared".split(),
}


def keys_are_there(node: dict[str, Any]) -> None:
    for level, keys in KEYS.items():
        for each in node.get(level, ()):
            assert each.keys() >= set(keys)
            keys_are_there(each)


@pytest.mark.parametrize("name", sorted(path.name for path in PAPERS.iterdir()))
def test_the_json_of_a_sample_has_the_keys_of_the_contract(name: str) -> None:
    tree = paper(name).as_json()
    assert tree.keys() >= {"report", "priorities", "sustained_activities", "open_queries", "unplaced", "counts"}
    assert tree["report"].keys() >= set(REPORT_KEYS)
    keys_are_there({"priorities": tree["priorities"]})
