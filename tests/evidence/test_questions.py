"""The auditor's questions find what was planted past the gate, and nothing where everything was done properly."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.db import connection

from evidence.questions import QUESTIONS
from evidence.questions.asking import report_on
from governance.models import Appointment, Contribution, Indicator, Objective, StatutoryIndicator, Target
from governance.roles import RoleName
from interface.sinks import text_of
from meetings.models import Interest, Item, Meeting
from tests.governance.conditions import a_condition, approved_subject_to, confirm
from tests.governance.test_page_queries import grow as grow_plan
from tests.governance.test_page_queries import queries_of
from tests.journeys import days
from tests.ledger import triggers_off
from tests.meetings.at_the_table import do, is_taken, name, put
from tests.meetings.scenes import (
    a_meeting,
    an_agenda,
    an_item,
    concluded,
    published,
    resolved,
    seat_of,
)
from tests.meetings.test_resolving import asked_to
from tests.world import (
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_8,
    MAR_31,
    World,
    a_person,
    acting,
    appoint,
    bring_to,
    comment_on,
    resolve,
)
from workflow.gate import perform
from workflow.writing import write_rows


def plant(statement: str, *given: object) -> None:
    """What somebody with the owner's rights on the database can do, past the gate and past every trigger."""
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(statement, given)


def answer(world: World, slug: str, on: date = MAR_31) -> tuple[int, list[str]]:
    """How many things were looked at, and what is said of those at which something is wrong."""
    found = report_on(QUESTIONS[slug], world.acting(world.ada, on)).answer
    return found.looked_at, [each.what for each in found.found]


# Targets changed after approval


def test_a_target_that_was_changed_after_its_approval_is_found(world):
    bring_to(world, "approved")
    assert answer(world, "changed-after-approval") == (2, [])

    plant("UPDATE governance_target SET text = '9 per cent' WHERE id = %s", world.undecided.pk)

    assert answer(world, "changed-after-approval")[1] == [
        "It says “9 per cent” (resolved). MPA approved it on 8 February 2001. "
        "In the text that was approved it says “2 per cent” (resolved)."
    ]


def test_a_target_that_was_taken_out_after_its_approval_is_found(world):
    bring_to(world, "published")
    assert answer(world, "changed-after-approval") == (2, [])

    plant("UPDATE governance_target SET withdrawn = true WHERE id = %s", world.undecided.pk)

    assert answer(world, "changed-after-approval")[1] == [
        "MPA approved it on 8 February 2001. "
        "A target that was approved is not there as it was: “2 per cent” (resolved)."
    ]


def test_a_target_that_was_put_in_after_its_approval_is_found(world):
    bring_to(world, "published")
    plant("UPDATE governance_target SET objective_id = %s WHERE objective_id = %s", world.street.pk, world.guns.pk)

    assert answer(world, "changed-after-approval")[1] == [
        "It says “200 firearms” (resolved). MPA approved it on 8 February 2001. "
        "There is no such target in the text that was approved."
    ]


def test_what_stands_as_approved_and_was_decided_by_nobody_is_found(world):
    plant("UPDATE governance_objective SET state = 'published' WHERE id = %s", world.guns.pk)

    assert answer(world, "changed-after-approval") == (1, ["No decision that stands approves it as it is."])


# Approvals by people not entitled


def test_everybody_who_approved_held_the_office(world):
    bring_to(world, "published")

    looked_at, found = answer(world, "entitled")

    assert (looked_at > 5, found) == (True, [])


def test_an_approval_by_somebody_without_the_office_is_found(world):
    bring_to(world, "approved")
    plant("UPDATE audit_auditevent SET actor_id = %s WHERE action = 'objective.approved'", str(world.olive.pk))

    (told,) = answer(world, "entitled")[1]

    assert told.startswith("Olive Grant acted as clerk of MPA. The ledger tells of no appointment to it")


def test_an_approval_in_an_office_without_the_right_is_found(world):
    bring_to(world, "approved")
    plant("UPDATE audit_auditevent SET role = 'member of MPA' WHERE action = 'objective.approved'")

    assert answer(world, "entitled")[1] == ["Clare Hobbs acted as member of MPA, and that office has no right to it."]


def test_a_decision_recorded_by_the_clerk_of_another_body_is_found(world):
    bring_to(world, "authority_approval")
    plant("UPDATE governance_decision SET body_id = %s WHERE body_id = %s", world.mpa.pk, world.fpbv.pk)

    assert answer(world, "entitled")[1] == ["Ken Marsh acted as clerk of FPBV, and the decision is of another body."]


