"""A whole review by hand, in a browser with JavaScript switched off.

The coordinator sets out the plan of the next year, the owner drafts, the coordinator opens the review; the workshop
makes its points, a member of the committee comments, the owner answers, and the member reads what became of it.
"""

import pytest
from django.core.management import call_command

from tests.governance.scenes import a_plan
from tests.journeys.test_to_publication import fill_date, press, say_what_the_body_said
from tests.world import JAN_15, JAN_17, JAN_22

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def set_out_the_plan(window, story):
    """Colin gives it a priority with an aspect, and hands the first objective to Olive."""
    with window("colin", javascript=False) as page:
        page.goto(f"/plans/{story.plan.slug}/headings/")
        page.get_by_role("link", name="Add a priority").click()
        page.fill("[name=title]", "Safer streets")
        page.get_by_label("external", exact=True).check()
        press(page, "Add")
        page.goto(f"/plans/{story.plan.slug}/headings/")
        page.get_by_role("link", name="Add an aspect").click()
        page.fill("[name=title]", "Street crime")
        press(page, "Add")
        page.goto(f"/plans/{story.plan.slug}/headings/")
        page.get_by_role("link", name="Add an objective").click()
        page.check("[name=label][value=numbered]")
        page.fill("[name=number]", "1")
        page.fill("[name=title]", "To do")
        page.get_by_label("Owner").select_option("Olive Grant, Territorial Policing")
        press(page, "Add")
        assert "You drafted Street crime: objective 1." in page.text_content("main")


def draft_an_objective(window, story):
    """Olive writes it, with an indicator and its target."""
    objective = story.plan.objectives.get()
    with window("olive", javascript=False) as page:
        page.goto(f"/objectives/{objective.pk}/")
        page.click("text=Write it, section by section")
        page.get_by_role("link", name="Wording").click()
        page.fill("[name=title]", "To reduce street crime")
        press(page, "Save")
        page.get_by_role("link", name="Indicators and targets").click()
        page.get_by_role("button", name="Add an indicator").click()
        page.fill("[name=text]", "Offences cleared up")
        page.fill("[name=target_text]", "2 per cent")
        page.get_by_label("resolved", exact=True).check()
        page.fill("[name=numbers]", "2")
        page.fill("[name=unit]", "per cent")
        press(page, "Save")
        assert "2 per cent" in page.text_content("main")
    return objective


