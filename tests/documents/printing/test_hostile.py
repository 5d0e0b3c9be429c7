"""Whatever people write into papers and minutes stays text in their prints, and in mails (promises D8, D9)."""

from __future__ import annotations

import re
from datetime import date, time
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from accounts.models import User
from documents.printing import fonts
from documents.printing import minutes as minutes_
from documents.printing.pack import printed
from documents.printing.text import printable
from meetings.minuted import Attended, MinuteRead, MinutesRead
from meetings.models import Agenda, Item, Meeting, Minutes, Recommendation
from meetings.reading import Appended
from notifications.models import Message
from notifications.outbox.letter import Letter, as_bytes, email_of
from tests.documents.hostile import PAYLOADS
from tests.documents.plan.test_hostile import inert, tripwire
from tests.documents.printing.made_up import OBJECTIVE, a_pack, an_entry
from tests.documents.printing.reading import Print
from tests.notifications.test_hostile_text import OURS

pytestmark = pytest.mark.once

SHOWN = [each for each in PAYLOADS if len(each) < 500]
"""what need not be cut into pages"""


def on_paper(text: str) -> str:
    shown = "".join(run.text for line in printable(text).split("\n") for run in fonts.runs(line))
    return re.sub(r"\s+", "", shown)


def an_objective(texts: list[str]) -> dict[str, object]:
    """Each of the texts in some field of it."""
    title, text, item, goal, why, point, note = texts
    return {
        "title": title,
        "indicators": [{"text": text, "statutory": [], "items": [item], "target": "0"}],
        "targets": [{"text": goal, "resolution": "deliberately_not_set", "explanation": why}],
        "actions": [{"text": point, "due": ""}],
        "notes": [note],
    }


def read(content: bytes) -> str:
    """Its words without blanks and without what stands at head and foot of each page."""
    found = Print(content)
    inert(found)
    pages = (re.split(r"Seal of the open text|Draft: these minutes|Seal of the whole", page)[0] for page in found.pages)
    return re.sub(r"\s+", "", "".join(pages))


def test_a_pack_shows_the_words_and_opens_nothing():
    pack = a_pack(0)
    printed(a_pack())  # fonts are read once
    pack.appended = {2: [Appended(texts[0], "a" * 64, an_objective(texts)) for texts in sevens(PAYLOADS)]}
    for at, text in enumerate(SHOWN[::8]):
        entry = an_entry(pack.meeting, at + 10)
        entry.item.title, entry.item.note = text, SHOWN[-at]
        entry.report.title = entry.report.by = entry.report.information = text
        entry.recommendations = [Recommendation(verb="note", text=text)]
        entry.attachments[0].title = entry.attachments[0].name = text
        pack.agenda.entries.append(entry)
    with tripwire() as touched:
        content = printed(pack)
    assert touched == []
    words = read(content)
    wanted = [*SHOWN[::8], *(each for texts in sevens(SHOWN) for each in texts)]
    assert [each for each in wanted if on_paper(each) not in words] == []
    assert OBJECTIVE["title"] in Print(printed(a_pack())).text


def sevens(texts: list[str]) -> list[list[str]]:
    padded = texts + texts[: -len(texts) % 7]
    return [padded[at : at + 7] for at in range(0, len(padded), 7)]


def test_minutes_show_the_words_and_open_nothing():
    pack = a_pack(0)
    meeting = Meeting(
        pk=1, body=pack.meeting.body, kind="ordinary", held_on=date(2001, 1, 22), held_at=time(14), place=SHOWN[7]
    )
    meeting._prefetched_objects_cache = {"joint_bodies": []}
    items = [
        MinuteRead(
            Item(meeting=meeting, title=text, kind="report", agenda=Agenda(pk=1)),
            str(at),
            interests=[SHOWN[-at]],
            actions_taken=[text],
        )
        for at, text in enumerate(SHOWN, 1)
    ]
    people = [Attended(text, "", text) for text in SHOWN[::5]]
    found = MinutesRead(meeting, people, SHOWN[1::5], SHOWN[2::5], SHOWN[3::5], items)
    draft = Minutes(meeting=meeting, state="circulated", circulated_on=date(2001, 1, 25))
    this = minutes_.MinutesPrint(meeting, draft, found, whole=True)
    with tripwire() as touched:
        content = minutes_.printed(this)
    assert touched == []
    words = read(content)
    assert [each for each in SHOWN if on_paper(each) not in words] == []


def test_every_text_in_a_mail_leaves_its_headers_ours_and_its_parts_two():
    for text in PAYLOADS:
        person = User(name=text, email="olive@example.org")
        letter = Letter(text, f"Dear all,{text}", "<p>Dear all</p>", {})
        content = as_bytes(email_of(Message(person=person), letter))
        mail = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        assert set(mail.keys()) <= OURS, repr(text)
        assert [each.addr_spec for each in mail["To"].addresses] == ["olive@example.org"]
        assert len(list(mail.iter_parts())) == 2
        assert not mail.defects
