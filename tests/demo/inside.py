"""`python -m tests.demo.inside NAME`: looks at the demo from within, in a process with its settings; prints JSON."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.db import connection  # noqa: E402 - after the set-up
from django.utils import timezone  # noqa: E402

from audit.models import AuditEvent  # noqa: E402
from demo import building, clock  # noqa: E402
from demo.models import Clock  # noqa: E402
from demo.stage import Stage  # noqa: E402
from governance.models import (  # noqa: E402
    ActionPoint,
    Comment,
    Condition,
    Decision,
    Note,
    Objective,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.queries import counts_of  # noqa: E402
from meetings.models import Meeting, Minute, Minutes, Motion  # noqa: E402
from tests.demo.visitor import Visitor  # noqa: E402
from workflow.gate import perform  # noqa: E402


def look() -> dict[str, Any]:
    """What the demo holds once it is built."""
    stage = Stage()
    plan = stage.plan
    current = Objective.objects.current().filter(plan=plan)
    return {
        "counts": counts_of(plan, stage.on(clock.today(), "alan")).__dict__,
        "resolutions": Counter(Target.objects.filter(objective__in=current).values_list("resolution", flat=True)),
        "states": Counter(Objective.objects.values_list("state", flat=True)),
        "statutory": len(set(StatutoryIndicator.objects.values_list("number", flat=True))),
        "activities": SustainedActivity.objects.count(),
        "without_owner": Objective.objects.filter(owner__isnull=True).count(),
        "comments": Counter("answered" if each.is_answered else "waiting" for each in Comment.objects.all()),
        "procedures": Counter(Decision.objects.values_list("procedure", flat=True)),
        "backwards": _backwards(),
        "first": str(AuditEvent.objects.order_by("effective_on").first().effective_on),
        "last": str(AuditEvent.objects.order_by("-effective_on").first().effective_on),
        **_recorded(),
        "revised": [
            [line.because, line.basis, line.changes["text"]]
            for line in AuditEvent.objects.filter(action="target.revised").with_words()
            if "text" in line.changes
        ],
        "early": [line.because for line in AuditEvent.objects.filter(action="objective.published").with_words()],
    }


def _backwards() -> int:
    """Lines that take effect before the line written before them."""
    days = [line.effective_on for line in AuditEvent.objects.filter(book__startswith="plan").order_by("seq")]
    return sum(later < earlier for earlier, later in pairwise(days))


def _recorded() -> dict[str, Any]:
    """On which days, whether any line was recorded on another than that on which it took effect, and in which order."""
    lines = list(AuditEvent.objects.order_by("recorded_at", "book", "seq"))
    days = [timezone.localdate(line.recorded_at) for line in lines]
    books: dict[str, list[int]] = {}
    for line in lines:
        books.setdefault(line.book, []).append(line.seq)
    return {
        "recorded_first": str(days[0]),
        "recorded_last": str(days[-1]),
        "recorded_elsewhere": [line.key for line, day in zip(lines, days, strict=True) if day != line.effective_on],
        "recorded_backwards": sum(later < earlier for seqs in books.values() for earlier, later in pairwise(seqs)),
    }


def fingerprint() -> list[Any]:
    """Every row of every table, but for the sessions of visitors."""
    rows = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table != "django_session":
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - the names are the database's own
                rows.append([table, sorted(map(repr, cursor.fetchall()))])
    return rows


def refusals() -> list[str]:
    """What is said to a foreign database, and to one that holds something else."""
    said = []
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(Path(name).with_name("assent.sqlite3"))
    said.append(_refusal())
    connection.settings_dict["NAME"] = name
    Clock.objects.all().delete()
    said.append(_refusal())
    return said


def _refusal() -> str:
    try:
        building.build()
    except building.NotOurs as refusal:
        return str(refusal)
    return "built"


def pages() -> dict[str, Any]:
    """The pages of the demo for somebody who has not signed in."""
    visitor = Visitor(checks_tokens=False)
    post = visitor.client.post
    sign_in = visitor.read("/sign-in/")
    return {
        "today": visitor.today(),
        "people": [form["action"].split("/")[-2] for form in sign_in.select("form[action^='/demo/sign-in/']")],
        "form": [field["name"] for field in sign_in.select("#id_username, #id_password")],
        "outbox": visitor.read("/demo/outbox/").select_one("main").get_text(" ", strip=True),
        "stranger": post("/demo/sign-in/nobody/").status_code,
        "next_by_link": visitor.client.get("/demo/clock/next/").status_code,
        "sign_in_by_link": visitor.client.get("/demo/sign-in/karen/").status_code,
        "back": post("/demo/clock/", {"day-day": "1", "day-month": "12", "day-year": "2000"}).status_code,
        "too_far": post("/demo/clock/", {"day-day": "1", "day-month": "4", "day-year": "2002"}).status_code,
        "elsewhere": post("/demo/clock/next/", {"next": "https://elsewhere.example/"})["Location"],
        "after_next": visitor.today(),
    }


def walk() -> dict[str, Any]:
    """Burglary: objective 1 from “??? per cent” to publication, by the people whose turn it is, on the demo's days."""
    visitor = Visitor()
    burglary = Objective.objects.get(aspect__title="Burglary")
    target = burglary.targets.get(text="??? per cent")
    objective, decisions = f"/objectives/{burglary.pk}/", f"{burglary.plan.get_absolute_url()}decisions/record/?body="
    states, stage = [], Stage()

    def state() -> None:
        burglary.refresh_from_db()
        states.append([visitor.today(), burglary.state])

    def records(username: str, body: str, kind: str, reference: str) -> None:
        visitor.become(username)
        day = clock.today()
        days = {
            f"{name}-{part}": getattr(day, part)
            for name in ("circulated_on", "decided_on")
            for part in ("day", "month", "year")
        }
        about = {f"outcome_{burglary.pk}": kind}
        visitor.fill_in(f"{decisions}{stage.body(body).pk}", reference=reference, **days, **about)

    visitor.become("karen")
    visitor.fill_in(
        f"/targets/{target.pk}/acts/revise/",
        text="2 per cent",
        resolution="resolved",
        numbers="2",
        unit="per cent",
        because="The boroughs have reported.",
        basis="Borough returns to December 2000",
    )
    visitor.fill_in(f"{objective}acts/submit/")
    state()
    visitor.go_to(date(2001, 1, 26))
    records("ruth", "Workshop", "discussed", "Workshop 4")
    visitor.fill_in(f"{objective}acts/invite_comment/")
    state()
    records("tessa", "PSPM", "endorsed", "PSPM 5")
    visitor.go_to(date(2001, 2, 1))
    visitor.become("gerald")
    after_his_term = visitor.client.get(objective).status_code
    records("priya", "FPBV", "endorsed", "FPBV 7")
    visitor.fill_in(f"{objective}acts/refer_to_authority/")
    state()
    visitor.go_to(date(2001, 2, 8))
    records("ruth", "MPA", "approved", "Authority 8")
    state()
    visitor.go_to(date(2001, 3, 31))
    visitor.fill_in(f"{objective}acts/publish/")
    state()
    line = AuditEvent.objects.with_words().get(action="target.revised", subject_id=str(target.pk))
    target.refresh_from_db()
    stranger = Visitor().read(objective).select_one("h1").text
    return {
        "states": states,
        "after_his_term": after_his_term,
        "target": [target.text, target.resolution, target.numbers],
        "line": [line.changes["text"], line.because, line.basis, str(line.effective_on), line.actor_label],
        "recorded": str(timezone.localdate(line.recorded_at)),
        "published_on": str(burglary.published_on),
        "the_public_reads": stranger,
    }


