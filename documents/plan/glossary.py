"""The words of the vocabulary that a reader of a plan meets in its documents (docs/vocabulary.md, word for word)."""

GLOSSARY = {
    "action point": "what will be done to reach an objective; with a date it is a milestone",
    "as at": (
        "a plan, an objective or a target as it stood at a moment, from the ledger alone: the end of a day, a ledger "
        "entry, or what a body had before it when it decided"
    ),
    "aspect": "a part of a priority under which objectives are set",
    "Authority": "the body whose plan it is, and which approves it",
    "condition": (
        "what an approval is subject to: what must be done, by whom, by when, and which body confirms it; nothing it "
        "is about is published while it is open"
    ),
    "contribution": "an aspect, a sustained activity or an indicator contributes to a statutory indicator",
    "decision": "what a body resolved on a day, under a reference",
    "delegated authority": (
        "what a committee or an officer decides under a delegation; reported to the body that gave it"
    ),
    "indicator": "what is measured to see whether an objective is reached",
    "ledger": "the append-only record of every act",
    "milestone": "an action point with a date",
    "no data": "of an indicator: that the plan has no line for its target; of a baseline: that none is given",
    "no target, by decision": "of a target: that it was decided not to set one, with the reason",
    "not yet set": (
        "of a target: that somebody must still decide it; a mark such as ?? stands in its place, it is under "
        "development, or it is being researched"
    ),
    "objective": "what is to be achieved under an aspect",
    "outcome": "what a decision means for one objective, or for the plan",
    "plan": "what a body sets out to achieve in a financial year",
    "priority": "what the body puts first; external or internal",
    "provisional": (
        "of an approval: that something awaited has not come yet. Of a target (see resolution): that its value as "
        "written is not certain. A provisional approval is of resolved targets"
    ),
    "resolution": (
        "how far a target is decided: resolved, provisional, placeholder, under development, being researched, "
        "missing, deliberately not set, delegated"
    ),
    "seal": "the hash of exactly what somebody had before them, and the occasion on which it was taken",
    "statutory indicator": "a best value performance indicator, by financial year, number and limb",
    "sustained activity": "what goes on beside the priorities",
    "target": "what an indicator should show: text as written, a value where there is one, always one resolution",
    "urgency": (
        "why something is decided before the body meets: by its urgency committee, or where that cannot meet by its "
        "clerk, after consulting its chair; reported to its next meeting"
    ),
    "voided": "of an approval: given on a text that is no longer the text",
    "written procedure": "a body decides without meeting: the text is sent round, and members answer",
}
