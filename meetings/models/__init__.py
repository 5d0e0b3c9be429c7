"""The content of this room, one file per subject."""

from meetings.models.agenda import Agenda
from meetings.models.item import Item, ItemKind, Recommendation, Verb
from meetings.models.meeting import JointBody, Meeting, MeetingKind, MeetingState
from meetings.models.paper import Appendix, Paper
from meetings.models.seat import Seat
from meetings.models.standing_orders import StandingOrders

__all__ = [
    "Agenda",
    "Appendix",
    "Item",
    "ItemKind",
    "JointBody",
    "Meeting",
    "MeetingKind",
    "MeetingState",
    "Paper",
    "Recommendation",
    "Seat",
    "StandingOrders",
    "Verb",
]