def test_an_appointment_that_was_altered_past_the_gate_is_found_with_every_approval_that_rests_on_it(world):
    bring_to(world, "approved")
    office = Appointment.objects.get(person=world.ken)
    plant("UPDATE governance_appointment SET starts_on = '2001-03-01' WHERE id = %s", office.pk)

    told = set(answer(world, "entitled")[1])

    assert told == {"Ken Marsh acted as clerk of FPBV. The appointment to it is not what the ledger tells of it."}


def test_whoever_is_dismissed_afterwards_was_entitled_when_they_acted(world):
    """Even where the last day is put before the act, since nobody knew of it then."""
    bring_to(world, "approved")
    office = Appointment.objects.get(person=world.ken)
    perform(office.dismiss, actor=world.acting(world.anna), last_day=JAN_15, because="Moved on.")

    assert answer(world, "entitled")[1] == []


# Meetings short of notice


def test_a_meeting_whose_agenda_came_late_is_found_with_the_reason_that_was_given(world):
    in_time, short = a_meeting(world), a_meeting(world, world.mpa)
    an_agenda(world, in_time)
    published(world, in_time)
    assert answer(world, "notice") == (1, [])

    an_agenda(world, short)
    published(world, short, JAN_17, because="The budget could not wait")

    assert answer(world, "notice") == (
        2,
        [
            "Its agenda was published on 17 January 2001; for 3 clear days it had to be by 16 January 2001. "
            "The reason given: The budget could not wait."
        ],
    )


def test_an_agenda_whose_day_was_altered_is_found(world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    published(world, meeting)
    plant("UPDATE meetings_agenda SET issued_on = '2001-01-19' WHERE meeting_id = %s", meeting.pk)

    assert answer(world, "notice")[1][0].endswith("it had to be by 16 January 2001. No reason was given.")


def test_a_meeting_that_sat_without_an_agenda_is_found(world):
    meeting = a_meeting(world)
    assert answer(world, "notice") == (0, [])
    plant("UPDATE meetings_meeting SET state = 'held' WHERE id = %s", meeting.pk)

    assert answer(world, "notice") == (1, ["It sat, and no agenda was published."])


# Business without a quorum


def test_an_item_that_was_concluded_without_a_quorum_is_found(fpbv):
    meeting, minute = is_taken(fpbv)
    concluded(fpbv, minute)
    assert answer(fpbv, "quorum") == (1, [])

    seats = [seat_of(meeting, person).pk for person in (fpbv.peter, fpbv.nora, fpbv.tom)]
    plant("DELETE FROM meetings_presence WHERE seat_id IN (%s, %s, %s)", *seats)

    assert answer(fpbv, "quorum") == (1, ["2 of the 3 members needed were there for it and counted."])


# Votes by people with an interest


@pytest.mark.parametrize(
    ("interest", "is_found"),
    [
        ({}, True),
        ({"dispensation": "The monitoring officer, 3 January"}, False),
        ({"withdrawn": True}, False),
        ({"kind": "personal"}, False),
        ({"elsewhere": True}, False),
    ],
)
def test_a_vote_by_somebody_with_an_interest_that_bars_is_found(fpbv, interest, is_found):
    meeting, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.mira, "by_name")
    for person in (fpbv.mira, fpbv.peter, fpbv.nora, fpbv.tom, fpbv.rachel):
        do(fpbv, name(motion, person, "for"))
    do(fpbv, motion.close)
    assert answer(fpbv, "interests") == (5, [])
    other = Item.objects.get(meeting=meeting, title="Estate")
    item = other if interest.pop("elsewhere", False) else minute.item
    values = {"meeting": meeting, "item": item, "seat": seat_of(meeting, fpbv.tom), "kind": "money", "nature": "Shares"}
    write_rows([Interest(**{**values, **interest})])

    told = ["Tom Member voted “for” under item 1, Budget, having declared in it: interest in money."]
    assert answer(fpbv, "interests") == (5, told if is_found else [])


# Open conditions


def test_a_condition_whose_day_has_passed_is_found_until_it_is_met(world):
    (condition,) = approved_subject_to(world)
    assert answer(world, "conditions", on=MAR_8) == (1, [])

    after = MAR_8 + timedelta(days=1)
    told = f"“{condition.text}” was to be met by 8 March 2001, and is open."
    assert answer(world, "conditions", on=after) == (1, [told])
    plant("UPDATE governance_objective SET state = 'published' WHERE id = %s", world.street.pk)
    assert answer(world, "conditions", on=MAR_8) == (1, [f"{told} What it was set for has been published."])

    confirm(condition, world.ken)
    assert answer(world, "conditions", on=after) == (1, [])


