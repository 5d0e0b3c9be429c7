"""Every address, asked by deputies to whom it is foreign: they get what somebody without any office gets."""

from functools import partial

import pytest

from governance.models import Deputation
from tests.environment import ALL
from tests.governance.scenes import stand_in, undone
from tests.journeys import addresses
from tests.journeys.crowd import Crowd
from tests.journeys.test_addresses import address_of, in_turn, the_form
from tests.world import MAR_31, acting
from workflow.gate import perform

pytestmark = [pytest.mark.slow, pytest.mark.once]

OF_THEIR_OWN = {
    *("sign_out", "password_change", "stop_acting", "sign_in", "password_forgotten"),
    *("choices", "make_calendar_address", "revoke_calendar_address"),
}
"""Addresses about whoever is signed in"""

OF_WHOEVER_HAS_THE_LINK = {"answer_consultation", "stop"}
"""Addresses that ask for no sign-in at all: whoever was sent the link does it, whoever sits at the browser"""


def foreign(rows: list[addresses.Row]) -> list[addresses.Row]:
    return [row for row in rows if row.name not in OF_THEIR_OWN | OF_WHOEVER_HAS_THE_LINK | {"act_for"}]


def crowd_in_which_walter_acts_for(owner) -> Crowd:
    """As his session has it: it may be older than the end of his time."""
    crowd = Crowd()
    session = crowd.browsers["walter"].session
    session["acts_for"] = [owner.pk, str(owner)]
    session.save()
    return crowd


def test_a_deputy_whose_time_is_over_gets_what_somebody_without_office_gets(town):
    world = town.world
    deputation = Deputation.objects.get(deputy=world.walter)
    perform(partial(deputation.end, last_day=MAR_31), actor=acting(world.olive, MAR_31))
    over = partial(deputation.end, last_day=deputation.starts_on.replace(day=30))
    perform(over, actor=acting(world.olive, MAR_31))
    crowd, wrong = crowd_in_which_walter_acts_for(world.olive), []
    methods = ["GET", "POST"]
    for turn, row in enumerate(foreign(addresses.rows())):
        for method in methods if ALL else in_turn(methods, turn, 2):
            with undone():
                form = the_form(row, town.ours) if method == "POST" else {}
                found = crowd.ask("walter", method, address_of(row, town.ours), form)
                if found.word != row.answers[method]["walter"]:
                    wrong.append(f"{row}: {method} answers {found.word}, not {row.answers[method]['walter']}")
                wrong += [f"{row}: {method} leaves a trace: {model}" for model in crowd.changed()]
    assert not wrong, "\n".join(wrong)


def test_the_deputy_of_another_owner_does_what_that_owner_may_and_nothing_else(town):
    world = town.world
    stand_in(world, world.walter, world.omar, world.so, starts_on=MAR_31, ends_on=MAR_31, named_on=MAR_31)
    crowd, wrong = crowd_in_which_walter_acts_for(world.omar), []
    for row in foreign(addresses.rows()):
        with undone():
            found = crowd.ask("walter", "POST", address_of(row, town.ours), the_form(row, town.ours))
            if found.word == "done" and row.answers["POST"]["omar"] != "done":
                wrong.append(f"{row} is done")
            if found.word != "done":
                wrong += [f"{row} leaves a trace: {model}" for model in crowd.changed()]
    assert not wrong, "\n".join(wrong)
