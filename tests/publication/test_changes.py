"""What changed since: two editions side by side, and feeds that tell of each new one."""

import pytest
from defusedxml.ElementTree import fromstring

from governance import procedures
from tests.publication.scenes import amend_it, page_of, publish_the_plan, said
from tests.world import MAR_31, acting

pytestmark = pytest.mark.once

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def changed(world):
    """A plan with three editions: 5, 7 and 9 per cent."""
    publish_the_plan(world)
    amend_it(world, text="Reduce by 9 per cent", amended=amend_it(world))
    return world


def compared(client, world, query=""):
    return said(page_of(client, f"/published/plans/{world.plan.slug}/changes/{query}").select_one("main"))


def test_one_edition_is_compared_with_nothing(world, client):
    publish_the_plan(world)

    assert "There is one edition" in compared(client, world)


def test_the_latest_edition_is_held_against_the_one_before_it_word_by_word(changed, client):
    page = page_of(client, f"/published/plans/{changed.plan.slug}/changes/")

    assert "they differ in 1 objective." in said(page)
    assert page.select_one("del").get_text() == "[removed: 7]"
    assert page.select_one("ins").get_text() == "[added: 9]"


@pytest.mark.parametrize(("query", "old", "new"), [("?from=1&to=2", "5", "7"), ("?from=1&to=3", "5", "9")])
def test_any_two_are_compared(changed, client, query, old, new):
    page = page_of(client, f"/published/plans/{changed.plan.slug}/changes/{query}")

    assert page.select_one("del").get_text() == f"[removed: {old}]"
    assert page.select_one("ins").get_text() == f"[added: {new}]"


def test_an_edition_is_the_same_text_as_itself(changed, client):
    assert "They are the same text." in compared(client, changed, "?from=2&to=2")


@pytest.mark.parametrize("query", ["?from=0", "?to=4", "?from=abc", "?from=-1", "?to=99999999999999999999", "?from=²"])
def test_what_is_no_edition_is_not_compared(changed, client, query):
    assert client.get(f"/published/plans/{changed.plan.slug}/changes/{query}").status_code == 404


# Feeds


def feed(client, address):
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(answer.content)


def told(element, name):
    return element.find(f"{ATOM}{name}").text


def feeds_of(world):
    return ["/published/changes.atom", f"/published/plans/{world.plan.slug}/changes.atom"]


def test_a_feed_has_all_that_atom_asks_for(changed, client, settings):
    settings.ADDRESS = "https://plans.example.org"

    for address in feeds_of(changed):
        found = feed(client, address)
        assert found.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated"):
            assert told(found, name)
        assert found.find(f"{ATOM}author/{ATOM}name").text
        links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
        assert links["self"] == f"https://plans.example.org{address}"
        entries = found.findall(f"{ATOM}entry")
        assert [told(entry, "title") for entry in entries] == [f"{changed.plan}: edition {n}" for n in (3, 2, 1)]
        assert len({told(entry, "id") for entry in entries}) == 3
        assert told(found, "updated") == told(entries[0], "updated")
        for entry in entries:
            assert entry.find(f"{ATOM}link").get("href").startswith("https://plans.example.org/published/plans/")
            assert told(entry, "id").startswith("urn:uuid:")


def test_an_entry_keeps_its_id_wherever_it_is_asked_for(changed, client, settings):
    ids = [told(entry, "id") for entry in feed(client, feeds_of(changed)[0]).findall(f"{ATOM}entry")]

    settings.ADDRESS = "https://elsewhere.example.org"

    assert [told(entry, "id") for entry in feed(client, feeds_of(changed)[1]).findall(f"{ATOM}entry")] == ids


def test_a_feed_without_an_entry_always_says_the_same(world, client):
    first, second = (client.get("/published/changes.atom") for _ in range(2))

    assert first.content == second.content
    assert told(fromstring(first.content), "updated") == "1970-01-01T00:00:00+00:00"


HOSTILE = "</summary><script>alert(1)</script>]]>&amp;\a\0"


def test_what_people_wrote_is_text_in_a_feed(world, client):
    publish_the_plan(world)
    amendment = amend_it(world, "approved")
    clare = acting(world.clare, MAR_31)
    procedures.publish(amendment, actor=clare, on=MAR_31, because=HOSTILE.replace("\0", ""))

    [newest, _] = feed(client, feeds_of(world)[0]).findall(f"{ATOM}entry")

    summary = newest.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert "<p>Because: &lt;/summary&gt;&lt;script&gt;alert(1)&lt;/script&gt;]]&gt;&amp;amp;</p>" in summary.text
