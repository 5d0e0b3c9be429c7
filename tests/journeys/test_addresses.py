"""Every address, asked by everybody in every way: what comes back stands in addresses.py, and nothing else happens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from accounts.models import User
from audit.models import AuditEvent
from documents import papers
from governance import reviewing
from governance.models import (
    Objective,
    Plan,
)
from meetings.models import Meeting
from tests.documents.test_paper_pages import REPORT
from tests.environment import ALL
from tests.governance.scenes import undone
from tests.journeys import addresses
from tests.journeys.addresses import Row
from tests.journeys.crowd import Crowd
from tests.journeys.town import OBJECTIVES, Town
from tests.world import (
    MAR_31,
    acting,
)

pytestmark = pytest.mark.slow


def the_form(row: Row, named: dict[str, Any]) -> dict[str, Any]:
    form: dict[str, Any] = {
        name.format(**named): value.format(**named) for name, value in addresses.FORMS.get(row.form, {}).items()
    }
    if row.form == "a report":
        form["file"] = SimpleUploadedFile("report-5.txt", REPORT.encode())
    if row.form == "a map":
        form["file"] = SimpleUploadedFile("map.pdf", b"%PDF-1.4 another map")
    return form


def address_of(row: Row, named: dict[str, Any]) -> str:
    path, _, query = row.thing.partition("?")
    address = reverse(row.name, args=path.format(**named).split())
    return f"{address}?{query.format(**named)}" if query else address


def patterns(of: URLResolver | None = None) -> Iterator[URLPattern]:
    for each in (of or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


@pytest.mark.once
def test_every_address_has_a_line():
    named = {str(pattern.name) for pattern in patterns()}
    assert named == {row.name for row in addresses.rows()}, "every address needs a line in addresses.py, and no other"


@pytest.mark.once
def test_everybody_gets_what_the_table_says_and_nothing_else_happens(town):
    crowd, wrong = Crowd(), []
    for turn, row in enumerate(addresses.rows()):
        address = address_of(row, town.ours)
        for method, expected in row.answers.items():
            form = partial(the_form, row, town.ours) if method == "POST" else dict
            with undone():
                for who in asked_by(turn, method, expected):
                    found = crowd.ask(who, method, address, form())
                    if found.word != expected[who]:
                        wrong.append(f"{row}: {method} by {who} answers {found.word}, not {expected[who]}")
                    if who != "nobody" and found.headers.get("Cache-Control") not in may_be_kept(address):
                        wrong.append(f"{row}: {method} by {who} may be kept: {found.headers.get('Cache-Control')}")
                wrong += [f"{row}: {method} leaves a trace: {model}" for model in crowd.changed()]
            for who in [who for who in addresses.PEOPLE if method == "POST" and expected[who] == "done"]:
                with undone():
                    found = crowd.ask(who, method, address, form())
                    if found.word != "done":
                        wrong.append(f"{row}: {method} by {who} answers {found.word}, not done: {found.problem}")
    assert not wrong, "\n".join(wrong)


def may_be_kept(address: str) -> tuple[str | None, ...]:
    """What may be said of keeping an answer to somebody signed in: what is published holds nothing of theirs."""
    return ("public, max-age=300", None) if address.startswith("/published/") else ("private, no-store",)


def test_a_crowd_notices_what_has_changed_and_that_it_was_undone(town):
    crowd = Crowd()
    assert crowd.changed() == []
    with undone():
        User.objects.filter(username="walter").update(name="Walter")
        assert crowd.changed() == ["accounts.User"]
    assert crowd.changed() == []


def asked_by(turn: int, method: str, expected: dict[str, str]) -> list[str]:
    """Who asks without doing anything: of those who are to be refused every fifth, and of those who may read a page
    every sixth, in turn, or all with ADDRESSES=all; each act by itself is tried by everybody in the matrices. Of those
    whom an address tells that it knows no such method, one: beyond having signed in, it asks nothing of a person
    before that."""
    if method == "BREW":
        return one_of_each(expected)
    readers = [who for who in expected if expected[who] == "200"]
    no_such_method = [who for who in expected if expected[who] == "405"]
    left_out = {*no_such_method[1:], *(who for who in expected if method == "POST" and expected[who] == "done")}
    if not ALL:
        refused = [who for who in expected if expected[who] in ("403", "404", "409", "sign-in")]
        left_out |= {*readers, *refused} - {*in_turn(readers, turn, 6), *in_turn(refused, turn, 5)}
    return [who for who in expected if who not in left_out]


def in_turn(people: list[str], turn: int, of: int) -> list[str]:
    """Every so manieth of `people`, each turn others."""
    return people[turn % min(of, len(people)) :: of] if people else []


def one_of_each(expected: dict[str, str]) -> list[str]:
    """One person for each answer there is."""
    return list({answer: who for who, answer in expected.items()}.values())


# What is not ours is not there


OPEN_TO_OFFICERS = {
    *("body", "revise_body", "confer_power", "appoint", "end_power", "dismiss", "person"),
    *("bring_rule_into_force", "end_rule", "bring_urgency_rule", "end_urgency_rule"),
    *("notice", "bring_notice_rule", "end_notice_rule", "announce_closure", "end_closure"),
    *("standing_orders", "bring_standing_orders", "end_standing_orders", "body_ics"),
    *("suspend_sign_in", "restore_sign_in", "erase_person"),
    *("reminders", "bring_reminder_rule", "end_reminder_rule"),
}
"""Who holds an office may know of every body and of everybody who holds one: theirs are there, and stay as they are"""


OPEN_TO_EVERYBODY = {"published_body", "body_feed"}
"""Who sits in a body that meets, and what it published, is there for everybody, whoever's it is"""


