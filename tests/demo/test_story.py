"""The story of the demo goes on after 22 January: to the publication of the plan, and a pack that verifies."""

import fcntl
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.demo.conftest import IN_THE_DEMO, PATIENCE, Built, answer
from tests.evidence.packs import verified
from tests.project.programs import manage

pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture(scope="session")
def told(built) -> Built:
    """The demo with its story told to the end, once for all processes of a run; nobody writes in it."""
    folder = Path(os.environ["ASSENT_TESTS_FOLDER"]) / "story"
    with folder.with_name("story.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "told").exists():
            shutil.copytree(built.folder, folder, dirs_exist_ok=True)
            done = manage("demo", "--until", "2001-04-19", given=IN_THE_DEMO, folder=folder, seconds=PATIENCE)
            assert done.returncode == 0, done.stderr
            (folder / "told").write_text(done.stdout)
    return Built(folder, (folder / "told").read_text())


@pytest.fixture(scope="session")
def found(told):
    """What the demo holds then, read once."""
    return answer("story", told.folder)


def test_the_plan_is_published_and_no_target_in_it_is_unresolved(told, found):
    assert told.said.startswith("The demo is as you left it: 19 April 2001; 40 objectives and 1 overall, ")
    assert "0 of them unresolved" in told.said
    assert (found["plan"], found["published"]) == ("published", "2001-03-31")
    assert found["resolutions"] == {"resolved": 49, "deliberately_not_set": 10}
    assert found["unresolved_activities"] == 0
    assert found["still_open"] == [], "neither ?? nor *** nor X per cent is left"
    assert found["target"] == [
        ["??? per cent", "Reduce non-residential burglary by 2 per cent"],
        "The boroughs have reported: as much as for homes can be reached.",
        "Borough returns to January 2001",
        "2001-02-13",
        "Karen Maddox",
    ]


def test_every_body_decided_on_its_day(found):
    assert found["decisions"] == [
        ["2001-01-25", "Oversight Panel", "meeting", {"discussed": 3}],
        ["2001-02-02", "Workshop", "written", {"discussed": 20}],
        ["2001-02-08", "MPA", "meeting", {"discussed": 6}],
        ["2001-02-08", "MPA", "meeting", {}],
        ["2001-02-09", "PSPM", "written", {"endorsed": 30}],
        ["2001-02-20", "FPBV", "meeting", {"agreed": 29}],
        ["2001-02-20", "FPBV", "meeting", {"agreed": 1}],
        ["2001-02-27", "CDO", "meeting", {"discussed": 1}],
        ["2001-03-08", "MPA", "meeting", {"approved": 37}],
        ["2001-03-08", "MPA", "meeting", {}],
        ["2001-03-26", "Ruth Pargeter", "delegated", {"approved": 3}],
    ]
    assert found["vote"] == ["carried", 6, 1, 1]
    assert found["conditions"] == ["met", "met"]
    assert found["reported"] == "MPA, 19 April 2001, item 6"


def test_the_minutes_are_there_signed_with_the_head_of_the_ledger(found):
    assert found["minutes"] == {
        "FPBV, 22 January 2001": "Douglas Keane",
        "FPBV, 20 February 2001": "Douglas Keane",
        "MPA, 8 February 2001": "Eleanor Strand",
        "MPA, 8 March 2001": "Eleanor Strand",
    }
    assert found["numbers"] == {"FPBV": list(range(1, 18)), "MPA": list(range(1, 18))}


def test_it_is_recorded_on_its_days_and_in_their_order(found):
    assert found["recorded_elsewhere"] == []
    assert found["recorded_backwards"] == 0
    assert found["recorded_last"] == "2001-04-19"


def test_the_public_reads_the_plan_and_each_of_its_objectives(found):
    assert found["public"] == {"plan": 200, "objective": 200, "minutes": 200, "agenda": 200}


def test_all_that_always_holds_holds(told, found):
    done = manage("doctor", given=IN_THE_DEMO, folder=told.folder, seconds=PATIENCE)
    assert done.stdout.startswith("The data is sound: "), done.stdout


@pytest.mark.parametrize("level", ["open", "auditor"])
def test_its_pack_verifies_in_an_empty_folder(told, found, tmp_path, level):
    pack = tmp_path / "plan.zip"
    asked = ("--plan", "2001/02", "--format", "pack", "--level", level, "--output", str(pack))
    done = manage("export_audit", *asked, given=IN_THE_DEMO, folder=told.folder, seconds=PATIENCE)
    assert done.returncode == 0, done.stderr
    zipfile.ZipFile(pack).extractall(tmp_path / "outside")

    code, text = verified(tmp_path / "outside", found["heads"][0])

    assert code == 0, text
    assert re.search(r"The head [0-9a-f]{64} lies in this ledger", text), text


def test_a_visitor_lets_it_go_on_and_what_they_did_by_hand_stays_or_is_told_to_be_in_the_way(ask):
    went = ask("told_on")
    told, flooded, later = went["said"]

    assert told.endswith(
        "Told on: FPBV discusses the drafts of report 3; the Oversight Panel sees an early draft; "
        "the Authority lets FPBV finalise the list."
    )
    assert went["burglary"] == ["committee_comment", "3 per cent"]
    refused = (
        "The story does not go on to 20 February 2001, when FPBV agrees the final version, every target resolved. "
    )
    again = "Nothing of that chapter has happened. To hear the story as it was, begin again: make demo-reset."
    assert refused in flooded
    assert "the meeting of FPBV on 20 February 2001" in flooded
    assert flooded.endswith(again)
    assert f"{refused}Something has been done on 21 February 2001, which is later. {again}" in later
    assert went["days"] == ["Thursday 8 February 2001", "Wednesday 21 February 2001"]
    assert went["written"] == 1, "the visitor's own line, and nothing of the chapter"
