"""An owner writes a whole objective in the browser, without JavaScript as well as with it, and submits it."""

import pytest

from governance.models import Objective
from tests.journeys import days
from tests.world import an_objective

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_writes_a_whole_objective_and_submits_it(story, window, settings, javascript):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    objective = an_objective(story.aspect, 2, "To do", story.olive, story.tp, by=story.acting(story.colin))
    with window("olive", javascript=javascript) as page:
        page.goto(f"/objectives/{objective.pk}/")
        page.click("text=Write it, section by section")

        page.click("text=Wording")
        page.fill("[name=title]", "To reduce snatches of telephones")
        page.click("button:has-text('Save')")

        page.click("text=Indicators and targets")
        for indicator, target, resolution in [
            ("Snatches recorded", "Reduce by 10 per cent", "resolved"),
            ("Telephones returned", "", "missing"),
        ]:
            page.click("text=Add an indicator")
            page.fill("[name=text]", indicator)
            page.fill("[name=target_text]", target)
            page.check(f"[name=resolution][value={resolution}]")
            page.click("button:has-text('Save')")
        second = objective.indicators.last()
        page.click(f"#part-{second.pk} button:has-text('Up')")
        assert page.evaluate("document.activeElement.id") == f"part-{second.pk}"
        assert [each.text for each in objective.indicators.all()] == ["Telephones returned", "Snatches recorded"]
        page.click("text=Back to the sections")

        page.click("text=Action points and milestones")
        page.click("text=Add an action point")
        page.fill("[name=text]", "Patrols around stations")
        page.fill("[name=due]", "2001-09")
        page.click("button:has-text('Save')")
        page.click("text=Back to the sections")

        page.click(".govuk-task-list >> text=Notes")
        page.click("text=Add a note")
        page.fill("[name=text]", "See the annex.")
        page.click("button:has-text('Save')")
        page.click("text=Back to the sections")

        assert "1 target not resolved" in page.text_content(".govuk-task-list")
        page.click("text=Check what you wrote")
        written = page.text_content("main")
        for words in (
            "To reduce snatches",
            "Snatches recorded",
            "Reduce by 10 per cent",
            "by 2001-09",
            "See the annex.",
        ):
            assert words in written
        page.click("button:has-text('Submit')")

        assert "You submitted Street crime: objective 2." in page.text_content("main")
    assert Objective.objects.get(pk=objective.pk).state == "workshop_review"