LOOKS_AFTER_EVERYBODY = {("suspend_sign_in", "anna"), ("restore_sign_in", "anna"), ("erase_person", "anna")}
"""One installation founds one authority: its administrator looks after every sign-in there is"""


@pytest.mark.once
def test_what_belongs_to_others_answers_like_what_never_existed(town):
    crowd, wrong = Crowd(), []
    # One line of each form of each address: which act it is makes no difference to what is there.
    named = {(row.name, row.form): row for row in addresses.rows()}
    named = {about: row for about, row in named.items() if row.name not in OPEN_TO_EVERYBODY}
    rows = [row for row in named.values() if any("{" + name + "}" in row.thing for name in town.theirs)]
    others = [who for who in addresses.PEOPLE if who not in ("una", "omar", "mira", "charles")]
    for turn, row in enumerate(rows):
        people = others if ALL else in_turn(others, turn, 6)
        theirs, absent = ({**town.ours, **other} for other in (town.theirs, town.absent))
        methods = [method for method in ("GET", "POST") if "405" not in row.answers[method].values()]
        for method, who in [(m, w) for m in methods for w in people]:
            if (row.name, who) in LOOKS_AFTER_EVERYBODY:
                continue
            form = the_form(row, town.ours) if method == "POST" else {}
            answers = [crowd.ask(who, method, address_of(row, named), form) for named in (theirs, absent)]
            words = [answer.word for answer in answers]
            if row.name in OPEN_TO_OFFICERS and who not in ("nobody", "walter", "sue"):
                if method == "POST" and words[0] not in ("403", "405"):
                    wrong.append(f"{row}: {who} gets {words[0]} from {method}")
            elif words[0] != words[1] or words[0] in ("200", "done"):
                wrong.append(f"{row}: {method} by {who} answers {words[0]} for theirs, {words[1]} for nothing")
            elif words[0] == "404" and len(answers[0].content) != len(answers[1].content):
                wrong.append(f"{row}: {method} by {who}: two pages that say it is not there differ")
        wrong += [f"{row} changes {model}" for model in crowd.changed()]
    assert not wrong, "\n".join(wrong)


THE_ADDRESS_IS_THE_SECRET = {"answer_consultation", "stop"}
"""Whoever could forge such a form would know its address, and needs nobody's cookie"""


@pytest.mark.once
def test_no_form_is_taken_without_its_token(town):
    crowd, wrong = Crowd(checks_tokens=True), []
    for row in [row for row in addresses.rows() if row.name not in THE_ADDRESS_IS_THE_SECRET]:
        for who in [who for who, word in row.answers["POST"].items() if word == "done"]:
            found = crowd.ask(who, "POST", address_of(row, town.ours), the_form(row, town.ours))
            if found.word != "403":
                wrong.append(f"{row}: {who} gets {found.word} without a token")
        wrong += [f"{row} changes {model}" for model in crowd.changed()]
    assert not wrong, "\n".join(wrong)


# Whatever is sent, nothing breaks