def as_at() -> dict[str, Any]:
    """Burglary and the whole plan as at 22 January, after Karen has resolved its target on the 26th."""
    visitor = Visitor()
    burglary = Objective.objects.get(aspect__title="Burglary")
    target = burglary.targets.get(text="??? per cent")
    visitor.become("karen")
    visitor.go_to(date(2001, 1, 26))
    visitor.fill_in(
        f"/targets/{target.pk}/acts/revise/",
        text="7 per cent",
        resolution="resolved",
        numbers="7",
        unit="per cent",
        because="The boroughs have reported.",
        basis="Borough returns to December 2000",
    )

    visitor.read("/")  # where the page says once that it is done

    def told(address: str, part: str) -> dict[str, str]:
        pages = {day: visitor.read(f"{address}?as_at={day}") for day in ("2001-01-22", "2001-01-26")}
        return {day: " ".join(page.select_one(part).get_text(" ").split()) for day, page in pages.items()}

    return {
        "objective": told(burglary.get_absolute_url(), "main"),
        "counts": told(burglary.plan.get_absolute_url(), ".app-counts"),
    }


def story() -> dict[str, Any]:
    """What the demo holds once its story has been told to the end."""
    stage = Stage()
    plan = stage.plan
    current = Objective.objects.current().filter(plan=plan)
    return {
        "plan": plan.state,
        "published": str(AuditEvent.objects.get(action="plan.published").effective_on),
        "resolutions": Counter(Target.objects.filter(objective__in=current).values_list("resolution", flat=True)),
        "unresolved_activities": Target.objects.unresolved().filter(activity__isnull=False).count(),
        "still_open": _still_open(current),
        "target": _line_of("??? per cent"),
        "decisions": [
            [str(each.decided_on), each.who, each.procedure, Counter(one.kind for one in each.outcomes.all())]
            for each in Decision.objects.filter(decided_on__gt=clock.START).order_by("decided_on", "pk")
        ],
        "vote": Motion.objects.filter(method="by_name").values_list("state", "in_favour", "against", "abstained")[0],
        "conditions": list(Condition.objects.values_list("state", flat=True)),
        "reported": Decision.objects.get(procedure="delegated").reported_as,
        "minutes": {
            f"{each.meeting.body.short_name}, {clock.in_words(each.meeting.held_on)}": each.signed_by.who
            for each in Minutes.objects.filter(state="confirmed")
        },
        "numbers": {body: _minutes_of(body) for body in ("FPBV", "MPA")},
        "heads": [line.link for line in AuditEvent.objects.filter(action="minutes.confirmed").order_by("seq")],
        "public": _read_by_anybody(plan),
        **_recorded(),
    }


