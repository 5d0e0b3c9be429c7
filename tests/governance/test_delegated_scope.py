"""What is format and what is substance: one table, and texts held against it."""

import pytest

from governance.delegated_scope import FORMAT, SUBSTANCE, only_format_differs, substance_of
from governance.seal import as_read

TEXT = {
    "actions": [{"due": "", "text": "Patrols"}, {"due": "2001-09", "text": "Radios"}],
    "aspect": "Street crime",
    "indicators": [
        {"items": ["by day"], "statutory": [], "target": 0, "text": "Robberies"},
        {"items": [], "statutory": ["BVPI 127"], "target": 1, "text": "Thefts"},
    ],
    "labelled": True,
    "notes": ["See annex A."],
    "number": 1,
    "priority": "Safer streets",
    "targets": [{"text": "5 per cent", "numbers": ["5"]}, {"text": "2 per cent", "numbers": ["2"]}],
    "title": "To reduce street crime",
}


def test_every_field_of_an_objective_is_either_format_or_substance(world):
    assert {*FORMAT, *SUBSTANCE} == set(as_read(world.street))
    assert not set(FORMAT) & set(SUBSTANCE)
    assert set(substance_of({**TEXT})) == set(SUBSTANCE)


@pytest.mark.parametrize(
    "change",
    [
        {"notes": []},
        {"notes": ["See annex B.", "And C."]},
        {"number": 7},
        {"labelled": False},
        {"actions": list(reversed(TEXT["actions"]))},
        {
            "indicators": [{**TEXT["indicators"][1], "target": 0}, {**TEXT["indicators"][0], "target": 1}],
            "targets": list(reversed(TEXT["targets"])),
        },
    ],
    ids=["a note less", "other notes", "another number", "no label", "order of actions", "order of indicators"],
)
def test_notes_numbering_and_order_are_format(change):
    assert only_format_differs(TEXT, {**TEXT, **change})


@pytest.mark.parametrize(
    "change",
    [
        {"title": "To halve it"},
        {"aspect": "Burglary"},
        {"priority": "Homes"},
        {"targets": [{"text": "6 per cent", "numbers": ["5"]}, TEXT["targets"][1]]},
        {"targets": [{"text": "5 per cent", "numbers": ["6"]}, TEXT["targets"][1]]},
        {"targets": TEXT["targets"][:1], "indicators": TEXT["indicators"][:1]},
        {"targets": [*TEXT["targets"], TEXT["targets"][0]]},
        {"indicators": [{**TEXT["indicators"][0], "text": "Snatches"}, TEXT["indicators"][1]]},
        {"indicators": [{**TEXT["indicators"][0], "items": []}, TEXT["indicators"][1]]},
        {"indicators": [{**TEXT["indicators"][0], "statutory": ["BVPI 1"]}, TEXT["indicators"][1]]},
        {"indicators": [{**TEXT["indicators"][0], "target": 1}, {**TEXT["indicators"][1], "target": 0}]},
        {"indicators": [{**TEXT["indicators"][0], "target": 1}, TEXT["indicators"][1]]},
        {"targets": list(reversed(TEXT["targets"]))},
        {"actions": TEXT["actions"][:1]},
        {"actions": [{"due": "2002", "text": "Patrols"}, TEXT["actions"][1]]},
    ],
)
def test_everything_else_is_substance(change):
    assert not only_format_differs(TEXT, {**TEXT, **change})
