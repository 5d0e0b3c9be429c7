"""Meetings are scheduled, moved, given another place, cancelled: by the clerk of the body, with what follows said."""

from datetime import date, time
from functools import partial

import pytest
from bs4 import BeautifulSoup

from audit.models import AuditEvent
from meetings.models import JointBody, Meeting
from meetings.models.meeting import meets_in_public
from tests.fingerprint import fingerprint
from tests.governance.scenes import a_closure, a_notice_rule, refusal
from tests.governance.test_body_pages import a_day, confirm, go_on, said
from tests.journeys import days
from tests.meetings.scenes import TWO, a_meeting, an_agenda, published
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, OCTOBER, acting
from workflow.gate import blockers, perform

JAN_25 = date(2001, 1, 25)
A_REASON = "Give a reason: it is kept with the change."
ONLY_KEN = "the clerk of FPBV (Ken Marsh)"


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


@pytest.fixture
def ken(client, world):
    client.force_login(world.ken)
    return client


def planned(world, **more):
    values = {"body": world.fpbv, "held_on": JAN_22, "held_at": TWO, "place": "Room 5", **more}
    return Meeting(**values)


def as_ken(world, on=JAN_15):
    return acting(world.ken, on)


# What must hold


def test_a_meeting_is_scheduled_before_it_takes_place_or_on_its_very_day(world):
    past = planned(world, held_on=date(2001, 1, 12))
    assert refusal(past.schedule, as_ken(world)) == [
        "12 January 2001 has passed: a meeting is scheduled before it takes place."
    ]
    perform(planned(world, held_on=JAN_15).schedule, actor=as_ken(world))


def test_a_body_meets_once_at_a_time_but_again_at_another_and_where_one_was_cancelled(world):
    first = a_meeting(world)
    assert refusal(planned(world).schedule, as_ken(world)) == ["FPBV meets on 22 January 2001 at 14:00 already."]
    perform(planned(world, held_at=time(16)).schedule, actor=as_ken(world))
    perform(planned(world, body=world.mpa).schedule, actor=acting(world.clare))
    perform(first.cancel, actor=as_ken(world), because="No business.")
    perform(planned(world, body=type(world.fpbv).objects.get(pk=world.fpbv.pk)).schedule, actor=as_ken(world))


def test_an_extraordinary_meeting_says_what_it_is_for(world):
    sentence = "Say what business the extraordinary meeting is called for: it takes nothing else."
    for nothing in ("", "  \n "):
        assert refusal(planned(world, kind="extraordinary", business=nothing).schedule, as_ken(world)) == [sentence]
    perform(planned(world, kind="extraordinary", business="The budget").schedule, actor=as_ken(world))


def test_nothing_comes_into_being_half_way(world):
    moved = planned(world, sequence=3)
    assert refusal(moved.schedule, as_ken(world)) == ["The meeting of FPBV on 22 January 2001 begins as planned."]
    perform(planned(world).schedule, actor=as_ken(world))


@pytest.mark.parametrize("name", ["clare", "mira", "charles", "anna", "colin", "olive", "ada", "sue", "walter"])
def test_nobody_but_the_clerk_of_the_body_keeps_its_calendar(world, name):
    meeting = a_meeting(world)
    other = acting(getattr(world, name))
    who = "the clerk of FPBV" if name in ("sue", "walter") else ONLY_KEN  # names are for those who hold an office
    before = fingerprint()
    acts = {
        "schedule": planned(world, held_on=FEB_8).schedule,
        "move": partial(meeting.move, held_on=JAN_25, held_at=TWO),
        "change the place of": partial(meeting.relocate, place="Room 6"),
        "cancel": meeting.cancel,
    }
    for does, act in acts.items():
        on = "8 February" if does == "schedule" else "22 January"
        sentence = f"Your role does not let you {does} the meeting of FPBV on {on} 2001."
        assert refusal(act, other, because="So.") == [sentence]
        assert blockers(act, actor=other)[0].cleared_by == who
    joint = JointBody(meeting=meeting, body=world.mpa)
    assert "Your role does not let you invite MPA at" in refusal(joint.invite, other)[0]
    assert fingerprint() == before


def test_a_meeting_is_moved_to_a_day_still_to_come_with_a_reason(world):
    meeting = a_meeting(world)
    to = partial(meeting.move, held_on=JAN_25, held_at=time(10))
    assert refusal(to, as_ken(world)) == [A_REASON]
    assert refusal(partial(meeting.move, held_on=date(2001, 1, 12), held_at=TWO), as_ken(world), because="So.") == [
        "12 January 2001 has passed: a meeting is moved to a day still to come."
    ]
    perform(to, actor=as_ken(world), because="The room is taken.")
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.held_at, meeting.sequence) == (JAN_25, time(10), 1)
    line = AuditEvent.objects.about("meetings.meeting", meeting.pk).latest_first().first()
    moved = {"held_on": ["2001-01-22", "2001-01-25"], "held_at": ["14:00:00", "10:00:00"]}
    assert line.changes == {**moved, "sequence": ["0", "1"]}
    assert line.because == "The room is taken."


