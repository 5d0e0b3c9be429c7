"""What tests of meetings stand on beside the world."""

import pytest

from governance.roles import RoleName
from tests.meetings.scenes import members
from tests.world import World, a_person, acting, appoint


@pytest.fixture
def fpbv(world: World) -> World:
    """Rachel Stone chairs FPBV; Peter, Nora and Tom sit in it beside Mira: five seats, and a quorum of three."""
    world.rachel = a_person("rachel", "Rachel Stone")
    appoint(world.rachel, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    world.peter, world.nora, world.tom = members(world, world.fpbv, "Peter", "Nora", "Tom")
    return world
