"""The numbers in a target's text that may be its value, and how strongly each claims to be it.

Dates, workings in brackets, denominators and names with numbers ("999 calls", "stage 2") are none of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.reader import dates

PER_CENT = r"(?:per ?cent\b|percent\b|%|pc\b)"
_NUMBER = re.compile(
    rf"(?P<pound>£ ?)?(?<![\w.,/])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
    r"|\d+(?:\.\d+)?)(?P<scale> ?(?:million|thousand|billion|m\b|k\b))?"
    rf"(?: ?(?P<unit>percentage points?|{PER_CENT}))?(?![\w/])",
    re.IGNORECASE,
)
_WORDS = {
    word: str(number)
    for number, word in [
        *enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty".split()
        ),
        (0, "nought"),
        (30, "thirty"),
        (40, "forty"),
        (50, "fifty"),
        (60, "sixty"),
        (70, "seventy"),
        (80, "eighty"),
        (90, "ninety"),
        (100, "one hundred"),
    ]
}
_WORD_NUMBER = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b(?P<unit> {PER_CENT})?", re.IGNORECASE
)
_RHYTHM_AFTER = re.compile(r" (?:per|a|an|each|every)\b", re.I)
_BOUND_BEFORE = re.compile(
    r"\b(?:at least|than|minimum of|maximum of|produce|hold|run|undertake|conduct|complete) $", re.I
)
_BRACKETS = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
_NAMED = re.compile(
    r"\b(?:BVPIs?|BV|Form|form|stages?|phases?|grades?|class|section|strand|level|page|paragraph|appendix|objective"
    r"|indicator|PI|aged|age|under|over|tier|part|[Yy]ear) ?\d+(?:(?:,| and|-| to) ?\d+)*(?=\b)(?! ?(?:%|per))"
    r"|\bper ?\d[\d,]*|\bper (?:thousand|million)\b"
    r"|\b\d+[- ](?:year|day|hour|minute|month|week)s?\b(?=[- ](?:olds?|targets?|plan|programme|strategy|period))"
    r"|\b(?:999|101|24/7)\b(?= (?:calls?|emergency|system))|\b\d+(?:st|nd|rd|th)\b"
    r"|\b(?:19|20)\d\d\b(?! [a-z]*(?:recruits|officers|offences|persons|people|disposals))"
)
_UNIT_STOP = frozenset(
    "by of in per at with to for from and or on each every a an the where within during before "
    "after who whose that which is are will be was "
    "than compared against when max min maximum minimum or over under reduction increase "
    "decrease improvement rise more less fewer between as into out not until were has have a".split()
)
_FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
FRACTION = re.compile(
    rf"\b(?:(?:{_FEW}|\d) (?:in|out of) (?:every )?(?:{_FEW}|\d{{1,3}}(?![\d,.])|a hundred)"
    rf"|(?:(?:a|{_FEW}|\d)[ -])?(?:half|halves|thirds?|quarters?|fifths?|tenths?)(?= of\b)"
    rf"|(?:{_FEW})[ -](?:thirds?|quarters|fifths?|tenths?))\b",
    re.IGNORECASE,
)
PAIR = re.compile(r"(?<![\d:])\d+(?:\.\d+)? ?: ?\d+(?![\d:])")
_BY = re.compile(
    r"\b(?:by|of)(?: a further| at least| up to| not less than| no less than| a minimum of| around| about| between)? $",
    re.I,
)
_RANGE = re.compile(
    rf"(?:\bbetween )?(?<![\d/.,])\d[\d,.]{{0,20}}(?: ?{PER_CENT})?(?: ?[–-] ?| to "
    rf"| and )\d[\d,.]{{0,20}}(?![\d/]) ?{PER_CENT}?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, where it stands, its unit, and how strongly it claims to be the value (0 is strongest)."""

    start: int
    end: int
    number: str
    unit: str
    rank: int


def without_other_numbers(text: str, whens: list[dates.When]) -> str:
    """The text with dates, names with numbers, denominators and workings blanked out, every character keeping its
    place."""
    characters = list(text)
    spans = [(when.start, when.end) for when in whens]
    spans += [match.span() for match in _NAMED.finditer(text)]
    outside = _BRACKETS.sub("", text)
    if any(character.isdigit() for character in outside):
        spans += [match.span() for match in _BRACKETS.finditer(text)]
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def figures_in(text: str) -> list[Figure]:
    """Every number of the text that may be its value, in order."""
    # "One in five", "two thirds": a share in words, and no single number of it is the value.
    fraction = FRACTION.search(text)
    start, end = fraction.span() if fraction else (-1, -1)
    found = [figure for figure in [*_in_digits(text), *_in_words(text)] if not start <= figure.start < end]
    return sorted(found, key=lambda each: each.start)


def _in_digits(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        scale = (match["scale"] or "").strip().lower()
        unit = _unit(text, match, scale)
        number = match["number"].replace(",", "")
        yield Figure(match.start(), match.end(), number, unit, _rank(text, match, unit))


def _in_words(text: str) -> Iterator[Figure]:
    """Numbers in words; "one" and "two" are often no figures, so only where a unit, a rhythm or a bound says so."""
    for match in _WORD_NUMBER.finditer(text):
        before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 80]
        if match["unit"] or match.start() == 0 or _RHYTHM_AFTER.match(after) or _BOUND_BEFORE.search(before):
            unit = "per cent" if match["unit"] else _noun_after(after)
            yield Figure(match.start(), match.end(), _WORDS[match["word"].lower()], unit, 1 if match["unit"] else 3)


def _unit(text: str, match: re.Match[str], scale: str) -> str:
    if match["unit"]:
        return "percentage points" if "point" in match["unit"].lower() else "per cent"
    if match["pound"]:
        return {
            "m": "£ million",
            "million": "£ million",
            "k": "£ thousand",
            "thousand": "£ thousand",
            "billion": "£ billion",
        }.get(scale, "£")
    return _noun_after(text[match.end() : match.end() + 80])


def _noun_after(rest: str) -> str:
    words: list[str] = []
    for word in re.findall(r"[ ]([A-Za-z][\w'’/-]*)|([^\sA-Za-z])", rest[:80]):
        if word[1] or word[0].lower() in _UNIT_STOP:
            break
        words.append(word[0])
        if len(words) == 4:
            break
    return " ".join(words)


def _rank(text: str, match: re.Match[str], unit: str) -> int:
    """How strongly a number claims to be the value: a per cent before a bounded number, that before a counted thing."""
    before = text[max(0, match.start() - 40) : match.start()]
    if unit in ("per cent", "percentage points"):
        return 0 if _BY.search(before) else 1
    if re.search(r"\bwithin $", before):
        return 6
    if re.search(r"\b(?:at least|than|exceed|minimum of|maximum of|at most|up to|by) $|[<>=≤≥] ?$", before, re.I):
        return 2
    if re.search(r"\bfrom $", before, re.I):
        return 7
    return 3 if unit or match["pound"] else 4


def strongest(found: list[Figure]) -> Figure | None:
    """The figure with the strongest claim; of equals the first."""
    return min(found, key=lambda each: (each.rank, each.start)) if found else None


def is_range(text: str, found: list[Figure]) -> bool:
    """True for "5-7 per cent" and "between 5 and 10": two numbers of which neither is the value."""
    if re.search(r"\bfrom \d", text) or not found:
        return False
    match = _RANGE.search(text)
    if not match:
        return False
    between = [each for each in found if match.start() <= each.start < match.end()]
    joined_by_and = " and " in match[0] and not match[0].lower().startswith("between")
    return len(between) == 2 and not joined_by_and