def test_a_review_from_the_first_point_to_what_became_of_it(story, window, on_a_day, capsys):
    story.plan = a_plan(story)
    on_a_day(JAN_15)
    set_out_the_plan(window, story)
    story.street = draft_an_objective(window, story)
    with window("colin", javascript=False) as page:
        page.goto(story.plan.get_absolute_url())
        page.get_by_role("button", name="Open the review").click()
        press(page, "Open the review")
        assert "You opened the review of Policing and performance plan 2002/03." in page.text_content("main")
    with window("olive", javascript=False) as page:
        page.goto(f"/objectives/{story.street.pk}/draft/check/")
        press(page, "Submit")
        assert "You submitted Street crime: objective 1." in page.text_content("main")
    workshop, committee = (story.plan.stages.get(body=body) for body in (story.workshop, story.fpbv))
    objective = f"/objectives/{story.street.pk}/"
    on_a_day(JAN_17)

    # Clare takes points down, and puts together what was said twice.
    with window("clare", javascript=False) as page:
        page.goto(f"/plans/{story.plan.slug}/")
        page.get_by_role("link", name="Review: Workshop review by Workshop").click()
        page.get_by_role("link", name="Take down points").click()
        page.fill("[name=points]", "More patrols at night\nWhat of the boroughs?")
        press(page, "Take down")
        assert "Taken down: 2 points." in page.text_content("main")
        assert page.evaluate("document.activeElement.name") == "points", "the box is ready for the next"
        page.get_by_label("Said by").select_option("Mira Shah")
        page.fill("[name=points]", "Patrols at night!")
        press(page, "Take down")
        page.get_by_role("link", name="Merge").last.click()
        page.get_by_label("It says the same as").select_option("Clare Hobbs: More patrols at night")
        press(page, "Merge the comment into another")
        assert "You merged a comment on Street crime: objective 1 into another." in page.text_content("main")

    # Olive answers both, and so all three.
    with window("olive", javascript=False) as page:
        for _ in range(2):
            page.goto("/")
            page.get_by_role("link", name="Answer a comment").first.click()
            page.get_by_label("accepted", exact=True).check()
            page.fill("[name=answer]", "We have taken that up.")
            press(page, "Answer")
        page.goto("/")
        assert page.get_by_role("link", name="Answer a comment").count() == 0

    with window("clare", javascript=False) as page:
        say_what_the_body_said(page, story, story.workshop, "discussed", JAN_17, "workshop 1")
        page.goto(f"{objective}acts/invite_comment/")
        press(page, "Invite the committee to comment")

    # Mira reads, notes, changes her mind, checks and sends.
    on_a_day(JAN_22)
    review = f"/stages/{committee.pk}/review/"
    with window("mira", javascript=False) as page:
        page.goto("/")
        page.get_by_role("link", name="Read it and comment").click()
        page.get_by_role("button", name="I have read this").click()
        assert "You have read 1 of 1 objective." in page.text_content("main")
        page.get_by_role("link", name="Comment on Street crime: objective 1").click()
        page.get_by_label("proposed wording", exact=True).check()
        page.fill("[name=proposed]", "To halve street crime")
        press(page, "Keep it")
        page.get_by_role("link", name="Comment on the target of Offences cleared up").click()
        page.get_by_label("objection", exact=True).check()
        press(page, "Keep it")
        assert "Say why you object." in page.text_content("main")
        page.fill("[name=text]", "Two per cent is too low.")
        press(page, "Keep it")
        page.get_by_role("link", name="Comment on the plan as a whole").click()
        page.fill("[name=text]", "Never mind.")
        press(page, "Keep it")
        page.get_by_role("link", name="Take out your remark on Policing").click()
        press(page, "Take it out")
        assert "What you have noted (2)" in page.text_content("main")
        page.get_by_role("button", name="Check and send").click()
        page.get_by_label("asks for changes", exact=True).check()
        press(page, "Send")
        assert "Say why you ask for changes." in page.text_content("main")
        page.fill("[name=reason]", "The figures are too low.")
        press(page, "Send")
        assert "You sent your review." in page.text_content("main")

    with window("ken", javascript=False) as page:
        page.goto(f"/stages/{committee.pk}/coverage/")
        assert "Asks for changes: The figures are too low." in page.text_content("main")
        page.goto(f"{objective}acts/refer_to_authority/")
        assert "2 comments are not answered yet: from Mira Shah." in page.text_content("main")

    # One wording is taken in, one objection is not accepted.
    with window("olive", javascript=False) as page:
        page.goto(f"{objective}#comments")
        page.get_by_role("link", name="Answer the comment of Mira Shah on Street crime: objective 1").click()
        page.get_by_label("accepted", exact=True).check()
        page.fill("[name=answer]", "Better so.")
        page.get_by_label("Put the proposed wording into the draft").check()
        press(page, "Answer")
        page.get_by_role("link", name="Answer the comment of Mira Shah on “2 per cent”").click()
        page.get_by_label("not accepted", exact=True).check()
        page.fill("[name=answer]", "The boroughs cannot do more.")
        press(page, "Answer")
        assert "To halve street crime" in page.text_content("main")

    with window("mira", javascript=False) as page:
        page.goto("/")
        assert "Answered lately (3)" in page.text_content("main")
        page.get_by_role("link", name="All your comments").click()
        told = page.text_content("main")
        for words in ("Better so.", "The boroughs cannot do more.", "We have taken that up."):
            assert words in told
        page.goto(f"/plans/{story.plan.slug}/you-said-we-did/?body={story.fpbv.pk}")
        assert page.locator("ins", has_text="To halve street crime").count() >= 1
        assert page.locator("article").count() == 2

    with window("ken", javascript=False) as page:
        page.goto(f"/plans/{story.plan.slug}/decisions/record/?body={story.fpbv.pk}")
        fill_date(page, "circulated_on", JAN_22)
        fill_date(page, "decided_on", JAN_22)
        page.fill("[name=reference]", "FPBV report 3")
        page.get_by_label("Street crime: objective 1").select_option("endorsed")
        press(page, "Record")
        page.goto(f"{objective}acts/refer_to_authority/")
        press(page, "Refer to the Authority")
        page.goto(review)
        assert "No objective is before this body now" in page.text_content("main")

    assert workshop.comments_until is None
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")
