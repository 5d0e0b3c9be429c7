"""Agendas of FPBV on 31 March: one is out with a supplement in preparation, one has not been begun; who gets what."""

from __future__ import annotations

from datetime import date

from meetings.models import Meeting
from tests.meetings.scenes import (
    a_meeting,
    a_paper,
    afresh,
    an_agenda,
    an_attachment,
    an_exempt_item,
    an_item,
    published,
    seat_of,
)
from tests.world import MAR_31, World

APR_17 = date(2001, 4, 17)
APR_18 = date(2001, 4, 18)


def agendas_in_preparation(world: World) -> dict[str, int]:
    """The meeting of 17 April, of whose agenda an exempt item is a part; its supplement; the meeting of 18 April."""
    meeting = a_meeting(world, on=APR_17)
    item = an_agenda(world, meeting)
    attachment = an_attachment(world, item)
    exempt = an_attachment(world, an_exempt_item(world, meeting, kind="other"), b"%PDF-1.4 advice", "Advice")
    published(world, afresh(meeting), MAR_31)
    late, letter = (an_item(world, afresh(meeting), title, on=MAR_31) for title in ("Late news", "A letter"))
    report = a_paper(world, letter, on=MAR_31)
    planned = a_meeting(world, on=APR_18)
    keys = {"late": late, "letter": letter, "report": report, "map": attachment, "advice": exempt, "planned": planned}
    versions = {"meeting_version": meeting, "planned_version": planned}
    return {
        "meeting": meeting.pk,
        "april_seat": seat_of(meeting, world.mira).pk,
        "charles": world.charles.pk,
        **{name: thing.pk for name, thing in keys.items()},
        **{name: Meeting.objects.get(pk=thing.pk).version for name, thing in versions.items()},
    }


_SEEN = {"seen": "{meeting_version}"}
FORMS: dict[str, dict[str, str]] = {
    "suspension": {"suspends": "order 9", "suspended_for": "item", "mover": "{seat}", "seconder": "{other_seat}"},
    "seen": _SEEN,
    "seen of planned": {"seen": "{planned_version}"},
    "order of items": {**_SEEN, "place_{late}": "2", "place_{letter}": "1", "move": ""},
    "item": {**_SEEN, "title": "Petition", "section": "Planning", "note": "From Kew", "how": "oral", "public": "open"},
    "urgency": {**_SEEN, "chair": "Charles Ogden", "special_circumstances": "The grant was cut."},
    "chosen": {**_SEEN, "objectives": "{draft}"},
    "recommendation": {**_SEEN, "verb": "note", "text": "the timetable"},
    "report": {
        **_SEEN,
        "title": "A letter",
        "by": "Clerk",
        "written_on-day": "30",
        "written_on-month": "3",
        "written_on-year": "2001",
        "information": "It has come.",
        "background": "None",
    },
    "a map": {**_SEEN, "title": "Map"},
}

TABLE = """
item | {meeting} 1 | nothing | 200 | 405 | 405
item | {meeting} 3 | nothing | 200 | 405 | 405
pack | {meeting} | nothing | 200 | 405 | 405
pack | {meeting} ?part=2 | nothing | 200 desk mira; 404 | 405 | 405
pack_pdf | {meeting} | nothing | 200 | 405 | 405
pack_pdf | {meeting} ?part=2 | nothing | 200 desk mira; 404 | 405 | 405
pack_pdf | {meeting} ?supplement=0 | nothing | 200 | 405 | 405
pack_pdf | {meeting} ?supplement=7 | nothing | 404 | 405 | 405
pack_pdf | {meeting} ?supplement=a | nothing | 404 | 405 | 405
pack_pdf | {planned} | nothing | 200 desk; 404 | 405 | 405
pack_pdf | {planned} ?part=2 | nothing | 200 desk; 404 | 405 | 405
sealed_agenda | {meeting} | nothing | 200 | 405 | 405
sealed_agenda | {meeting} ?part=2 | nothing | 200 desk mira; 404 | 405 | 405
sealed_agenda | {meeting} ?supplement=7 | nothing | 404 | 405 | 405
attachment | {meeting} {map} | nothing | 200 | 405 | 405
attachment | {meeting} {advice} | nothing | 200 desk mira; 404 | 405 | 405
agenda | {meeting} | nothing | in; 200 desk; 404 | in; 405 | in; 405
agenda | {planned} | nothing | in; 200 desk; 404 | in; 405 | in; 405
order_agenda | {meeting} | order of items | in; 405 | in; done ken; 409 desk; 404 | in; 405
usual_items | {planned} | seen of planned | in; 405 | in; done ken; 409 desk; 404 | in; 405
usual_items | {meeting} | seen | in; 405 | in; 409 desk; 404 | in; 405
bring_plan | {meeting} {stage} | seen | in; 405 | in; 409 desk; 404 | in; 405
bring_called_in | {planned} {decided} | seen of planned | in; 405 | in; 409 desk; 404 | in; 405
list_actions | {planned} | seen of planned | in; 405 | in; 409 desk; 404 | in; 405
publish_agenda | {meeting} | seen | in; 200 desk; 404 | in; 409 desk; 404 | =
add_item | {meeting} other | item | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
add_item | {meeting} exclusion | item | in; 404 | in; 404 | =
agenda_item | {meeting} {late} | nothing | in; 200 desk; 404 | in; 405 | in; 405
change_item | {meeting} {late} | item | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
take_off_item | {meeting} {late} | seen | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
hold_urgent | {meeting} {late} | urgency | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
choose_appendices | {meeting} {late} | chosen | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
add_item_part | {meeting} {late} recommendations | recommendation | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
add_item_part | {meeting} {late} report | report | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
add_item_part | {meeting} {late} attachments | a map | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
change_item_part | {meeting} {letter} report {report} | report | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
withdraw_item_part | {meeting} {letter} report {report} | seen | in; 200 desk; 404 | in; done ken; 409 desk; 404 | =
"""