def test_a_meeting_is_not_moved_to_where_its_body_meets_already(world):
    a_meeting(world, on=JAN_25)
    meeting = a_meeting(world)
    to = partial(meeting.move, held_on=JAN_25, held_at=TWO)
    assert refusal(to, as_ken(world), because="So.") == ["FPBV meets on 25 January 2001 at 14:00 already."]
    perform(partial(meeting.move, held_on=JAN_25, held_at=time(10)), actor=as_ken(world), because="So.")


def test_what_is_moved_to_where_it_is_already_writes_nothing(world):
    meeting = a_meeting(world)
    before = AuditEvent.objects.count()
    assert perform(partial(meeting.move, held_on=JAN_22, held_at=TWO), actor=as_ken(world), because="So.") is None
    assert perform(partial(meeting.relocate, place="Room 5"), actor=as_ken(world), because="So.") is None
    meeting.refresh_from_db()
    assert (meeting.sequence, AuditEvent.objects.count()) == (0, before)


def test_once_its_agenda_is_out_it_is_cancelled_and_no_longer_moved(world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    published(world, meeting)
    meeting.refresh_from_db()
    to = partial(meeting.move, held_on=JAN_25, held_at=TWO)
    assert refusal(to, as_ken(world), because="So.") == [
        "The meeting of FPBV on 22 January 2001 is in “Agenda published”: to move it, it must be in “Planned”."
    ]
    perform(partial(meeting.relocate, place="Room 6"), actor=as_ken(world), because="A burst pipe.")
    perform(meeting.cancel, actor=as_ken(world), because="The building is closed.")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.place, meeting.sequence) == ("cancelled", "Room 6", 2)
    assert refusal(partial(meeting.relocate, place="Room 7"), as_ken(world), because="So.") == [
        "The meeting of FPBV on 22 January 2001 is no longer to come."
    ]
    assert refusal(meeting.cancel, as_ken(world), because="So.") == [
        "The meeting of FPBV on 22 January 2001 is in “Cancelled”: to cancel it, it must be in “Planned” or "
        "“Agenda published”."
    ]


def test_another_place_and_a_cancellation_have_a_reason(world):
    meeting = a_meeting(world)
    assert refusal(partial(meeting.relocate, place="Room 6"), as_ken(world)) == [A_REASON]
    assert refusal(meeting.cancel, as_ken(world)) == [A_REASON]


def test_a_body_is_invited_while_the_agenda_is_not_out_and_never_to_its_own_meeting(world):
    meeting = a_meeting(world)
    assert refusal(JointBody(meeting=meeting, body=world.fpbv).invite, as_ken(world)) == [
        "FPBV convenes the meeting: it sits in it anyway."
    ]
    perform(JointBody(meeting=meeting, body=world.workshop).invite, actor=as_ken(world))
    assert [body.short_name for body in Meeting.objects.get(pk=meeting.pk).bodies] == ["FPBV", "Workshop"]
    assert refusal(JointBody(meeting=meeting, body=world.workshop).invite, as_ken(world)) == [
        "The same has been done already, perhaps a moment ago by somebody else."
    ]
    an_agenda(world, meeting)
    published(world, meeting)
    meeting.refresh_from_db()
    assert refusal(JointBody(meeting=meeting, body=world.mpa).invite, as_ken(world)) == [
        "The agenda of the meeting of FPBV on 22 January 2001 is out, or it does not take place: this no longer "
        "changes."
    ]


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("mpa", "ordinary", True),
        ("fpbv", "extraordinary", True),
        ("fpbv", "workshop", False),
        ("workshop", "ordinary", False),
    ],
)
def test_bodies_that_decide_meet_in_public(world, body, kind, expected):
    assert meets_in_public(getattr(world, body), kind) is expected


# The page on which one is scheduled


def typed(world, on=JAN_22, **more):
    values = {"body": world.fpbv.pk, "kind": "ordinary", "held_at": "2pm", "place": "Room 5", "openness": "as_usual"}
    return {**values, **a_day("held_on", on), **more}


