"""The picture of a target beside its baseline: for everybody, with its numbers; of an edition, as they stood then."""

from xml.etree.ElementTree import fromstring

import pytest

from governance import procedures
from governance.models import Objective, Target
from tests.governance.scenes import carry
from tests.journeys.published import COMPARABLE
from tests.publication.scenes import page_of, publish_the_plan, said
from tests.world import MAR_31, a_target, acting
from workflow.gate import perform

pytestmark = pytest.mark.once


@pytest.fixture
def drawn(world):
    """A published target that can be compared: 5 per cent, where it was 8."""
    street = Objective.objects.get(pk=world.street.pk)
    target = a_target(street, "5 per cent", "Stops", by=acting(world.colin), numbers=["5"], **COMPARABLE)
    publish_the_plan(world)
    return target


def amended(world, target, state="published") -> Target:
    """The same in an amendment: 6 per cent."""
    street = Objective.objects.get(pk=target.objective_id)
    amendment = procedures.amend(street, actor=acting(world.colin, MAR_31), because="It was too much.")
    new = Target.objects.get(objective=amendment, text="5 per cent")
    why = {"because": "The boroughs did better.", "basis": "Returns to March 2001"}
    perform(new.revise, actor=acting(world.olive, MAR_31), text="6 per cent", numbers=["6"], **why)
    carry(world, amendment, state, round="amendment")
    return Target.objects.get(pk=new.pk)


def test_the_page_shows_the_picture_with_its_numbers_as_text(drawn, client):
    address = f"/published/targets/{drawn.pk}/"
    section = page_of(client, address).main.select_one("section[aria-labelledby=against]")

    assert section.img["src"] == f"{address}chart.svg"
    assert section.img["alt"] == "Two bars that begin at nought. Baseline 8, target 5 (per cent)."
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in section.select("tr")]
    assert rows == [["Figure", "Per cent"], ["Baseline", "8"], ["Target", "5"]]


def test_the_picture_says_in_words_what_it_shows_and_caches_may_keep_it(drawn, client):
    address = f"/published/targets/{drawn.pk}/chart.svg"
    picture = client.get(address)

    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert picture.headers["Cache-Control"] == "public, max-age=300"
    assert not picture.cookies
    assert "Cookie" not in picture.headers.get("Vary", "")
    root = fromstring(picture.content)
    assert root.get("role") == "img"
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == "Baseline 8, target 5 (per cent)."
    again = client.get(address, headers={"If-None-Match": picture.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_edition_shows_its_own_numbers(world, drawn, client):
    first = f"/published/plans/{drawn.plan.slug}/editions/1/targets/{drawn.pk}/"
    new = amended(world, drawn)
    second = f"/published/plans/{drawn.plan.slug}/editions/2/targets/{new.pk}/"

    for page, told in ((first, "Baseline 8, target 5 (per cent)."), (second, "Baseline 8, target 6 (per cent).")):
        picture = page_of(client, page).main.select_one("section[aria-labelledby=against] img")
        assert picture["src"] == f"{page}chart.svg"
        assert picture["alt"].endswith(told)
        answer = client.get(picture["src"])
        assert fromstring(answer.content).findtext("{http://www.w3.org/2000/svg}desc") == told
        assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert client.get(f"/published/plans/{drawn.plan.slug}/editions/1/targets/{new.pk}/chart.svg").status_code == 404


def test_an_amendment_on_its_way_has_no_picture_for_the_public(world, drawn, client):
    address = f"/published/targets/{amended(world, drawn, 'approved').pk}/chart.svg"

    for person in (None, world.olive):
        if person:
            client.force_login(person)
        assert client.get(address).status_code == 404


def test_where_nothing_can_be_compared_there_is_neither_picture_nor_table(world, client):
    publish_the_plan(world)

    for address in (
        f"/published/targets/{world.resolved.pk}/",
        f"/published/plans/{world.plan.slug}/editions/1/targets/{world.resolved.pk}/",
    ):
        page = page_of(client, address)
        assert "Beside its baseline" not in said(page)
        assert not page.main.select("img")
        assert client.get(f"{address}chart.svg").status_code == 404
