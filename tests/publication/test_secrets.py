"""Nothing exempt and no draft stands on any page or in any feed for the public: every link is followed."""

import re
from collections import deque
from urllib.parse import unquote

import pytest

from governance import rollover
from governance.models import ExemptNote, Plan
from tests.governance.scenes import consult
from tests.meetings.scenes import CANARY, a_meeting_with_secrets
from tests.publication.scenes import amend_it, publish_the_plan
from tests.world import JAN_22, MAR_31, acting, bring_to, comment_on
from workflow.gate import perform

pytestmark = pytest.mark.once

LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
DRAFT = "Quietwater"
"""a word of drafts alone"""


def crawl(client, *begin):
    """Every page of the room that a reader comes to, as address -> text; files beside them are fetched as well."""
    read, waiting = {}, deque(begin)
    while waiting:
        address = waiting.popleft()
        if address in read:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        content = answer.getvalue() if answer.streaming else answer.content
        read[address] = unquote(content.decode(errors="replace"))
        if address.startswith("/published/") and "html" in answer.headers["Content-Type"]:
            found = [link.replace("&amp;", "&") for link in LINK.findall(read[address])]
            waiting.extend(link for link in found if not link.startswith("/static/"))
    return read


BEGIN = [
    "/published/",
    "/published/search/?q=e",
    f"/published/search/?q={DRAFT}",
    "/published/search/?q=Brightwater",
    "/published/ledger.json",
    "/published/changes.atom",
]


def test_nothing_exempt_and_no_draft_is_on_any_page_of_what_is_published(world, settings, client):
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    keep_secrets(world)
    publish_the_plan(world)
    amend_it(world, "approved", f"Reduce by 9 per cent {DRAFT}")
    rollover.roll_over(Plan.objects.get(pk=world.plan.pk), actor=acting(world.colin, MAR_31))

    read = crawl(client, *BEGIN)

    assert [address for address, text in read.items() if CANARY in text] == []
    asked = f"/published/search/?q={DRAFT}"
    assert [address for address, text in read.items() if DRAFT in text and address != asked] == []
    assert [address for address, text in read.items() if "2002/03" in text] == []
    assert "Nothing published says so" in read[asked]
    assert len([address for address in read if address.startswith("/published/")]) > 30


def keep_secrets(world):
    """Exempt notes, exempt items of a meeting, what was said to a party and among members."""
    notes = {world.olive: {"objective": world.street}, world.colin: {"aspect": world.aspect}}
    for person, about in notes.items():
        perform(ExemptNote(text=CANARY, paragraph=12, schedule="1986", **about).add, actor=acting(person))
    consult(world, required=False, party=CANARY, purpose=CANARY, question=CANARY)
    a_meeting_with_secrets(world)
    bring_to(world, "workshop_review")
    comment = comment_on(world, CANARY)
    answer = {"disposition": "noted", "answer": CANARY}
    perform(comment.give_answer, actor=world.acting(world.olive, JAN_22), **answer)
