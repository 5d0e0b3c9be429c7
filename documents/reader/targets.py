"""A target's resolution and value, by product.md: exactly one resolution, and never a number that was not written.

The worst state inside a text wins: a blank in one bullet of a narrative target makes the whole a placeholder.
"""

import re
from dataclasses import dataclass

from documents.reader import marks
from documents.reader.values import Value, value_of

RESOLUTIONS = (
    "resolved",
    "provisional",
    "placeholder",
    "under_development",
    "being_researched",
    "missing",
    "deliberately_not_set",
    "delegated",
)
UNRESOLVED = frozenset({"provisional", "placeholder", "under_development", "being_researched"})
_LONGEST = 2_000
_NOTHING = re.compile(r"[\s\-–—.:/]*")
_LETTERS_OR_DIGITS = re.compile(r"[^\W_]")
_SAYS_NONE = re.compile(r"(?:none|nil|no target|n/?a|not applicable|monitor(?:ing)?(?: only)?)[ .]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Classified:
    """The resolution of a target, the characters that make it so, and the value it has."""

    resolution: str
    mark: str
    value: Value


def classify(
    text: str, *, indicator: str = "", listed: bool = False, period: str = "", footnote: str = ""
) -> Classified:
    """Classify a target by its text. An empty text, or only a dash, is `missing`. A footnote may make a figure
    provisional."""
    if _NOTHING.fullmatch(text):
        return Classified("missing", "", Value())
    # A page of text is a narrative, whatever numbers are in it.
    listed = listed or len(text) > _LONGEST
    value = value_of(text[:_LONGEST], indicator=indicator[:_LONGEST], listed=listed, period=period)
    resolution, mark = _resolution(text, value)
    if resolution == "resolved" and (doubt := _provisional(footnote)):
        resolution, mark = "provisional", doubt
    if resolution == "placeholder":
        value = value_of(text[:_LONGEST], indicator=indicator[:_LONGEST], listed=listed, period=period, open_blank=True)
    elif resolution in ("under_development", "being_researched", "deliberately_not_set", "delegated"):
        value = Value(
            deadline=value.deadline if resolution != "deliberately_not_set" else "",
            deadline_written=value.deadline_written,
        )
    return Classified(resolution, mark, value)


def _resolution(text: str, value: Value) -> tuple[str, str]:
    plain = _without_queried_numbers(text)
    has_number = value.number is not None or bool(value.numbers)
    blank = marks.mark_in(marks.BLANK, plain)
    if not _LETTERS_OR_DIGITS.search(text):
        # "?", "[ ]", "…": room for a target, and nothing in it.
        return "placeholder", blank or text.strip()
    if blank:
        return "placeholder", blank
    if _SAYS_NONE.fullmatch(text):
        return "deliberately_not_set", text.strip()
    for resolution, pattern in (
        ("deliberately_not_set", marks.NOT_SET),
        ("deliberately_not_set", marks.UNTIL_BASELINE),
        ("being_researched", marks.BEING_RESEARCHED),
        ("under_development", marks.UNDER_DEVELOPMENT),
    ):
        mark = marks.mark_in(pattern, text)
        if mark and not has_number:
            return resolution, mark
    if has_number:
        provisional = _provisional(text)
        return ("provisional", provisional) if provisional else ("resolved", "")
    return _without_number(text)


def _provisional(text: str) -> str:
    patterns = (
        marks.QUERY_AFTER_NUMBER,
        marks.SUBJECT_TO,
        marks.NUMBER_TO_COME,
        marks.UNDER_DEVELOPMENT,
        marks.BEING_RESEARCHED,
    )
    return next((mark for pattern in patterns if (mark := marks.mark_in(pattern, text))), "") or (
        "?" if text.rstrip(" )]").endswith("?") else ""
    )


def _without_number(text: str) -> tuple[str, str]:
    delegated = marks.mark_in(marks.DELEGATED, text)
    if delegated:
        return "delegated", delegated
    to_come = marks.mark_in(marks.NUMBER_TO_COME, text)
    if to_come:
        return "placeholder", to_come
    for resolution, pattern in (("under_development", marks.AWAITED), ("provisional", marks.SUBJECT_TO)):
        mark = marks.mark_in(pattern, text)
        if mark:
            return resolution, mark
    if text.rstrip(" )]").endswith("?"):
        return "provisional", "?"
    return "resolved", ""


def _without_queried_numbers(text: str) -> str:
    """The text without the "??" that stand behind a number: they doubt it, they are no blank."""
    return marks.QUERY_AFTER_NUMBER.sub(lambda found: found[0][: found.start("mark") - found.start()], text)
