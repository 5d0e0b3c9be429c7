"""A pack that no database knows, printed by itself: run as a program, it tells the hash of what it printed."""

from __future__ import annotations

import hashlib
from datetime import date, time

if __name__ == "__main__":
    import django

    django.setup()

from documents.printing.pack import Pack, printed
from governance.models import Body
from meetings.models import Agenda, Appendix, Attachment, Item, Meeting, Paper, Recommendation
from meetings.reading import AgendaAsRead, Appended, Entry

TARGET = {"text": "?? per cent", "resolution": "placeholder", "explanation": "Awaits the Home Office"}
OBJECTIVE = {
    "title": "To reduce street crime on Ffordd Ŵyl",
    "indicators": [{"text": "Offences ≥ 5", "statutory": ["BVPI 126"], "items": ["by day", "by night"], "target": "0"}],
    "targets": [TARGET, {**TARGET, "text": "12 per cent", "resolution": "resolved", "explanation": ""}],
    "actions": [{"text": "Patrol", "due": "June"}],
    "notes": ["<b>See annex B"],
}


def a_pack(objectives: int = 15) -> Pack:
    """Three items, one with a report in several scripts and as many objectives as wanted."""
    body = Body(pk=1, name="Tŷ Hywel Panel", short_name="THP")
    meeting = Meeting(
        pk=1, body=body, kind="ordinary", held_on=date(2001, 1, 22), held_at=time(14), place="Łódź", state="called"
    )
    meeting._prefetched_objects_cache = {"joint_bodies": []}
    issue = Agenda(pk=1, meeting=meeting, issued_on=date(2001, 1, 16), clear_days=3)
    issue.sealed_id, issue.sealed_open_id = "a" * 64, "b" * 64
    entries = [an_entry(meeting, at) for at in range(1, 4)]
    appended = [Appended(f"Street crime: objective {at}", f"{at:064x}", OBJECTIVE) for at in range(objectives)]
    return Pack(meeting, AgendaAsRead([issue], entries), appended={2: appended})


def an_entry(meeting: Meeting, at: int) -> Entry:
    item = Item(pk=at, meeting=meeting, title=f"Ελλάς and Москва {at}", kind="report", number=str(at), agenda_id=1)
    report = Paper(title="A report", by="Clerk", information="One.\n\nTwo ŵ.", background="None\nA letter")
    file = Attachment(pk=at, meeting=meeting, title="Map", name="map.pdf", kind="application/pdf", size=1234)
    file.file_id = "c" * 64
    asked = Recommendation(verb="note", text="the report")
    entry = Entry(item, str(at), True, report, [asked], [], [file])
    if at == 2:
        entry.appendices = [Appendix()]
    return entry


if __name__ == "__main__":
    print(hashlib.sha256(printed(a_pack())).hexdigest())
