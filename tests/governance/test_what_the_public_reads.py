"""What is published is for everyone; what members said on the way is not."""

from tests.world import JAN_22, bring_to, comment_on
from workflow.gate import perform


def published_after_a_comment(world):
    bring_to(world, "workshop_review")
    comment = comment_on(world, "A remark between colleagues.")
    answer = {"disposition": "noted", "answer": "A reply between colleagues."}
    perform(comment.give_answer, actor=world.acting(world.olive, JAN_22), **answer)
    bring_to(world, "published")


def test_somebody_from_the_street_reads_how_a_target_came_about_and_no_comment(world, client):
    published_after_a_comment(world)

    page = client.get(f"/objectives/{world.street.pk}/").content.decode()

    assert "The boroughs have reported." in page
    assert "between colleagues" not in page


def test_a_member_reads_both(world, client):
    published_after_a_comment(world)
    client.force_login(world.mira)

    page = client.get(f"/objectives/{world.street.pk}/").content.decode()

    assert "The boroughs have reported." in page
    assert "A remark between colleagues." in page
    assert "A reply between colleagues." in page


def test_an_administrator_without_another_office_reads_no_comment(world, client):
    published_after_a_comment(world)
    client.force_login(world.anna)

    assert "between colleagues" not in client.get(f"/objectives/{world.street.pk}/").content.decode()
