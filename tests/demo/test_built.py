"""`manage.py demo`: what it builds, and what it leaves alone."""

import pytest

from tests.demo.conftest import IN_THE_DEMO, answer
from tests.project.programs import manage

pytestmark = [pytest.mark.once, pytest.mark.slow]

STATES = """
    draft workshop_review committee_comment authority_approval approved published superseded withdrawn
""".split()


@pytest.fixture(scope="module")
def found(built):
    """What the demo holds, read once."""
    return answer("look", built.folder)


def test_it_holds_the_reference_plan_with_its_unresolved_targets(found):
    assert found["counts"] == {
        "priorities": 6,
        "aspects": 17,
        "objectives": 40,
        "overall": 1,
        "indicators": 60,
        "targets": 58,
        "unresolved": 17,
        "missing": 1,
    }
    assert found["resolutions"] == {
        "resolved": 36,
        "provisional": 4,
        "placeholder": 6,
        "under_development": 6,
        "being_researched": 1,
        "deliberately_not_set": 5,
        "missing": 1,
    }
    assert (found["statutory"], found["activities"]) == (23, 10)
    assert set(found["states"]) == set(STATES)
    assert found["without_owner"] == 0
    assert found["comments"] == {"answered": 10, "waiting": 3}
    assert set(found["procedures"]) == {"written"}
    assert all(found["early"])
    assert ["?? per cent", "10 per cent"] in [text for _, _, text in found["revised"]]


def test_its_acts_take_effect_from_october_to_22_january_in_their_order_and_are_recorded_on_their_days(found):
    assert (found["first"], found["last"]) == ("2000-10-02", "2001-01-22")
    assert found["backwards"] == 0
    assert (found["recorded_first"], found["recorded_last"]) == ("2000-10-02", "2001-01-22")
    assert found["recorded_elsewhere"] == []
    assert found["recorded_backwards"] == 0


def test_its_ledger_is_whole(folder):
    done = manage("verify_ledger", given=IN_THE_DEMO, folder=folder)
    assert done.stdout.startswith("The ledger is whole: "), done.stdout + done.stderr


def test_it_says_who_is_there_what_to_try_and_where_mail_lands(built):
    assert "“a demo for all”" in built.said
    for said in ("karen", "Three things to try:", "demo-outbox", "make demo-reset", "Ctrl-C", "17 of them unresolved"):
        assert said in built.said


def test_a_second_run_writes_nothing(ask, folder):
    before = ask("fingerprint")

    done = manage("demo", given=IN_THE_DEMO, folder=folder)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The demo is as you left it: 22 January 2001")
    assert ask("fingerprint") == before


def test_it_touches_no_other_database_and_nothing_that_is_not_the_demo(ask, folder):
    foreign, other = ask("refusals")

    assert foreign.startswith("The demo keeps to a database file of its own, ")
    assert foreign.endswith(f"this is sqlite {folder / 'assent.sqlite3'}.")
    assert other == (
        f"{folder / 'demo.sqlite3'} holds something that is not the demo, and the demo leaves it alone: "
        "`make demo-reset` deletes it."
    )


def test_it_does_not_start_on_a_database_of_yours(tmp_path):
    given = {**IN_THE_DEMO, "DATABASE_URL": "sqlite:////nowhere.sqlite3"}
    done = manage("demo", given=given, folder=tmp_path)
    assert done.returncode != 0
    assert "The demo keeps to a database file of its own, var/demo.sqlite3: unset DATABASE_URL." in done.stderr


def test_its_table_is_what_its_migrations_make(folder):
    done = manage("makemigrations", "--check", "--dry-run", "demo", given=IN_THE_DEMO, folder=folder)
    assert done.returncode == 0, done.stdout