def test_a_condition_of_something_else_is_no_condition_of_what_is_published(world):
    (condition,) = approved_subject_to(world, a_condition(world))
    plant("UPDATE governance_condition SET objective_id = %s WHERE id = %s", world.guns.pk, condition.pk)
    plant("UPDATE governance_objective SET state = 'published' WHERE id = %s", world.street.pk)

    assert answer(world, "conditions", on=MAR_8) == (1, [])


# Targets without basis


def test_a_target_of_which_nobody_says_what_it_rests_on_is_found(world):
    none = "It is resolved, and no act that made it so names a basis."
    assert answer(world, "basis") == (2, [none, none])

    perform(
        world.resolved.revise,
        actor=world.acting(world.olive),
        because="x",
        basis="Report 3",
        text="Reduce by 6 per cent",
    )
    gun = Target.objects.get(objective=world.guns)
    perform(gun.revise, actor=world.acting(world.omar), because="x", basis="Report 3", text="300 firearms")
    resolve(world)
    assert answer(world, "basis") == (3, [])

    plant("UPDATE governance_target SET resolution = 'placeholder' WHERE id = %s", world.undecided.pk)
    assert answer(world, "basis") == (2, [])


def test_a_target_that_was_closed_past_the_gate_is_found(world):
    plant("UPDATE governance_target SET resolution = 'resolved' WHERE id = %s", world.undecided.pk)

    found = report_on(QUESTIONS["basis"], world.acting(world.ada)).answer.found

    assert str(world.undecided.pk) in [each.key for each in found]


def test_a_basis_of_the_figure_before_is_no_basis_of_the_one_that_came_after_it_was_open_again(world):
    resolve(world)
    olive = world.acting(world.olive)
    perform(world.undecided.revise, actor=olive, because="x", text="?? per cent", resolution="placeholder", numbers=[])
    plant("UPDATE governance_target SET resolution = 'resolved' WHERE id = %s", world.undecided.pk)

    found = report_on(QUESTIONS["basis"], world.acting(world.ada)).answer.found

    assert str(world.undecided.pk) in [each.key for each in found]


# Statutory indicators without data


def test_a_statutory_indicator_without_a_figure_is_found(world):
    colin = world.acting(world.colin)
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127, text="Robberies")
    perform(bvpi.add, actor=colin)
    assert answer(world, "statutory") == (1, [f"Nothing in {world.plan} contributes to it."])

    undecided = Indicator.objects.get(target=world.undecided)
    perform(Contribution(plan=world.plan, statutory=bvpi, objective=world.street, indicator=undecided).add, actor=colin)
    assert answer(world, "statutory") == (1, ["Nothing that contributes to it has a figure or a baseline."])

    resolve(world)
    assert answer(world, "statutory") == (1, [])


# Comments without disposition


def test_a_comment_that_nobody_answered_is_found_once_its_stage_is_over(world):
    bring_to(world, "committee_comment")
    comment_on(world, "Why so little?")
    assert answer(world, "comments") == (1, [])

    plant("UPDATE governance_objective SET state = 'approved' WHERE id = %s", world.street.pk)

    assert answer(world, "comments") == (
        1,
        ["Mira Shah made it in Committee comment by FPBV, and nobody answered it."],
    )


def test_a_comment_that_was_answered_is_not_found(world):
    bring_to(world, "committee_comment")
    comment = comment_on(world)
    perform(comment.give_answer, actor=world.acting(world.olive, JAN_22), disposition="noted", answer="Thank you.")
    bring_to(world, "authority_approval")

    assert answer(world, "comments") == (1, [])


# Late items


