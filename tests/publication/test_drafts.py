"""What is not published says so on the page, in its title and on paper; it cannot be mistaken for what is."""

import pytest

from tests.publication.scenes import amend_it, page_of, publish_the_plan
from tests.world import bring_to

pytestmark = pytest.mark.once


def marks(client, world, address):
    """The mark on the page, and what its title begins with."""
    page = page_of(client, address)
    mark = page.select_one("main .app-draft")
    return (mark and mark.get_text(strip=True), page.title.get_text(strip=True).partition(" - ")[0])


@pytest.mark.parametrize("state", ["draft", "committee_comment", "authority_approval"])
def test_a_draft_says_that_it_is_not_approved(world, client, state):
    if state != "draft":
        bring_to(world, state)
    client.force_login(world.olive)

    for thing in (world.street, world.plan, world.resolved):
        assert marks(client, world, thing.get_absolute_url()) == ("Draft: not approved", "Draft: not approved")


def test_what_is_approved_says_that_it_is_not_published(world, client):
    bring_to(world, "approved")
    client.force_login(world.olive)

    expected = ("Approved, not published", "Approved, not published")
    assert marks(client, world, world.street.get_absolute_url()) == expected
    assert marks(client, world, world.resolved.get_absolute_url()) == expected
    assert marks(client, world, world.plan.get_absolute_url())[0] == "Draft: not approved"


def test_what_left_the_plan_says_so(world, client):
    publish_the_plan(world)
    amend_it(world)
    client.force_login(world.olive)

    assert marks(client, world, world.street.get_absolute_url())[0] == "No longer in the plan"
    assert marks(client, world, world.guns.get_absolute_url())[0] == "Withdrawn: not in the plan"


def test_what_is_published_bears_no_mark(world, client):
    publish_the_plan(world)

    for thing in (world.street, world.plan, world.resolved):
        mark, title = marks(client, world, thing.get_absolute_url())
        assert mark is None
        assert "raft" not in title


def test_a_page_of_then_bears_the_mark_of_then(world, client):
    publish_the_plan(world)
    client.force_login(world.olive)

    assert marks(client, world, f"{world.plan.get_absolute_url()}?as_at=plan-{world.plan.pk}:20")[0] == (
        "Draft: not approved"
    )