def test_a_clerk_schedules_a_meeting_and_reads_first_by_when_its_agenda_must_go_out(ken, world):
    answer = go_on(ken, "/meetings/new/", **typed(world))
    text = said(answer)
    assert "Monday 22 January 2001" in text
    assert "2pm" in text
    assert (
        "For a meeting on Monday 22 January 2001 the papers must go out by Tuesday 16 January 2001: 3 clear days"
        in text
    )
    assert "It meets in public: everybody sees when and where" in text
    assert "Warning" not in text
    assert not Meeting.objects.exists()

    done = confirm(ken, answer, "/meetings/new/")

    meeting = Meeting.objects.get()
    assert done.request["PATH_INFO"] == meeting.get_absolute_url()
    assert "You scheduled the meeting of FPBV on 22 January 2001." in said(done)
    assert (meeting.held_on, meeting.held_at, meeting.in_public, meeting.state) == (JAN_22, TWO, True, "planned")


def test_a_workshop_is_not_in_public_unless_the_clerk_says_so(client, world):
    client.force_login(world.clare)
    workshop = {**typed(world), "body": world.workshop.pk, "kind": "workshop"}
    assert "only those who hold an office in a body that sits in it know" in said(
        go_on(client, "/meetings/new/", **workshop)
    )
    confirm(client, go_on(client, "/meetings/new/", **workshop | {"openness": "yes"}), "/meetings/new/")
    assert Meeting.objects.get().in_public


def test_a_meeting_of_two_committees_is_scheduled_in_one_act(ken, world):
    with_workshop = typed(world, joint_with=[world.workshop.pk])
    answer = go_on(ken, "/meetings/new/", **with_workshop)
    assert "Workshop sits in it jointly." in said(answer)
    confirm(ken, answer, "/meetings/new/")
    lines = AuditEvent.objects.filter(action__in=["meeting.scheduled", "joint_body.invited"])
    assert len(lines) == 2
    assert len({line.act_id for line in lines}) == 1
    assert [body.short_name for body in Meeting.objects.get().bodies] == ["FPBV", "Workshop"]


def test_a_day_on_which_nobody_works_and_a_late_one_come_with_a_warning(ken, world):
    a_closure(world, FEB_8, FEB_8, "Snow")
    for on, warning in [
        (date(2001, 4, 16), "Easter Monday: not a working day."),
        (date(2001, 2, 3), "Saturday: not a working day."),
        (FEB_8, "Closed: Snow: not a working day."),
        (JAN_17, "Short notice: the day by which the agenda had to go out has passed."),
    ]:
        assert warning in said(go_on(ken, "/meetings/new/", **typed(world, on)))
    late = said(go_on(ken, "/meetings/new/", **typed(world, JAN_17)))
    assert "That day has passed: the meeting is called at short notice" in late


def test_a_saturday_is_no_working_day_even_where_it_counts_for_notice(ken, world):
    a_notice_rule(world, counted="every", starts_on=OCTOBER)
    assert "Saturday: not a working day." in said(go_on(ken, "/meetings/new/", **typed(world, date(2001, 2, 3))))


def test_another_body_that_meets_at_the_same_time_is_named_if_the_clerk_may_know_of_it(ken, world):
    a_meeting(world, world.mpa)
    a_meeting(world, world.workshop, in_public=False)
    text = said(go_on(ken, "/meetings/new/", **typed(world)))
    assert "MPA meets then as well, at 2pm." in text
    assert "Workshop meets" not in text
    assert "MPA meets" not in said(go_on(ken, "/meetings/new/", **typed(world, held_at="16:00")))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_at": "soon"}, "Write the time like 14:00 or 2pm."),
        ({"held_at": "2"}, "Write the time like 14:00 or 2pm."),
        ({"held_at": "25:00"}, "Write the time like 14:00 or 2pm."),
        ({"held_at": "13pm"}, "Write the time like 14:00 or 2pm."),
        ({"held_on-year": "1973"}, "Meetings are scheduled from 1974 to 2099."),
        ({"held_on-day": "31", "held_on-month": "2"}, "Date must be a real date."),
        ({"place": ""}, "Enter place."),
        ({"business": "The budget"}, "Only an extraordinary meeting names its business: the others have an agenda."),
        (
            {"kind": "extraordinary"},
            "Say what business the extraordinary meeting is called for: it takes nothing else.",
        ),
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_everything_typed_stays(ken, world, wrong, sentence):
    answer = ken.post("/meetings/new/", typed(world, **{"held_on-month": "1", **wrong}))
    assert sentence in said(answer)
    assert "Check before you go on" not in said(answer)
    box = BeautifulSoup(answer.content, "html.parser").select_one("[name=held_at]")
    assert box["value"] == wrong.get("held_at", "2pm")


def test_whoever_convenes_sits_in_it_anyway(ken, world):
    answer = ken.post("/meetings/new/", typed(world, joint_with=[world.fpbv.pk]))
    assert "FPBV convenes the meeting: it sits in it anyway." in said(answer)