BIG = "9" * 22
BAD_PARTS = [
    "0",
    "-1",
    BIG,
    "9" * 5000,
    "abc",
    "%00",
    "%ff%fe",
    "\u0661",
    "..%2f..%2fetc",
    "1-%00",
    f"{BIG}-2001-02",
]
BAD_QUERIES = [
    "page=-1", "page=abc", f"page={BIG}", "page=%00", "body=abc", f"body={BIG}", "body=%00", "body=1&body=2",
    "financial_year=0000/00&body=1", "financial_year=%D9%A2%D9%A0%D9%A0%D9%A1/%D9%A0%D9%A2&body=1", "q=%00", "q=%ff%fe",
    f"q={'x' * 60_000}", f"owner={BIG}", "owner=abc", "state=nowhere&state=draft", "resolution=%00", "person=%00",
    "thing=objective+99999999999999999999", "thing=%00",
    "recorded_from-day=31&recorded_from-month=2&recorded_from-year=2001",
    f"recorded_from-day={BIG}&recorded_from-month=2&recorded_from-year=2001",
    "recorded_to-day=31&recorded_to-month=12&recorded_to-year=9999",
    "recorded_from-day=1&recorded_from-month=1&recorded_from-year=0001", "next=%00",
    "next=//evil.example", "every-line=%ff",
    "book=%00", "kind=%00", "action=%00", "role=%00", "about=%00", "about=abc", f"about=target-{BIG}", "about=aspect-0",
    "meeting-day=1&meeting-month=1&meeting-year=0001", "meeting-day=31&meeting-month=12&meeting-year=9999",
    "moved-day=%00&moved-month=2&moved-year=2001", f"clear_days={BIG}&skip={BIG}&by=%00", "skip=%00&verdict=%00",
    "as_at=%00", f"as_at={BIG}", "as_at=9999-12-31", "as_at=0001-01-01", "as_at=plan-1:0", f"as_at=decision:{BIG}",
]  # fmt: skip
BAD_VALUES = ["\0", BIG, "31/02", "\u202e<script>\U0010ffff"]
BAD_BODIES = [
    (b"title=%ff%fe&text=\xff\xfe&because=%00&seen=%ff", "application/x-www-form-urlencoded"),
    (b"seen=1", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"--x\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n1", "multipart/form-data; boundary=x"),
    (b"nothing", "multipart/form-data"),
    (b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\xff\0\"\r\n\r\n\xff\r\n--x--\r\n",
     "multipart/form-data; boundary=x"),
    (b"{", "application/json"),
    (b"&".join(b"seen=1" for _ in range(3000)), "application/x-www-form-urlencoded"),
]  # fmt: skip


def some_of(bad: list[Any], turn: int) -> list[Any]:
    """Every fourth, each turn others."""
    return bad if ALL else bad[turn % 4 :: 4]


def test_no_page_breaks_whatever_is_sent(town):
    """Each form and address is tried on one of the two databases; a form gets every fourth bad value and body, in turn,
    or all with ADDRESSES=all."""
    crowd, broken = Crowd(), []
    forms = {(row.name, row.form): row for row in addresses.rows()}

    def send(row: Row, who: str, method: str, address: str, form: Any = None, **more: Any) -> None:
        with undone():
            found = crowd.ask(who, method, address, form, **more)
        if found.status >= 500:
            broken.append(f"{row}: {method} {address[:80]} {str(form)[:80]}{str(more)[:80]} by {who}: {found.status}")

    here = connection.vendor == "postgresql"
    for turn, row in enumerate(list(forms.values())[here::2]):
        found = row.answers["POST"]
        who = next((who for word in ("done", "200", "409") for who, got in found.items() if got == word), None)
        who = who or next(who for who in addresses.PEOPLE if row.answers["GET"][who] in ("200", "404"))
        address = address_of(row, town.ours)
        if row.answers["GET"][who] == "200":
            for query in BAD_QUERIES if row.name in ASKED else ["&".join(BAD_QUERIES)[:9000]]:
                send(row, who, "GET", f"{address.partition('?')[0]}?{query}")
        if "405" in row.answers["POST"].values():
            continue
        form = the_form(row, town.ours)
        names = [name for name in form if name]
        for value in some_of(BAD_VALUES, turn):
            send(row, who, "POST", address, dict.fromkeys(names, value))
        for name in names[1::2]:
            send(row, who, "POST", address, {**form, name: ["\0", BIG]})
        for name in names[::2]:
            send(row, who, "POST", address, {other: value for other, value in form.items() if other != name})
        for name in [name for name in names if name in WRITTEN][:1]:
            send(row, who, "POST", address, {**form, name: "x" * 1_000_000})
        for content, kind in some_of(BAD_BODIES, turn):
            send(row, who, "BODY", address, data=content, content_type=kind)
    led_nowhere: set[str] = set()
    for pattern in list(patterns())[here::2]:
        row = next(row for row in addresses.rows() if row.name == pattern.name)
        who = next((who for who, word in row.answers["GET"].items() if word == "200"), "colin")
        address = address_of(row, town.ours).partition("?")[0]
        parts = [str(part) for part in row.thing.partition("?")[0].format(**town.ours).split()]
        for part, bad in [(part, bad) for part in parts for bad in BAD_PARTS]:
            forged = address.replace(f"/{part}/", f"/{bad}/", 1)
            if leads_nowhere(forged):
                # No view ever sees it: one address of the kind stands for all.
                if bad in led_nowhere:
                    continue
                led_nowhere.add(bad)
            send(row, who, "GET", forged)
    assert not broken, "\n".join(broken)


