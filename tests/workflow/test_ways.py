"""The tests' own shortcut: what is laid down is what was walked."""

import pytest
from django.core.management import call_command

from tests import ways
from tests.fingerprint import fingerprint
from tests.governance.scenes import undone
from tests.world import a_note_on, acting, bring_to, find_world


@pytest.fixture(autouse=True)
def _nobody_has_gone_yet(monkeypatch, world):
    monkeypatch.setattr(ways, "_ways", {})
    ways.remember_this_place()  # the world may have been built anew


def test_a_way_laid_down_leaves_the_rows_that_were_walked_and_a_whole_ledger(world, capsys):
    with undone():
        bring_to(world, "published")
        walked = fingerprint()
    assert len(ways._ways) == 1

    bring_to(find_world(), "published")

    assert fingerprint() == walked
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")


def test_whoever_has_done_something_else_before_walks(world):
    with undone():
        bring_to(world, "approved")
    world = find_world()
    note = a_note_on(world.street, by=acting(world.colin))

    bring_to(world, "approved")

    assert len(ways._ways) == 1
    assert world.street.notes.get() == note
    assert world.street.seals.latest("pk").sealed_id == world.street.seal()


def test_from_where_a_way_has_led_it_is_laid_down_as_well(world):
    for _ in range(2):
        with undone():
            there = find_world()
            bring_to(there, "workshop_review")
            bring_to(there, "approved")

    assert len(ways._ways) == 2
