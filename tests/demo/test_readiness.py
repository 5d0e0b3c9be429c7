"""On the reference plan as at 22 January 2001: can the Authority approve on 8 February, and if not, why not?"""

import json

import pytest

from tests.demo.conftest import IN_THE_DEMO
from tests.project.programs import manage

pytestmark = [pytest.mark.once, pytest.mark.slow]


def told(built, *more):
    arguments = ("--plan", "2001/02", "--meeting", "2001-02-08", "--as-at", "2001-01-22", "--json", *more)
    done = manage("readiness", *arguments, given=IN_THE_DEMO, folder=built.folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_names_all_17_unresolved_targets_and_what_else_is_open_each_with_a_reason(built):
    found = told(built)
    of_objectives = {each["about"] for each in found["findings"] if each["kind"] == "objective"}
    open_ones = [each for each in found["findings"] if each["kind"] == "target" and each["verdict"] != "resolved"]
    unresolved = [each for each in open_ones if any(each["about"].endswith(f" of {name}") for name in of_objectives)]

    assert found["answer"] == (
        "Metropolitan Police Authority cannot approve on 8 February 2001: 30 of 41 objectives cannot be ready by "
        "2 February 2001, when the papers must go out."
    )
    assert len(of_objectives) == 41
    counted = {}
    for each in unresolved:
        counted[each["resolution"]] = counted.get(each["resolution"], 0) + 1
    assert counted == {
        "provisional": 4,
        "placeholder": 6,
        "under_development": 6,
        "being_researched": 1,
        "missing": 1,
    }
    assert len({each["about"] for each in unresolved}) == 17 + 1, "each can be told from the others"
    assert len(open_ones) == len(unresolved) + 4, "those of sustained activities"
    assert {each["verdict"] for each in open_ones} == {"at_risk"}
    assert all(each["reasons"] and each["reasons"][0]["sentence"].endswith(".") for each in open_ones)
    reasons = {each["about"]: each["reasons"][0]["sentence"] for each in unresolved}
    assert reasons["“??? per cent” of Burglary: objective 1"] == (
        "Karen Maddox has resolved no target before: we allow 14 days, and 11 are left."
    )
    assert reasons["“(Target currently being researched)” of People strategy: objective 9"] == (
        "Joyce Abara took 29 days to resolve a target before, and 11 are left."
    )


def test_as_at_the_day_the_demo_begins_it_is_what_the_rows_tell(built):
    arguments = ("--plan", "2001/02", "--meeting", "2001-02-08", "--json")
    today = json.loads(manage("readiness", *arguments, given=IN_THE_DEMO, folder=built.folder).stdout)
    assert told(built) == today