def leads_nowhere(address: str) -> bool:
    try:
        resolve(unquote(address))
    except Resolver404:
        return True
    return False


ASKED = set(
    """
    said_and_done add_remark plan chase readiness burn_down people ledger ledger_export record_decision paper_into
    sign_in meetings meetings_month published_search compare_editions
    """.split()
)
"""Addresses that read their query"""
WRITTEN = ("text", "title", "because", "answer", "basis", "reference", "name", "username", "email")
"""Boxes for words"""


# The rules hold over HTTP


def seen(thing: Any) -> int:
    return type(thing).objects.get(pk=thing.pk).root.version


def typed_in(form: str, town: Town) -> dict[str, Any]:
    return the_form(Row("", "", form, {}), town.ours)


def test_the_rules_hold_against_forged_forms(town):
    """Each attempt is by somebody who may do something like it; each is refused, and nothing has changed."""
    crowd, ours, theirs = Crowd(), town.ours, town.theirs
    draft, review = f"/objectives/{ours['draft']}/acts", f"/objectives/{ours['review']}/acts"
    comment = f"/comments/{ours['comment']}/answer/"
    target, value = f"/targets/{ours['target']}/acts/revise/", typed_in("target", town)
    record, decision = f"/plans/{ours['plan']}/decisions/record/?body=", typed_in("decision", town)
    about, unseen = f"outcome_{ours['review']}", f"seen_{ours['review']}"
    of_theirs = {name: text for name, text in decision.items() if name != about}
    of_theirs |= {f"outcome_{theirs['draft']}": "discussed", f"seen_{theirs['draft']}": "1"}
    into = f"/papers/{ours['paper']}/into/?financial_year=2001/02&body={theirs['body']}"
    plan = {"body": theirs["body"], "title": "Ours now", "financial_year": "2003/04"}
    body = {"name": "New", "short_name": "N", "kind": "panel", "parent": theirs["body"], "checked": "yes"}
    unknown = {name: text for name, text in decision.items() if name != unseen}
    attempts = [
        ("a stage is skipped", "clare", f"{draft}/approve/", {"seen": ours["draft_version"]}, "409"),
        ("a draft is published", "clare", f"{draft}/publish/", typed_in("published on", town), "409"),
        ("approved without a decision", "clare", f"{review}/approve/", {"seen": ours["review_version"]}, "409"),
        ("no version", "olive", f"{draft}/submit/", {"because": "So."}, "200"),
        ("a version that is none", "olive", f"{draft}/submit/", {"seen": "abc"}, "200"),
        ("an old version", "olive", f"{draft}/submit/", {"seen": 0}, "409"),
        ("a version to come", "olive", f"{draft}/submit/", {"seen": 10**30}, "409"),
        ("a negative version", "olive", f"{draft}/submit/", {"seen": -1}, "409"),
        ("a target without version", "olive", target, {**value, "seen": ""}, "200"),
        ("somebody else's target", "omar", target, value, "409"),
        ("somebody else's comment", "olive", comment, typed_in("answer", town), "409"),
        ("an answer without version", "omar", comment, {"disposition": "noted", "answer": "No."}, "200"),
        ("another body's decision", "clare", f"{record}{ours['body']}", decision, "403"),
        ("a foreign body's decision", "clare", f"{record}{theirs['body']}", decision, "403"),
        ("a decision about what is not before it", "ken", f"{record}{ours['body']}", decision, "200"),
        ("a decision about theirs", "clare", f"{record}{ours['workshop']}", of_theirs, "200"),
        ("a decision without version", "clare", f"{record}{ours['workshop']}", unknown, "200"),
        ("a decision on an old text", "clare", f"{record}{ours['workshop']}", {**decision, unseen: 0}, "409"),
        ("a plan for another authority", "colin", "/plans/new/", plan, "200"),
        ("a report into their plan", "colin", into, {"seen": "0"}, "422"),
        ("another's paper", "una", f"/papers/{ours['paper']}/throw-away/", {}, "404"),
        (
            "confirmed unseen",
            "anna",
            f"/powers/{ours['power']}/end/",
            {**typed_in("last day", town), "seen": ""},
            "200",
        ),
        ("a body under theirs", "anna", "/bodies/new/", body, "200"),
        ("one's own sign-in", "anna", f"/people/{town.world.anna.pk}/suspend/", {}, "409"),
        ("the demo", "walter", "/demo/sign-in/anna/", {}, "404"),
        ("the demo's clock", "walter", "/demo/clock/next/", {}, "404"),
    ]
    wrong = []
    for what, who, address, form, expected in attempts:
        with undone():
            found = crowd.ask(who, "POST", address, form)
            if found.word != expected:
                wrong.append(f"{what}: {found.word}, not {expected}: {found.problem}")
            wrong += [f"{what}: {model} has changed" for model in crowd.changed()]
    assert not wrong, "\n".join(wrong)


