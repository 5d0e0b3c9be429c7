"""The spine: an owner turns ?? per cent into a figure, and the people of the later stages carry it to publication.

All of it by hand in a browser with JavaScript switched off.
"""

import pytest
from django.core.management import call_command

from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_31

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def fill_date(page, name, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"[name={name}-{part}]", str(value))


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def say_what_the_body_said(page, story, body, outcome, day, reference):
    page.goto(f"/plans/{story.plan.slug}/decisions/record/?body={body.pk}")
    fill_date(page, "circulated_on", JAN_15)
    fill_date(page, "decided_on", day)
    page.fill("[name=reference]", reference)
    page.get_by_label("Street crime: objective 1").select_option(outcome)
    press(page, "Record")


def test_a_target_is_resolved_and_its_objective_published_without_javascript(story, window, on_a_day, capsys):
    objective = f"/objectives/{story.street.pk}/"

    on_a_day(JAN_15)
    with window("olive", javascript=False) as page:
        page.goto("/")
        page.get_by_role("link", name="Resolve “?? per cent”").click()
        page.fill("[name=text]", "2 per cent")
        page.get_by_label("resolved", exact=True).check()
        page.fill("[name=numbers]", "2")
        page.fill("[name=unit]", "per cent")
        page.fill("[name=because]", "The boroughs have reported.")
        press(page, "Revise")
        assert "Give the basis of the target" in page.text_content("main")
        assert page.input_value("[name=text]") == "2 per cent", "nothing that was typed is lost"
        page.fill("[name=basis]", "Borough returns to December 2000")
        press(page, "Revise")
        assert "You revised the target" in page.text_content("main")
        assert page.locator("del", has_text="?? per cent").count() == 1
        page.goto(objective)
        page.get_by_role("button", name="Submit").click()
        assert "It goes to Members' workshop, workshop review, which closes on 17 January 2001." in page.content()
        press(page, "Submit")

    on_a_day(JAN_17)
    with window("clare", javascript=False) as page:
        say_what_the_body_said(page, story, story.workshop, "discussed", JAN_17, "workshop 1")
        page.goto(f"{objective}acts/invite_comment/")
        press(page, "Invite the committee to comment")

    on_a_day(JAN_22)
    with window("ken", javascript=False) as page:
        say_what_the_body_said(page, story, story.fpbv, "endorsed", JAN_22, "FPBV report 3")
        page.goto(f"{objective}acts/refer_to_authority/")
        press(page, "Refer to the Authority")

    on_a_day(FEB_8)
    with window("charles", javascript=False) as page:
        say_what_the_body_said(page, story, story.mpa, "approved", FEB_8, "MPA report 8")

    on_a_day(MAR_31)
    with window("clare", javascript=False) as page:
        page.goto(f"{objective}acts/publish/")
        press(page, "Publish")
        assert "You published Street crime: objective 1." in page.text_content("main")

    with window(None, javascript=False) as page:
        page.goto(objective)
        assert "2 per cent" in page.text_content("main")

    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith("The ledger is whole: ")