def test_a_clerk_chooses_among_their_own_bodies(client, world):
    client.force_login(world.clare)
    soup = BeautifulSoup(client.get(f"/meetings/new/?body={world.workshop.pk}").content, "html.parser")
    options = soup.select("[name=body] option")
    assert [each.get_text() for each in options] == ["Choose one", "Members' workshop", "Metropolitan Police Authority"]
    assert [each.get_text() for each in options if each.has_attr("selected")] == ["Members' workshop"]
    assert "Choose body from the list." in said(client.post("/meetings/new/", typed(world)))


@pytest.mark.parametrize("name", ["mira", "anna", "charles"])
def test_whoever_keeps_no_calendar_is_told_who_does(client, world, name):
    client.force_login(getattr(world, name))
    answer = client.get("/meetings/new/")
    assert answer.status_code == 403
    assert "Only the clerk of a body schedules meetings: the clerk of MPA (Clare Hobbs)." in said(answer)


# The pages on which it is moved, given another place, cancelled


def test_a_clerk_moves_a_meeting_and_reads_what_notice_the_new_day_needs(ken, world):
    meeting = a_meeting(world)
    address = f"/meetings/{meeting.pk}/acts/move/"
    assert address in ken.get(meeting.get_absolute_url()).text
    answer = go_on(ken, address, **a_day("held_on", JAN_25), held_at="10am", because="The room is taken.", seen=1)
    text = said(answer)
    assert "The calendar shows it on Thursday 25 January 2001 at 10am, and no longer on Monday 22 January" in text
    assert "Whoever has taken it into a calendar of their own sees that there" in text
    assert "the papers must go out by Friday 19 January 2001" in text
    assert "You moved the meeting of FPBV on 25 January 2001." in said(confirm(ken, answer, address))


def test_a_meeting_whose_agenda_is_out_says_at_once_that_it_is_not_moved(ken, world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    published(world, meeting)
    text = said(ken.get(f"/meetings/{meeting.pk}/acts/move/"))
    assert "This cannot be done now" in text
    assert "to move it, it must be in “Planned”." in text


def test_a_clerk_cancels_a_meeting_and_reads_that_it_stays_in_the_calendar(ken, world):
    meeting = a_meeting(world)
    address = f"/meetings/{meeting.pk}/acts/cancel/"
    text = said(ken.get(address))
    assert "The meeting of FPBV on 22 January 2001 does not take place. It stays in the calendar" in text
    assert "Its agenda is out" not in text
    assert "Enter reason." in said(ken.post(address, {"seen": 1}))
    done = ken.post(address, {"seen": 1, "because": "No business."}, follow=True)
    assert "You cancelled the meeting of FPBV on 22 January 2001." in said(done)
    assert "Cancelled" in said(done)


def test_another_place_is_not_the_one_that_stands_on_the_agenda_that_is_out(ken, world):
    meeting = a_meeting(world)
    address = f"/meetings/{meeting.pk}/acts/relocate/"
    assert "still names" not in said(ken.get(address))
    an_agenda(world, meeting)
    published(world, meeting)
    assert "Its agenda is out and still names Room 5: tell those who have it." in said(ken.get(address))
    assert "Its agenda is out and stays there to be read." in said(ken.get(f"/meetings/{meeting.pk}/acts/cancel/"))


def test_a_clerk_invites_another_body(ken, world):
    meeting = a_meeting(world)
    address = f"/meetings/{meeting.pk}/invite/"
    answer = go_on(ken, address, body=world.workshop.pk)
    assert "Members of Workshop have a seat in the meeting of FPBV on 22 January 2001, with those of FPBV" in said(
        answer
    )
    assert "You invited Workshop at the meeting of FPBV on 22 January 2001." in said(confirm(ken, answer, address))
    boxes = BeautifulSoup(ken.get(address).content, "html.parser").select("[name=body] option")
    assert [each.get_text() for each in boxes] == ["Choose one", "Metropolitan Police Authority"]


@pytest.mark.parametrize("name", ["mira", "charles", "walter", "clare"])
def test_whoever_keeps_another_calendar_finds_no_buttons_and_reads_who_may(client, world, name):
    meeting = a_meeting(world)
    client.force_login(getattr(world, name))
    assert "/acts/" not in client.get(meeting.get_absolute_url()).text
    for page in ("acts/cancel/", "acts/relocate/", "acts/move/", "invite/"):
        text = said(client.get(f"/meetings/{meeting.pk}/{page}"))
        assert "This cannot be done now" in text
        assert f"Who can clear it: {'the clerk of FPBV.' if name == 'walter' else ONLY_KEN}" in text


@pytest.mark.parametrize("act", ["call", "schedule", "delete", "move_"])
def test_nothing_else_is_done_at_an_address_of_acts(ken, world, act):
    assert ken.get(f"/meetings/{a_meeting(world).pk}/acts/{act}/").status_code == 404
