"""Whoever reads an amended objective sees what the amendment changed, and finds the text before it and back."""

from tests.publication.scenes import amend_it, publish_the_plan


def text_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_an_amended_objective_shows_what_changed_and_each_text_leads_to_the_other(world, client):
    publish_the_plan(world)
    amendment = amend_it(world)

    now = text_of(client, f"/published/objectives/{amendment.pk}/")
    assert "It differs from the text before it in 1 target." in now
    for mark, figure in (("del", "5"), ("ins", "7")):
        assert f"{figure}<span" in now.partition(f"<{mark}>")[2]
    assert f'href="/published/objectives/{world.street.pk}/"' in now

    then = text_of(client, f"/published/objectives/{world.street.pk}/")
    assert "No longer in the plan." in then
    assert f'href="/published/objectives/{amendment.pk}/"' in then
    assert "What the amendment changed" not in then


def test_what_amends_nothing_or_is_not_published_changed_nothing(world, client):
    publish_the_plan(world)
    assert "What the amendment changed" not in text_of(client, f"/published/objectives/{world.street.pk}/")
    under_way = amend_it(world, state="approved")
    assert client.get(f"/published/objectives/{under_way.pk}/").status_code == 404
    client.force_login(world.colin)
    assert "What the amendment changed" not in text_of(client, f"/objectives/{under_way.pk}/")
