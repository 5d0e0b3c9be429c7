"""What a target's text says: exactly one resolution, and a value only where one is written."""

import pytest

from documents.reader import read
from documents.reader.targets import RESOLUTIONS, classify
from tests.documents.reading import appendix

pytestmark = pytest.mark.once

RESOLUTION_OF = [
    ("Cut thefts by 5 per cent", "resolved", "5"),
    ("All staff to be trained by June 2003", "resolved", None),
    ("Opening of the new station by March 2004", "resolved", None),
    ("90% ?", "provisional", "90"),
    ("90 per cent (??)", "provisional", "90"),
    ("40 visits, subject to consultation with the parishes", "provisional", "40"),
    ("12 per cent (TBC)", "provisional", "12"),
    ("Reduce by X%", "placeholder", None),
    ("x per cent", "placeholder", None),
    ("Between 5 and ?? per cent", "placeholder", None),
    ("*** officers", "placeholder", None),
    ("____ hours", "placeholder", None),
    ("TBA", "placeholder", None),
    ("To be agreed", "placeholder", None),
    ("From Y per cent to 1.2Y per cent", "placeholder", None),
    ("[figure to be inserted]", "placeholder", None),
    ("Under development", "under_development", None),
    ("[Target being developed]", "under_development", None),
    ("In preparation", "under_development", None),
    ("Currently being researched", "being_researched", None),
    ("No target to be set", "deliberately_not_set", None),
    ("Target setting is not considered appropriate", "deliberately_not_set", None),
    ("To be set once a baseline has been established", "deliberately_not_set", None),
    ("None", "deliberately_not_set", None),
    ("Left to each district", "delegated", None),
    ("A matter for the waste board, which sets its own targets", "delegated", None),
    ("Set by local commanders at division level", "delegated", None),
    ("5% (provisional)", "provisional", "5"),
    ("Nought", "resolved", "0"),
    ("600 people by March 2001¹", "resolved", "600"),
    ("One in five", "resolved", None),
    ("Two thirds of homes", "resolved", None),
    ("Top quartile", "resolved", None),
    ("Halve the number by 2010", "resolved", None),
    ("?", "placeholder", None),
    ("…", "placeholder", None),
    ("[ ] per cent", "placeholder", None),
    ("__ per cent", "placeholder", None),
    ("...per cent", "placeholder", None),
    ("Reduce by per cent", "placeholder", None),
    ("Reduce by", "placeholder", None),
    ("Increase (no figure can yet be given)", "placeholder", None),
    ("Awaiting Home Office guidance", "under_development", None),
    ("Guidance awaited", "under_development", None),
    ("Pending the budget decision", "under_development", None),
    ("Subject to consultation", "under_development", None),
    ("Subject to funding, open the hall by March 2004", "provisional", None),
    ("Publish a leaflet for information", "resolved", None),
    ("Deferred until 2003", "under_development", None),
    ("To follow", "under_development", None),
    ("Under negotiation", "under_development", None),
    ("All files awaiting trial to be read weekly", "resolved", None),
    ("Baseline to be established in year 1", "deliberately_not_set", None),
    ("It would not be right to set a target for this indicator", "deliberately_not_set", None),
    ("For information only", "deliberately_not_set", None),
    ("Each borough will set its own target", "delegated", None),
    ("Set locally by command units", "delegated", None),
    ("", "missing", None),
    (" – ", "missing", None),
]


@pytest.mark.parametrize(
    ("text", "resolution", "number"), RESOLUTION_OF, ids=[each[0] or "nothing" for each in RESOLUTION_OF]
)
def test_a_target_has_the_resolution_its_text_says(text: str, resolution: str, number: str | None) -> None:
    found = classify(text)
    assert (found.resolution, found.value.number) == (resolution, number)
    assert found.resolution in RESOLUTIONS
    assert bool(found.mark) == (resolution not in ("resolved", "missing"))


