"""Standing in for an owner, by hand in a browser with JavaScript switched off: named, chosen, done, and stopped."""

import pytest

from tests.governance.scenes import stand_in
from tests.journeys.test_to_publication import fill_date, press
from tests.world import JAN_15, JAN_22

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_deputy_submits_what_the_owner_has_written(story, window, on_a_day):
    on_a_day(JAN_15)
    with window("olive", javascript=False) as page:
        page.goto(f"/people/{story.olive.pk}/")
        page.get_by_role("link", name="Your deputies").click()
        page.get_by_role("button", name="Name a deputy").click()
        page.get_by_label("Deputy", exact=True).select_option(str(story.mira.pk))
        fill_date(page, "starts_on", JAN_15)
        fill_date(page, "ends_on", JAN_22)
        page.get_by_label("Reason").fill("I am on leave.")
        press(page, "Continue")
        assert "Mira Shah can act for Olive Grant in TP" in page.text_content("main")
        press(page, "Name")
        assert "You named Mira Shah as deputy of Olive Grant in TP." in page.text_content("main")

    with window("mira", javascript=False) as page:
        page.goto("/")
        page.locator("main").get_by_role("button", name="Act for Olive Grant").click()
        assert "You act for Olive Grant (TP) until 22 January 2001" in page.text_content("header")
        page.goto(f"/objectives/{story.street.pk}/acts/submit/")
        press(page, "Submit")
        assert "Mira Shah, for Olive Grant, submitted Street crime: objective 1." in page.text_content("main")
        page.get_by_role("button", name="Stop acting for Olive Grant").click()
        assert "You act for" not in page.text_content("header")
        assert page.get_by_role("heading", level=1).text_content() == "My tasks"


@pytest.mark.once
@pytest.mark.parametrize("width", [1280, 390])
def test_the_banner_stays_on_the_screen(story, window, on_a_day, width):
    on_a_day(JAN_15)
    stand_in(story, story.mira)
    with window("mira", width=width) as page:
        page.goto("/")
        page.locator("main").get_by_role("button", name="Act for Olive Grant").click()
        assert page.locator(".app-acting").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
