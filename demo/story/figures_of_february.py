"""What is resolved before FPBV agrees the final version on 20 February. All figures but one are invented."""

from __future__ import annotations

from typing import Any

from demo.story.targets import Decided
from demo.timetable import RECRUITMENT, YOUTH

BURGLARY = "Burglary"

BEFORE_THE_FINAL_VERSION = [
    Decided(
        (BURGLARY, 1),
        "??? per cent",
        "Reduce non-residential burglary by 2 per cent",
        "The boroughs have reported: as much as for homes can be reached.",
        "Borough returns to January 2001",
        {"form": "percentage_change", "direction": "decrease", "numbers": ["2"], "unit": "per cent"},
    ),
    Decided(
        (YOUTH, 1),
        "100 per cent?",
        "100 per cent",
        "Every team is to have access by March 2002, and then nothing stands in the way.",
        "OTIS project plan, February 2001",
        {"numbers": ["100"], "unit": "per cent"},
    ),
    Decided(
        (RECRUITMENT, 5),
        "The ratio not to exceed",
        "The ratio not to exceed 3 transfers out to 2 transfers in",
        "The transfers of five years have been compared.",
        "Transfers 1996 to 2000",
        {"form": "ratio", "numbers": ["3", "2"]},
    ),
]

OF_THE_ACTIVITIES: dict[str, dict[str, Any]] = {
    "Emergency Response": {
        "text": "Answer 85 per cent of 999 calls within 15 seconds",
        "resolution": "resolved",
        "form": "rate_or_share",
        "numbers": ["85"],
        "unit": "per cent",
    },
    "Homicide": {
        "text": "Detect 90 per cent of homicides",
        "resolution": "resolved",
        "form": "rate_or_share",
        "numbers": ["90"],
        "unit": "per cent",
    },
    "Reducing road casualties": {
        "text": "No target of its own",
        "resolution": "deliberately_not_set",
        "explanation": "The target is London's: the Mayor's road safety plan sets it for every authority together.",
    },
    "Vehicle crime": {
        "text": "Reduce vehicle crime by 6 per cent",
        "resolution": "resolved",
        "form": "percentage_change",
        "direction": "decrease",
        "numbers": ["6"],
        "unit": "per cent",
    },
}
"""sustained activity -> what its target becomes"""