def test_a_form_without_a_version_comes_back_with_the_one_to_be_seen(town):
    found = Crowd().ask("olive", "POST", f"/objectives/{town.ours['draft']}/acts/submit/", {"because": "So."})
    assert "does not say what you had before you" in found.problem
    assert f'name="seen" value="{town.ours["draft_version"]}"' in found.content.decode()


def test_a_form_sets_nothing_but_its_own_fields(town):
    crowd, objective = Crowd(), Objective.objects.get(pk=town.ours["draft"])
    before = objective.snapshot()
    more = {"state": "published", "owner": town.world.omar.pk, "owner_id": town.world.omar.pk, "held_by": "1"}
    more |= {"number": "9", "plan": "2", "aspect": "1", "amends": "1", "published_on": "2001-01-01", "version": "99"}
    more |= {"actor": town.world.clare.pk, "effective_on": "2000-01-01"}
    form = {**typed_in("title", town), **more}

    assert crowd.ask("olive", "POST", f"/objectives/{objective.pk}/acts/revise/", form).word == "done"

    after = Objective.objects.get(pk=objective.pk).snapshot()
    assert {name for name in after if after[name] != before[name]} <= {"title", "version"}
    line = AuditEvent.objects.filter(subject_id=str(objective.pk), action="objective.revised").latest_first().get()
    assert (str(line.effective_on), line.actor_id) == ("2001-03-31", str(town.world.olive.pk))


MAY_BE_REPEATED = {
    "sign_in",
    "sign_out",
    "password_change",
    "password_forgotten",
    "papers",
    "points",
    "revoke_calendar_address",
    "download_export",
}
"""They leave no line in the ledger; somebody may say the same twice; and each download leaves a line of its own"""


def test_what_is_sent_twice_is_done_once(town):
    """Each form is sent on one of the two databases, or on both with ADDRESSES=all."""
    crowd, wrong, here = Crowd(), [], connection.vendor == "postgresql"
    for row in addresses.rows() if ALL else addresses.rows()[here::2]:
        who = next((who for who, word in row.answers["POST"].items() if word == "done"), None)
        if who is None or row.name in MAY_BE_REPEATED:
            continue
        address, form = address_of(row, town.ours), partial(the_form, row, town.ours)
        with undone():
            crowd.ask(who, "POST", address, form())
            lines = AuditEvent.objects.count()
            second = crowd.ask(who, "POST", address, form())
            if AuditEvent.objects.count() != lines or second.status >= 500:
                wrong.append(f"{row}: the second time {second.word}, and {AuditEvent.objects.count() - lines} lines")
    assert not wrong, "\n".join(wrong)


# Text is text


CANARY = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
LIVE = re.compile(rb"<script>alert|<img src=x", re.IGNORECASE)
TYPED = {"because", "basis", "answer", "text", "title", "name", "reference"}
OF_A_TARGET = ("unit", "denominator", "baseline", "explanation", "holder", "because", "basis")
READERS = ("olive", "colin", "ada", "anna")


