"""Two coordinators, or a double click, in the same moment: whoever is chased gets one message a day."""

from datetime import timedelta

import pytest

from governance.models import Resolution
from governance.roles import RoleName
from notifications.models import ChaseLetter, Delivery
from tests.notifications.test_chasing import chased
from tests.workflow.at_once import at_once
from tests.world import JAN_17, a_person, a_target, acting, appoint

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = 5


def test_in_each_round_each_owner_is_written_to_once_by_one_of_them(world):
    cora = a_person("cora", "Cora Bell")
    appoint(cora, world.mpa, RoleName.COORDINATOR, by=acting(world.anna))
    guns = a_target(world.guns, "", "Guns handed in", by=acting(world.colin), resolution=Resolution.MISSING)

    def writes(person):
        return lambda day: chased(world, world.undecided, guns, by=person, on=JAN_17 + timedelta(days=day))

    for first, second in at_once(ROUNDS, writes(world.colin), writes(cora)):
        assert len(first.written) + len(second.written) == 2
        assert len(first.not_written) + len(second.not_written) == 2
        assert all("was written to today already" in each for each in first.not_written + second.not_written)
    assert ChaseLetter.objects.count() == Delivery.objects.filter(kind="chase.targets").count() == 2 * ROUNDS
