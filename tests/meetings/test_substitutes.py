"""Substitutes: somebody from the body above sits at one meeting for a member who is not there.

FPBV meets on 22 January. Its standing orders let a member of the Authority sit for one who cannot come; Ann Bell and
Joan Hart are members of the Authority and of nothing else. Mira Shah has sent apologies, and Ann sits for her.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from documents.personal_calendar import meetings_of
from governance.roles import RoleName
from meetings.minuted import as_minuted, minutes_as_read
from meetings.models import Apology, Minutes, StandingOrders, Substitution, Vote, WrittenComment
from meetings.reading import reads_exempt
from tests.documents.printing.reading import Print
from tests.governance.scenes import refusal
from tests.journeys import days
from tests.meetings.at_the_table import (
    apology,
    arrival,
    ballot,
    called,
    chairing,
    departure,
    do,
    interest,
    ken,
    moved,
    name,
    put,
)
from tests.meetings.scenes import a_meeting_with_secrets, afresh, brought_to, concluded, resolved, seat_of, taken
from tests.meetings.test_agenda_pages import words
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, a_person, acting, appoint
from workflow.gate import blockers, perform
from workflow.writing import write_rows

OF_FPBV = "the meeting of FPBV on 22 January 2001"


@pytest.fixture
def town(fpbv):
    """Ann and Joan are members of the Authority, from which substitutes come."""
    anna = acting(fpbv.anna)
    fpbv.ann, fpbv.joan = a_person("ann", "Ann Bell"), a_person("joan", "Joan Hart")
    for person in (fpbv.ann, fpbv.joan):
        appoint(person, fpbv.mpa, RoleName.MEMBER, by=anna)
    return fpbv


@pytest.fixture
def allowed(town):
    orders = StandingOrders(body=town.fpbv, substitutes="above", starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(town.anna), because="Resolved on 2 October.")
    return town


def substitution(meeting, person, member, body=None):
    """Somebody sits for a member."""
    seat = seat_of(meeting, member)
    return Substitution(meeting=meeting, seat=seat, person=person, body=body or seat.body.parent)


def sits_for(world, meeting, person, member):
    act = substitution(meeting, person, member)
    do(world, act.record)
    return act


def lent(world, *titles):
    """Mira has sent apologies for a meeting, and Ann sits for her."""
    meeting, items = called(world, *titles)
    do(world, apology(meeting, world.mira))
    sits_for(world, meeting, world.ann, world.mira)
    return meeting, items


def there(world, *titles):
    """The same; Ann, Rachel and Peter are there, the meeting is open, and Rachel presides over the first item."""
    meeting, items = lent(world, *titles)
    for member in (world.mira, world.rachel, world.peter):
        do(world, arrival(meeting, member))
    do(world, meeting.open)
    return meeting, taken(world, items[0], world.rachel)


# Who may sit for whom


def test_rules_let_none_come_unless_they_say_so(town):
    meeting, _ = called(town)

    assert refusal(substitution(meeting, town.ann, town.mira).record, ken(town)) == [
        "The standing orders of FPBV let no substitutes come."
    ]


def test_the_rules_of_the_day_of_the_meeting_decide(town):
    meeting, _ = called(town)
    orders = StandingOrders(body=town.fpbv, substitutes="above", starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(town.anna), because="Resolved.")
    perform(partial(orders.end, last_day=date(2001, 1, 21)), actor=acting(town.anna), because="Resolved.")

    assert refusal(substitution(meeting, town.ann, town.mira).record, ken(town)) == [
        "The standing orders of FPBV let no substitutes come."
    ]


def test_a_substitute_is_recorded_as_soon_as_the_agenda_is_out(allowed):
    meeting, _ = called(allowed)
    act = substitution(meeting, allowed.ann, allowed.mira)
    perform(act.record, actor=ken(allowed, JAN_17))

    seat = seat_of(meeting, allowed.mira)
    assert (seat.holder, seat.person) == (allowed.ann, allowed.mira)
    assert seat.who == "Ann Bell (for Mira Shah)"
    assert str(act) == f"Ann Bell as substitute for Mira Shah at {OF_FPBV}"


def test_a_substitute_is_a_member_of_the_body_above_on_that_day(allowed):
    meeting, _ = called(allowed)
    office = allowed.joan.appointments.get()
    perform(partial(office.dismiss, last_day=JAN_17), actor=acting(allowed.anna), because="She resigned.")

    for person in (allowed.walter, allowed.joan):
        assert refusal(substitution(meeting, person, allowed.mira).record, ken(allowed)) == [
            f"{person} is no member of MPA on 22 January 2001: substitutes come from there."
        ]


def test_the_clerk_of_the_body_above_is_no_member_of_it(allowed):
    meeting, _ = called(allowed)

    assert refusal(substitution(meeting, allowed.clare, allowed.mira).record, ken(allowed)) == [
        f"{allowed.clare} is no member of MPA on 22 January 2001: substitutes come from there."
    ]


def test_it_is_written_down_from_which_body_they_come(allowed):
    meeting, _ = called(allowed)

    assert refusal(substitution(meeting, allowed.ann, allowed.mira, allowed.fpbv).record, ken(allowed)) == [
        "Ann Bell is no member of MPA on 22 January 2001: substitutes come from there."
    ]


def test_a_body_with_none_above_it_has_nowhere_to_take_substitutes_from(allowed):
    orders = StandingOrders(body=allowed.mpa, substitutes="above", starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(allowed.anna), because="Resolved.")
    meeting, _ = called(allowed, body=allowed.mpa)
    act = substitution(meeting, allowed.walter, allowed.ann, allowed.mpa)

    assert refusal(act.record, acting(allowed.clare, JAN_22)) == [
        "No body is above MPA from which a substitute could come."
    ]


def test_who_has_a_seat_of_their_own_sits_for_nobody(allowed):
    appoint(allowed.peter, allowed.mpa, RoleName.MEMBER, by=acting(allowed.anna))
    meeting, _ = called(allowed)

    assert refusal(substitution(meeting, allowed.peter, allowed.mira).record, ken(allowed)) == [
        f"Peter Member has a seat of their own at {OF_FPBV}."
    ]


def test_nobody_sits_for_two_and_no_member_has_two_substitutes(allowed):
    meeting, _ = lent(allowed)

    assert refusal(substitution(meeting, allowed.ann, allowed.nora).record, ken(allowed)) == [
        "Ann Bell sits for Mira Shah already."
    ]
    assert refusal(substitution(meeting, allowed.joan, allowed.mira).record, ken(allowed)) == [
        "Ann Bell sits for Mira Shah already."
    ]
    do(allowed, substitution(meeting, allowed.joan, allowed.nora).record)


def test_the_database_knows_that_too(allowed):
    meeting, _ = lent(allowed)

    for person, member in ((allowed.ann, allowed.nora), (allowed.joan, allowed.mira)):
        with pytest.raises(IntegrityError), transaction.atomic():
            write_rows([substitution(meeting, person, member)])


def test_a_member_who_is_there_or_declared_an_interest_has_the_seat(allowed):
    meeting, items = called(allowed)
    do(allowed, arrival(meeting, allowed.mira))
    do(allowed, interest(items[0], allowed.nora))

    assert refusal(substitution(meeting, allowed.ann, allowed.mira).record, ken(allowed)) == [
        "Mira Shah is recorded as present, and so has the seat at this meeting."
    ]
    assert refusal(substitution(meeting, allowed.ann, allowed.nora).record, ken(allowed)) == [
        "Nora Member has declared an interest: if the seat is not theirs, that is taken back first."
    ]


def test_a_member_who_has_left_has_the_seat_still(allowed):
    meeting, minute = there(allowed)
    do(allowed, departure(meeting, allowed.peter, minute.item))

    assert refusal(substitution(meeting, allowed.joan, allowed.peter).record, ken(allowed)) == [
        "Peter Member is recorded as present, and so has the seat at this meeting."
    ]
    do(allowed, substitution(meeting, allowed.joan, allowed.nora).record)


@pytest.mark.parametrize("state", ["held", "confirmed", "inquorate", "cancelled"])
def test_no_substitute_is_recorded_or_taken_back_of_a_meeting_that_is_over(allowed, state):
    meeting, _ = lent(allowed)
    meeting = brought_to(meeting, state)
    told = f"The meeting of FPBV on 22 January 2001 is in “{meeting.get_state_display()}”."

    assert told in refusal(substitution(meeting, allowed.joan, allowed.nora).record, ken(allowed))
    assert told in refusal(Substitution.objects.get().withdraw, ken(allowed))


def test_what_was_recorded_by_mistake_is_taken_back_and_the_seat_is_the_members_again(allowed):
    meeting, _ = lent(allowed)
    do(allowed, Substitution.objects.get().withdraw)
    assert seat_of(meeting, allowed.mira).holder == allowed.mira

    do(allowed, substitution(meeting, allowed.joan, allowed.mira).record)
    do(allowed, substitution(meeting, allowed.ann, allowed.nora).record)
    assert seat_of(meeting, allowed.mira).who == "Joan Hart (for Mira Shah)"


def test_a_substitute_who_came_has_the_seat_to_the_end(allowed):
    meeting, items = lent(allowed)
    act = Substitution.objects.get().withdraw
    do(allowed, interest(items[0], allowed.mira))
    assert refusal(act, ken(allowed)) == [
        "Ann Bell has declared an interest: if the seat is not theirs, that is taken back first."
    ]

    do(allowed, arrival(meeting, allowed.mira))
    assert refusal(act, ken(allowed)) == ["Ann Bell is recorded as present, and so has the seat at this meeting."]


# What a substitute does


def test_a_substitute_makes_the_quorum_and_the_apologies_stand(allowed):
    meeting, _ = lent(allowed)
    for member in (allowed.rachel, allowed.peter):
        do(allowed, arrival(meeting, member))
    assert [each.code for each in blockers(afresh(meeting).open, actor=ken(allowed))] == ["inquorate"]

    do(allowed, arrival(meeting, allowed.mira))
    do(allowed, afresh(meeting).open)
    assert Apology.objects.get().seat.person == allowed.mira
    assert refusal(arrival(meeting, allowed.mira), ken(allowed)) == ["Ann Bell (for Mira Shah) is there already."]


def test_apologies_of_the_member_are_taken_after_the_substitute_came(allowed):
    meeting, _ = called(allowed)
    sits_for(allowed, meeting, allowed.ann, allowed.mira)
    do(allowed, arrival(meeting, allowed.mira))
    do(allowed, apology(meeting, allowed.mira))

    assert minutes_as_read(meeting).apologies == ["Mira Shah"]


def test_a_substitute_votes_on_their_own_phone_and_the_member_does_not(allowed):
    _, minute = there(allowed)
    motion = put(allowed, minute, allowed.peter, "own_devices")

    assert "Only Ann Bell (for Mira Shah) votes in their seat: there are no proxies." in refusal(
        ballot(motion, allowed.mira), acting(allowed.mira, JAN_22)
    )
    perform(ballot(motion, allowed.mira), actor=acting(allowed.ann, JAN_22))
    assert str(Vote.objects.get()).startswith("the vote of Ann Bell (for Mira Shah) on ")
    assert refusal(ballot(motion, allowed.mira), acting(allowed.ann, JAN_22)) == [
        "Ann Bell (for Mira Shah) has voted on it already: a vote stays as it was cast."
    ]


def test_a_member_of_the_authority_who_is_no_substitute_does_not_vote(allowed):
    _, minute = there(allowed)
    motion = put(allowed, minute, allowed.peter, "own_devices")

    assert "Only Ann Bell (for Mira Shah) votes in their seat: there are no proxies." in refusal(
        ballot(motion, allowed.mira), acting(allowed.joan, JAN_22)
    )
    assert refusal(ballot(motion, allowed.peter), acting(allowed.ann, JAN_22))


def test_an_interest_is_the_substitutes_own(allowed):
    _, minute = there(allowed)
    motion = moved(allowed, minute, allowed.peter)
    do(allowed, interest(minute.item, allowed.mira))
    do(allowed, arrival(minute.meeting, allowed.nora))
    do(allowed, partial(motion.put, how="by_name"))

    assert refusal(name(motion, allowed.mira, "for"), ken(allowed)) == [
        "Ann Bell (for Mira Shah) declared an interest in item 1, Budget: they take no part, and have no vote."
    ]
    assert minutes_as_read(minute.meeting).items[0].interests == [
        "Ann Bell (for Mira Shah) declared an interest in money: My shares. (took no part and had no vote)"
    ]


def test_who_sits_for_the_chair_does_not_preside_for_that_but_can_be_chosen(allowed, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    meeting, items = called(allowed)
    sits_for(allowed, meeting, allowed.ann, allowed.rachel)
    for member in (allowed.rachel, allowed.peter, allowed.nora):
        do(allowed, arrival(meeting, member))
    do(allowed, meeting.open)
    client.force_login(allowed.ken)

    page = client.get(f"/meetings/{meeting.pk}/sitting/items/{items[0].pk}/")
    assert page.context["takes_up"].initial["chair"] is None
    assert "(chair)" not in words(page)
    do(allowed, chairing(items[0], allowed.rachel))
    assert minutes_as_read(meeting).items[0].chaired_by == "Ann Bell (for Rachel Stone)"


def test_a_substitute_reads_exempt_papers_as_members_of_the_body_above_do(allowed):
    """Nothing is lent for it: who may be one reads them before and afterwards."""
    meeting = a_meeting_with_secrets(allowed)

    assert reads_exempt(meeting, acting(allowed.ann, JAN_17))
    assert not reads_exempt(meeting, acting(allowed.walter, JAN_17))


def test_a_substitute_comments_in_writing_and_the_member_does_not(allowed):
    meeting, minute = there(allowed)
    resolved(allowed, minute, "noted")
    do(allowed, partial(minute.invite_comments, until=FEB_8))
    concluded(allowed, minute)

    def comment():
        seat = seat_of(meeting, allowed.mira)
        return WrittenComment(meeting=meeting, minute=minute, seat=seat, text="More officers.", sent_on=JAN_22)

    assert "Only Ann Bell (for Mira Shah) comments in their own name." in refusal(
        comment().send, acting(allowed.mira, JAN_22)
    )
    perform(comment().send, actor=acting(allowed.ann, JAN_22))
    assert minutes_as_read(meeting).items[0].comments[0].by == "Ann Bell (for Mira Shah)"


def test_the_meeting_stands_in_the_calendar_of_the_substitute(allowed):
    meeting, _ = lent(allowed)

    assert meetings_of(acting(allowed.ann, JAN_17)) == [meeting]
    assert meetings_of(acting(allowed.joan, JAN_17)) == []


# The minutes


def held(world):
    """Ann seconded, voted and presided; the meeting is over, and its minutes are drafted."""
    meeting, minute = there(world)
    motion = moved(world, minute, world.mira, seconder=seat_of(meeting, world.peter))
    do(world, partial(motion.put, how="by_name"))
    for member, choice in ((world.mira, "for"), (world.peter, "for"), (world.rachel, "against")):
        do(world, name(motion, member, choice))
    do(world, motion.close)
    resolved(world, minute, "noted", motion=motion)
    concluded(world, minute)
    concluded(world, taken(world, meeting.items.get(title="Estate"), world.mira))
    do(world, afresh(meeting).close)
    do(world, Minutes(meeting=afresh(meeting)).draft)
    return afresh(meeting)


def test_minutes_name_who_sat_for_whom_on_the_page_in_the_file_and_under_the_seal(allowed, client):
    meeting = held(allowed)
    read = as_minuted(meeting)

    assert read["present"] == [
        "Ann Bell (for Mira Shah) (in the chair for item 2)",
        "Peter Member",
        "Rachel Stone (in the chair for item 1)",
    ]
    assert (read["apologies"], read["absent"]) == (["Mira Shah"], ["Nora Member", "Tom Member"])
    (motion,) = read["items"][0]["motions"]
    assert (motion["moved_by"], motion["names"]) == (
        "Ann Bell (for Mira Shah)",
        {"for": ["Ann Bell (for Mira Shah)", "Peter Member"], "against": ["Rachel Stone"]},
    )
    client.force_login(allowed.ken)
    page = words(client.get(f"/meetings/{meeting.pk}/minutes/"))
    assert "Moved by Ann Bell (for Mira Shah), seconded by Peter Member" in page
    assert "For: Ann Bell (for Mira Shah), Peter Member" in page
    text = Print(client.get(f"/meetings/{meeting.pk}/minutes.pdf").content).text
    assert "Moved by Ann Bell (for Mira Shah), seconded by Peter Member" in text
    assert "For: Ann Bell (for Mira Shah), Peter Member" in text
    assert "Ann Bell (for Mira Shah) (in the chair for item 2)" in text


def test_a_member_without_apologies_was_absent_whoever_sat_for_them(allowed):
    meeting, _ = called(allowed)
    sits_for(allowed, meeting, allowed.ann, allowed.mira)
    do(allowed, arrival(meeting, allowed.mira))

    read = minutes_as_read(meeting)
    assert [str(each) for each in read.present] == ["Ann Bell (for Mira Shah)"]
    assert "Mira Shah" in read.absent


# Pages


@pytest.fixture
def on_the_day(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"


@pytest.mark.usefixtures("on_the_day")
def test_the_clerk_records_a_substitute_who_comes_and_another_is_taken_back(allowed, client):
    meeting, _ = called(allowed)
    do(allowed, apology(meeting, allowed.mira))
    client.force_login(allowed.ken)
    page = f"/meetings/{meeting.pk}/sitting/"

    form = words(client.get(f"{page}substitute/"))
    assert "Ann Bell" in form
    assert "Peter Member" in form
    assert str(allowed.walter) not in form
    seats = {person: seat_of(meeting, person) for person in (allowed.mira, allowed.nora)}
    for member, person in ((allowed.mira, allowed.ann), (allowed.nora, allowed.joan)):
        done = client.post(f"{page}substitute/", {"seat": seats[member].pk, "person": person.pk}, follow=True)
        assert f"You recorded {person} as substitute for {member} at {OF_FPBV}." in words(done)
    wrong = Substitution.objects.get(person=allowed.joan)
    done = words(client.post(f"{page}substitutes/{wrong.pk}/take-back/", follow=True))
    assert f"You took back Joan Hart as substitute for Nora Member at {OF_FPBV}." in done
    assert "Nora Member: not here" in done

    posted = {f"seat-{seats[allowed.mira].pk}": "here"} | {
        f"seat-{seat.pk}": "absent" for seat in meeting.seats.exclude(person=allowed.mira)
    }
    done = words(client.post(f"{page}attendance/", posted, follow=True))
    assert "Ann Bell (for Mira Shah): here" in done
    assert "Take back" not in done
    assert Apology.objects.get().seat == seats[allowed.mira]


@pytest.mark.usefixtures("on_the_day")
def test_a_refusal_comes_back_in_the_form_with_what_was_chosen(allowed, client):
    meeting, _ = called(allowed)
    do(allowed, arrival(meeting, allowed.mira))
    client.force_login(allowed.ken)
    seat = seat_of(meeting, allowed.mira)

    answer = client.post(f"/meetings/{meeting.pk}/sitting/substitute/", {"seat": seat.pk, "person": allowed.ann.pk})

    assert answer.status_code == 409
    assert "Mira Shah is recorded as present, and so has the seat at this meeting." in words(answer)
    assert f'value="{allowed.ann.pk}" selected' in answer.content.decode()


@pytest.mark.usefixtures("on_the_day")
def test_where_none_may_come_the_page_offers_none(town, client):
    meeting, _ = called(town)
    client.force_login(town.ken)

    assert "Somebody sits for a member" not in words(client.get(f"/meetings/{meeting.pk}/sitting/"))
    told = "The standing orders of FPBV let no substitutes come."
    assert told in words(client.get(f"/meetings/{meeting.pk}/sitting/substitute/"))


@pytest.mark.usefixtures("on_the_day")
def test_the_substitute_finds_the_vote_and_the_member_does_not(allowed, client):
    meeting, minute = there(allowed)
    motion = put(allowed, minute, allowed.peter, "own_devices")
    vote, page = f"/meetings/{meeting.pk}/vote/", f"/meetings/{meeting.pk}/"

    client.force_login(allowed.mira)
    assert client.get(vote).status_code == 404
    assert vote not in client.get(page).content.decode()
    client.force_login(allowed.ann)
    assert vote in client.get(page).content.decode()
    client.post(vote, {"motion": motion.pk, "choice": "for"})
    assert Vote.objects.get().seat.person == allowed.mira


@pytest.mark.usefixtures("on_the_day")
def test_an_administrator_lets_substitutes_come(town, client):
    client.force_login(town.anna)
    typed = {"quorum_share": "4", "quorum_least": "3", "casting_vote": "on", "because": "Resolved.", "checked": "yes"}
    first = {"starts_on-day": "22", "starts_on-month": "1", "starts_on-year": "2001"}
    for substitutes in ("", "above"):
        page = client.post(
            f"/bodies/{(town.fpbv if substitutes else town.workshop).pk}/standing-orders/new/",
            {**typed, **first, "substitutes": substitutes}, follow=True,
        )  # fmt: skip
        told = "A member of the body above can sit for one who cannot come."
        assert (told in words(page)) == bool(substitutes)
    assert StandingOrders.objects.get(body=town.fpbv).substitutes == "above"


def test_standing_orders_say_whether_substitutes_come(allowed):
    orders = StandingOrders.objects.get(body=allowed.fpbv)

    assert orders.in_words.endswith("A member of the body above can sit for one who cannot come.")
    with pytest.raises(IntegrityError), transaction.atomic():
        write_rows([StandingOrders(body=allowed.workshop, substitutes="anybody", starts_on=JAN_15)])