@pytest.mark.once
def test_what_people_write_is_text_on_every_page(town):
    """Everything that can be typed is typed by somebody who may; then every page is read."""
    crowd, ours, canary = Crowd(), town.ours, CANARY

    def say_it(who: str, address: str, form: str, **more: Any) -> None:
        now = {f"{name}_version": Objective.objects.get(pk=ours[name]).version for name in OBJECTIVES}
        now |= {"plan_version": seen(town.world.plan), "body_version": seen(town.world.fpbv)}
        now |= {"meeting_version": Meeting.objects.get(pk=ours["meeting"]).version}
        held = the_form(Row("", "", form, {}), ours | now)
        written = dict.fromkeys(TYPED & set(held), canary)
        found = crowd.ask(who, "POST", address, {**held, **written, **more})
        assert found.word == "done", f"{address}: {found.word} {found.problem}"

    objective, target = f"/objectives/{ours['draft']}/acts", f"/targets/{ours['target']}/acts/revise/"
    new = {"person": "", "name": canary, "username": "new", "email": "new@example.org"}
    report = REPORT.replace("To reduce street crime", canary).replace("12 per cent", f"12 per cent {canary}")
    file = SimpleUploadedFile(f"{canary.replace('/', '')}.txt", report.encode())
    say_it("olive", f"{objective}/revise/", "title")
    say_it("olive", f"/objectives/{ours['draft']}/draft/notes/add/", "note")
    say_it("olive", f"/objectives/{ours['draft']}/draft/exempt-notes/add/", "exempt note")
    say_it("olive", target, "target", **dict.fromkeys(OF_A_TARGET, canary))
    say_it("mira", f"/stages/{ours['part']}/review/remark/?about=objective-{ours['review']}", "remark")
    noted = reviewing.seal_of_remarks(
        reviewing.remarks_of(acting(town.world.mira, MAR_31), town.world.plan.stages.first())
    )
    asking = {"verdict": "asks_for_changes", "reason": canary, "noted": noted}
    say_it("mira", f"/stages/{ours['part']}/review/send/", "review", **asking)
    say_it("clare", f"/stages/{ours['part']}/points/", "points", points=canary)
    say_it("omar", f"/comments/{ours['comment']}/answer/", "answer")
    say_it("clare", f"/plans/{ours['plan']}/decisions/record/?body={ours['workshop']}", "decision")
    say_it("colin", "/plans/new/", "plan")
    say_it("anna", f"/bodies/{ours['body']}/appoint/", "office", **new)
    say_it("anna", f"/bodies/{ours['body']}/name/", "name")
    say_it("colin", f"/objectives/{ours['published']}/amend/", "act on published")
    say_it("olive", f"{objective}/withdraw/", "act on draft")
    say_it("colin", "/papers/", "a report", file=file)
    agenda = f"/meetings/{ours['meeting']}/agenda/"
    late, letter = (f"{agenda}items/{ours[name]}" for name in ("late", "letter"))
    say_it("ken", f"{agenda}add/other/", "item", note=canary, section=canary)
    say_it("ken", f"{late}/urgent/", "urgency", chair=canary, special_circumstances=canary)
    say_it("ken", f"{late}/recommendations/add/", "recommendation")
    said = dict.fromkeys(("by", "information", "background", "contact"), canary)
    say_it("ken", f"{letter}/report/{ours['report']}/", "report", **said)
    paper = papers.Paper.objects.filter(received_by=town.world.colin).latest("received_at")
    say_it("colin", f"/papers/{paper.pk}/lines/{ours['line']}/", "correction", baseline=canary)

    plan = Plan.objects.get(title=canary)
    pages = [address_of(row, ours) for row in addresses.rows() if "200" in row.answers["GET"].values()]
    pages += [f"/papers/{paper.pk}/?every-line=1", f"/papers/{paper.pk}/into/?{ours['into']}", plan.get_absolute_url()]
    pages += [f"/plans/{ours['plan']}/?q={canary}", f"/people/?q={canary}", f"/ledger/?thing={canary}"]
    pages += [f"/people/{User.objects.get(username='new').pk}/", "/nowhere/" + canary]
    pages += [f"/ledger/{key}/" for key in AuditEvent.objects.latest_first().values_list("key", flat=True)[:12]]
    live, met = [], 0
    turns = [(page, READERS if ALL else READERS[turn % 2 :: 2]) for turn, page in enumerate(dict.fromkeys(pages))]
    for who, page in [(who, page) for page, readers in turns for who in readers]:
        found = crowd.ask(who, "GET", page)
        if found.headers["Content-Type"].startswith("text/html"):
            met += b"alert(1)" in found.content
            if canary.encode() in found.content or LIVE.search(found.content):
                live.append(f"{who} {page}")
    assert not live, "\n".join(live)
    assert met > 50, f"what was typed is shown on {met} pages only"