def _minutes_of(body: str) -> list[int]:
    """The numbers of the minutes of a body."""
    rows = Minute.objects.filter(meeting__body__short_name=body).order_by("number")
    return list(rows.values_list("number", flat=True))


def _still_open(current: Any) -> list[str]:
    """Whatever still holds a place for something, in any text of the plan."""
    marks = re.compile(r"\?\?|\*\*\*|\bX per cent|under development|\[More")
    texts = [
        *Target.objects.filter(objective__in=current).values_list("text", flat=True),
        *Note.objects.filter(withdrawn=False).values_list("text", flat=True),
        *ActionPoint.objects.filter(objective__in=current).values_list("text", flat=True),
        *SustainedActivity.objects.values_list("text", flat=True),
    ]
    return [text for text in texts if marks.search(text)]


def _line_of(was: str) -> list[Any]:
    """How a target came by its text."""
    lines = AuditEvent.objects.filter(action="target.revised").with_words()
    line = next(each for each in lines if each.changes.get("text", [""])[0] == was)
    return [line.changes["text"], line.because, line.basis, str(line.effective_on), line.actor_label]


def _read_by_anybody(plan: Any) -> dict[str, int]:
    """Which pages somebody gets who has not signed in."""
    visitor = Visitor()
    minutes = Minutes.objects.filter(state="confirmed").first()
    agenda = minutes.meeting.get_absolute_url() if minutes else ""
    pages = {
        "plan": plan.get_absolute_url(),
        "objective": Objective.objects.get(aspect__title="Burglary").get_absolute_url(),
        "agenda": agenda,
        "minutes": f"{agenda}minutes/",
    }
    return {name: visitor.client.get(address).status_code for name, address in pages.items()}


def told_on() -> dict[str, Any]:
    """A visitor resolves a target, lets the story go on by its button, and then gets in its way, twice."""
    visitor = Visitor()
    burglary = Objective.objects.get(aspect__title="Burglary")
    target = burglary.targets.get(text="??? per cent")
    visitor.become("karen")
    visitor.fill_in(
        f"/targets/{target.pk}/acts/revise/",
        text="3 per cent",
        resolution="resolved",
        numbers="3",
        unit="per cent",
        because="The boroughs have reported.",
        basis="Borough returns to December 2000",
    )
    visitor.fill_in(f"{burglary.get_absolute_url()}acts/submit/")
    said = [_press_on(visitor, date(2001, 2, 8))]
    days = [visitor.today()]
    burglary.refresh_from_db()
    target.refresh_from_db()
    meeting = Meeting.objects.get(body__short_name="FPBV", held_on=date(2001, 2, 20))
    stage = Stage()
    perform(meeting.cancel, actor=stage.on(date(2001, 2, 8), "priya"), because="The room is flooded.")
    clock.pause()
    before = AuditEvent.objects.count()
    said.append(_press_on(visitor, date(2001, 2, 20)))
    clock.go_to(date(2001, 2, 21))
    _note_something(stage)
    clock.pause()
    said.append(_press_on(visitor, date(2001, 2, 20)))
    return {
        "said": said,
        "days": [*days, visitor.today()],
        "burglary": [burglary.state, target.text],
        "written": AuditEvent.objects.count() - before,
    }


def _note_something(stage: Stage) -> None:
    """A visitor does something on the day the clock shows."""
    note = Note.objects.filter(aspect__title="Street crime").earliest("pk")
    perform(note.revise, actor=stage.on(clock.today(), "marcus"), text="So.", because="It is shorter.")


def _press_on(visitor: Visitor, day: date) -> str:
    """What the page says after the button of a chapter was pressed."""
    page = visitor.read("/demo/clock/")
    form = next(
        each
        for each in page.select("main form[action='/demo/story/']")
        if clock.in_words(day) in each.get_text(" ", strip=True)
    )
    visitor.client.post("/demo/story/", visitor.held(form))
    return " ".join(visitor.read("/").select_one(".govuk-notification-banner, .app-message").get_text(" ").split())


if __name__ == "__main__":
    asked: Callable[[], Any] = globals()[sys.argv[1]]
    json.dump(asked(), sys.stdout)