def test_a_late_item_without_a_reason_is_found(world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    published(world, meeting)
    late = an_item(world, Meeting.objects.get(pk=meeting.pk), "Stop and search", JAN_17, kind="other")
    held = partial(late.hold_urgent, chair="Rachel Stone", special_circumstances="The Home Office wrote.")
    perform(held, actor=acting(world.ken, JAN_17))
    published(world, Meeting.objects.get(pk=meeting.pk), JAN_17)
    assert answer(world, "late-items") == (1, [])

    plant("UPDATE meetings_item SET late_because = '' WHERE id = %s", late.pk)

    assert answer(world, "late-items") == (
        1,
        ["It was published on 17 January 2001, and had to be by 16 January 2001. It does not say why."],
    )


# The pages


@pytest.fixture
def _on_22_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"


def said(answer_) -> str:
    return " ".join(BeautifulSoup(answer_.content, "html.parser").get_text(" ").split())


@pytest.mark.once
@pytest.mark.usefixtures("_on_22_january")
def test_a_report_says_what_was_asked_what_was_looked_at_and_what_was_found(world, client):
    client.force_login(world.ada)

    page = client.get("/audit/basis/")

    told = said(page)
    for part in (
        "Is it told of every target that is decided what it rests on?",
        "Rule A plan states the basis on which its targets were set.",
        "Source SI 1999/3251 arts 3 and 4 (content of best value performance plans)",
        "Looked at 2 targets, on 22 January 2001",
        "Found 2 were found.",
        "It is resolved, and no act that made it so names a basis.",
    ):
        assert part in told, part
    assert f'href="/targets/{world.resolved.pk}/"' in page.text
    lines = client.get(f"/ledger/?thing=target+{world.resolved.pk}")
    assert f'href="/ledger/?thing=target+{world.resolved.pk}"' in page.text
    assert "1 entry matches" in said(lines)
    assert "Found There was nothing to look at." in said(client.get("/audit/interests/"))


@pytest.mark.once
@pytest.mark.usefixtures("_on_22_january")
def test_an_answer_is_taken_away_as_a_table_that_stands_by_itself(world, client):
    client.force_login(world.ada)

    def rows(slug):
        text = b"".join(client.get(f"/audit/{slug}/export/").streaming_content).decode().removeprefix("\ufeff")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    assert [text_of(row["About"]) for row in rows("basis")] == [
        "“Reduce by 5 per cent” of Street crime: objective 1",
        "“200 firearms” of Firearms: objective 1",
    ]
    (row,) = rows("quorum")
    assert (row["Looked at"], row["What was found"]) == ("0 items", "There was nothing to look at.")
    assert row["Source"].startswith("LGA 1972 Sch.12 para 6")


@pytest.mark.once
@pytest.mark.usefixtures("_on_22_january")
def test_all_questions_are_one_paper_that_says_where_the_ledger_stood(world, client):
    client.force_login(world.ada)

    told = said(client.get("/audit/all/"))

    for question in QUESTIONS.values():
        assert question.asked in told
        assert question.asked in said(client.get("/audit/"))
    assert f"plan-{world.plan.pk}: " in told
    assert client.get("/audit/everything/").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("who", ["colin", "clare", "charles", "anna", "sue", "walter"])
def test_nobody_asks_but_those_who_read_the_ledger(world, client, who):
    client.force_login(getattr(world, who))

    for address in ("/audit/", "/audit/all/", "/audit/basis/", "/audit/basis/export/"):
        assert client.get(address).status_code == 403


def test_an_auditor_of_one_body_asks_of_that_body_alone(world):
    """FPBV has no plan of its own, and its meetings are its own."""
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.fpbv, RoleName.AUDITOR, by=acting(world.anna))
    for body in (world.fpbv, world.mpa):
        meeting = a_meeting(world, body)
        an_agenda(world, meeting)
        published(world, meeting)

    counted = {slug: report_on(each, acting(petra)).answer.looked_at for slug, each in QUESTIONS.items()}

    assert {slug: number for slug, number in counted.items() if number} == {"notice": 1}
    assert report_on(QUESTIONS["notice"], world.acting(world.ada)).answer.looked_at == 2


def called_late(world, on):
    meeting = a_meeting(world, on=on)
    an_agenda(world, meeting)
    published(world, meeting, JAN_15)


def let_it_all_be_wrong():
    """Drafts are published, targets are resolved, and every agenda went out on the day of its meeting."""
    plant("UPDATE governance_objective SET state = 'published' WHERE state = 'draft'")
    plant("UPDATE governance_target SET resolution = 'resolved' WHERE resolution = 'placeholder'")
    plant("UPDATE meetings_agenda SET issued_on = held.held_on FROM meetings_meeting held WHERE held.id = meeting_id")


PINNED = 70
"""The most queries all questions together may take, sessions and sign-in among them"""


@pytest.mark.once
@pytest.mark.usefixtures("_on_22_january")
def test_asking_takes_as_many_queries_for_much_as_for_little(fpbv, client):
    bring_to(fpbv, "committee_comment")
    comment_on(fpbv)
    minute, (endorse,) = asked_to(fpbv, "endorse")
    resolved(fpbv, minute, "endorsed", endorse)
    client.force_login(fpbv.ada)
    called_late(fpbv, date(2001, 2, 1))
    let_it_all_be_wrong()
    few = queries_of(client, "/audit/all/")
    grow_plan(fpbv, 20)
    for day in range(5, 9):
        called_late(fpbv, date(2001, 2, day))
    let_it_all_be_wrong()

    many = queries_of(client, "/audit/all/")

    assert Objective.objects.filter(state="published").count() > 10
    assert many == few
    assert many <= PINNED
