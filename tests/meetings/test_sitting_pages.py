"""The clerk of FPBV conducts the meeting of 22 January 2001 on the pages, and members vote on their own phones."""

import pytest

from governance.models import Decision
from meetings.models import Determination, Meeting, Minute, Motion, Recommendation, Vote
from tests.journeys import days
from tests.meetings.at_the_table import do, interest, put
from tests.meetings.scenes import (
    a_meeting,
    an_agenda,
    appended,
    concluded,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.world import JAN_17, bring_to

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"


@pytest.fixture
def meeting(fpbv):
    bring_to(fpbv, "committee_comment")
    meeting = a_meeting(fpbv)
    appended(fpbv, an_agenda(fpbv, meeting))
    published(fpbv, meeting, JAN_17, because="The workshop was on the same day.")
    return Meeting.objects.get(pk=meeting.pk)


def post(client, address, **typed):
    return client.post(address, typed, follow=True)


def test_the_clerk_takes_the_meeting_from_the_first_arrival_to_its_close(client, fpbv, meeting):
    client.force_login(fpbv.ken)
    at = f"/meetings/{meeting.pk}/sitting/"
    seats = {str(seat.person): seat.pk for seat in meeting.seats.all()}
    post(
        client,
        f"{at}attendance/",
        **{f"seat-{pk}": "here" for pk in seats.values()} | {f"seat-{seats['Tom Member']}": "apologies"},
    )
    page = post(client, f"{at}acts/open/")
    assert "4 of 5 members are here; 3 make a quorum." in page.content.decode()

    item = meeting.items.get()
    here = f"{at}items/{item.pk}/"
    post(client, f"{here}take-up/", chair=seats["Rachel Stone"])
    post(
        client,
        f"{here}motion/",
        text="the approach be endorsed",
        mover=seats["Peter Member"],
        seconder=seats["Nora Member"],
    )
    motion = Motion.objects.get()
    post(client, f"{at}motions/{motion.pk}/put/", how="hands")
    refused = client.post(f"{at}motions/{motion.pk}/close/", {"in_favour": "4", "against": "1"})
    assert (refused.status_code, "5 votes were counted, and 4 members may vote." in refused.content.decode()) == (
        409,
        True,
    )
    post(client, f"{at}motions/{motion.pk}/close/", in_favour="3", against="1")
    discuss, endorse = Recommendation.objects.filter(item=item)
    typed = {"kind": "discussed", "text": "the drafts be discussed."}
    silent = client.post(f"{here}resolve/?recommendation={discuss.pk}", typed | {"text": ""})
    assert "Write what was resolved, as it goes on after “Resolved, that”." in silent.content.decode()
    check = client.post(f"{here}resolve/?recommendation={discuss.pk}", typed)
    assert "1 objective gets the outcome “discussed”, bound to the seal that was published." in check.content.decode()
    post(client, f"{here}resolve/?recommendation={discuss.pk}", **typed, checked="yes")
    post(
        client,
        f"{here}resolve/?recommendation={endorse.pk}",
        kind="endorsed",
        text="the approach be endorsed.",
        motion=motion.pk,
        checked="yes",
    )
    post(client, f"{here}text/", text="Members asked about the boroughs.")
    post(client, f"{here}conclude/")
    post(client, f"{at}acts/close/")

    assert Meeting.objects.get(pk=meeting.pk).state == "held"
    assert [each.kind for each in Determination.objects.order_by("pk")] == ["discussed", "endorsed"]
    assert Decision.objects.filter(body=fpbv.fpbv, decided_on=meeting.held_on).count() == 2
    assert (Minute.objects.get().number, Minute.objects.get().text) == (1, "Members asked about the boroughs.")


def test_members_vote_on_their_own_phones_and_nothing_counts_after_the_close(client, fpbv, meeting):
    sitting(fpbv, meeting)
    minute = taken(fpbv, meeting.items.get(), fpbv.rachel)
    at = f"/meetings/{meeting.pk}/"
    client.force_login(fpbv.ken)
    post(
        client,
        f"{at}sitting/items/{minute.item_id}/motion/",
        text="it be agreed",
        mover=seat_of(meeting, fpbv.peter).pk,
    )
    motion = Motion.objects.get()
    post(client, f"{at}sitting/motions/{motion.pk}/put/", how="own_devices")

    for person, choice in ((fpbv.mira, "for"), (fpbv.nora, "against")):
        client.force_login(person)
        assert f'name="motion" value="{motion.pk}"' in client.get(f"{at}vote/").content.decode()
        page = post(client, f"{at}vote/", motion=motion.pk, choice=choice)
        assert "You voted:" in page.content.decode()
    again = client.post(f"{at}vote/", {"motion": motion.pk, "choice": "for"})
    assert again.status_code == 409
    assert "Nora Member has voted on it already: a vote stays as it was cast." in again.content.decode()
    client.force_login(fpbv.ken)
    post(client, f"{at}sitting/motions/{motion.pk}/close/", casting="for")
    client.force_login(fpbv.tom)
    late = client.post(f"{at}vote/", {"motion": motion.pk, "choice": "against"})

    assert (late.status_code, f"The vote on {motion} is closed." in late.content.decode()) == (409, True)
    motion.refresh_from_db()
    assert (motion.state, motion.in_favour, motion.against, motion.casting) == ("carried", 1, 1, "for")
    assert Vote.objects.count() == 2


def test_whoever_has_no_seat_has_no_ballot(client, fpbv, meeting):
    client.force_login(fpbv.olive)

    assert client.get(f"/meetings/{meeting.pk}/vote/").status_code == 404
    assert client.get(f"/meetings/{meeting.pk}/sitting/").status_code == 404


def test_the_minutes_are_drafted_put_right_circulated_and_read_by_the_public(client, fpbv, meeting):
    sitting(fpbv, meeting)
    item = meeting.items.get()
    minute = taken(fpbv, item, fpbv.rachel)
    _, second = (
        resolved(fpbv, minute, kind, asked)
        for kind, asked in zip(("discussed", "endorsed"), Recommendation.objects.filter(item=item), strict=True)
    )
    concluded(fpbv, minute)
    client.force_login(fpbv.ken)
    at = f"/meetings/{meeting.pk}/"
    post(client, f"{at}sitting/acts/close/")
    post(client, f"{at}minutes/acts/draft/")
    post(client, f"{at}minutes/resolved/{second.pk}/", text="the approach be endorsed, with thanks.")
    client.logout()
    assert client.get(f"{at}minutes/").status_code == 404

    client.force_login(fpbv.ken)
    post(client, f"{at}minutes/acts/circulate/")
    client.logout()
    page = client.get(f"{at}minutes/").content.decode()

    assert "These minutes have not been confirmed. They were circulated on 22 January 2001." in page
    assert "that the approach be endorsed, with thanks. (endorsed)" in page
    assert "Rachel Stone (in the chair)" in page
    assert "1. Draft objectives" in page


def test_a_motion_whose_quorum_is_lost_falls_by_a_button_and_the_item_can_be_left(client, fpbv, meeting):
    sitting(fpbv, meeting, fpbv.tom, fpbv.nora)
    minute = taken(fpbv, meeting.items.get(), fpbv.rachel)
    motion = put(fpbv, minute, fpbv.peter, "own_devices")
    do(fpbv, interest(minute.item, fpbv.mira))
    client.force_login(fpbv.ken)
    at = f"/meetings/{meeting.pk}/sitting/"

    page = client.get(f"{at}items/{minute.item_id}/").content.decode()
    assert "It falls: the quorum is lost" in page
    assert "Close the vote" not in page
    post(client, f"{at}motions/{motion.pk}/acts/withdraw/")
    post(client, f"{at}items/{minute.item_id}/conclude/")
    post(client, f"{at}acts/close/")

    assert (Motion.objects.get().state, Meeting.objects.get(pk=meeting.pk).state) == ("withdrawn", "held")
