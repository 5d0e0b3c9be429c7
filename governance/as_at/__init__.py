"""A plan as it stood at a moment, from the ledger alone: what was recorded later is nowhere in it."""

from governance.as_at.moment import Moment, NoSuchMoment, at_entry, at_the_end_of, before_decision
from governance.as_at.record import NotThereYet, Record, plan_as_at, record_of

__all__ = [
    "Moment",
    "NoSuchMoment",
    "NotThereYet",
    "Record",
    "at_entry",
    "at_the_end_of",
    "before_decision",
    "plan_as_at",
    "record_of",
]
