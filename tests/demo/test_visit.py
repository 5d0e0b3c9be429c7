"""What a visitor of the demo can do: change into anybody, move the clock, carry an objective to publication."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.mail import EmailMessage, get_connection

from demo import cast
from demo.mail import letters
from tests.demo.conftest import IN_THE_DEMO
from tests.project.programs import ROOT, environment

pytestmark = [pytest.mark.once, pytest.mark.slow]


def test_signing_in_is_one_click_and_the_clock_goes_forward_only(ask):
    found = ask("pages")

    assert found["today"] == "Monday 22 January 2001"
    assert set(found["people"]) == set(cast.USERNAMES)
    assert found["form"] == ["username", "password"]
    assert "There is no e-mail" in found["outbox"]
    assert (found["back"], found["too_far"]) == (422, 422)
    assert found["after_next"] == "Tuesday 23 January 2001"
    # A link moves nothing, and no button leads to another site.
    assert (found["next_by_link"], found["sign_in_by_link"]) == (405, 405)
    assert found["stranger"] == 404
    assert found["elsewhere"] == "/"


def test_the_outbox_shows_what_the_file_backend_wrote(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    assert letters() == []
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path))
    for name in ("first", "second"):
        body = f"Dear Karen,\n\nthe {name} one, with a dash: –\n"
        EmailMessage(f"The {name}", body, "no-reply@example.org", ["karen@example.org"], connection=backend).send()

    found = {letter.subject: letter for letter in letters()}

    assert set(found) == {"The first", "The second"}
    assert found["The first"].to == "karen@example.org"
    assert found["The first"].text.startswith("Dear Karen,\n\nthe first one, with a dash: –")
    assert found["The first"].sent_at is not None


def test_a_target_goes_from_question_marks_to_2_per_cent_and_its_objective_to_publication(ask):
    """By the people whose turn it is, on the days of the demo, through the forms of the pages."""
    walked = ask("walk")

    assert walked["states"] == [
        ["Monday 22 January 2001", "workshop_review"],
        ["Friday 26 January 2001", "committee_comment"],
        ["Thursday 1 February 2001", "authority_approval"],
        ["Thursday 8 February 2001", "approved"],
        ["Saturday 31 March 2001", "published"],
    ]
    assert walked["target"] == ["2 per cent", "resolved", ["2"]]
    assert walked["line"] == [
        ["??? per cent", "2 per cent"],
        "The boroughs have reported.",
        "Borough returns to December 2000",
        "2001-01-22",
        "Karen Maddox",
    ]
    assert walked["recorded"] == "2001-01-22"
    assert walked["published_on"] == "2001-03-31"
    assert walked["after_his_term"] == 404  # Gerald Finch was clerk of FPBV until 31 January
    assert walked["the_public_reads"] == "Burglary: objective 1"


def test_as_at_22_january_shows_what_the_committee_had_before_it(ask):
    """Whatever was resolved later says “??” there, and nothing of what came after."""
    found = ask("as_at")

    then, later = found["objective"]["2001-01-22"], found["objective"]["2001-01-26"]
    assert "As it stood on 22 January 2001" in then
    assert "??? per cent" in then
    for word in ("7 per cent", "The boroughs have reported.", "26 January 2001"):
        assert word not in then
        assert word in later
    assert found["counts"]["2001-01-22"].endswith("Unresolved 17 and 1 missing")
    assert found["counts"]["2001-01-26"].endswith("Unresolved 16 and 1 missing")


@pytest.mark.browser
def test_the_served_demo_in_a_browser(folder, page):
    """Sign in by one click, turn ??? into 2 per cent, submit, and see the next day on every page."""
    with served(folder) as address:
        page.goto(f"{address}/sign-in/")
        page.get_by_role("button", name="Karen Maddox").click()
        page.get_by_role("link", name="Resolve “??? per cent”").click()
        page.get_by_label("Target as written").fill("2 per cent")
        page.get_by_label("resolved", exact=True).check()
        page.get_by_label("Reason").fill("The boroughs have reported.")
        page.get_by_label("Basis").fill("Borough returns to December 2000")
        page.get_by_role("button", name="Revise").click()
        page.get_by_role("button", name="Next day").click()
        assert page.locator(".demo-banner strong").inner_text() == "Tuesday 23 January 2001"
        page.goto(f"{address}/")
        page.get_by_role("link", name="Submit it").click()
        page.get_by_role("button", name="Submit").click()
        assert "Workshop review" in page.locator("main").inner_text()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for path in ("sign-in/", "demo/clock/", "demo/outbox/"):
                page.goto(f"{address}/{path}")
                page.locator(".demo-banner summary").click()
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert Axe().run(page).response["violations"] == [], path


@contextlib.contextmanager
def served(folder):
    """The demo as `make demo` serves it; yields its address."""
    with (folder / "log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "config.serve"],
            cwd=ROOT,
            env=environment(IN_THE_DEMO, folder),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield _address(folder / "log", server)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def _address(log, server):
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and server.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text()):
            return found[0]
        time.sleep(0.2)
    raise AssertionError(log.read_text())
