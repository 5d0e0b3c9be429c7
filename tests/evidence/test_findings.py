"""An auditor records what they found; the clerk of the body answers; the auditor says whether that will do."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from audit.models import AuditEvent
from governance import tasks
from governance.models import Closure, Finding
from governance.notice.counting import Counting, working_day_after
from governance.roles import RoleName
from notifications.due.finders import Look, findings
from notifications.hearing.following import begin_here
from notifications.hearing.parts import Picture
from notifications.round import go_round
from tests.clock import recorded_on
from tests.governance.findings import AGREED, NOT_AGREED, WHAT, a_finding, accepted, answered, recorded
from tests.governance.scenes import refusal, somebody_elsewhere
from tests.governance.test_page_queries import queries_of
from tests.journeys import days
from tests.world import JAN_15, JAN_22, MAR_31, World, a_person, acting, appoint
from workflow.gate import perform

FEB_12, APR_30 = date(2001, 2, 12), date(2001, 4, 30)


def said(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


# The deadline


def test_the_body_has_so_many_working_days(world):
    """Twenty from Monday 15 January 2001: to Monday 12 February."""
    finding = recorded(world)

    assert (finding.due_on, finding.days, finding.state) == (FEB_12, 20, "open")


def test_days_on_which_the_body_is_closed_do_not_count(world):
    closure = Closure(body=world.mpa, reason="Repairs", starts_on=date(2001, 1, 18), ends_on=date(2001, 1, 19))
    perform(closure.announce, actor=acting(world.anna), because="The roof.")

    assert recorded(world).due_on == FEB_12 + timedelta(days=2)


def test_bank_holidays_do_not_count_and_weekends_do_not_whatever_counts_for_meetings():
    thursday = date(2001, 4, 12)

    assert working_day_after(thursday, 1, Counting(3, counted="every")) == date(2001, 4, 17)
    assert working_day_after(thursday, 0, Counting(3)) == thursday


# From one state to the next


def test_a_finding_goes_from_the_auditor_to_the_clerk_and_back_until_it_is_closed(world):
    finding = accepted(world)
    assert (finding.state, finding.view, finding.done_by) == ("accepted", "agreed", APR_30)

    perform(partial(finding.close, on=MAR_31), actor=acting(world.ada, MAR_31), because="I have seen the minute.")

    assert (finding.state, finding.closed_on) == ("closed", MAR_31)
    lines = AuditEvent.objects.about("governance.finding", finding.pk).order_by("seq")
    assert [line.action for line in lines] == [
        "finding.recorded", "finding.answered", "finding.accepted", "finding.closed",
    ]  # fmt: skip
    assert WHAT not in "".join(bytes(line.text).decode() for line in lines), "only the hash of it is in the chain"


def test_a_body_that_does_not_agree_says_why_and_names_no_day(world):
    finding = answered(world, answer={**NOT_AGREED, "done_by": APR_30})

    assert (finding.view, finding.answer, finding.done_by) == ("not_agreed", "The body had the text before it.", None)


def test_an_answer_that_will_not_do_goes_back_with_a_reason_and_new_days(world):
    finding = answered(world)
    ada = acting(world.ada, JAN_22)
    assert refusal(partial(finding.send_back, days=5, on=JAN_22), ada) == ["Give a reason: it is kept with the change."]

    perform(partial(finding.send_back, days=5, on=JAN_22), actor=ada, because="Which minute?")

    assert (finding.state, finding.answer, finding.due_on) == ("open", "", JAN_22 + timedelta(days=7))
    told = AuditEvent.objects.about("governance.finding", finding.pk).with_words().get(action="finding.sent_back")
    assert told.changes["answer"] == ["The minute will be put right.", None]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"view": ""}, "Say whether the body agrees."),
        ({"answer": " "}, "Say what will be done."),
        ({"view": "not_agreed", "answer": ""}, "Say why the body does not agree."),
        ({"done_by": None}, "Say by which day it will be done: today or later."),
        ({"done_by": JAN_15 - timedelta(days=1)}, "Say by which day it will be done: today or later."),
        ({"on": JAN_22}, "It is said on the day on which it takes effect."),
    ],
)
def test_half_an_answer_is_none(world, change, told):
    finding = recorded(world)
    given = {**AGREED, "on": JAN_15, **change}

    assert refusal(partial(finding.give_answer, **given), acting(world.ken)) == [told]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"what": " "}, "Say what was found."),
        ({"days": 0}, "Leave between 1 and 250 working days to answer."),
        ({"days": 251}, "Leave between 1 and 250 working days to answer."),
        ({"answer": "None needed"}, "A finding begins open, and without an answer."),
        ({"on": JAN_22}, "A finding is recorded by the auditor who found it, on the day of today."),
    ],
)
def test_half_a_finding_is_none(world, change, told):
    assert refusal(a_finding(world, **change).record, acting(world.ada)) == [told]


def test_a_finding_goes_to_a_body_with_a_clerk_who_can_answer(world):
    assert refusal(a_finding(world, body=world.tp).record, acting(world.ada)) == [
        "TP has no clerk who could answer: choose another body."
    ]


def test_the_same_is_recorded_once_as_long_as_it_waits(world):
    first = recorded(world)
    again = a_finding(world)
    assert refusal(again.record, acting(world.ada)) == [f"The same stands in {first} already."]

    perform(first.withdraw, actor=acting(world.ada), because="It was none.")
    perform(again.record, actor=acting(world.ada))


def test_the_clerk_of_the_body_answers_and_the_clerk_of_no_other(world):
    finding = recorded(world)
    answer = partial(finding.give_answer, on=JAN_15, **AGREED)

    for person in (world.clare, world.ada, world.charles, world.anna, world.mira):
        assert refusal(answer, acting(person))[0].startswith("Your role does not let you answer the finding of")
    for act in (finding.withdraw, finding.accept):
        assert refusal(act, acting(world.ken))[0].startswith("Your role does not let you")


# Who reads it


def test_it_is_read_by_the_auditors_of_the_body_and_by_its_clerk_alone(world):
    finding = recorded(world)
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.tp, RoleName.AUDITOR, by=acting(world.anna))

    def reads(person):
        return finding in Finding.objects.visible_to(acting(person))

    assert {each for each in ("ada", "ken") if reads(getattr(world, each))} == {"ada", "ken"}
    for person in (world.clare, world.charles, world.mira, world.colin, world.anna, world.sue, petra):
        assert not reads(person)
    assert not reads(somebody_elsewhere())


# The pages


@pytest.fixture
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


@pytest.mark.once
@pytest.mark.usefixtures("_on_15_january")
def test_an_auditor_records_what_a_report_found_and_the_clerk_answers_it(world, client):
    client.force_login(world.ada)
    report = BeautifulSoup(client.get("/audit/basis/").content, "html.parser")
    link = next(a["href"] for a in report.select("a") if a["href"].endswith(f"key={world.resolved.pk}"))
    page = client.get(link)
    assert "“Reduce by 5 per cent” of Street crime: objective 1" in said(page)
    hidden = {
        each["name"]: each["value"] for each in BeautifulSoup(page.content, "html.parser").select("[type=hidden]")
    }
    form = {**hidden, "what": WHAT, "severity": "minor", "body": world.fpbv.pk, "days": "20"}

    answer = client.post("/audit/findings/new/", form, follow=True)

    told = said(answer)
    assert "Recorded. FPBV is to answer by 12 February 2001." in told
    assert "Found in answer to Is it told of every target that is decided what it rests on?" in told
    assert f'href="/ledger/?thing=target+{world.resolved.pk}"' in answer.text
    finding = Finding.objects.get()
    client.force_login(world.ken)
    assert "Answer a finding" in said(client.get("/"))
    at = {"seen": finding.version, "view": "agreed", "answer": "It will be.", "done_by-day": "30"}
    at |= {"done_by-month": "4", "done_by-year": "2001"}
    assert client.post(f"/audit/findings/{finding.pk}/acts/give_answer/", at).status_code == 302
    client.force_login(world.ada)
    assert "Say whether the answer to a finding will do" in said(client.get("/"))
    assert "What it answered It will be." in said(client.get(f"/audit/findings/{finding.pk}/"))


@pytest.mark.once
@pytest.mark.usefixtures("_on_15_january")
def test_a_thing_of_which_the_auditor_reads_nothing_is_not_named(world, client):
    client.force_login(world.ada)
    form = {"what": WHAT, "severity": "minor", "body": world.fpbv.pk, "days": "20"}

    for kind, key in [("governance.target", "987654"), ("accounts.user", "1"), ("governance.remark", "1"), ("", "7")]:
        answer = client.post("/audit/findings/new/", {**form, "kind": kind, "key": key})
        assert answer.status_code == 422
        assert "You read nothing in the ledger about the thing this is about." in said(answer)
    assert client.post("/audit/findings/new/", {**form, "question": "no-such"}).status_code == 302
    assert Finding.objects.get().question == ""


@pytest.mark.once
@pytest.mark.usefixtures("_on_15_january")
@pytest.mark.parametrize("who", ["colin", "charles", "mira", "anna", "sue", "walter"])
def test_nobody_else_finds_the_way_there(world, client, who):
    finding = recorded(world)
    client.force_login(getattr(world, who))

    assert client.get("/audit/findings/").status_code == 403
    assert client.get("/audit/findings/new/").status_code == 403
    assert client.get(f"/audit/findings/{finding.pk}/").status_code == 404
    assert client.post(f"/audit/findings/{finding.pk}/acts/accept/", {"seen": "1"}).status_code == 404


def task_names(world: World, person, on: date) -> list[str]:
    return [task.name for task in tasks._to_do_about_findings(acting(person, on))]


def test_what_is_overdue_stands_among_the_tasks_of_the_clerk_and_of_the_auditor(world):
    finding = recorded(world)
    after = FEB_12 + timedelta(days=1)
    assert task_names(world, world.ken, FEB_12) == ["Answer a finding"]
    assert task_names(world, world.ada, FEB_12) == []
    assert task_names(world, world.ada, after) == ["See to an overdue finding"]
    assert task_names(world, world.clare, after) == []

    perform(partial(finding.give_answer, on=JAN_15, **AGREED), actor=acting(world.ken))
    assert task_names(world, world.ken, after) == []
    perform(finding.accept, actor=acting(world.ada))
    assert task_names(world, world.ken, after) == ["Do what was agreed about a finding"]
    assert task_names(world, world.ada, after) == []
    assert task_names(world, world.ada, APR_30) == ["Close a finding"]


QUERIES = {"/audit/findings/": 16, "/": 26}
"""The most queries a page may take, sessions and sign-in among them"""


@pytest.mark.once
@pytest.mark.usefixtures("_on_15_january")
@pytest.mark.parametrize("address", QUERIES)
def test_a_page_takes_as_many_queries_for_twenty_findings_as_for_two(world, client, address):
    client.force_login(world.ken)
    for number in range(2):
        recorded(world, what=f"{number} was late.")
    few = queries_of(client, address)
    for number in range(2, 20):
        recorded(world, what=f"{number} was late.")
    many = queries_of(client, address)

    assert many == few
    assert many <= QUERIES[address]


# What people hear


def test_the_clerk_hears_of_it_and_the_auditor_of_the_answer(world):
    def letters():
        """Those about this finding; reminders are of the day of today."""
        go_round()
        about = [each for each in mail.outbox if str(finding) in each.subject]
        mail.outbox.clear()
        return [(letter.to[0].split(" <")[0], letter.subject) for letter in about]

    begin_here()
    with recorded_on(JAN_15):
        finding = recorded(world)
    assert letters() == [("Ken Marsh", f"An auditor asks for an answer by 12 February 2001: {finding}")]
    with recorded_on(JAN_15):
        perform(partial(finding.give_answer, on=JAN_15, **AGREED), actor=acting(world.ken))
    assert letters() == [("Ada Lovell", f"Answered: {finding}")]


def test_what_is_to_be_answered_is_due_for_the_clerk_and_what_was_agreed_as_well(world):
    finding = recorded(world)

    def due(on):
        return [(each.what, each.by, each.doers) for each in findings(Look(Picture(on)))]

    assert due(JAN_22) == [(f"Answer {finding}", FEB_12, frozenset({world.ken.pk}))]
    perform(partial(finding.give_answer, on=JAN_15, **AGREED), actor=acting(world.ken))
    assert due(JAN_22) == []
    perform(finding.accept, actor=acting(world.ada))
    assert due(JAN_22) == [(f"Do what was agreed about {finding}", APR_30, frozenset({world.ken.pk}))]
