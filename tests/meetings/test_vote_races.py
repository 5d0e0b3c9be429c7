"""Members and clerks at the same meeting in the same moment: nobody votes twice, no vote is lost, nothing counts late.

Every race has a control in which what guards it is taken out, and which then goes wrong (A1, A2, A9, A10, E1).
"""

import os
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import time
from functools import partial

import pytest
from django.db import connection, transaction
from django.test import Client

from audit.models import AuditEvent
from governance.roles import RoleName
from meetings.models import Meeting, Minute, Minutes, Motion, Presence, Vote
from tests.audit.paper import verify
from tests.journeys import days
from tests.ledger import triggers_off
from tests.meetings.at_the_table import arrival, ballot, do, is_taken, put, sits
from tests.meetings.scenes import concluded, members, taken
from tests.workflow.at_once import at_once, one_winner, wins_or_is_told
from tests.world import JAN_22, a_person, acting, appoint
from workflow import gate
from workflow.actors import Actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = int(os.environ.get("RACES", 3))
"""RACES=1000 is the whole run"""
PAIRS = min(ROUNDS, 2)
"""of meetings that are closed at once, each pair in an hour of its own"""
CROWD = 20


@pytest.fixture
def fpbv(world, settings):
    """Rachel Stone chairs FPBV, Peter, Nora and Tom sit in it beside Mira, and Kate helps Ken, its clerk."""
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    world.rachel, world.kate = a_person("rachel", "Rachel Stone"), a_person("kate", "Kate Lyle")
    appoint(world.rachel, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    appoint(world.kate, world.fpbv, RoleName.CLERK, by=acting(world.anna))
    world.peter, world.nora, world.tom = members(world, world.fpbv, "Peter", "Nora", "Tom")
    return world


def without_the_lock(monkeypatch) -> None:
    """The gate as it would be if it neither locked nor read again."""
    monkeypatch.setattr(gate, "lock", lambda calls, wait=True: None)


def wins(person, act):
    """A party that does `act`, and says how it went."""
    return lambda _: wins_or_is_told(act(), actor=Actor(person, today=JAN_22))


def a_vote(world, minute, number) -> Motion:
    return put(world, minute, world.peter, "own_devices", f"it be agreed, round {number}")


def as_now(model, pk):
    """The row as whoever has its page open sees it."""
    return partial(model.objects.get, pk=pk)


def tally(motion) -> tuple[int, int, int]:
    motion.refresh_from_db()
    return motion.in_favour, motion.against, motion.abstained


def rows(motion) -> tuple[int, int, int]:
    counted = Counter(Vote.objects.filter(motion=motion).values_list("choice", flat=True))
    return counted["for"], counted["against"], counted["abstain"]


# One member, one vote


def votes_four_times(world, motion, clients) -> list[str]:
    """Nora votes in two windows of her browser and twice through the gate."""

    def by_page(client):
        def party(_):
            answer = client.post(
                f"/meetings/{motion.meeting_id}/vote/", {"motion": motion.pk, "choice": "for"}, follow=False
            )
            return "won" if answer.status_code == 302 else f"{answer.status_code}"

        return party

    acts = [ballot(motion, world.nora, choice) for choice in ("for", "against")]
    parties = [wins(world.nora, lambda act=act: act) for act in acts]
    return at_once(1, *map(by_page, clients), *parties)[0]


def windows_of(person) -> list[Client]:
    found = []
    for _ in range(2):
        client = Client()
        client.force_login(person)
        found.append(client)
    return found


def test_whoever_votes_in_four_places_at_once_has_voted_once(fpbv):
    _, minute = is_taken(fpbv)
    clients = windows_of(fpbv.nora)

    for number in range(ROUNDS):
        motion = a_vote(fpbv, minute, number)
        answers = votes_four_times(fpbv, motion, clients)
        assert one_winner([answers]) == []
        told = "Nora Member has voted on it already: a vote stays as it was cast."
        assert set(answers) <= {"won", "409", told}
        assert Vote.objects.filter(motion=motion).count() == 1
        do(fpbv, motion.close)
    assert verify()["whole"]


def test_without_the_lock_it_is_the_database_that_lets_nobody_vote_twice(fpbv, monkeypatch):
    """The control of the lock: the guards let both through, and one row for each seat and motion is the last word."""
    _, minute = is_taken(fpbv)
    clients = windows_of(fpbv.nora)
    told = set()
    with monkeypatch.context() as patch:
        without_the_lock(patch)
        for number in range(ROUNDS):
            motion = a_vote(fpbv, minute, number)
            told |= set(votes_four_times(fpbv, motion, clients))
            assert Vote.objects.filter(motion=motion).count() == 1
            do(fpbv, motion.close)

    print(told)
    assert connection.vendor == "sqlite" or any("The same has been done already" in each for each in told)


@contextmanager
def without_one_row_for_each_seat():
    """The table of votes as it would be without its constraint; it is empty afterwards."""
    constraint = next(each for each in Vote._meta.constraints if each.name == "one_vote_for_each_seat_and_motion")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Vote, constraint)
    try:
        yield
    finally:
        with triggers_off(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {Vote._meta.db_table}")  # noqa: S608 - a name of our own
        with connection.schema_editor() as editor:
            editor.add_constraint(Vote, constraint)


@pytest.mark.postgres_only
def test_without_lock_and_constraint_members_vote_twice(fpbv, monkeypatch):
    """The control of both."""
    _, minute = is_taken(fpbv)
    clients = windows_of(fpbv.nora)
    with without_one_row_for_each_seat():
        with monkeypatch.context() as patch:
            without_the_lock(patch)
            counts = []
            for number in range(ROUNDS):
                motion = a_vote(fpbv, minute, number)
                votes_four_times(fpbv, motion, clients)
                counts.append(Vote.objects.filter(motion=motion).count())
                do(fpbv, motion.close)
        print(f"votes of one member without lock and constraint: {counts}")
        assert max(counts) > 1


# Votes and the close


def votes_against_the_close(world, motion) -> list[str]:
    """Four vote while Ken closes the vote; everybody has the motion before them as it is open."""
    people = {world.nora: "for", world.tom: "against", world.mira: "abstain", world.peter: "for"}
    acts = {person: ballot(motion, person, choice) for person, choice in people.items()}
    closing = Motion.objects.get(pk=motion.pk)
    return at_once(
        1,
        *(wins(person, lambda act=act: act) for person, act in acts.items()),
        wins(world.ken, lambda: closing.close),
    )[0]


def test_what_is_counted_is_what_was_cast_before_the_close_and_nothing_comes_after(fpbv):
    _, minute = is_taken(fpbv)

    for number in range(ROUNDS):
        motion = a_vote(fpbv, minute, number)
        *voted, closed = votes_against_the_close(fpbv, motion)
        assert closed == "won"
        assert tally(motion) == rows(motion)
        assert sum(rows(motion)) == voted.count("won")
        assert set(voted) <= {"won", f"The vote on {motion} is closed."}
        lines = AuditEvent.objects.filter(act_id__isnull=False).order_by("-seq")
        assert lines.filter(action__in=["vote.cast", "motion.closed"]).first().action == "motion.closed"
    assert verify()["whole"]


def test_without_the_lock_votes_are_cast_that_nobody_counts(fpbv, monkeypatch):
    """The control."""
    _, minute = is_taken(fpbv)
    wrong = 0
    with monkeypatch.context() as patch:
        without_the_lock(patch)
        for number in range(ROUNDS):
            motion = a_vote(fpbv, minute, number)
            votes_against_the_close(fpbv, motion)
            wrong += tally(motion) != rows(motion)

    print(f"{wrong} of {ROUNDS} votes were counted wrong without the lock")
    assert wrong


# Everybody at once


def everybody_votes(world):
    """Twenty members of FPBV press the button in the same moment; the versions their meeting had before and after."""
    crowd = members(world, world.fpbv, *(f"Crowd{number}" for number in range(CROWD)))
    meeting, minute = is_taken(world)
    motion = a_vote(world, minute, 0)
    before = Meeting.objects.get(pk=meeting.pk).version
    acts = [ballot(Motion.objects.get(pk=motion.pk), person) for person in crowd]
    parties = [wins(person, lambda act=act: act) for person, act in zip(crowd, acts, strict=True)]
    answers = at_once(1, *parties)[0]
    return motion, answers, Meeting.objects.get(pk=meeting.pk).version - before


def test_twenty_who_vote_at_once_are_all_counted(fpbv):
    motion, answers, acts = everybody_votes(fpbv)

    assert answers == ["won"] * CROWD
    assert acts == CROWD
    do(fpbv, motion.close)
    assert tally(motion) == rows(motion) == (CROWD, 0, 0)
    assert verify()["whole"]


def test_without_the_lock_acts_of_a_meeting_are_lost_count_of(fpbv, monkeypatch):
    """The control."""
    with monkeypatch.context() as patch:
        without_the_lock(patch)
        _, _, acts = everybody_votes(fpbv)

    print(f"{CROWD} voted, and the meeting counts {acts} acts without the lock")
    assert acts < CROWD


# Attendance and the close


def leaves_against_the_close(world, minute, number) -> tuple[list[str], list[str]]:
    """Three make a quorum. Mira was not there after all, it turns out just as the vote is closed."""
    motion = a_vote(world, minute, number)
    mistake, closing = Presence.objects.get(seat__person=world.mira), Motion.objects.get(pk=motion.pk)
    before = AuditEvent.objects.count()
    answers = at_once(1, wins(world.kate, lambda: mistake.withdraw), wins(world.ken, lambda: closing.close))[0]
    lines = AuditEvent.objects.order_by("seq").filter(action__in=["presence.withdrawn", "motion.closed"])
    order = list(lines.values_list("action", flat=True))[-(AuditEvent.objects.count() - before) :]
    motion.refresh_from_db()
    if motion.state == "open":
        do(world, motion.withdraw)
    if answers[0] == "won":
        do(world, arrival(minute.meeting, world.mira))
    return answers, order


def is_serial(answers, order) -> bool:
    """Whether it went as if one had come after the other: closed while there was a quorum, or not at all."""
    return order in (["motion.closed", "presence.withdrawn"], ["presence.withdrawn"]) and answers[0] == "won"


def test_a_vote_is_closed_while_there_is_a_quorum_or_not_at_all(fpbv):
    _, minute = is_taken(fpbv, absent=(fpbv.tom, fpbv.nora))

    for number in range(ROUNDS):
        answers, order = leaves_against_the_close(fpbv, minute, number)
        assert is_serial(answers, order), (answers, order)


@pytest.mark.postgres_only
def test_without_the_lock_a_vote_is_closed_that_no_quorum_saw(fpbv, monkeypatch):
    """The control; on SQLite one writes at a time anyway."""
    _, minute = is_taken(fpbv, absent=(fpbv.tom, fpbv.nora))
    with monkeypatch.context() as patch:
        for number in range(50):
            without_the_lock(patch)
            answers, order = leaves_against_the_close(fpbv, minute, number)
            patch.undo()
            if not is_serial(answers, order):
                print(f"closed without a quorum in round {number + 1}, without the lock")
                return
    pytest.fail("It needs no lock.")


# Two clerks


def both(world, model, pk, act) -> list[str]:
    """Ken and Kate have the same page open, and do the same in the same moment."""
    mine, theirs = model.objects.get(pk=pk), model.objects.get(pk=pk)
    return at_once(1, wins(world.ken, lambda: act(mine)), wins(world.kate, lambda: act(theirs)))[0]


def test_of_two_clerks_one_concludes_one_closes_and_one_drafts(fpbv):
    titles = [f"Item {number}" for number in range(min(ROUNDS, 50))]
    meeting, items = sits(fpbv, *titles)

    for item in items:
        minute = taken(fpbv, item, fpbv.rachel)
        assert one_winner([both(fpbv, Minute, minute.pk, lambda row: row.conclude)]) == []
    assert one_winner([both(fpbv, Meeting, meeting.pk, lambda row: row.close)]) == []
    drafts = [Minutes(meeting=Meeting.objects.get(pk=meeting.pk)) for _ in range(2)]
    answers = at_once(1, wins(fpbv.ken, lambda: drafts[0].draft), wins(fpbv.kate, lambda: drafts[1].draft))
    assert one_winner(answers) == []
    minutes = Minutes.objects.get()
    answers = both(fpbv, Minutes, minutes.pk, lambda row: partial(row.circulate, circulated_on=JAN_22))

    assert answers == ["won", "won"]  # the second changes nothing, and writes nothing
    lines = Counter(AuditEvent.objects.values_list("action", flat=True))
    assert [
        lines[each] for each in ("minute.concluded", "meeting.closed", "minutes.drafted", "minutes.circulated")
    ] == [
        len(titles),
        1,
        1,
        1,
    ]
    assert list(Minute.objects.order_by("number").values_list("number", flat=True)) == list(range(1, len(titles) + 1))


def test_without_the_lock_both_conclude(fpbv, monkeypatch):
    """The control."""
    _, items = sits(fpbv, *(f"Item {number}" for number in range(min(ROUNDS, 50))))
    answers = []
    for item in items:
        minute = taken(fpbv, item, fpbv.rachel)
        with monkeypatch.context() as patch:
            without_the_lock(patch)
            answers.append(both(fpbv, Minute, minute.pk, lambda row: row.conclude))

    print(f"{len(one_winner(answers))} of {len(answers)} concluded twice without the lock")
    assert one_winner(answers)


# Numbers


def closed_in_pairs(world) -> list[int]:
    """Pairs of meetings of FPBV, with two items each, are closed at once; the numbers of all their minutes."""
    for pair in range(PAIRS):
        meetings = []
        for half in range(2):
            meeting, items = sits(world, "Budget", "Estate", at=time(8 + 2 * pair + half))
            for item in items:
                concluded(world, taken(world, item, world.rachel))
            meetings.append(Meeting.objects.get(pk=meeting.pk))
        answers = at_once(
            1,
            wins(world.ken, lambda each=meetings[0]: each.close),
            wins(world.kate, lambda each=meetings[1]: each.close),
        )[0]
        assert answers == ["won", "won"]
    return sorted(Minute.objects.values_list("number", flat=True))


def test_minutes_of_meetings_closed_at_once_have_numbers_without_a_gap_or_repeat(fpbv):
    numbers = closed_in_pairs(fpbv)

    assert numbers == list(range(1, 4 * PAIRS + 1))
    assert verify()["whole"]


@pytest.mark.postgres_only
def test_without_the_lock_on_the_body_numbers_are_given_twice(fpbv, monkeypatch):
    """The control; on SQLite one writes at a time anyway."""
    monkeypatch.setattr(Meeting.close, "rule", replace(Meeting.close.rule, locks=()))

    numbers = closed_in_pairs(fpbv)

    print(f"{len(numbers) - len(set(numbers))} numbers of {len(numbers)} given twice without the lock on the body")
    assert len(set(numbers)) < len(numbers)


def test_a_close_that_is_rolled_back_uses_up_no_number(fpbv):
    first, items = sits(fpbv, "Budget", at=time(9))
    concluded(fpbv, taken(fpbv, items[0], fpbv.rachel))
    second, items = sits(fpbv, "Estate", at=time(10))
    concluded(fpbv, taken(fpbv, items[0], fpbv.rachel))
    with transaction.atomic():
        do(fpbv, Meeting.objects.get(pk=first.pk).close)
        transaction.set_rollback(True)
    for meeting in (second, first):
        do(fpbv, Meeting.objects.get(pk=meeting.pk).close)

    assert [Minute.objects.get(meeting=each).number for each in (second, first)] == [1, 2]
