"""The columns of the tables of a plan: what each holds, and what it says of itself to whoever works with it."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column."""

    name: str
    about: str


OF_EVERY_TABLE = (
    Column("plan", "The plan, with its financial year"),
    Column(
        "plan_standing",
        "DRAFT: not published, and can still change; or published, and when; with its edition's day if later",
    ),
)

TARGETS = (
    *OF_EVERY_TABLE,
    Column("priority", "The priority it stands under; empty for a target of a sustained activity"),
    Column("aspect", "The aspect of that priority; empty for a target of a sustained activity"),
    Column("objective", "The name of the objective, as papers write it; of a sustained activity, that name"),
    Column("objective_title", "What the objective says"),
    Column("objective_state", "How far the objective has come; empty for a sustained activity"),
    Column("held_by", "The group that answers for it"),
    Column("indicators", "What is measured: each indicator that shows this target on a line of its own"),
    Column("statutory", "The statutory indicators that those contribute to, each on a line of its own"),
    Column("target_text", "The target as written. It is never changed into a number"),
    Column(
        "standing", "How far it is decided, in words that tell no target by decision, not yet set and no data apart"
    ),
    Column("resolution", "The same as one word of the vocabulary: resolved, provisional, placeholder and so on"),
    Column("open", "yes as long as somebody must still decide; no once it is decided"),
    Column("form", "What kind of statement it makes; empty where nobody has said"),
    Column("direction", "Which way it goes: increase, decrease, achieve or maintain; empty where nobody has said"),
    Column("comparator", "What meets it: exactly, at least, at most or the same as; empty where nobody has said"),
    Column(
        "number",
        "The number, where the target has exactly one; empty, and never 0, where it has none or several",
    ),
    Column("numbers", "Its numbers as decided, each on a line of its own"),
    Column("unit", "The unit of the numbers"),
    Column("denominator", "Out of what, or per what"),
    Column("baseline", "The figure it is measured against, as written; empty for no data"),
    Column("deadline", "ISO 8601, as precise as it was decided: 2002-03-31, 2002-03; or a financial year, 2001/02"),
    Column("explanation", "Why it is not set, where that was decided"),
    Column("review_on", "The day it is looked at again, ISO 8601"),
    Column("left_to", "Who sets it, where it is delegated"),
    Column("seal", "SHA-256 of everything a reader of the target sees, in hex"),
    Column("address", "Its page, with how it came about"),
)

DECISIONS = (
    *OF_EVERY_TABLE,
    Column("body", "The body that decided, by its full name"),
    Column("taken_by", "Who decided: the body by its short name, or the officer who did in its place"),
    Column("decided_on", "The day, ISO 8601"),
    Column("reference", "The minute or paper, as the papers print it"),
    Column("procedure", "How it came to it: meeting, written procedure, delegated authority or urgency"),
    Column(
        "about",
        "What it spoke of: an objective by its name, or the plan as a whole; empty where of neither",
    ),
    Column("target_text", "The single target it spoke of, as the body had it; empty where it spoke of the whole"),
    Column("outcome", "What it said of it"),
    Column("subject_to", "How many conditions that was subject to, in words"),
    Column("waits_for", "What must still come from others before it is provisional no longer"),
    Column("words", "What it asked for, of a target that it sent back"),
    Column("takes_effect_on", "The day it takes effect, where it can be called in before; ISO 8601"),
    Column("called_in_on", "The day it was called in; ISO 8601"),
    Column("voided_on", "The day a change of the text voided it; ISO 8601"),
    Column("seal", "SHA-256 of exactly the text that the body had before it, in hex"),
    Column("address", "The decision on its page"),
)

TABLES = {"targets": TARGETS, "decisions": DECISIONS}
