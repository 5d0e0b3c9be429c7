"""On the reference plan: who is reminded before the papers for 8 February 2001 go out, and who when they have."""

import re

import pytest

from tests.demo.conftest import IN_THE_DEMO
from tests.project.programs import manage

pytestmark = [pytest.mark.once, pytest.mark.slow]
UNRESOLVED = {"Angela Rowntree": 2, "Imran Sheikh": 4, "Joyce Abara": 4, "Karen Maddox": 1, "Stuart Penhale": 6}
"""owner -> how many of the 17 targets are theirs"""


def told(folder, on):
    """person -> what they would be reminded of on a day."""
    done = manage("send_due", "--on", on, "--dry-run", given=IN_THE_DEMO, folder=folder)
    assert done.returncode == 0, done.stderr
    blocks = done.stdout.strip().split("\n\n")
    assert blocks[-1] == "Nothing was sent."
    people = [block.split("\n") for block in blocks[1:-1]]
    names = [lines[0].partition(" <")[0] for lines in people]
    assert len(names) == len(set(names)), "each person once"
    return dict(zip(names, (lines[1:] for lines in people), strict=True))


def targets(lines):
    return [line for line in lines if re.search(r"(Resolve|Confirm or change) “", line)]


def test_each_owner_of_the_17_unresolved_targets_is_listed_once_with_all_of_theirs(built):
    found = told(built.folder, "2001-01-29")
    of_owners = {name: targets(found[name]) for name in UNRESOLVED}

    assert {name: len(lines) for name, lines in of_owners.items()} == UNRESOLVED
    assert sum(UNRESOLVED.values()) == 17
    every = [line for lines in of_owners.values() for line in lines]
    assert all(line.startswith("  by 2 February 2001: ") for line in every), "the latest lawful issue for 8 February"
    assert not [line for line in every if "it waits for" in line]
    assert "the missing target for “Re-offending" in " ".join(found["Imran Sheikh"])
    assert len(targets(found["Marcus Adeyemi"])) == 4, "those of sustained activities are the coordinator's"
    assert "Eleanor Strand" not in found, "nothing is overdue"


def test_after_the_deadline_it_escalates(built):
    found = told(built.folder, "2001-02-06")
    for name in ("Marcus Adeyemi", "Eleanor Strand"):
        waits = [line for line in targets(found[name]) if "(it waits for Karen Maddox)" in line]
        (line,) = waits
        assert line.startswith("  by 2 February 2001: Resolve “??? per cent” for ")
        assert ", Burglary: objective 1 (" in line


def test_resolving_one_removes_it(folder, ask):
    ask("as_at")  # Karen resolves hers on 26 January
    found = told(folder, "2001-01-29")
    assert "Karen Maddox" not in found
    assert {name: len(targets(found[name])) for name in UNRESOLVED if name in found} == {
        name: count for name, count in UNRESOLVED.items() if name != "Karen Maddox"
    }
