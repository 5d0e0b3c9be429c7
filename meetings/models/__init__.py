"""The content of this room, one file per subject."""

from meetings.models.action_taken import ActionTaken
from meetings.models.agenda import Agenda
from meetings.models.attachment import Attachment
from meetings.models.attendance import Apology, Interest, Presence
from meetings.models.call_in import CallIn
from meetings.models.determination import Determination, DeterminationKind
from meetings.models.earlier_chair import EarlierChair
from meetings.models.item import Item, ItemKind, Recommendation, Verb
from meetings.models.meeting import JointBody, Meeting, MeetingKind, MeetingState
from meetings.models.minute import Minute, MinuteState
from meetings.models.minutes import Minutes, MinutesState
from meetings.models.motion import Choice, Method, Motion, MotionState, Vote
from meetings.models.paper import Appendix, Paper
from meetings.models.seat import Seat
from meetings.models.standing_orders import StandingOrders, Substitutes
from meetings.models.substitution import Substitution
from meetings.models.written_comment import WrittenComment

__all__ = [
    "ActionTaken",
    "Agenda",
    "Apology",
    "Appendix",
    "Attachment",
    "CallIn",
    "Choice",
    "Determination",
    "DeterminationKind",
    "EarlierChair",
    "Interest",
    "Item",
    "ItemKind",
    "JointBody",
    "Meeting",
    "MeetingKind",
    "MeetingState",
    "Method",
    "Minute",
    "MinuteState",
    "Minutes",
    "MinutesState",
    "Motion",
    "MotionState",
    "Paper",
    "Presence",
    "Recommendation",
    "Seat",
    "StandingOrders",
    "Substitutes",
    "Substitution",
    "Verb",
    "Vote",
    "WrittenComment",
]
