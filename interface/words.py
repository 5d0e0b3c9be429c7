"""Dates as people say them, and what changed between two texts."""

import re
from datetime import date, datetime, time
from difflib import SequenceMatcher


def in_words(moment: date | datetime) -> str:
    """`Wednesday 9 December 2026`, and for an instant `at 10am`, `at 2:30pm`, `at midday` or `at midnight`."""
    day = f"{moment:%A} {moment.day} {moment:%B} {moment.year}"
    return f"{day} at {clock(moment)}" if isinstance(moment, datetime) else day


def clock(moment: datetime | time) -> str:
    """The time of day in the style of GOV.UK."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def compare(old: str, new: str) -> list[tuple[str, str]]:
    """The two texts as runs of words: ("kept" | "removed" | "added", text). Never cuts inside a word."""
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    runs = []
    for kind, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("kept", "".join(before[start:end])))
            continue
        runs.append(("removed", "".join(before[start:end])))
        runs.append(("added", "".join(after[begin:stop])))
    return [(kind, text) for kind, text in runs if text]
