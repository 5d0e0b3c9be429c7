"""The agenda of FPBV of 22 January 2001 goes out: in time, sealed, and frozen for good."""

from meetings.models import Item, Meeting
from tests.audit.paper import verify
from tests.meetings.scenes import a_meeting, an_agenda, appended, published


def test_the_agenda_goes_out_on_the_last_lawful_day(world):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)

    agenda = published(world, meeting)

    assert agenda.in_time
    assert Meeting.objects.get(pk=meeting.pk).state == "called"
    item = Item.objects.get(pk=item.pk)
    assert (item.number, item.agenda_id) == ("1", agenda.pk)
    assert [str(seat.person) for seat in meeting.seats.all()] == ["Mira Shah"]


def test_what_is_not_sealed_yet_is_no_fault_of_the_ledger(world):
    appended(world, an_agenda(world))

    assert verify()["faults"] == []
