"""What tests of meetings stand on beside the world."""

from functools import partial

import pytest

from accounts.models import User
from governance.roles import RoleName
from tests import ways
from tests.meetings.scenes import members
from tests.world import World, a_person, acting, appoint


@pytest.fixture
def fpbv(world: World) -> World:
    """Rachel Stone chairs FPBV; Peter, Nora and Tom sit in it beside Mira: five seats, and a quorum of three."""
    people = ways.go("five seats", partial(_take_five_seats, world))
    world.rachel, world.peter, world.nora, world.tom = (User.objects.get(pk=pk) for pk in people)
    return world


def _take_five_seats(world: World) -> list[int]:
    rachel = a_person("rachel", "Rachel Stone")
    appoint(rachel, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    return [rachel.pk, *(member.pk for member in members(world, world.fpbv, "Peter", "Nora", "Tom"))]
