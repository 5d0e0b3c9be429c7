"""Two wordings of one thing are found to be one; two things of nearly one wording are not."""

import pytest

from documents.importing.draft import Heading, draft_of, heading_of, holder_in, values_of
from documents.importing.matching import ENOUGH_TO_COMPARE, alike, at_least, pair, same_words
from tests.documents.importing import a_report, a_target, an_aspect, an_indicator, an_objective, objective_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Street crime", "STREET CRIMES"),
        ("Keeping burglars out of Londoners' homes", "Keeping burglars out of Londoners’ homes."),
        ("Anti-social behaviour", "Anti social behaviour"),
        ("Residential burglaries", "Residential burglary"),
    ],
)
def test_case_plural_and_punctuation_tell_nothing_apart(one, other):
    assert same_words(one) == same_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Days lost per police officer", "Days lost per civilian"),
        ("Recorded residential burglaries", "Recorded non residential burglaries"),
    ],
)
def test_what_differs_in_a_word_is_not_the_same(one, other):
    assert same_words(one) != same_words(other)
    assert alike(one, other) < 0.9


def test_the_equal_one_is_found_before_the_most_alike_one():
    found = _paired(["Recorded non residential burglaries", "Recorded residential burglaries"], reverse=True)

    assert found.of_new == [
        ("Recorded residential burglaries", "Recorded residential burglaries"),
        ("Recorded non residential burglaries", "Recorded non residential burglaries"),
    ]


def test_of_two_equal_ones_each_finds_its_own():
    assert _paired(["To be set", "To be set"]).of_new == [("To be set", "To be set")] * 2


def test_what_nobody_is_stays_over():
    found = pair(["street crime", "rape"], ["burglary"], keys=[], likeness=lambda old, new: at_least(0.5, old, new))

    assert (found.of_new, found.left) == ([("burglary", None)], ["street crime", "rape"])


def test_a_huge_paper_is_matched_by_equal_words_only():
    old = [f"aim {number} of the plan" for number in range(2000)]
    new = [f"aim {number} of our plan" for number in range(2000)]
    assert len(old) * len(new) > ENOUGH_TO_COMPARE

    found = pair(old, new, keys=[(same_words, same_words)], likeness=lambda one, other: at_least(0.5, one, other))

    assert len(found.left) == 2000


def _paired(texts, reverse=False):
    new = list(reversed(texts)) if reverse else list(texts)
    return pair(texts, new, keys=[(same_words, same_words)], likeness=lambda old, new: at_least(0.5, old, new))


# What a report asks for


@pytest.mark.parametrize(
    ("report", "cited"),
    [
        ({"number": "3", "date": "2001-01-22", "body": "FPBV"}, "report 3 of 22 January 2001"),
        ({"number": "", "date": "22 January 2001"}, "report of 22 January 2001"),
        ({"number": "10 - agm", "date": ""}, "report 10 - agm"),
        ({"title": "Draft plan"}, "report “Draft plan”"),
    ],
)
def test_a_report_is_cited_as_far_as_it_says_which_it_is(report, cited):
    assert str(heading_of({"report": report})) == cited


def test_a_source_names_the_body():
    assert Heading(number="3", body="FPBV").source == "FPBV, report 3"


def test_what_reader_and_gate_do_not_agree_on_is_left_open():
    assert values_of(a_target("By X per cent", "resolved"))["resolution"] == "provisional"
    assert values_of(a_target("5 per cent", "of another kind"))["resolution"] == "provisional"
    assert values_of(a_target("", "resolved"))["resolution"] == "missing"


def test_a_value_the_plan_cannot_hold_is_left_out():
    values = values_of(
        a_target(
            "5", unit="u" * 101, deadline="2002-02-31", form="guess", direction="up", comparator="~", baseline="b" * 301
        )
    )

    assert [values[name] for name in ("unit", "deadline", "form", "direction", "comparator", "baseline")] == [""] * 6


def test_a_placeholder_gets_no_number_from_what_stands_around_it():
    assert values_of(a_target("By 10 per cent (from X)", "placeholder", values=["10"]))["numbers"] == []


def test_a_target_left_to_others_names_them():
    assert holder_in("Left to the boroughs") == "the boroughs"
    assert holder_in("No corporate monitoring") == "not named in the report"
    assert values_of(a_target("Left to the boroughs.", "delegated"))["holder"] == "the boroughs"


def test_several_lines_of_one_indicator_are_components_of_one_target():
    lines = a_target("5 per cent", line=10, value="5"), a_target("?? per cent", "placeholder", line=11)
    draft = draft_of(a_report(an_aspect("Crime", an_objective(1, "Less of it", an_indicator("Crimes", *lines)))))

    (indicator,) = draft.priorities[0].aspects[0].objectives[0].indicators
    assert (indicator.target.text, indicator.target.lines) == ("5 per cent\n?? per cent", (10, 11))
    assert indicator.target.values["resolution"] == "placeholder"
    assert indicator.target.values["source"] == "FPBV, report 3 of 22 January 2001, lines 10 and 11"


def test_a_numbering_of_the_report_that_is_no_whole_number_stays_with_the_words():
    draft = draft_of(a_report(an_aspect("Crime", an_objective("1.2", "Less of it"), an_objective(10**9, "More of it"))))

    titles = [(each.number, each.title) for each in draft.priorities[0].aspects[0].objectives]
    assert titles == [(None, "1.2 Less of it"), (None, "1000000000 More of it")]


def test_things_of_one_title_are_one_thing():
    draft = draft_of(a_report(an_aspect("Crime", an_objective(1, "A")), an_aspect("Crime", an_objective(2, "B"))))

    (aspect,) = draft.priorities[0].aspects
    assert [objective.title for objective in aspect.objectives] == ["A", "B"]


def test_a_dated_sentence_of_an_objective_is_a_milestone():
    reading = a_report(an_aspect("Crime", an_objective(1, "Less of it")))
    objective_of(reading).update(
        notes=["Pilots start. Staff are trained by March 2002."], actions=["Open by 31/03/2002"]
    )
    reading["milestones"] = [
        {"line": 5, "date": "2002-03", "text": "Staff are trained by March 2002", "on": "text"},
        {"line": 6, "date": "2002-03-31", "text": "Open by 31/03/2002", "on": "text"},
        {"line": 7, "date": "2002-01", "text": "Something else", "on": "text"},
    ]

    (objective,) = draft_of(reading).priorities[0].aspects[0].objectives
    assert [(action.text, action.due) for action in objective.actions] == [
        ("Open by 31/03/2002", "2002-03-31"),
        ("Staff are trained by March 2002", "2002-03"),
    ]
