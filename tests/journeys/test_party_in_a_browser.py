"""An outside party on a telephone, without JavaScript: from the link to the reference."""

import pytest

from governance import personal_links
from governance.models import Consultation
from tests.governance.scenes import consult
from tests.world import JAN_17

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_party_answers_on_a_telephone_without_javascript(story, window, on_a_day):
    on_a_day(JAN_17)
    word = personal_links.new_word()
    asked = consult(story, target=story.undecided, link=personal_links.hash_of(word))

    with window(None, width=390, javascript=False) as page:
        sent = []
        page.on("request", lambda request: sent.append((request.url, request.headers.get("referer", ""))))
        page.goto(f"/consultations/{word}/")
        assert page.get_by_role("heading", level=1).inner_text() == "Metropolitan Police Authority asks for your answer"
        assert page.get_by_text("The question is about this target: ?? per cent").is_visible()
        page.get_by_role("button", name="Continue").click()
        assert page.get_by_role("link", name="Choose what you think of the text.").is_visible()

        page.get_by_label("We object").check()
        page.get_by_label("Your answer").fill("Places for treatment are short.\nAsk for half.")
        page.get_by_label("Your name").fill("Jane Roe")
        page.get_by_label("Your office").fill("Head of healthcare")
        page.get_by_role("button", name="Continue").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Check your answer"
        page.get_by_role("button", name="Change what you typed").click()
        assert page.get_by_label("Your name").input_value() == "Jane Roe"
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Send the answer").click()

        assert page.get_by_role("heading", level=1).inner_text() == "The answer is recorded"
        assert page.get_by_text(asked.reference).first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert [url for url, referrer in sent if word in referrer] == []
        assert page.context.cookies() == []
        assert word not in page.title()

    found = Consultation.objects.get(pk=asked.pk)
    assert (found.state, found.view, found.answered_as) == ("answered", "objects", "Head of healthcare")
    assert found.answer == "Places for treatment are short.\nAsk for half."