VALUE_OF = [
    ("At least 85%", "minimum", "85", "per cent", ">=", ""),
    ("95 per cent or more", "minimum", "95", "per cent", ">=", ""),
    ("No more than 45 complaints", "maximum", "45", "complaints", "<=", ""),
    ("60 days maximum", "maximum", "60", "days", "<=", ""),
    ("Reduce by ten per cent by 31.3.03", "percentage_change", "10", "per cent", "=", "2003-03-31"),
    ("5% reduction on the 2001/02 figure", "percentage_change", "5", "per cent", "=", ""),
    ("-2%", "percentage_change", "2", "per cent", "=", ""),
    ("Parity with the county average", "parity", None, "", "same as", ""),
    ("1:4", "ratio", None, "", "", ""),
    ("Two per quarter in each parish", "frequency_per_unit", "2", "", "=", ""),
    ("£250,000 by December 2003", "count_by_date", "250000", "£", "=", "2003-12"),
    ("1,200 children", "absolute_count", "1200", "children", "=", ""),
    ("12 per 1,000 households", "rate_or_share", "12", "households", "=", ""),
    ("90 per cent of 999 calls answered within 15 seconds", "rate_or_share", "90", "per cent", "=", ""),
    ("Move from 12 to 10 per cent by 2004/05", "rate_by_date", "10", "per cent", "=", "2004/05"),
]


@pytest.mark.parametrize(
    ("text", "form", "number", "unit", "comparator", "deadline"), VALUE_OF, ids=[each[0] for each in VALUE_OF]
)
def test_a_target_has_the_value_its_text_says(
    text: str, form: str, number: str | None, unit: str, comparator: str, deadline: str
) -> None:
    value = classify(text).value
    assert (value.form, value.number, value.comparator, value.deadline) == (form, number, comparator, deadline)
    assert value.unit == unit


def test_a_range_has_numbers_but_no_one_value() -> None:
    value = classify("Between 5 and 10 per cent").value
    assert (value.number, value.numbers) == (None, ("5", "10"))


def test_a_footnote_may_make_a_figure_provisional() -> None:
    report = appendix(
        "Objective 1 To clean\nIndicator: Walls\nTarget: 5%*\nIndicator: Bins\nTarget: 9 days**\n\n"
        "* Subject to the outcome of the contract.\n** As in every year."
    )
    assert [(each.resolution, each.value.number) for each in report.targets] == [
        ("provisional", "5"),
        ("resolved", "9"),
    ]


def test_a_raised_footnote_number_is_no_part_of_the_figure() -> None:
    lines = "<p>Objective 1 To clean</p><p>Indicator: Walls</p><p>Target: 600<sup>1</sup></p><p><sup>1</sup> {}</p>"
    for footnote, resolution in (("Provisional.", "provisional"), ("Walls of any height.", "resolved")):
        page = f"<html><h2>Appendix 1</h2><h3>Town</h3><h4>Walls</h4>{lines.format(footnote)}</html>"
        target = read(page.encode()).targets[0]
        assert (target.resolution, target.value.number, target.text) == (resolution, "600", "600¹")


def test_an_aspect_may_say_that_it_has_no_objective() -> None:
    report = appendix(
        "Objective 1 To see\nIndicator: Lamps\nTarget: 9\n\n1.2 Money\nNo objective at present; see below."
    )
    assert [(aspect.title, len(aspect.objectives)) for aspect in report.aspects] == [("Speed", 1), ("Money", 0)]


def test_the_baseline_is_kept_apart_from_the_value() -> None:
    assert classify("Cut by 6 per cent compared with 2004/05").value.baseline == "2004/05"
    assert classify("Raise from 12 to 15 per cent").value.baseline == "12"


def test_the_worst_state_of_a_narrative_target_is_its_state() -> None:
    report = appendix(
        "Objective 1 To mend\nIndicator: Roads\nTarget: We will:\n• mend 20 roads\n• mend X per cent of lanes\n• report"
    )
    target = report.targets[0]
    assert (target.resolution, target.value.form, target.value.number, len(target.items)) == (
        "placeholder",
        "narrative_list",
        None,
        3,
    )


