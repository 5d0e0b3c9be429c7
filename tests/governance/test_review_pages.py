"""The pages of a review: what a member, a clerk and a coordinator each read there, and what nobody else does."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import answering, reviewing
from governance.models import Comment, Objective, Reading, Remark, Stage
from interface.sinks import BYTE_ORDER_MARK
from tests.governance.test_page_queries import grow
from tests.journeys import days
from tests.world import JAN_17, acting, bring_to, comment_on, resolve
from workflow.gate import perform, perform_each

pytestmark = pytest.mark.once

CANARY = "Quetzalcoatl"


@pytest.fixture
def stage(world, settings) -> Stage:
    settings.TODAY = f"{days.__name__}.on_2001_01_17"
    bring_to(world, "workshop_review")
    return world.plan.stages.get(body=world.workshop)


def page_of(client, person, address, status=200) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answers {answer.status_code}"
    return " ".join(answer.content.decode().split())


def noted(world, stage, text=CANARY, **more) -> Remark:
    remark = Remark(author=world.mira, stage=stage, objective=world.street, text=text, **more)
    reviewing.note(remark)
    return remark


def posted(client, person, address, form, status=302):
    client.force_login(person)
    answer = client.post(address, form)
    assert answer.status_code == status, answer.content.decode()
    return " ".join(answer.content.decode().split())


# What the member does


def test_a_remark_is_kept_changed_and_taken_out_without_a_trace(world, client, stage):
    at = f"/stages/{stage.pk}/review/"
    words = reviewing_words(client, world, f"{at}remark/?about=target-{world.resolved.pk}")
    posted(client, world.mira, f"{at}remark/?about=target-{world.resolved.pk}", {"text": "Why 5?", "words": words})
    remark = Remark.objects.get()
    assert (remark.target, remark.objective, remark.quoted) == (world.resolved, world.street, "Reduce by 5 per cent")
    assert "Why 5?" in page_of(client, world.mira, at)

    change = {"kind": "question", "text": "Why only 5?", "words": words}
    posted(client, world.mira, f"/remarks/{remark.pk}/", change)
    assert Remark.objects.get().text == "Why only 5?"

    posted(client, world.mira, f"/remarks/{remark.pk}/remove/", {})
    assert not Remark.objects.exists()
    assert not Comment.objects.exists()


def reviewing_words(client, world, address) -> str:
    page = page_of(client, world.mira, address)
    return page.partition('name="words" value="')[2].partition('"')[0]


def test_what_was_typed_comes_back_if_the_text_changed_meanwhile(world, client, stage):
    address = f"/stages/{stage.pk}/review/remark/?about=objective-{world.street.pk}"
    words = reviewing_words(client, world, address)
    perform(world.street.revise, actor=acting(world.olive, JAN_17), because="Agreed.", title="To halve street crime")

    page = posted(client, world.mira, address, {"text": "Why so little?", "words": words}, status=409)

    assert "The text has changed since you opened this page." in page
    assert "To halve street crime" in page
    assert "Why so little?" in page
    assert not Remark.objects.exists()


def test_what_was_typed_comes_back_if_the_remark_was_sent_from_another_window(world, client, stage):
    remark = noted(world, stage, "Why so little?")
    typed = {
        "kind": "proposal", "text": "Why <not> more?", "proposed": "To halve it",
        "words": reviewing_words(client, world, f"/remarks/{remark.pk}/"),
    }  # fmt: skip
    reviewing.send(stage, actor=acting(world.mira, JAN_17), verdict="has_comments")

    page = posted(client, world.mira, f"/remarks/{remark.pk}/", typed, status=404)

    assert "You have sent this remark, or taken it out, since you opened this page." in page
    assert "Why &lt;not&gt; more?" in page
    assert "To halve it" in page
    assert not Remark.objects.exists()


def test_what_was_typed_comes_back_if_the_remark_is_sent_at_the_same_moment(world, client, stage, monkeypatch):
    remark = noted(world, stage, "Why so little?")
    typed = {"text": "Why not more?", "words": reviewing_words(client, world, f"/remarks/{remark.pk}/")}
    against = reviewing.against

    def and_sent_meanwhile(own, actor):
        found = against(own, actor)
        reviewing.send(stage, actor=actor, verdict="has_comments")
        return found

    monkeypatch.setattr(reviewing, "against", and_sent_meanwhile)
    page = posted(client, world.mira, f"/remarks/{remark.pk}/", typed, status=409)

    assert "You have sent this remark, or taken it out, since you opened this page." in page
    assert "Why not more?" in page
    assert f'href="/stages/{stage.pk}/review/#objective-{world.street.pk}"' in page
    assert not Remark.objects.exists()
    assert Comment.objects.get().text == "Why so little?"


def test_somebody_elses_remark_reads_as_one_that_never_was(world, client, stage):
    remark = noted(world, stage)

    for pk in (remark.pk, remark.pk + 1):
        page = posted(client, world.olive, f"/remarks/{pk}/", {"text": "Mine?"}, status=404)
        assert "There is no such remark any more" in page
        assert CANARY not in page
    assert Remark.objects.get().text == CANARY


def test_a_review_is_sent_from_its_check_page_as_it_stands_there(world, client, stage):
    noted(world, stage)
    at = f"/stages/{stage.pk}/review/send/"
    page = page_of(client, world.mira, at)
    assert "1 comment will be sent" in page
    seal = page.partition('name="noted" value="')[2].partition('"')[0]
    noted(world, stage, "In another window.")

    again = posted(client, world.mira, at, {"verdict": "supports", "noted": seal}, status=409)
    assert "You have changed your remarks since you opened this page." in again
    seal = again.partition('name="noted" value="')[2].partition('"')[0]
    posted(client, world.mira, at, {"verdict": "supports", "noted": seal})

    assert Comment.objects.count() == 2
    assert "You have sent your review" in page_of(client, world.mira, f"/stages/{stage.pk}/review/")


def test_a_remark_changed_at_the_very_moment_of_sending_is_not_sent_unseen(world, client, stage, monkeypatch):
    remark, at = noted(world, stage, "Why so little?"), f"/stages/{stage.pk}/review/send/"
    seal = page_of(client, world.mira, at).partition('name="noted" value="')[2].partition('"')[0]
    send = reviewing.send

    def changed_just_before(*about, **more):
        Remark.objects.filter(pk=remark.pk).update(text="Nonsense.")
        return send(*about, **more)

    monkeypatch.setattr(reviewing, "send", changed_just_before)
    page = posted(client, world.mira, at, {"verdict": "supports", "noted": seal}, status=409)

    assert "You have changed your remarks since you opened this page." in page
    assert "Nonsense." in page, "and they look at it as it is now"
    assert not Comment.objects.exists()


def test_who_has_read_an_objective_marks_it_and_a_later_text_shows(world, client, stage):
    mark = f"/stages/{stage.pk}/review/read/{world.street.pk}/"
    review = f"/stages/{stage.pk}/review/"
    assert "You have read 0 of 1 objective." in page_of(client, world.mira, review)
    assert not Reading.objects.exists(), "to look at a page is not to say that one has read it"

    posted(client, world.mira, mark, shown(client, world, review))
    assert "You have read 1 of 1 objective." in page_of(client, world.mira, review)
    assert "Read it and comment" not in page_of(client, world.mira, "/")

    perform(world.street.revise, actor=acting(world.olive, JAN_17), because="Agreed.", title="To halve street crime")
    assert "changed since you read it" in page_of(client, world.mira, review)
    posted(client, world.mira, mark, shown(client, world, review))
    assert "changed since you read it" not in page_of(client, world.mira, review)
    posted(client, world.mira, mark, {"unread": "yes"})
    assert not Reading.objects.exists()
    posted(client, world.olive, mark, {"seal": world.street.seal()}, status=404)


def shown(client, world, review) -> dict[str, str]:
    """What the form sends of the text that the page of a review shows Mira."""
    return {"seal": page_of(client, world.mira, review).partition('name="seal" value="')[2].partition('"')[0]}


def test_who_marks_as_read_what_changed_while_they_read_has_read_the_earlier_text(world, client, stage):
    review = f"/stages/{stage.pk}/review/"
    read = shown(client, world, review)
    perform(world.street.revise, actor=acting(world.olive, JAN_17), because="Agreed.", title="To halve street crime")

    posted(client, world.mira, f"{review}read/{world.street.pk}/", read)

    assert Reading.objects.get().seal == read["seal"] != Objective.objects.get(pk=world.street.pk).seal()
    page = page_of(client, world.mira, review)
    assert "changed since you read it" in page
    assert "You have read 0 of 1 objective." in page


@pytest.mark.parametrize("seal", ["", "x", "a" * 63, "a" * 65, "A" * 64])
def test_nothing_is_marked_as_read_without_the_seal_of_a_text(world, client, stage, seal):
    posted(client, world.mira, f"/stages/{stage.pk}/review/read/{world.street.pk}/", {"seal": seal}, status=404)

    assert not Reading.objects.exists()


def test_what_has_left_the_stage_is_not_there_to_be_read(world, client, stage):
    posted(
        client, world.mira, f"/stages/{stage.pk}/review/read/{world.guns.pk}/", {"seal": world.guns.seal()}, status=404
    )
    for about in ("", "objective-0", "objective-x", f"objective-{'9' * 30}", "person-1", f"plan-{world.plan.pk + 1}"):
        page_of(client, world.mira, f"/stages/{stage.pk}/review/remark/?about={about}", status=404)


# Coverage


def test_the_clerk_and_the_coordinator_see_how_far_everybody_is_and_nothing_that_is_pending(world, client, stage):
    noted(world, stage)
    at = f"/stages/{stage.pk}/coverage/"
    for person in (world.clare, world.colin):
        page = page_of(client, person, at)
        assert "0 of 1 have sent their review" in page
        assert "Has not looked yet" in page
        assert CANARY not in page
    reviewing.mark_as_read(world.street, stage, acting(world.mira, JAN_17), world.street.seal())
    assert "Has looked" in page_of(client, world.clare, at)

    comment_on(world)
    assert "Has commented" in page_of(client, world.clare, at)

    reviewing.send(stage, actor=acting(world.mira, JAN_17), verdict="asks_for_changes", reason="Too low.")
    page = page_of(client, world.clare, at)
    assert "1 of 1 has sent their review" in page
    assert "Asks for changes: Too low." in page


@pytest.mark.parametrize("person", ["mira", "olive", "omar", "ken", "charles", "ada", "anna", "walter", "sue"])
def test_nobody_else_sees_how_far_a_body_is(world, client, stage, person):
    page_of(client, getattr(world, person), f"/stages/{stage.pk}/coverage/", status=404)


def test_coverage_shows_who_read_an_earlier_text(world, client, stage):
    reviewing.mark_as_read(world.street, stage, acting(world.mira, JAN_17), world.street.seal())
    resolve(world, world.resolved, "3 per cent", on=JAN_17)

    assert "An earlier text: Mira Shah" in page_of(client, world.clare, f"/stages/{stage.pk}/coverage/")


# You said, we did


def test_the_author_is_told_what_became_of_a_comment(world, client, stage):
    comment = comment_on(world)
    perform(
        partial(comment.give_answer, disposition="not_accepted", answer="The figure is that of the Home Secretary."),
        actor=acting(world.olive, JAN_17),
    )

    tasks = page_of(client, world.mira, "/")
    assert "Answered lately (1)" in tasks
    assert "The figure is that of the Home Secretary." in tasks
    own = page_of(client, world.mira, "/comments/")
    assert "Why not ten per cent?" in own
    assert "not accepted" in own
    assert "You have made no comments" in page_of(client, world.olive, "/comments/")


def test_you_said_we_did_shows_old_and_new_text_on_the_page_and_as_csv(world, client, stage):
    comment = comment_on(world, "=cmd()", kind="proposal", proposed="6 per cent", target=world.resolved)
    olive = acting(world.olive, JAN_17)
    answering.take_in(comment, actor=olive, answer="Six it is.", resolution="resolved", numbers=["6"])

    at = f"/plans/{world.plan.slug}/you-said-we-did/"
    page = page_of(client, world.ken, f"{at}?body={world.workshop.pk}")
    for words in ("Mira Shah", "accepted", "Six it is.", "Reduce by 5 per cent", "6 per cent"):
        assert words in page
    assert "No comment matches" in page_of(client, world.ken, f"{at}?body={world.fpbv.pk}")

    client.force_login(world.ken)
    text = client.get(f"{at}export/?objective={world.street.pk}").getvalue().decode()
    head, line = text.removeprefix(BYTE_ORDER_MARK).split("\r\n", 1)
    assert head.startswith('"About","Body","Stage","By","Kind","Comment","Proposed wording","The text as it was"')
    assert '"\'=cmd()"' in line
    assert "Text as written: Reduce by 5 per cent" in line
    assert "Text as written: 6 per cent" in line


@pytest.mark.parametrize("address", ["", "export/"])
def test_you_said_we_did_is_for_those_who_read_the_plan_in_preparation(world, client, stage, address):
    for person in (world.anna, world.walter, world.sue):
        page_of(client, person, f"/plans/{world.plan.slug}/you-said-we-did/{address}", status=404)


def test_a_wording_is_taken_in_from_the_page_and_refused_with_what_was_typed(world, client, stage):
    comment = comment_on(world, "", kind="proposal", proposed="To halve street crime")
    at = f"/comments/{comment.pk}/answer/"
    form = {"disposition": "noted", "answer": "Well put.", "take_in": "on"}
    form["seen"] = str(Objective.objects.get(pk=world.street.pk).version)

    page = posted(client, world.olive, at, form, status=200)
    assert "A wording goes into the draft only if it is accepted." in page
    perform(world.street.revise, actor=acting(world.olive, JAN_17), because="Agreed.", title="To reduce it by a third")
    page = posted(client, world.olive, at, {**form, "disposition": "accepted"}, status=409)
    assert "Street crime: objective 1 has changed since you opened it." in page
    assert "The text has changed since this wording was proposed" in page
    assert "Well put." in page
    assert "I have looked at both" in page

    form["seen"] = str(Objective.objects.get(pk=world.street.pk).version)
    posted(client, world.olive, at, {**form, "disposition": "accepted", "over_later_words": "on"})
    assert Objective.objects.get(pk=world.street.pk).title == "To halve street crime"


# Constant


PAGES = {
    ("mira", "/stages/{stage}/review/"): 45,
    ("mira", "/stages/{stage}/review/send/"): 30,
    ("mira", "/comments/"): 12,
    ("clare", "/stages/{stage}/points/"): 40,
    ("clare", "/stages/{stage}/coverage/"): 25,
    ("olive", "/plans/{plan}/you-said-we-did/"): 20,
}
"""The most queries a page may take, sessions and sign-in among them"""


def test_the_pages_take_as_many_queries_for_many_objectives_and_comments_as_for_few(world, client, stage):
    counted = [_queries(world, client, stage, more) for more in (6, 30)]

    assert counted[0] == counted[1]
    assert {page: found for page, found in counted[1].items() if found > PAGES[page]} == {}


def _queries(world, client, stage, more) -> dict:
    grow(world, more)
    mira = acting(world.mira, JAN_17)
    before = Objective.objects.filter(state="workshop_review").select_related("plan", "aspect")
    said = {"stage": "workshop_review", "body": world.workshop, "author": world.mira, "text": "Why?"}
    perform_each([Comment(objective=each, **said).make for each in before], actor=mira)
    for each in before:
        reviewing.note(Remark(author=world.mira, stage=stage, objective=each, text="So?"))
        reviewing.mark_as_read(each, stage, mira, each.seal())
    found = {}
    for person, page in PAGES:
        client.force_login(getattr(world, person))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.format(stage=stage.pk, plan=world.plan.slug)).status_code == 200
        found[person, page] = len(queries)
    return found
