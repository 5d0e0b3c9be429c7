"""Best Value Performance Indicators: which numbers and limbs a text names."""

import re
from dataclasses import dataclass

_MENTION = re.compile(
    r"\b(?:BVPI|BV|Best Value (?:Performance )?Indicator)s?\s?(?:nos?\.? ?|numbers? ?)?"
    r"(?P<first>\d{1,3})(?!\d)(?P<limb>[a-h](?![a-z0-9]))?(?P<more>(?:\s?(?:,|and|&)\s?\d{1,3}(?![\d,./]))*)",
    re.IGNORECASE,
)
_LIMB = re.compile(r"(?<![a-z0-9(])\(?([a-h])\)\s?(?=[\w(])", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Contribution:
    """A statutory indicator an aspect or sustained activity says it contributes to."""

    number: int
    limb: str
    text: str
    line: int


def numbers_in(text: str) -> tuple[int, ...]:
    """The BVPI numbers named in `text`, in order, each once."""
    seen: dict[int, None] = {}
    for mention in _MENTION.finditer(text):
        for number in _numbers(mention):
            seen[number] = None
    return tuple(seen)


def contributions_in(text: str, line: int) -> list[Contribution]:
    """Every BVPI named in `text` with the words that belong to it; a limb (129 a, 129 b) is an entry of its own."""
    mentions = list(_MENTION.finditer(text))
    found: list[Contribution] = []
    for at, mention in enumerate(mentions):
        end = mentions[at + 1].start() if at + 1 < len(mentions) else len(text)
        words = text[mention.end() : end]
        numbers = _numbers(mention)
        limbs = [] if mention["limb"] or len(numbers) > 1 else list(_LIMB.finditer(words))
        if limbs and not words[: limbs[0].start()].strip(" (:;,"):
            for which, limb in enumerate(limbs):
                stop = limbs[which + 1].start() if which + 1 < len(limbs) else len(words)
                found.append(Contribution(numbers[0], limb[1].lower(), _tidy(words[limb.end() : stop]), line))
            continue
        text_before = text[: mention.start()] if at == 0 and not _tidy(words) else ""
        for number in numbers:
            found.append(
                Contribution(number, (mention["limb"] or "").lower(), _tidy(words) or _tidy(text_before), line)
            )
    return found


def _numbers(mention: re.Match[str]) -> list[int]:
    return [int(digits) for digits in [mention["first"], *_DIGITS.findall(mention["more"])]]


def _tidy(words: str) -> str:
    words = words.strip().strip(":;,–—-[] ").removesuffix(" and").strip(" ;:,.[]")
    if words.startswith("(") and ")" in words:
        words = words[1:]
        if words.endswith(")"):
            words = words[:-1]
    elif words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1]
    return words.strip(" ;:,")