CRASHES = "Performance Indicator Crashes in villages by day\nPerformance Indicator Crashes in villages by night"
SHARING = [
    (
        "Performance Indicator (BVPI 98)\n\nLamps lit\n\nPerformance Indicator (BVPI 99)\n\nLamps mended",
        "No target",
        True,
    ),
    (CRASHES, "Target setting is inappropriate", True),
    (CRASHES, "5 per cent", False),
    ("Performance Indicator Length of verge\nPerformance Indicator Complaints", "No target", False),
]


@pytest.mark.parametrize(("indicators", "target", "shared"), SHARING)
def test_a_target_is_shared_only_when_the_paper_gives_a_reason_to_think_so(
    indicators: str, target: str, shared: bool
) -> None:
    report = appendix(f"Objective 1 To see\n{indicators}\nTarget {target}")
    assert [each.targets[0].shared for each in report.indicators] == [shared, shared]
    assert (report.indicators[0].targets[0].resolution == "missing") is not shared
    assert report.counts()["targets"] == 1


def test_a_target_that_says_both_is_shared() -> None:
    report = appendix("Objective 1 To see\nIndicator: Lamps\nIndicator: Signs\nTarget: 90 per cent for both")
    assert all(each.targets[0].shared for each in report.indicators)


LABELS = [
    "Objective 1 To mend roads\nPerformance Indicator Roads mended\nTarget 5 per cent",
    "OBJECTIVE 1: To mend roads\nPERFORMANCE INDICATOR: Roads mended\nTARGET: 5 per cent",
    "Objective 1.\nTo mend roads\nPI 1.\nRoads mended\nTarget:\n5 per cent",
    "Objective 1 – To mend roads\nKPI 1 – Roads mended\nTarget 2003/04 – 5 per cent",
    "1. Objective: To mend roads\nMeasure: Roads mended\nAnnual target: 5 per cent",
    "Objective 1: To mend roads; Performance indicator: Roads mended; Target: 5 per cent",
    "Objective 1 To mend roads\nPerformance Indicator  Roads mended\nTarget  5 per cent".replace(" ", "\u00a0"),
    "**Objective 1:** To mend roads\n**Performance indicator:** Roads mended\n**Target:** 5 per cent",
    "Objective | Indicator | Target\n1. To mend roads | Roads mended | 5 per cent",
    "Objective\tIndicator\tTarget\n1. To mend roads\tRoads mended\t5 per cent",
]


@pytest.mark.parametrize("text", LABELS)
def test_labels_are_known_in_all_their_shapes(text: str) -> None:
    report = appendix(text)
    objective = report.objectives[0]
    assert (objective.number, objective.title) == ("1", "To mend roads")
    assert [each.text for each in objective.indicators] == ["Roads mended"]
    assert [(target.text, target.resolution, target.value.number) for target in report.targets] == [
        ("5 per cent", "resolved", "5")
    ]


SENTENCES = [
    "Objectives are set out below.",
    "Target setting will follow the audit.",
    "Performance indicators and targets are shown in the table.",
    "Measures of this kind have worked elsewhere.",
    "Target the worst junctions first.",
    "Indicator lamps were changed.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_like_a_label_is_none(sentence: str) -> None:
    report = appendix(f"{sentence}\n\nObjective 1 To mend roads\nIndicator: Roads\nTarget: 5")
    assert (report.counts()["objectives"], report.counts()["indicators"], report.counts()["targets"]) == (1, 1, 1)


def test_plural_labels_head_lists_paired_in_order() -> None:
    report = appendix(
        "Objective 1 To mend\nPerformance indicators\n- Roads mended\n- Lamps mended\nTargets\n- 5 per cent\n- TBC"
    )
    assert [(each.text, each.targets[0].text) for each in report.indicators] == [
        ("Roads mended", "5 per cent"),
        ("Lamps mended", "TBC"),
    ]


def test_a_target_line_left_blank_is_missing_and_swallows_no_heading() -> None:
    report = appendix(
        "Objective 1 To mend\nIndicator: Roads\nTarget:\n\n"
        "Aspect: Lamps\n\nObjective 1 To light\nIndicator: Lamps\nTarget: 9"
    )
    assert [each.targets[0].resolution for each in report.indicators] == ["missing", "resolved"]
    assert [aspect.title for aspect in report.aspects] == ["Speed", "Lamps"]
